"""Values of a wrong type, which are refused by name wherever they are passed, and never repeated."""

from collections.abc import Callable
from typing import Any

import pulumi
import pytest
from container_tls import (
    ArgumentError,
    EndpointService,
    EnvoySidecar,
    NetworkLoadBalancer,
    TlsAlarms,
)

from .programs import CERTIFICATE_ARN, SUBNET_IDS, VPC_ID, load_balancer, service
from .stack import build
from .test_network_targets import PLACE


def endpoint_service(acceptance_required: Any) -> EndpointService:
    return EndpointService(
        "partners",
        {"load_balancer_arn": "arn:lb", "allowed_principals": ["*"], "acceptance_required": acceptance_required},
    )


WRONG: list[tuple[str, str, Callable[[Any], object], object]] = [
    ("vpc_id", "text", lambda value: service({"vpc_id": value}), 5),
    ("tags", "a mapping", lambda value: service({"tags": value}), ["s3cret"]),
    ("container.image", "text", lambda value: service({"container.image": value}), b"s3cret"),
    ("container.command", "a list", lambda value: service({"container.command": value}), "s3cret"),
    ("container.command", "text", lambda value: service({"container.command": value}), [5]),
    ("container.environment.A", "text", lambda value: service({"container.environment": {"A": value}}), 8080),
    ("container.secrets.A", "text", lambda value: service({"container.secrets": {"A": value}}), None),
    ("task_role_policy_arns.a", "text", lambda value: service({"task_role_policy_arns": {"a": value}}), None),
    ("assign_public_ip", "true or false", lambda value: service({"assign_public_ip": value}), "false"),
    (
        "network_load_balancer.listener.preserve_client_ip",
        "true or false",
        lambda value: service({"network_load_balancer": {"listener": {**PLACE, "preserve_client_ip": value}}}),
        "false",
    ),
    (
        "acceptance_required",
        "true or false",
        endpoint_service,
        "false",
    ),
    (
        "additional_certificate_arns",
        "a mapping",
        lambda value: load_balancer({"additional_certificate_arns": value}),
        [CERTIFICATE_ARN],
    ),
    (
        "subnet_ids",
        "a list",
        lambda value: NetworkLoadBalancer("edge", {"vpc_id": VPC_ID, "subnet_ids": value, "listeners": {}}),
        SUBNET_IDS[0],
    ),
    ("container_name", "text", lambda value: EnvoySidecar("envoy", {"container_name": value}), 5),
    (
        "target_group_arn_suffixes.orders",
        "text",
        lambda value: TlsAlarms(
            "shop", {"load_balancer_arn_suffix": "app/a", "target_group_arn_suffixes": {"orders": value}}
        ),
        None,
    ),
]


@pytest.mark.parametrize(("argument", "expected", "program", "value"), WRONG)
def test_a_wrong_type(argument: str, expected: str, program: Callable[[Any], object], value: object) -> None:
    with pytest.raises(ArgumentError) as raised:
        build(lambda: program(value))
    assert raised.value.argument == argument
    assert f"expected {expected}, got " in str(raised.value)
    assert "s3cret" not in str(raised.value)


def test_text_that_only_counts_as_true_in_an_output() -> None:
    with pytest.raises(ArgumentError, match="acceptance_required: expected true or false, got str"):
        build(lambda: endpoint_service(pulumi.Output.from_input("false")))


def test_outputs_and_numbers_of_other_languages_are_accepted() -> None:
    def program() -> None:
        service(
            {
                "vpc_id": pulumi.Output.from_input(VPC_ID),
                "subnet_ids": pulumi.Output.from_input(SUBNET_IDS),
                "desired_count": 3.0,
                "tags": {"team": pulumi.Output.from_input("shop")},
                "container.environment": {"A": pulumi.Output.from_input("a")},
                "container.command": ("serve", pulumi.Output.from_input("--all")),
            }
        )

    stack = build(program)
    assert stack["ecs.Service orders"].inputs["desiredCount"] == 3
    assert stack.container("orders")["command"] == ["serve", "--all"]


def test_a_secret_is_not_in_the_message() -> None:
    def program() -> None:
        service({"container.port_name": pulumi.Output.secret("Hunter2")})

    with pytest.raises(
        ArgumentError, match=r"^container\.port_name: got a secret that it cannot be\. Use 1 to 64"
    ) as raised:
        build(program)
    assert "Hunter2" not in str(raised.value)
