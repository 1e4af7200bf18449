"""Nodes of EKS clusters, and their security groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .ec2 import SecurityGroup
from .instances import TemplateInterface
from .node import Resource, blocks
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .node import Node
    from .stack import Reference


class EksCluster(Resource):
    """An EKS cluster. EKS makes a security group for it, and tags that one for the cluster itself."""

    tokens = frozenset({"aws:eks/cluster:Cluster"})
    kind = "EKS cluster"
    identity = ("id", "arn", "name")

    @property
    def own_group_id(self) -> str | None:
        """The id of the group that EKS made for it; None before that."""
        network = self.record.outputs.get("vpcConfig")
        found = network.get("clusterSecurityGroupId") if isinstance(network, dict) else None
        return found if isinstance(found, str) else None


class LaunchTemplate(Resource):
    """What the instances of a node group are launched with."""

    tokens = frozenset({"aws:ec2/launchTemplate:LaunchTemplate"})
    kind = "launch template"
    identity = ("id", "arn", "name")

    network_interfaces = blocks("networkInterfaces", TemplateInterface)

    @property
    def group_lists(self) -> Iterator[GroupList]:
        """The lists of security groups that its instances' network interfaces get."""
        yield GroupList(self, "vpcSecurityGroupIds")
        for interface in self.network_interfaces:
            yield GroupList(interface, "securityGroups")


class GroupList:
    """The security groups of one network interface."""

    def __init__(self, node: Node, key: str) -> None:
        self.node, self.path = node, node.path_of(key)
        values = node.raw(key)
        self.values = values if isinstance(values, list) else [UNKNOWN] if values is UNKNOWN else []

    @property
    def references(self) -> tuple[Reference[SecurityGroup], ...]:
        named = [(f"{self.path}[{index}]", value) for index, value in enumerate(self.values)]
        return self.node.resource.stack.refer_each(self.node, named, SecurityGroup)

    @property
    def groups(self) -> tuple[SecurityGroup, ...]:
        """The groups of this stack that are certainly in it."""
        found = (group for reference in self.references if reference.certain for group in reference.candidates)
        return tuple(dict.fromkeys(found))

    @property
    def own_group_of(self) -> EksCluster | None:
        """The cluster of this stack whose own group is in it. Before the cluster exists, that is a value which comes
        from the cluster and is not known: an unknown one, or none at all."""
        resource = self.node.resource
        top_level = self.path.split(".")[0].split("[")[0]
        urns = resource.record.property_dependencies.get(top_level, ())
        records = [record for urn in urns if (record := resource.stack.records.get(urn))]
        clusters = [resource.stack.view(x.urn, EksCluster) for x in records if EksCluster.reads(x.type)]
        if len(clusters) != 1:
            return None
        known = clusters[0].own_group_id
        missing = sum(value is UNKNOWN or value is None for value in self.values)
        is_in = missing > len(self.groups) if known is None else any(value == known for value in _known(self.values))
        return clusters[0] if is_in else None


def _known(values: list[Any]) -> list[Any]:
    return [value for value in values if value is not UNKNOWN]
