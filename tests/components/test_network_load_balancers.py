from collections.abc import Mapping
from typing import Any

import pulumi
import pytest
from container_tls import ArgumentError, NetworkLoadBalancer

from .programs import SUBNET_IDS, VPC_ID, merged
from .stack import UNKNOWN, Stack, build

ORDERS = {"port": 443, "client_cidrs": ["0.0.0.0/0", "::/0"], "host_name": "orders.example.com"}
BILLING = {"port": 8443, "host_name": "billing.example.com"}
GROUP = "ec2.SecurityGroup edge"


def network_load_balancer(changes: Mapping[str, Any] | None = None, name: str = "edge") -> NetworkLoadBalancer:
    base = {"vpc_id": VPC_ID, "subnet_ids": SUBNET_IDS, "listeners": {"orders": ORDERS, "billing": BILLING}}
    args: Any = merged(base, changes or {})
    return NetworkLoadBalancer(name, args)


def built(changes: Mapping[str, Any] | None = None) -> Stack:
    return build(lambda: network_load_balancer(changes))


def test_children() -> None:
    assert built().children("NetworkLoadBalancer edge") == {
        GROUP,
        "vpc.SecurityGroupIngressRule edge-orders-from-0.0.0.0-0",
        "vpc.SecurityGroupIngressRule edge-orders-from-__-0",
        "lb.LoadBalancer edge",
    }


def test_load_balancer() -> None:
    stack = built()
    found = stack["lb.LoadBalancer edge"].inputs
    assert found == {
        "loadBalancerType": "network",
        "namePrefix": "edge-",
        "internal": False,
        "securityGroups": [UNKNOWN],
        "subnets": SUBNET_IDS,
        "enableCrossZoneLoadBalancing": True,
        "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic": "on",
        "enableDeletionProtection": True,
    }
    assert stack["lb.LoadBalancer edge"].property_dependencies["securityGroups"] == {GROUP}


def test_choices() -> None:
    stack = built(
        {
            "internal": True,
            "cross_zone": False,
            "enforce_rules_on_private_link": False,
            "deletion_protection": False,
            "tags": {"team": "shop"},
        }
    )
    found = stack["lb.LoadBalancer edge"].inputs
    assert (found["internal"], found["enableCrossZoneLoadBalancing"]) == (True, False)
    assert found["enforceSecurityGroupInboundRulesOnPrivateLinkTraffic"] == "off"
    assert found["enableDeletionProtection"] is False
    assert found["tags"] == stack[GROUP].inputs["tags"] == {"team": "shop"}


def test_clients_reach_only_their_listener() -> None:
    stack = built({"listeners.billing.client_security_groups": {"partner": "sg-0a1b2c3d4e5f60718"}})
    rules = {rule.key.split()[-1]: rule.inputs for rule in stack.of_type("vpc.SecurityGroupIngressRule")}
    assert {key: (rule["fromPort"], rule["toPort"], rule["ipProtocol"]) for key, rule in rules.items()} == {
        "edge-orders-from-0.0.0.0-0": (443, 443, "tcp"),
        "edge-orders-from-__-0": (443, 443, "tcp"),
        "edge-billing-from-partner": (8443, 8443, "tcp"),
    }
    assert rules["edge-orders-from-__-0"]["cidrIpv6"] == "::/0"
    assert rules["edge-billing-from-partner"]["referencedSecurityGroupId"] == "sg-0a1b2c3d4e5f60718"


def test_host_names_become_aliases() -> None:
    stack = built({"hosted_zone_id": "Z1"})
    records = {record.key: record.inputs for record in stack.of_type("route53.Record")}
    assert {key: (record["name"], record["type"]) for key, record in records.items()} == {
        "route53.Record edge-orders": ("orders.example.com", "A"),
        "route53.Record edge-billing": ("billing.example.com", "A"),
    }
    (alias,) = records["route53.Record edge-orders"]["aliases"]
    assert alias == {"name": UNKNOWN, "zoneId": UNKNOWN, "evaluateTargetHealth": False}


def test_a_host_name_of_two_listeners_has_one_record() -> None:
    stack = built({"hosted_zone_id": "Z1", "listeners.billing.host_name": "orders.example.com"})
    assert [record.key for record in stack.of_type("route53.Record")] == ["route53.Record edge-orders"]


def test_addresses() -> None:
    def program() -> None:
        pulumi.export("addresses", network_load_balancer({"listeners.plain": {"port": 9443}}).addresses)

    assert build(program).outputs == {
        "addresses": {"orders": "orders.example.com:443", "billing": "billing.example.com:8443"}
    }


