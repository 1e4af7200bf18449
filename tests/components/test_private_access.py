from collections.abc import Mapping
from typing import Any

import pulumi
import pytest
from container_tls import ArgumentError, EndpointService, PeeringRoutes

from .programs import merged
from .stack import UNKNOWN, Stack, build

ACCOUNT = "arn:aws:iam::210987654321:root"
BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/edge/50dc6c495c0c9188"
PEERING = {
    "peering_connection_id": "pcx-0a1b2c3d4e5f60718",
    "client_cidrs": ["10.20.0.0/16", "fd00::/8"],
    "route_table_ids": {"a": "rtb-0a1b2c3d4e5f60718", "b": "rtb-0f1e2d3c4b5a69788"},
}


def endpoint_service(changes: Mapping[str, Any] | None = None) -> EndpointService:
    args: Any = merged({"load_balancer_arn": BALANCER, "allowed_principals": [ACCOUNT]}, changes or {})
    return EndpointService("partners", args)


def peering(changes: Mapping[str, Any] | None = None) -> Stack:
    args: Any = merged(PEERING, changes or {})
    return build(lambda: PeeringRoutes("branch", args))


def test_endpoint_service() -> None:
    stack = build(endpoint_service)
    assert stack.children("EndpointService partners") == {"ec2.VpcEndpointService partners"}
    assert stack["ec2.VpcEndpointService partners"].inputs == {
        "networkLoadBalancerArns": [BALANCER],
        "allowedPrincipals": [ACCOUNT],
        "acceptanceRequired": True,
    }


def test_private_dns_name_is_verified() -> None:
    names = {"private_dns_name": "orders.example.com", "hosted_zone_id": "Z1"}
    stack = build(lambda: endpoint_service(names))
    assert stack["ec2.VpcEndpointService partners"].inputs["privateDnsName"] == "orders.example.com"
    record = stack["route53.Record partners-verification"].inputs
    assert record == {"zoneId": "Z1", "name": UNKNOWN, "type": "TXT", "ttl": 1800, "records": [UNKNOWN]}


def test_verification_elsewhere() -> None:
    def program() -> None:
        service = endpoint_service({"private_dns_name": "orders.example.com"})
        pulumi.export("name", service.verification_name)
        pulumi.export("value", service.verification_value)

    stack = build(program)
    assert stack.outputs == {"name": UNKNOWN, "value": UNKNOWN}
    assert not stack.of_type("route53.Record")


def test_everybody_must_be_accepted() -> None:
    stack = build(lambda: endpoint_service({"allowed_principals": ["*"]}))
    assert stack["ec2.VpcEndpointService partners"].inputs["acceptanceRequired"] is True


@pytest.mark.parametrize(
    ("changes", "argument", "advice"),
    [
        ({"allowed_principals": []}, "allowed_principals", "Name the accounts"),
        ({"allowed_principals": ACCOUNT}, "allowed_principals", "expected a list"),
        ({"allowed_principals": ["210987654321"]}, "allowed_principals", ":root"),
        ({"allowed_principals": ["*"], "acceptance_required": False}, "allowed_principals", "acceptance_required"),
        ({"private_dns_name": "orders.example.com:443"}, "private_dns_name", "full DNS name"),
        ({"hosted_zone_id": "Z1"}, "hosted_zone_id", "private_dns_name"),
        ({"load_balancer_arn": None}, "load_balancer_arn", "required"),
    ],
)
def test_endpoint_service_refused(changes: dict[str, Any], argument: str, advice: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        build(lambda: endpoint_service(changes))
    assert raised.value.argument == argument
    assert advice in str(raised.value)


def test_principals_that_are_outputs() -> None:
    def program() -> None:
        endpoint_service({"allowed_principals": [pulumi.Output.from_input("*")], "acceptance_required": False})

    with pytest.raises(ArgumentError, match="let in unasked"):
        build(program)


def test_routes() -> None:
    stack = peering()
    assert {route.key.split()[-1] for route in stack.of_type("ec2.Route")} == {
        "branch-a-to-10.20.0.0-16",
        "branch-a-to-fd00__-8",
        "branch-b-to-10.20.0.0-16",
        "branch-b-to-fd00__-8",
    }
    assert stack["ec2.Route branch-b-to-fd00__-8"].inputs == {
        "routeTableId": "rtb-0f1e2d3c4b5a69788",
        "vpcPeeringConnectionId": "pcx-0a1b2c3d4e5f60718",
        "destinationIpv6CidrBlock": "fd00::/8",
    }
    assert not stack.of_type("route53.ZoneAssociation")


def test_names_resolve_in_the_clients_vpc() -> None:
    stack = peering({"private_zone_id": "Z1", "client_vpc_id": "vpc-2"})
    assert stack["route53.ZoneAssociation branch"].inputs == {"zoneId": "Z1", "vpcId": "vpc-2"}


@pytest.mark.parametrize(
    ("changes", "argument"),
    [
        ({"client_cidrs": []}, "client_cidrs"),
        ({"client_cidrs": ["10.20.0.1/16"]}, "client_cidrs"),
        ({"route_table_ids": {}}, "route_table_ids"),
        ({"route_table_ids": ["rtb-1"]}, "route_table_ids"),
        ({"private_zone_id": "Z1"}, "client_vpc_id"),
        ({"client_vpc_id": "vpc-2"}, "private_zone_id"),
    ],
)
def test_peering_refused(changes: dict[str, Any], argument: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        peering(changes)
    assert raised.value.argument == argument
