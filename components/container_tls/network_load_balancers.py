"""Network Load Balancers that pass TLS through to containers, and how other VPCs and accounts reach them."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._arguments import ArgumentError, cidrs, group, host_name, is_plain, lift, mapping, port, subnets
from ._aws import Exceptions, Tags, cidr_field, name_prefix

# https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
_MOST_LISTENERS = 50


class NlbListener(TypedDict):
    """A listener's place on a Network Load Balancer; the service that takes it makes the listener."""

    load_balancer_arn: pulumi.Input[str]
    """ARN of the load balancer."""
    security_group_id: pulumi.Input[str]
    """ID of the load balancer's security group; it is opened towards the tasks of the service."""
    port: pulumi.Input[int]
    """Port of the listener."""
    preserve_client_ip: NotRequired[pulumi.Input[bool]]
    """Whether the service sees the addresses of clients. Default: false."""


class NetworkListenerArgs(TypedDict):
    """One listener: the port on which clients reach one service, and which clients do."""

    port: pulumi.Input[int]
    """TCP port, 1 to 65535; no other listener of the load balancer may have it."""
    client_cidrs: NotRequired[Sequence[pulumi.Input[str]]]
    """IPv4 and IPv6 networks of clients, in CIDR notation; also those of peered VPCs and of the consumers of an
    endpoint service. Default: none; services that call through the listener open it for themselves."""
    client_security_groups: NotRequired[Mapping[str, pulumi.Input[str]]]
    """IDs of security groups of clients in this VPC or in a peered one of the same region, whose own outbound rules are
    kept elsewhere; the keys name the resources. Default: none."""
    host_name: NotRequired[pulumi.Input[str]]
    """DNS name of the service, which must be on the certificate in its container; the name that AWS gives to the load
    balancer never can. Default: none."""
    preserve_client_ip: NotRequired[pulumi.Input[bool]]
    """Whether the service sees the addresses of clients. Then tasks of the same VPC cannot call through the listener:
    what is sent back to the sender's own address is lost. Default: false; the service sees the load balancer, which
    then has about 55,000 connections to each task."""


