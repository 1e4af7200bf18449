"""What is read of Envoy's configuration in a container's command."""

from __future__ import annotations

import json
from typing import Any

import pytest
from container_tls_policies.model import Record, Stack, TaskDefinition, takes_only_tls13

TASK = "aws:ecs/taskDefinition:TaskDefinition"


def chain(version: Any) -> Any:
    parameters = {"tls_minimum_protocol_version": version}
    return {"transport_socket": {"typed_config": {"common_tls_context": {"tls_params": parameters}}}}


def bootstrap(*chains: Any, port: Any = 8443) -> str:
    address = {"socket_address": {"port_value": port}}
    return json.dumps({"static_resources": {"listeners": [{"address": address, "filter_chains": chains}]}})


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["--config-yaml", bootstrap(chain("TLSv1_3"))], True),
        ([bootstrap(chain("TLSv1_3"), chain("TLSv1_3"))], True),
        ([bootstrap(chain("TLSv1_3"), chain("TLSv1_2"))], False),
        ([bootstrap(chain("TLSv1_3"), {})], False),
        ([bootstrap(chain("TLSv1_3"), port=9000)], False),
        ([bootstrap()], False),
        (["{", "{}", '{"static_resources": []}', 1, None], False),
        ("text", False),
        (None, False),
    ],
)
def test_takes_only_tls13(command: Any, expected: bool) -> None:
    containers = json.dumps([{"name": "envoy", "command": command}])
    inputs = {"containerDefinitions": containers}
    stack = Stack([Record("task", TASK, "task", read_inputs=lambda: inputs)])
    (container,) = stack.view("task", TaskDefinition).containers
    assert takes_only_tls13(container, 8443) is expected
