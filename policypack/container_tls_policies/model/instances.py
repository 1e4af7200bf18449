"""EC2 instances of ECS clusters: what tasks in bridge and host mode share a network interface with."""

from __future__ import annotations

import base64
import binascii
import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from .ec2 import Interface
from .ecs import Cluster, Service
from .elb import LoadBalancer
from .node import Block, Resource, Undecided, blocks, some, text, whole_number
from .stack import Found
from .values import UNKNOWN

if TYPE_CHECKING:
    from .ec2 import SecurityGroup
    from .stack import Reference

component: Final = "container-tls:index:ContainerInstances"
images: Final = ("/ecs/optimized-ami/", "/bottlerocket/aws-ecs-")
component_ports: Final = ("firstDynamicPort", "lastDynamicPort")
cluster_variable: Final = re.compile(r"ECS_CLUSTER\W{1,4}([A-Za-z0-9_-]+)")
most_kinds: Final = 8
range_variable: Final = re.compile(r"ECS_DYNAMIC_HOST_PORT_RANGE\W{1,4}([0-9]{1,5})-([0-9]{1,5})")


class TemplateInterface(Block):
    """One element of `networkInterfaces` of a launch template."""

    @property
    def interface(self) -> Interface:
        return Interface.of(self, "securityGroups", "subnets")


class InstanceConfiguration(Resource):
    """What instances are made from: a launch template, a launch configuration, or one instance itself."""

    tokens = frozenset(
        {
            "aws:ec2/launchTemplate:LaunchTemplate",
            "aws:ec2/launchConfiguration:LaunchConfiguration",
            "aws:ec2/instance:Instance",
        }
    )
    identity = ("id", "arn", "name")

    image = text("imageId")
    ami = text("ami")
    user_data = text("userData")
    user_data_base64 = text("userDataBase64")
    network_interfaces = blocks("networkInterfaces", TemplateInterface)

    @property
    def label(self) -> str:
        words = {"LaunchTemplate": "launch template", "LaunchConfiguration": "launch configuration"}
        return f"{words.get(self.record.type.rpartition(':')[2], 'instance')} {self.name}"

    @property
    def interface(self) -> Interface:
        """The network interface of its instances that counts: the first that names groups."""
        named = (own.interface for own in self.network_interfaces if own.has("securityGroups"))
        return next(named, self._own_interface)

    @property
    def interfaces(self) -> tuple[Interface, ...]:
        """Each network interface of its instances, and the one that they have where it describes none."""
        return (*(own.interface for own in self.network_interfaces), self._own_interface)

    @property
    def _own_interface(self) -> Interface:
        key = "securityGroups" if self.record.type.endswith(":LaunchConfiguration") else "vpcSecurityGroupIds"
        return Interface.of(self, key, "subnets")

    @property
    def script(self) -> str:
        """What runs when an instance starts, decoded; empty without."""
        found = self.user_data_base64 or self.user_data or ""
        try:
            return base64.b64decode(found, validate=True).decode()
        except (binascii.Error, ValueError):
            return found

    @property
    def is_of_cluster(self) -> bool:
        """Whether its instances join an ECS cluster, as far as the component, the image or the script tell."""

        def has_image() -> bool:
            return any(name in (self.image or self.ami or "") for name in images)

        if self._component is not None or self.clusters:
            return True
        return some([has_image, lambda: "ECS_CLUSTER" in self.script])

    @property
    def clusters(self) -> frozenset[str]:
        """URNs of the clusters of this stack that its script names, where it is not known."""
        keys = [key for key in ("userData", "userDataBase64") if self.raw(key) is UNKNOWN]
        urns = {urn for key in keys for urn in self.record.property_dependencies.get(key, ())}
        return frozenset(x.urn for x in self.stack.all(Cluster) if x.urn in urns)

    @property
    def ports_known(self) -> bool:
        """Whether it is known which range of host ports the agent is told, if any."""
        owner = self._component
        holder, keys = (self, ("userData", "userDataBase64")) if owner is None else (owner, component_ports)
        return all(holder.raw(key) is not UNKNOWN for key in keys)

    def may_join(self, cluster: Reference[Cluster]) -> bool:
        """Whether its instances may be of this cluster: no only where both names are known and differ. What states none
        is of the cluster "default"; an image of the user's own may state one."""
        if self.clusters and cluster.found is not Found.ANYTHING:
            return any(candidate.urn in self.clusters for candidate in cluster.candidates)
        stated = self._cluster_name
        return stated is None or not (names := _names(cluster)) or stated in names

    def joins(self, cluster: Reference[Cluster]) -> bool:
        """Whether its instances are of this cluster for certain."""
        if self.clusters:
            return len(self.clusters) == 1 and cluster.found is Found.ONE and cluster.candidates[0].urn in self.clusters
        return cluster.found is not Found.SEVERAL and self._cluster_name in _names(cluster)

    @property
    def _cluster_name(self) -> str | None:
        """The name of its cluster, as far as it is known."""
        if any(self.raw(key) is UNKNOWN for key in ("userData", "userDataBase64", "imageId")):
            return None
        if stated := cluster_variable.search(self.script):
            return stated[1]
        return "default" if images[0] in (self.image or "") else None

    @property
    def dynamic_ports(self) -> range | None:
        """The range of host ports that the ECS agent is told to choose from; None when nothing tells."""
        owner = self._component
        if owner is None:
            found = range_variable.search(self.script)
            return range(int(found[1]), int(found[2]) + 1) if found else None
        ends = [whole_number(str(owner.known(key))) for key in component_ports]
        if ends[0] is None or ends[1] is None:
            raise Undecided(owner, "firstDynamicPort")
        return range(ends[0], ends[1] + 1)

    @property
    def _component(self) -> Resource | None:
        parent = self.parent
        is_one = parent is not None and parent.record.type == component and parent.raw("firstDynamicPort") is not None
        return parent if is_one else None


