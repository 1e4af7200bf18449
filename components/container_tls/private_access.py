"""How clients in other VPCs and accounts reach a Network Load Balancer: by PrivateLink, or by VPC peering."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._arguments import ArgumentError, cidrs, group, host_name, lift, mapping, sequence
from ._aws import Exceptions, Tags, cidr_field

_PRINCIPAL = re.compile(r"\*|arn:aws[a-z-]*:iam::\d{12}:(root|user/.+|role/.+)")


class EndpointServiceArgs(TypedDict):
    """Arguments of an EndpointService."""

    load_balancer_arn: pulumi.Input[str]
    """ARN of the Network Load Balancer; a load balancer belongs to one endpoint service at most."""
    allowed_principals: Sequence[pulumi.Input[str]]
    """ARNs of the accounts (`arn:aws:iam::123456789012:root`), users and roles that may connect; `*` is everybody, and
    then every connection must be accepted."""
    acceptance_required: NotRequired[pulumi.Input[bool]]
    """Whether each connection must be accepted by hand. Default: true."""
    private_dns_name: NotRequired[pulumi.Input[str]]
    """Name, on the containers' certificates, under which consumers reach the service, all ports alike. Whoever owns
    the domain proves it by a TXT record. Default: none; consumers make an alias of their own."""
    hosted_zone_id: NotRequired[pulumi.Input[str]]
    """ID of the public Route 53 zone of the private_dns_name, in which that TXT record is made. Default: none; make it
    from `verification_name` and `verification_value`."""
    tags: NotRequired[Tags]
    """Tags of every resource that takes tags. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class EndpointService(pulumi.ComponentResource):
    """A PrivateLink endpoint service, through which other accounts reach a Network Load Balancer.

    ```text
    consumer ==TLS==> endpoint in its VPC ==PrivateLink==> load balancer ==the same TLS==> tasks
    ```

    Consumers see the availability zones that they share with the load balancer. Their private addresses must be among
    the clients of a listener, unless the load balancer has `enforce_rules_on_private_link` false. Containers see the
    load balancer's addresses in any case.

    ```python
    from container_tls import EndpointService

    partners = EndpointService(
        "partners",
        {
            "load_balancer_arn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/edge/50dc6c49",
            "allowed_principals": ["arn:aws:iam::210987654321:root"],
            "private_dns_name": "orders.example.com",
            "hosted_zone_id": "Z0123456789ABCDEFGHIJ",
        },
    )
    ```
    """

    service_name: pulumi.Output[str]
    """Name by which consumers make their endpoints."""
    service_id: pulumi.Output[str]
    """ID of the endpoint service."""
    verification_name: pulumi.Output[str] | None
    """Name of the TXT record that proves the ownership of the private_dns_name; none without one."""
    verification_value: pulumi.Output[str] | None
    """Value of that record."""

    def __init__(self, name: str, args: EndpointServiceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(EndpointServiceArgs, args)
        acceptance_required = args.get("acceptance_required", True)
        principals = _principals(args["allowed_principals"], acceptance_required)
        private_dns_name = args.get("private_dns_name")
        if private_dns_name is not None:
            private_dns_name = host_name(private_dns_name, "private_dns_name")
        elif "hosted_zone_id" in args:
            raise ArgumentError(
                "hosted_zone_id", "there is no private_dns_name to prove", "Pass private_dns_name, or remove it"
            )
        super().__init__(
            "container-tls:index:EndpointService",
            name,
            {"acceptanceRequired": acceptance_required, "exceptions": args.get("exceptions")},
            opts,
        )
        self._tags = args.get("tags")
        self._opts = pulumi.ResourceOptions(parent=self)
        self.endpoint_service = aws.ec2.VpcEndpointService(
            name,
            network_load_balancer_arns=[args["load_balancer_arn"]],
            allowed_principals=principals,
            acceptance_required=acceptance_required,
            private_dns_name=private_dns_name,
            tags=self._tags,
            opts=self._opts,
        )
        self.service_name = self.endpoint_service.service_name
        self.service_id = self.endpoint_service.id
        self.verification_name = self.verification_value = None
        self.verification_record: aws.route53.Record | None = None
        if private_dns_name is not None:
            self._verify(name, args, private_dns_name)
        self.register_outputs(
            {
                "serviceName": self.service_name,
                "serviceId": self.service_id,
                "verificationName": self.verification_name,
                "verificationValue": self.verification_value,
            }
        )

    def _verify(self, name: str, args: EndpointServiceArgs, private_dns_name: pulumi.Input[str]) -> None:
        configuration = self.endpoint_service.private_dns_name_configurations[0]
        self.verification_name = pulumi.Output.format("{0}.{1}", configuration.name, private_dns_name)
        self.verification_value = configuration.value.apply(str)
        if "hosted_zone_id" in args:
            self.verification_record = aws.route53.Record(
                f"{name}-verification",
                zone_id=args["hosted_zone_id"],
                name=self.verification_name,
                type="TXT",
                ttl=1800,
                records=[self.verification_value],
                opts=self._opts,
            )


class PeeringRoutesArgs(TypedDict):
    """Arguments of PeeringRoutes."""

    peering_connection_id: pulumi.Input[str]
    """ID of the active peering connection between the two VPCs."""
    client_cidrs: Sequence[pulumi.Input[str]]
    """Networks of the clients in the peered VPC, in CIDR notation; the same that the listeners let in."""
    route_table_ids: Mapping[str, pulumi.Input[str]]
    """IDs of the route tables of the load balancer's subnets; the keys name the resources."""
    private_zone_id: NotRequired[pulumi.Input[str]]
    """ID of a private Route 53 zone with the host names of the listeners, for the clients' VPC to see; together with
    client_vpc_id. Default: none, the names are public."""
    client_vpc_id: NotRequired[pulumi.Input[str]]
    """ID of the clients' VPC, of the same account; together with private_zone_id. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class PeeringRoutes(pulumi.ComponentResource):
    """What a load balancer needs to answer clients in a peered VPC: routes back to them, and a name that they resolve.

    ```text
    client in the peered VPC ==TLS==> peering ==> load balancer ==the same TLS==> tasks
                             <----- routes back to client_cidrs -----
    ```

    Let the same networks into a listener with its `client_cidrs`. The clients' VPC has routes of its own, to the load
    balancer's subnets.

    ```python
    from container_tls import PeeringRoutes

    PeeringRoutes(
        "branch",
        {
            "peering_connection_id": "pcx-0a1b2c3d4e5f60718",
            "client_cidrs": ["10.20.0.0/16"],
            "route_table_ids": {"a": "rtb-0a1b2c3d4e5f60718", "b": "rtb-0f1e2d3c4b5a69788"},
        },
    )
    ```
    """

    def __init__(self, name: str, args: PeeringRoutesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(PeeringRoutesArgs, args)
        blocks = cidrs(args["client_cidrs"], "client_cidrs")
        tables = mapping(args["route_table_ids"], "route_table_ids")
        for argument, given in (("client_cidrs", blocks), ("route_table_ids", tables)):
            if not given:
                raise ArgumentError(argument, "it is empty", "Name at least one")
        if ("private_zone_id" in args) != ("client_vpc_id" in args):
            missing = "client_vpc_id" if "private_zone_id" in args else "private_zone_id"
            raise ArgumentError(
                missing, "there is none, and a zone is associated with a VPC", "Pass both of them or neither"
            )
        super().__init__("container-tls:index:PeeringRoutes", name, {"exceptions": args.get("exceptions")}, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.routes = {
            (key, suffix): aws.ec2.Route(
                f"{name}-{key}-to-{suffix}",
                route_table_id=table,
                vpc_peering_connection_id=args["peering_connection_id"],
                **cidr_field(block, ipv4="destination_cidr_block", ipv6="destination_ipv6_cidr_block"),
                opts=child,
            )
            for key, table in tables.items()
            for suffix, block in blocks.items()
        }
        self.zone_association = (
            aws.route53.ZoneAssociation(name, zone_id=args["private_zone_id"], vpc_id=args["client_vpc_id"], opts=child)
            if "private_zone_id" in args and "client_vpc_id" in args
            else None
        )
        self.register_outputs({})


def _principals(given: Sequence[pulumi.Input[str]], acceptance_required: pulumi.Input[bool]) -> list[pulumi.Input[str]]:
    def check(principal: Any, accepted: bool) -> str:
        if not isinstance(principal, str) or not _PRINCIPAL.fullmatch(principal):
            raise ArgumentError(
                "allowed_principals",
                f"got {principal!r}",
                "Use ARNs of accounts, users or roles, such as arn:aws:iam::123456789012:root",
            )
        if principal == "*" and not accepted:
            raise ArgumentError(
                "allowed_principals",
                "got '*' with acceptance_required false, with which every AWS account is let in unasked",
                "Name the accounts, or let acceptance_required be true",
            )
        return principal

    principals = sequence(given, "allowed_principals")
    if not principals:
        raise ArgumentError("allowed_principals", "it is empty, and nobody could connect", "Name the accounts that may")
    return [lift(check, principal, acceptance_required) for principal in principals]
