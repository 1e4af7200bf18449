"""Roles: whom they trust; certificate authorities: their tags."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from container_tls_policies.model import UNKNOWN, CertificateAuthority, Record, Role, Stack, Undecided

ALLOW = {"Effect": "Allow", "Action": "sts:AssumeRole"}
KEY = "AmazonECSManaged"
AUTHORITY = "aws:acmpca/certificateAuthority:CertificateAuthority"


def ask(question: Any) -> Any:
    try:
        return question()
    except Undecided:
        return UNKNOWN


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([{**ALLOW, "Principal": {"Service": "ecs.amazonaws.com"}}], True),
        ({**ALLOW, "Principal": {"Service": ["x.amazonaws.com", "ecs.amazonaws.com"]}}, True),
        ([{**ALLOW, "Principal": {"Service": "ecs.eu-west-1.amazonaws.com"}}], True),
        ([{**ALLOW, "Principal": "*"}], True),
        ([{**ALLOW, "Principal": {"Service": "ecs-tasks.amazonaws.com"}}], False),
        ([{**ALLOW, "Principal": {"AWS": "123456789012"}}], False),
        ([{**ALLOW, "Effect": "Deny", "Principal": {"Service": "ecs.amazonaws.com"}}], False),
        ([], UNKNOWN),
        ([{**ALLOW, "Principal": {"Service": UNKNOWN}}], UNKNOWN),
        ([UNKNOWN], UNKNOWN),
    ],
)
def test_trusts(statements: Any, expected: Any) -> None:
    document = {"Version": "2012-10-17", "Statement": statements}
    inputs: list[Any] = [{"assumeRolePolicy": document}]
    if expected is not UNKNOWN:
        inputs.append({"assumeRolePolicy": json.dumps(document)})
    for values in inputs:
        role = Stack([Record("role", "aws:iam/role:Role", "role", read_inputs=partial(dict, values))]).view(
            "role", Role
        )
        assert ask(partial(role.trusts, "ecs")) is expected


@pytest.mark.parametrize(
    ("inputs", "provider", "expected"),
    [
        ({"tags": {KEY: "true"}}, None, "true"),
        ({"tags": {KEY: True}}, None, "true"),
        ({"tags": {}}, None, None),
        ({"tags": {}, "tagsAll": {KEY: "true"}}, None, "true"),
        ({"tags": {KEY: "no"}, "tagsAll": {KEY: "no"}}, {KEY: "true"}, "no"),
        ({"tagsAll": {}}, {KEY: "true"}, None),
        ({"usageMode": "x"}, {KEY: "true"}, "true"),
        ({"tags": UNKNOWN}, None, UNKNOWN),
        ({"tags": {KEY: UNKNOWN}}, None, UNKNOWN),
        ({"tagsAll": UNKNOWN}, None, UNKNOWN),
        ({"tags": {KEY: "true"}, "tagsAll": UNKNOWN}, None, "true"),
    ],
)
def test_tag(inputs: dict[str, Any], provider: Any, expected: Any) -> None:
    records = [Record("ca", AUTHORITY, "ca", read_inputs=lambda: {"arn": "arn:ca", **inputs})]
    if provider:
        tags = {"defaultTags": json.dumps({"tags": provider})}
        records.append(Record("provider", "pulumi:providers:aws", "aws", read_inputs=lambda: tags))
    found = ask(lambda: Stack(records).view("ca", CertificateAuthority).tag(KEY))
    assert found is expected or (isinstance(expected, str) and found == expected)