class NetworkLoadBalancerArgs(TypedDict):
    """Arguments of a NetworkLoadBalancer."""

    vpc_id: pulumi.Input[str]
    """ID of the VPC."""
    subnet_ids: pulumi.Input[Sequence[pulumi.Input[str]]]
    """IDs of subnets, one in each availability zone in which tasks run; at least two zones survive the loss of one."""
    listeners: Mapping[str, NetworkListenerArgs]
    """The listeners, one for each service, of whatever cluster; at most 50. The keys name the resources."""
    hosted_zone_id: NotRequired[pulumi.Input[str]]
    """ID of the Route 53 zone in which the host names of the listeners become aliases of the load balancer. Default:
    none; the names are to be made elsewhere."""
    internal: NotRequired[pulumi.Input[bool]]
    """Whether the load balancer has private addresses only. Default: false, as in AWS."""
    cross_zone: NotRequired[pulumi.Input[bool]]
    """Whether each of its nodes sends to the tasks of all availability zones. Default: true, so that a zone without a
    task answers, too. AWS's default is false, which saves the charge for traffic between zones."""
    enforce_rules_on_private_link: NotRequired[pulumi.Input[bool]]
    """Whether the consumers of an endpoint service must be among the clients of a listener, by their private
    addresses. Default: true, as in AWS; else all accepted consumers reach all listeners."""
    deletion_protection: NotRequired[pulumi.Input[bool]]
    """Whether AWS refuses to delete the load balancer. Default: true. To destroy it, update with false first."""
    tags: NotRequired[Tags]
    """Tags of every resource that takes tags. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class NetworkLoadBalancer(pulumi.ComponentResource):
    """A Network Load Balancer that passes TLS through to the containers of several services.

    ```text
    clients ==TLS==> [load balancer's group] :443, :8443, ... TCP ==the same TLS==> [tasks' group] orders, billing, ...
    ```

    Each service takes one of the listeners, and ends TLS itself, with a certificate on which its host name is. The load
    balancer always has a security group, for without one from the start it could never get one; the group lets the
    stated clients in, and each service opens the way to its own tasks.

    ```python
    import pulumi
    from container_tls import NetworkLoadBalancer

    edge = NetworkLoadBalancer(
        "edge",
        {
            "vpc_id": "vpc-0a1b2c3d4e5f60718",
            "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"],
            "hosted_zone_id": "Z0123456789ABCDEFGHIJ",
            "listeners": {
                "orders": {"port": 443, "client_cidrs": ["0.0.0.0/0"], "host_name": "orders.example.com"},
                "billing": {"port": 8443, "host_name": "billing.example.com"},
            },
        },
    )
    pulumi.export("orders", edge.addresses.apply(lambda addresses: addresses["orders"]))
    ```
    """

    arn: pulumi.Output[str]
    """ARN of the load balancer."""
    arn_suffix: pulumi.Output[str]
    """The part of the ARN by which metrics name the load balancer."""
    dns_name: pulumi.Output[str]
    """DNS name that AWS gave to the load balancer. No certificate of a container can have it."""
    zone_id: pulumi.Output[str]
    """ID of the Route 53 zone of that name, for alias records."""
    security_group_id: pulumi.Output[str]
    """ID of the security group."""
    addresses: pulumi.Output[Mapping[str, str]]
    """Host name and port of each listener that has a host name, by the listener's key."""

    def __init__(self, name: str, args: NetworkLoadBalancerArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(NetworkLoadBalancerArgs, args)
        listeners = _listeners(args)
        super().__init__(
            "container-tls:index:NetworkLoadBalancer",
            name,
            {
                "passthroughPorts": {key: listener["port"] for key, listener in listeners.items()},
                "internal": args.get("internal", False),
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        self._tags = args.get("tags")
        self._opts = pulumi.ResourceOptions(parent=self)

        self.security_group = aws.ec2.SecurityGroup(
            name, description=f"Load balancer {name}", vpc_id=args["vpc_id"], tags=self._tags, opts=self._opts
        )
        self.client_rules = [
            rule for key, listener in listeners.items() for rule in self._client_rules(name, key, listener)
        ]
        self.load_balancer = aws.lb.LoadBalancer(
            name,
            name_prefix=name_prefix(name),
            load_balancer_type="network",
            internal=args.get("internal", False),
            security_groups=[self.security_group.id],
            subnets=subnets(args["subnet_ids"], "subnet_ids", 1),
            enable_cross_zone_load_balancing=args.get("cross_zone", True),
            enforce_security_group_inbound_rules_on_private_link_traffic=lift(
                lambda enforced: "on" if enforced else "off", args.get("enforce_rules_on_private_link", True)
            ),
            enable_deletion_protection=args.get("deletion_protection", True),
            tags=self._tags,
            opts=self._opts,
        )
        self.records = self._records(name, args, listeners)

        self.arn = self.load_balancer.arn
        self.arn_suffix = self.load_balancer.arn_suffix
        self.dns_name = self.load_balancer.dns_name
        self.zone_id = self.load_balancer.zone_id
        self.security_group_id = self.security_group.id
        self.addresses = pulumi.Output.all(
            **{
                key: pulumi.Output.format("{0}:{1}", listener["host_name"], listener["port"])
                for key, listener in listeners.items()
                if "host_name" in listener
            }
        )
        self.listeners: Mapping[str, NlbListener] = {
            key: {
                "load_balancer_arn": self.arn,
                "security_group_id": self.security_group_id,
                "port": listener["port"],
                "preserve_client_ip": listener.get("preserve_client_ip", False),
            }
            for key, listener in listeners.items()
        }
        """The listeners' places by their keys, as `network_load_balancer.listener` of a service takes them, and
        `calls` of services that call through them."""
        self.register_outputs(
            {
                "arn": self.arn,
                "arnSuffix": self.arn_suffix,
                "dnsName": self.dns_name,
                "zoneId": self.zone_id,
                "securityGroupId": self.security_group_id,
                "addresses": self.addresses,
            }
        )

    def _client_rules(
        self, name: str, key: str, listener: NetworkListenerArgs
    ) -> list[aws.vpc.SecurityGroupIngressRule]:
        path = f"listeners.{key}"
        blocks = cidrs(listener.get("client_cidrs", []), f"{path}.client_cidrs")
        groups = mapping(listener.get("client_security_groups", {}), f"{path}.client_security_groups")
        sources = [
            *((suffix, cidr_field(block)) for suffix, block in blocks.items()),
            *((suffix, {"referenced_security_group_id": group_id}) for suffix, group_id in groups.items()),
        ]
        return [
            aws.vpc.SecurityGroupIngressRule(
                f"{name}-{key}-from-{suffix}",
                security_group_id=self.security_group.id,
                ip_protocol="tcp",
                from_port=listener["port"],
                to_port=listener["port"],
                description=f"Clients to {key}",
                tags=self._tags,
                opts=self._opts,
                **source,
            )
            for suffix, source in sources
        ]

    def _records(
        self, name: str, args: NetworkLoadBalancerArgs, listeners: Mapping[str, NetworkListenerArgs]
    ) -> dict[str, aws.route53.Record]:
        """An alias for each host name. It does not look at the health of targets, for those of one service would then
        decide on the names of all."""
        if "hosted_zone_id" not in args:
            return {}
        names = {key: listener["host_name"] for key, listener in listeners.items() if "host_name" in listener}
        first = {found if is_plain(found) else key: key for key, found in reversed(names.items())}
        return {
            key: aws.route53.Record(
                f"{name}-{key}",
                zone_id=args["hosted_zone_id"],
                name=names[key],
                type="A",
                aliases=[
                    aws.route53.RecordAliasArgs(
                        name=self.load_balancer.dns_name,
                        zone_id=self.load_balancer.zone_id,
                        evaluate_target_health=False,
                    )
                ],
                opts=self._opts,
            )
            for key in names
            if key in first.values()
        }


def _listeners(args: NetworkLoadBalancerArgs) -> dict[str, NetworkListenerArgs]:
    listeners = {
        key: group(NetworkListenerArgs, given, f"listeners.{key}")
        for key, given in mapping(args["listeners"], "listeners").items()
    }
    if not 0 < len(listeners) <= _MOST_LISTENERS:
        raise ArgumentError(
            "listeners",
            f"there are {len(listeners)} of them, and a Network Load Balancer has 1 to {_MOST_LISTENERS}",
            "Use a listener for each service, and several load balancers for more services than that",
        )
    for key, listener in listeners.items():
        listener["port"] = port(listener["port"], f"listeners.{key}.port")
        if "host_name" in listener:
            listener["host_name"] = host_name(listener["host_name"], f"listeners.{key}.host_name")
    lift(_check_distinct, {key: listener["port"] for key, listener in listeners.items()})
    if "hosted_zone_id" in args and not any("host_name" in listener for listener in listeners.values()):
        raise ArgumentError(
            "hosted_zone_id", "no listener has a host name to put there", "Pass host_name of a listener, or remove it"
        )
    return listeners


def callable_port(listener: NlbListener, path: str) -> pulumi.Input[int]:
    """The port of a listener through which tasks call; an error if what is sent back to the caller would be lost."""

    def check(preserved: bool, number: int) -> int:
        if preserved:
            raise ArgumentError(
                path,
                "the listener preserves the addresses of clients, so that calls which come back to the sender's own "
                "address, on an instance also those to other containers, time out",
                "Give services a listener with preserve_client_ip false",
            )
        return number

    return lift(check, listener.get("preserve_client_ip", False), port(listener["port"], f"{path}.port"))


def _check_distinct(ports: Mapping[str, int]) -> None:
    taken: dict[int, str] = {}
    for key, number in ports.items():
        if number in taken:
            raise ArgumentError(
                f"listeners.{key}.port",
                f"got {number}, which is the port of {taken[number]!r}, and a load balancer has one listener a port",
                "Use a port of its own for each listener",
            )
        taken[number] = key
