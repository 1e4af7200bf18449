"""DNS records: where they lead, and which names of certificates cover them."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.model import UNKNOWN, AddressRecord, LoadBalancer, Record, Stack

RECORD = "aws:route53/record:Record"
ZONE = "aws:route53/zone:Zone"
BALANCER = "aws:lb/loadBalancer:LoadBalancer"
DNS_NAME = "alb-1.eu-west-1.elb.amazonaws.com"


def record(type_: str, name: str, inputs: dict[str, Any], outputs: Any = None, **dependencies: Any) -> Record:
    return Record(
        name,
        type_,
        name,
        property_dependencies=dependencies,
        read_inputs=lambda: {"region": "", **inputs},
        read_outputs=lambda: outputs or {},
    )


@pytest.mark.parametrize(
    ("inputs", "dependencies", "expected"),
    [
        ({"aliases": [{"name": DNS_NAME}]}, {}, ["alb"]),
        ({"aliases": [{"name": f"dualstack.{DNS_NAME}."}]}, {}, ["alb"]),
        ({"records": [DNS_NAME]}, {}, ["alb"]),
        ({"aliases": [{"name": UNKNOWN}]}, {"aliases": ("alb",)}, ["alb"]),
        ({"aliases": UNKNOWN}, {"aliases": ("alb",)}, ["alb"]),
        ({"records": UNKNOWN}, {"records": ("other",)}, []),
        ({"records": [UNKNOWN]}, {}, []),
        ({"records": ["198.51.100.1"]}, {}, []),
    ],
)
def test_targets(inputs: Any, dependencies: Any, expected: list[str]) -> None:
    balancer = record(BALANCER, "alb", {}, {"dnsName": DNS_NAME})
    stack = Stack(
        [balancer, record("aws:ssm/parameter:Parameter", "other", {}), record(RECORD, "it", inputs, **dependencies)]
    )
    targets = stack.view("it", AddressRecord).targets
    assert [target.urn for reference in targets for target in reference.candidates] == expected
    assert stack.all(LoadBalancer)


@pytest.mark.parametrize(
    ("host", "zone", "name", "expected"),
    [
        ("shop", "example.com", "shop.example.com", True),
        ("shop", "example.com.", "*.example.com", True),
        ("shop.example.com", "example.com", "*.example.com", True),
        ("a.shop", "example.com", "*.example.com", False),
        ("", "example.com", "example.com", True),
        ("", "example.com", "*.example.com", False),
        ("example.com", "example.com", "example.com", True),
        ("shop.example.com", None, "shop.example.com", True),
        ("shop.example.com", None, "*.example.com", True),
        ("shop.example.com", None, "*.example.org", False),
        ("shop.example.com", None, "example.com", False),
        ("shop", None, "shop.example.com", True),
        ("shop", None, "*.example.com", True),
        ("a.shop", None, "*.shop.example.com", True),
        ("a.shop", None, "*.example.com", False),
    ],
)
def test_may_be_named(host: str, zone: str | None, name: str, expected: bool) -> None:
    zones = [record(ZONE, "zone", {"name": zone}, {"zoneId": "Z0A"})] if zone else []
    stack = Stack([*zones, record(RECORD, "it", {"name": host, "zoneId": "Z0A"})])
    assert stack.view("it", AddressRecord).may_be_named(name) is expected
