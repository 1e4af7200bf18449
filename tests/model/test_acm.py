"""Certificates: what waits for their validation, and what they are named for."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.model import UNKNOWN, Certificate, Listener, Record, Resource, Stack, Undecided, users_of

CERTIFICATE = "aws:acm/certificate:Certificate"
VALIDATION = "aws:acm/certificateValidation:CertificateValidation"
LISTENER = "aws:lb/listener:Listener"


def record(type_: str, name: str, inputs: Any, outputs: Any = None, parent: str | None = None, **needs: Any) -> Record:
    return Record(
        name,
        type_,
        name,
        parent,
        property_dependencies=needs,
        read_inputs=lambda: {"region": "", **inputs},
        read_outputs=lambda: outputs or {},
    )


def certificate(inputs: Any = None, outputs: Any = None, **args: Any) -> Record:
    return record(CERTIFICATE, "cert", inputs or {}, outputs, **args)


def view(*records: Record) -> Certificate:
    return Stack(records).view("cert", Certificate)


@pytest.mark.parametrize(
    ("inputs", "outputs", "expected"),
    [
        ({"validationMethod": "DNS"}, {}, True),
        ({}, {"status": "PENDING_VALIDATION"}, True),
        ({"validationMethod": "DNS"}, {"status": "ISSUED"}, False),
        ({"privateKey": UNKNOWN}, {}, False),
        ({"certificateAuthorityArn": "arn:ca"}, {}, False),
    ],
)
def test_awaits_validation(inputs: Any, outputs: Any, expected: bool) -> None:
    assert view(certificate(inputs, outputs)).awaits_validation is expected


def test_is_issued_before_what_comes_after_the_waiting() -> None:
    stack = [
        certificate(),
        record("shop:index:Domain", "domain", {}),
        record(VALIDATION, "waits", {"certificateArn": UNKNOWN}, parent="domain", certificateArn=("cert",)),
        record("aws:ssm/parameter:Parameter", "after", {}, value=("waits",)),
        record("aws:ssm/parameter:Parameter", "child", {}, parent="after"),
        record("aws:ssm/parameter:Parameter", "component", {}, value=("domain",)),
        record("aws:ssm/parameter:Parameter", "sibling", {}, value=("cert",), parent="domain"),
        record("command:local:Command", "command", {}, environment=("cert",)),
    ]
    found = view(*stack)
    after = {each.name for each in stack if found.is_issued_before(found.stack.view(each.urn, Resource))}
    assert after == {"after", "child", "component", "domain"}


def test_listener_names_the_certificate_by_way_of_its_validation() -> None:
    stack = Stack(
        [
            certificate(),
            record(VALIDATION, "waits", {"certificateArn": UNKNOWN}, certificateArn=("cert",)),
            record(LISTENER, "https", {"certificateArn": UNKNOWN}, certificateArn=("waits",)),
        ]
    )
    found = stack.view("https", Listener).certificate.one()
    assert found is not None
    assert [user.urn for user, _ in users_of(found)] == ["https"]


def test_names() -> None:
    given = {"domainName": "Shop.example.com", "subjectAlternativeNames": ["*.example.org"]}
    assert view(certificate(given)).names == ("shop.example.com", "*.example.org")
    assert view(certificate()).names == ()
    with pytest.raises(Undecided):
        _ = view(certificate({"subjectAlternativeNames": [UNKNOWN]})).names