def test_places_of_listeners() -> None:
    def program() -> None:
        edge = network_load_balancer({"listeners.orders.preserve_client_ip": True})
        pulumi.export("listeners", edge.listeners)

    assert build(program, preview=False).outputs["listeners"] == {
        "orders": {
            "load_balancer_arn": "arn:edge",
            "security_group_id": "edge-id",
            "port": 443,
            "preserve_client_ip": True,
        },
        "billing": {
            "load_balancer_arn": "arn:edge",
            "security_group_id": "edge-id",
            "port": 8443,
            "preserve_client_ip": False,
        },
    }


def test_declared_intent() -> None:
    assert built()["NetworkLoadBalancer edge"].inputs == {
        "passthroughPorts": {"orders": 443, "billing": 8443},
        "internal": False,
    }


def test_everything_may_be_an_output() -> None:
    def output(value: Any) -> Any:
        return pulumi.Output.from_input(value)

    stack = build(
        lambda: network_load_balancer(
            {
                "vpc_id": output(VPC_ID),
                "subnet_ids": output(SUBNET_IDS),
                "hosted_zone_id": output("Z1"),
                "internal": output(True),
                "enforce_rules_on_private_link": output(False),
                "listeners.orders": {
                    "port": output(443),
                    "client_cidrs": [output("10.0.0.0/8"), output("fd00::/8")],
                    "host_name": output("orders.example.com"),
                    "preserve_client_ip": output(True),
                },
            }
        )
    )
    found = stack["lb.LoadBalancer edge"].inputs
    assert found["enforceSecurityGroupInboundRulesOnPrivateLinkTraffic"] == "off"
    rules = [rule.inputs for rule in stack.of_type("vpc.SecurityGroupIngressRule")]
    assert [(rule.get("cidrIpv4"), rule.get("cidrIpv6")) for rule in rules] == [
        ("10.0.0.0/8", None),
        (None, "fd00::/8"),
    ]
    assert stack["route53.Record edge-orders"].inputs["name"] == "orders.example.com"


@pytest.mark.parametrize(
    ("changes", "argument", "advice"),
    [
        ({"listeners": {}}, "listeners", "1 to 50"),
        ({"listeners": {str(number): {"port": 1000 + number} for number in range(51)}}, "listeners", "51"),
        ({"listeners": [ORDERS]}, "listeners", "expected a mapping"),
        ({"listeners.billing.port": 443}, "listeners.billing.port", "port of 'orders'"),
        ({"listeners.billing.port": 443.0}, "listeners.billing.port", "port of 'orders'"),
        ({"listeners.orders.port": 0}, "listeners.orders.port", "1 to 65535"),
        ({"listeners.orders.port": None}, "listeners.orders.port", "required"),
        ({"listeners.orders.client_cidrs": ["10.0.0.1/8"]}, "listeners.orders.client_cidrs", "host bits"),
        ({"listeners.orders.client_cidrs": "10.0.0.0/8"}, "listeners.orders.client_cidrs", "expected a list"),
        ({"listeners.orders.client_security_groups": ["sg-1"]}, "listeners.orders.client_security_groups", "mapping"),
        ({"listeners.orders.host_name": "https://orders.example.com"}, "listeners.orders.host_name", "DNS name"),
        ({"listeners.orders.host_name": "orders"}, "listeners.orders.host_name", "DNS name"),
        ({"listeners.orders.hostname": "a.example.com"}, "listeners.orders.hostname", "host_name"),
        ({"listeners": {"orders": {"port": 443}}, "hosted_zone_id": "Z1"}, "hosted_zone_id", "host_name"),
        ({"subnet_ids": []}, "subnet_ids", "a subnet"),
        ({"subnet_ids": "subnet-1"}, "subnet_ids", "expected a list"),
        ({"certificate_arn": "arn"}, "certificate_arn", "no such argument"),
    ],
)
def test_refused(changes: dict[str, Any], argument: str, advice: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        built(changes)
    assert raised.value.argument == argument
    assert advice in str(raised.value)


def test_ports_that_are_outputs_are_compared_once_they_are_known() -> None:
    with pytest.raises(ArgumentError, match=r"listeners\.billing\.port: got 443, which is the port of 'orders'"):
        build(lambda: network_load_balancer({"listeners.billing.port": pulumi.Output.from_input(443)}))
