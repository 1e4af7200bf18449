"""Service Connect peers: whom an environment names."""

from __future__ import annotations

import json
from typing import Any

import pytest
from container_tls_policies.model import Record, Stack, TaskDefinition, endpoints_named_in

SERVICE = "aws:ecs/service:Service"


def record(urn: str, kind: str = SERVICE, **inputs: Any) -> Record:
    return Record(urn, kind, urn, read_inputs=lambda: inputs)


@pytest.mark.parametrize(
    ("value", "is_named"),
    [
        ("http://orders", True),
        ("http://orders/v1?x=1", True),
        ("http://orders:80", True),
        ("orders:80", True),
        ("a=1;url=orders:80;", True),
        ("tcp://queue:5672,tcp://orders:80", True),
        ("postgres://user@orders:80/db", True),
        ("orders", False),
        ("https://orders", False),
        ("http://orders:8080", False),
        ("orders:801", False),
        ("my-orders:80", False),
        ("orders.example.com:80", False),
        ("http://orders.example.com", False),
        ("2001:db8::orders:80", False),
        ("Orders:80", False),
        ("", False),
        (80, False),
        (["orders:80"], False),
        (None, False),
    ],
)
def test_whom_an_environment_names(value: Any, is_named: bool) -> None:
    endpoint = {"portName": "http", "clientAlias": [{"port": 80, "dnsName": "orders"}]}
    connect = {"enabled": True, "namespace": "internal", "services": [endpoint]}
    containers = json.dumps([{"name": "web", "environment": [{"name": "URL", "value": value}, "x"]}])
    stack = Stack(
        [
            record("orders", serviceConnectConfiguration=connect),
            record("task", "aws:ecs/taskDefinition:TaskDefinition", containerDefinitions=containers),
        ]
    )
    assert endpoints_named_in(stack.view("task", TaskDefinition)) == (("orders:80",) if is_named else ())
