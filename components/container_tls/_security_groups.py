"""The security group of an ECS service's tasks: an empty group, and one rule for each thing that it lets happen."""

from collections.abc import Mapping

import pulumi
import pulumi_aws as aws

from ._arguments import group, port
from ._aws import Tags, cidr_field
from ._connections import Server, ServiceConnectEndpoint
from ._targets import Target


class TaskSecurityGroup:
    """The security group of a service's tasks. Whom it meets is opened on both sides."""

    def __init__(self, name: str, vpc_id: pulumi.Input[str], tags: Tags | None, opts: pulumi.ResourceOptions) -> None:
        self._service = name
        self._tags = tags
        self._opts = opts
        self.group = aws.ec2.SecurityGroup(name, description=f"Tasks of {name}", vpc_id=vpc_id, tags=tags, opts=opts)
        self.rules: list[pulumi.Resource] = []

    def open_to_load_balancer(self, target: Target) -> None:
        """The load balancer reaches the container's port."""
        self._allow(
            f"{self._service}-from-load-balancer",
            source=target.listener["security_group_id"],
            target=self.group.id,
            on=target.port,
            description=f"Load balancer to {self._service}",
        )

    def open_to_clients(self, server: Server) -> None:
        """Clients that the server names reach its proxy."""
        for key, client in server.client_security_groups.items():
            self._allow(
                f"{self._service}-from-{key}",
                source=client,
                target=self.group.id,
                on=server.ingress_port,
                description=f"{key} to the Service Connect proxy of {self._service}",
            )

    def open_servers(self, endpoints: Mapping[str, ServiceConnectEndpoint]) -> None:
        """The tasks reach the proxies of these servers."""
        for key, given in endpoints.items():
            endpoint = group(ServiceConnectEndpoint, given, f"connects_to.{key}")
            self._allow(
                f"{self._service}-to-{key}",
                source=self.group.id,
                target=endpoint["security_group_id"],
                on=port(endpoint["port"], f"connects_to.{key}.port"),
                description=f"{self._service} to the Service Connect proxy of {key}",
            )

    def open_https(self, blocks: Mapping[str, pulumi.Input[str]]) -> None:
        """The tasks reach these networks on port 443."""
        for suffix, block in blocks.items():
            self.rules.append(
                aws.vpc.SecurityGroupEgressRule(
                    f"{self._service}-443-to-{suffix}",
                    security_group_id=self.group.id,
                    ip_protocol="tcp",
                    from_port=443,
                    to_port=443,
                    description="Images, logs and AWS APIs",
                    tags=self._tags,
                    opts=self._opts,
                    **cidr_field(block),
                )
            )

    def _allow(
        self,
        name: str,
        *,
        source: pulumi.Input[str],
        target: pulumi.Input[str],
        on: pulumi.Input[int],
        description: str,
    ) -> None:
        for rule, own, peer in (
            (aws.vpc.SecurityGroupEgressRule, source, target),
            (aws.vpc.SecurityGroupIngressRule, target, source),
        ):
            self.rules.append(
                rule(
                    name,
                    security_group_id=own,
                    referenced_security_group_id=peer,
                    ip_protocol="tcp",
                    from_port=on,
                    to_port=on,
                    description=description,
                    tags=self._tags,
                    opts=self._opts,
                )
            )
