"""The security group of tasks or of their instances: an empty group, and one rule for each thing that it allows."""

from collections.abc import Mapping, Sequence
from itertools import product

import pulumi
import pulumi_aws as aws

from ._arguments import ArgumentError, group, is_plain, port
from ._aws import Tags, cidr_field
from ._connections import Server, ServiceConnectEndpoint
from ._network_targets import NetworkTarget
from ._targets import Target
from .network_load_balancers import NlbListener, callable_port


class OwnSecurityGroup:
    """A security group of a component. Whom it meets is opened on both sides."""

    def __init__(
        self,
        name: str,
        vpc_id: pulumi.Input[str],
        tags: Tags | None,
        opts: pulumi.ResourceOptions,
        *,
        description: str,
    ) -> None:
        self._name = name
        self._tags = tags
        self._opts = opts
        self.group = aws.ec2.SecurityGroup(name, description=description, vpc_id=vpc_id, tags=tags, opts=opts)
        self.rules: list[pulumi.Resource] = []
        self._allowed: dict[str, tuple[object, ...]] = {}

    def open_to_load_balancers(
        self, groups: Mapping[str, pulumi.Input[str]], first: pulumi.Input[int], last: pulumi.Input[int]
    ) -> None:
        """The load balancers with these security groups reach these ports."""
        for key, security_group_id in groups.items():
            self._open_to_load_balancer(
                key, f"load_balancer_security_groups.{key}", security_group_id, first=first, last=last
            )

    def open_to_listener(self, target: Target) -> None:
        """The Application Load Balancer reaches the port that takes in its requests."""
        self._open_to_load_balancer(
            "load-balancer",
            "load_balancer.listener.security_group_id",
            target.listener["security_group_id"],
            first=target.port,
        )

    def open_to_network_listener(self, target: NetworkTarget) -> None:
        """The Network Load Balancer reaches the port that takes in its connections, and the one of health checks."""
        for key, on in {"": target.port, "-health": target.health_port}.items():
            if on is not None:
                self._open_to_load_balancer(
                    f"network-load-balancer{key}",
                    "network_load_balancer.listener.security_group_id",
                    target.listener["security_group_id"],
                    first=on,
                )

    def _open_to_load_balancer(
        self,
        key: str,
        argument: str,
        security_group_id: pulumi.Input[str],
        *,
        first: pulumi.Input[int],
        last: pulumi.Input[int] | None = None,
    ) -> None:
        self._allow(
            f"from-{key}",
            argument,
            source=security_group_id,
            target=self.group.id,
            on=first,
            to=last,
            description=f"Load balancer to {self._name}",
        )

    def open_to_clients(self, server: Server) -> None:
        """Clients that the server names reach its proxy."""
        for key, client in server.client_security_groups.items():
            self._allow(
                f"from-{key}",
                f"service_connect.server.client_security_groups.{key}",
                source=client,
                target=self.group.id,
                on=server.ingress_port,
                description=f"{key} to the Service Connect proxy of {self._name}",
            )

    def open_servers(self, endpoints: Mapping[str, ServiceConnectEndpoint]) -> None:
        """The tasks reach the proxies of these servers."""
        for key, given in endpoints.items():
            path = f"connects_to.{key}"
            endpoint = group(ServiceConnectEndpoint, given, path)
            self._allow(
                f"to-{key}",
                path,
                source=self.group.id,
                target=endpoint["security_group_id"],
                on=port(endpoint["port"], f"{path}.port"),
                description=f"{self._name} to the Service Connect proxy of {key}",
            )

    def open_listeners(self, listeners: Mapping[str, NlbListener]) -> None:
        """The tasks reach these listeners of Network Load Balancers."""
        for key, given in listeners.items():
            path = f"calls.{key}"
            listener = group(NlbListener, given, path)
            self._allow(
                f"to-{key}",
                path,
                source=self.group.id,
                target=listener["security_group_id"],
                on=callable_port(listener, path),
                description=f"{self._name} to {key} through its load balancer",
            )

    def open_networks(self, blocks: Mapping[str, pulumi.Input[str]], ports: Sequence[pulumi.Input[int]] = ()) -> None:
        """The members reach these networks on port 443, and on other ports."""
        https = {"443": (443, "Images, logs and AWS APIs")}
        # The port itself is the key, so that two servers on one port do not make the same rule twice.
        others = {
            str(on) if isinstance(on, int) else f"port-{index}": (on, "Servers of a sidecar")
            for index, on in enumerate(ports)
        }
        for (key, (on, description)), (suffix, block) in product({**others, **https}.items(), blocks.items()):
            self.rules.append(
                aws.vpc.SecurityGroupEgressRule(
                    f"{self._name}-{key}-to-{suffix}",
                    security_group_id=self.group.id,
                    ip_protocol="tcp",
                    from_port=on,
                    to_port=on,
                    description=description,
                    tags=self._tags,
                    opts=self._opts,
                    **cidr_field(block),
                )
            )

    def _allow(
        self,
        key: str,
        argument: str,
        *,
        source: pulumi.Input[str],
        target: pulumi.Input[str],
        on: pulumi.Input[int],
        to: pulumi.Input[int] | None = None,
        description: str,
    ) -> None:
        if key in self._allowed:
            raise ArgumentError(
                argument, f"another rule of the security group has the name {self._name}-{key}", "Use another key"
            )
        allowed = tuple(value if is_plain(value) else id(value) for value in (source, target, on, to))
        if allowed in self._allowed.values():
            raise ArgumentError(
                argument,
                "the same peer and port are opened twice, and AWS refuses the second rule",
                "Name each listener, client and server once, and give each load balancer a security group of its own",
            )
        self._allowed[key] = allowed
        for rule, own, peer in (
            (aws.vpc.SecurityGroupEgressRule, source, target),
            (aws.vpc.SecurityGroupIngressRule, target, source),
        ):
            self.rules.append(
                rule(
                    f"{self._name}-{key}",
                    security_group_id=own,
                    referenced_security_group_id=peer,
                    ip_protocol="tcp",
                    from_port=on,
                    to_port=on if to is None else to,
                    description=description,
                    tags=self._tags,
                    opts=self._opts,
                )
            )
