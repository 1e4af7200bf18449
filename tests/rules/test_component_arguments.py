"""Findings under a component name the argument to change, and the table behind that fits the components."""

from __future__ import annotations

import json
import re
import runpy
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from container_tls import ApplicationLoadBalancer
from container_tls_policies.facts.component_arguments import argument_behind, component_arguments
from container_tls_policies.testing import run_preview

from scripts.component_modes import example_of, service_modes
from tests.recorded import recorded

if TYPE_CHECKING:
    from collections.abc import Callable

root = Path(__file__).parents[2]
schema: dict[str, Any] = json.loads((root / "components/schema.json").read_text("utf-8"))
entries = [
    pytest.param(component, child, path, argument, id=f"{component.rpartition(':')[2]} {child} {path}")
    for component, children in component_arguments().items()
    for child, properties in children.items()
    for path, argument in properties.items()
    for argument in re.split(", | or ", argument)
]


@pytest.mark.parametrize(("component", "child", "path", "argument"), entries)
def test_argument_exists(component: str, child: str, path: str, argument: str) -> None:
    described: dict[str, Any] = schema["resources"][component]["inputProperties"]
    *outer, last = argument.split(".")
    for name in outer:
        described = schema["types"][referred(described[name])]["properties"]
    assert last in described


def referred(described: dict[str, Any]) -> str:
    """The name of the type that a property has, be it of its elements."""
    (found,) = re.findall(r"#/types/([^\"]+)\"", json.dumps(described))
    return str(found).replace("%2F", "/")


@cache
def created() -> frozenset[tuple[str, str]]:
    """(type of a component, type of a resource right under it) in the examples and the main modes."""
    plugin = runpy.run_path(str(root / "components"), run_name="plugin")
    programs: list[Callable[[], object]] = [partial(exec, example_of(each), {}) for each in plugin["components"]()]
    found: set[tuple[str, str]] = set()
    for program in (*programs, *service_modes()):
        requests = recorded(cast("Callable[[], None]", program), {"aws:region": "us-east-1"}).resources
        types = {request.urn: request.type for request in requests}
        found |= {(types.get(request.options.parent, ""), request.type) for request in requests}
    return frozenset(found)


@pytest.mark.parametrize(("component", "child", "path", "argument"), entries)
def test_component_has_such_a_child(component: str, child: str, path: str, argument: str) -> None:
    assert (component, child) in created()


@pytest.mark.parametrize(("component", "child", "path", "argument"), entries)
def test_child_has_the_property(component: str, child: str, path: str, argument: str) -> None:
    package, module, name = child.split(":")
    if package == "aws":
        properties = import_module(f"pulumi_aws.{module.partition('/')[0]}")
        first = re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", path.partition(".")[0])
        assert hasattr(getattr(properties, name), first)


def test_most_specific_argument_is_named() -> None:
    service = "container-tls:index:EcsService", "aws:ecs/service:Service"
    assert argument_behind(*service, "networkConfiguration.subnets[0]") == "subnetIds"
    assert argument_behind(*service, "tags") is None
    assert argument_behind("shop:index:Own", "aws:ecs/service:Service", "launchType") is None


def test_message_names_the_argument() -> None:
    def program() -> None:
        ApplicationLoadBalancer(
            "front",
            {
                "vpc_id": "vpc-0a1b2c3d4e5f60718",
                "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"],
                "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
                "client_cidrs": ["10.0.0.0/8"],
            },
        )

    config = {"aws:region": "us-east-1"}
    (finding,) = run_preview(program, config=config, policy_config={"settings": {"profile": "fips"}}).findings
    problem, _, fix, _ = finding.message.splitlines()
    assert problem.endswith("It belongs to component ApplicationLoadBalancer front.")
    assert fix.endswith("In ApplicationLoadBalancer front that is the argument sslPolicy (ssl_policy).")
