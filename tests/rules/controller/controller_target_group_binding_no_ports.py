from typing import Any

import pulumi

from tests.unknowns import unknown

SINGLE_RESOURCE = True

PEER = {"securityGroup": {"groupID": "sg-0123456789abcdef0"}}


def binding(name: str, *rules: Any) -> None:
    spec = {"serviceRef": {"name": name, "port": 80}, "networking": {"ingress": list(rules)}}
    pulumi.CustomResource("kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding", name, {"spec": spec})


def bad_one_of_two() -> None:
    binding(
        "shop",  # violates
        {"from": [PEER], "ports": [{"port": 8080}]},
        {"from": [PEER], "ports": []},
    )


def bad_missing() -> None:
    binding(
        "shop",  # violates
        {"from": [PEER]},
    )


def clean_all_ports_and_some() -> None:
    binding("shop", {"from": [PEER], "ports": [{}]}, {"from": [PEER], "ports": [{"protocol": "TCP"}]})


def clean_no_rules() -> None:
    binding("empty")
    pulumi.CustomResource("kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding", "without", {"spec": {}})


def clean_port_is_an_output() -> None:
    binding("shop", {"from": [PEER], "ports": [{"port": unknown("port")}]})


def undecided_ports_are_an_output() -> None:
    binding("shop", {"from": [PEER], "ports": unknown("ports")})
