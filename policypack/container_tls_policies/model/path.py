"""The TLS path: client → listener → target group → service port → container, as something a rule can walk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from .ecs import Attachment, Service
from .elb import Forwarder, Listener, ListenerRule, LoadBalancer, TargetGroup
from .node import Undecided, those

if TYPE_CHECKING:
    from collections.abc import Callable

    from .stack import Found, Reference

_listener_arn: Final = re.compile(
    r"(arn:[^:]*:elasticloadbalancing:[^:]*:[^:]*):listener/((?:app|net)/[^/]+/[^/]+)/[^/]+"
)


class Backend(NamedTuple):
    """One service behind a target group, with the references that say so."""

    target_group: TargetGroup
    service: Service
    references: tuple[Reference[TargetGroup], ...]

    @property
    def entries(self) -> tuple[Attachment, ...]:
        """The elements of the service's `loadBalancers` that may be meant: more than one where several target groups
        are unknown in the same list."""
        meant = {reference.path.split(".")[0] for reference in self.references}
        return tuple(entry for entry in self.service.attachments if entry.path in meant)

    @property
    def ports(self) -> str:
        """The container ports that may be meant, for messages; only to be asked where they are known."""
        return " or ".join(sorted({str(entry.container_port) for entry in self.entries}))

    def holds(self, question: Callable[[Attachment], bool]) -> bool:
        """Whether something holds for the traffic from the target group to the service, whichever entry is meant.

        Raises Undecided when it depends on which entry is meant, or on whether the group is meant at all.
        """
        answers = {question(entry) for entry in self.entries}
        if answers <= {False}:
            return False
        if answers == {True} and any(reference.certain for reference in self.references):
            return True
        raise self.references[0].undecided()


def backends_where(
    group: TargetGroup, question: Callable[[Attachment], bool], among: Callable[[Service], bool] = lambda _: True
) -> tuple[Backend, ...]:
    """The services that register their tasks in a target group, of those that `among` accepts, and for whose traffic
    the answer is yes. Undecided only when there are none, and one may be."""
    by_service: dict[str, list[Reference[TargetGroup]]] = {}
    for service, reference in group.stack.referrers(group, Service, "target_groups"):
        if reference.candidates or reference.node is service:
            by_service.setdefault(service.urn, []).append(reference)
    found = [Backend(group, group.stack.view(urn, Service), tuple(x)) for urn, x in by_service.items()]
    return those(found, lambda backend: among(backend.service) and backend.holds(question))


def load_balancer_of(group: TargetGroup) -> Reference[LoadBalancer] | None:
    """The load balancer whose traffic reaches a target group: AWS takes a group on one only, so that any listener or
    rule that forwards to the group says which. None when the stack has none of them, or not their listener."""
    uncertain: Reference[TargetGroup] | None = None
    for forwarder, reference in group.forwarders:
        if not reference.certainly_means(group):
            uncertain = uncertain or reference
        elif isinstance(forwarder, Listener):
            return forwarder.load_balancer
        else:
            assert isinstance(forwarder, ListenerRule)
            return _load_balancer_of_rule(forwarder)
    if uncertain:
        raise uncertain.undecided()
    return None


def _load_balancer_of_rule(rule: ListenerRule) -> Reference[LoadBalancer] | None:
    def named(listener: Listener) -> tuple[Found, tuple[str, ...]]:
        reference = listener.load_balancer
        return reference.found, tuple(candidate.urn for candidate in reference.candidates)

    known = rule.listener.agree(named) is not None
    return rule.listener.candidates[0].load_balancer if known else None


def load_balancers_of(group: TargetGroup) -> tuple[str, ...]:
    """The names of all load balancers whose listeners and rules in this stack forward to a target group; those of other
    stacks are named by their ARN. Raises Undecided where there may be one more, unless there are two already."""
    found: dict[str, str] = {}
    uncertain: list[tuple[dict[str, str], Undecided]] = []
    undecided: list[Undecided] = []
    for forwarder, reference in group.forwarders:
        try:
            named = _named_load_balancer(forwarder)
        except Undecided as missing:
            undecided.append(missing)
            continue
        if reference.certainly_means(group):
            found |= named
        else:
            uncertain.append((named, reference.undecided()))
    undecided += [missing for named, missing in uncertain if not named.keys() <= found.keys()]
    if len(found) < 2 and undecided and (found or len(undecided) > 1):
        raise undecided[0]
    return tuple(found.values())


def _named_load_balancer(forwarder: Forwarder) -> dict[str, str]:
    """The load balancer that a forwarder is of, for messages, under the ARN or URN that tells it from others; empty
    where neither is known because it is of another stack."""
    if isinstance(forwarder, ListenerRule):
        reference = _load_balancer_of_rule(forwarder)
        if reference is None and (match := _listener_arn.fullmatch(forwarder.listener.literal or "")):
            arn = f"{match[1]}:loadbalancer/{match[2]}"
            return {arn: arn}
    else:
        assert isinstance(forwarder, Listener)
        reference = forwarder.load_balancer
    if reference is None:
        return {}
    if load_balancer := reference.one():
        arns = (value for value in load_balancer.identities() if value.startswith("arn:"))
        return {next(arns, load_balancer.urn): load_balancer.label}
    return {reference.literal: reference.literal} if reference.literal else {}