def _names(cluster: Reference[Cluster]) -> set[str]:
    """The names that it may have, as far as they are known."""
    names = {str(found.raw("name")) for found in cluster.candidates if isinstance(found.raw("name"), str)}
    if cluster.literal is not None or cluster.found is Found.ABSENT:
        names.add((cluster.literal or "default").rpartition("/")[2])
    return names


def instances_of(service: Service) -> tuple[InstanceConfiguration, ...]:
    """What makes the instances on which tasks of a service may run, as far as it has security groups. Nothing in a
    stack with many kinds of instances, and where this run leaves some out."""
    made = service.stack.all(InstanceConfiguration)
    if len(made) > most_kinds or service.stack.leaves_out(InstanceConfiguration):
        return ()
    return tuple(x for x in made if x.may_join(service.cluster) and x.is_of_cluster and x.interface.groups)


class InterfaceOwner(Resource):
    """What has security groups: a load balancer, a service, or what instances are made from."""

    @classmethod
    def reads(cls, token: str) -> bool:
        return any(kind.reads(token) for kind in (LoadBalancer, Service, InstanceConfiguration))

    @property
    def owner(self) -> LoadBalancer | Service | InstanceConfiguration:
        """The same, as what it is."""
        if LoadBalancer.reads(self.record.type):
            return self.stack.view(self.urn, LoadBalancer)
        if Service.reads(self.record.type):
            return self.stack.view(self.urn, Service)
        return self.stack.view(self.urn, InstanceConfiguration)

    @property
    def interfaces(self) -> tuple[Interface, ...]:
        """Each of its network interfaces; nothing where it has none of its own."""
        owner = self.owner
        if isinstance(owner, InstanceConfiguration):
            return owner.interfaces
        return (owner.interface,) if owner.interface else ()

    @property
    def security_groups(self) -> tuple[Reference[SecurityGroup], ...]:
        """Its security groups."""
        return tuple(chain.from_iterable(interface.groups for interface in self.interfaces))
