"""Services that call through a load balancer: their containers are told of its DNS name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .ecs import Service
from .elb import LoadBalancer, TargetGroup
from .path import load_balancer_of
from .route53 import AddressRecord
from .stack import Found
from .values import UNKNOWN

if TYPE_CHECKING:
    from .stack import Stack
    from .task_definition import TaskDefinition


def callers_through(group: TargetGroup) -> tuple[Service, ...]:
    """The services whose task definition depends on the load balancer of a target group, or on a DNS record that points
    to it."""
    told = _services_told(group.stack)
    reference = load_balancer_of(group) if told else None
    if reference is None:
        return ()
    return reference.agree(lambda balancer: told.get(balancer.urn, ())) or ()


def may_tell_of_load_balancer(task: TaskDefinition) -> bool:
    """Whether the containers of a task may be told of a load balancer: not so where nothing is known of them, and they
    depend on none."""
    return task.raw("containerDefinitions") is not UNKNOWN or bool(_told(task))


def is_internal(group: TargetGroup) -> bool:
    """Whether the load balancer of a target group is of this stack and has private addresses only."""
    reference = load_balancer_of(group)
    return reference is not None and bool(reference.agree(lambda balancer: balancer.internal))


def share_cluster(one: Service, other: Service) -> bool:
    """Whether the tasks of two services run on the instances of one cluster."""
    ours, theirs = one.cluster, other.cluster
    if one is other or ours.found is theirs.found is Found.ABSENT:
        return True
    if ours.literal is not None and ours.literal == theirs.literal:
        return True
    cluster = ours.agree(lambda found: found.urn)
    return cluster is not None and cluster == theirs.agree(lambda found: found.urn)


def _services_told(stack: Stack) -> dict[str, tuple[Service, ...]]:
    """By URN of a load balancer, the services whose task definition depends on it or on a DNS record that points to
    it."""

    def collect() -> dict[str, tuple[Service, ...]]:
        found: dict[str, list[Service]] = defaultdict(list)
        for service in stack.all(Service):
            reference = service.task_definition
            for task in reference.candidates if reference.certain else ():
                for urn in _told(task):
                    found[urn].append(service)
        return {urn: tuple(services) for urn, services in found.items()}

    return stack.remember("services by load balancers that they are told of", collect)


def _told(task: TaskDefinition) -> set[str]:
    """URNs of the load balancers that the containers of a task are told of."""
    stack = task.stack
    needed = [
        stack.records[urn]
        for urn in task.record.property_dependencies.get("containerDefinitions", ())
        if urn in stack.records
    ]
    records = [stack.view(record.urn, AddressRecord) for record in needed if AddressRecord.reads(record.type)]
    targets = {balancer.urn for record in records for target in record.targets for balancer in target.candidates}
    return targets | {record.urn for record in needed if LoadBalancer.reads(record.type)}
