"""Load balancers, listeners, listener rules and target groups, in every generation of their type tokens."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from ..facts.tls_policies import TlsPolicy, tls_policies
from .ec2 import Interface
from .node import (
    Block,
    Resource,
    Undecided,
    block,
    blocks,
    boolean,
    every,
    integer,
    keyword,
    sequence,
    some,
    text,
    whole_number,
)
from .values import UNKNOWN

if TYPE_CHECKING:
    from .stack import Reference

modules: Final = ("lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing")


def _comparable(name: str) -> str:
    """A name in lower case, with dashes for what AWS does not take in it."""
    return re.sub("[^a-z0-9]+", "-", name.lower())


def _tokens(kind: str) -> frozenset[str]:
    return frozenset(f"aws:{module}/{kind[0].lower()}{kind[1:]}:{kind}" for module in modules)


class AccessLogs(Block):
    """`accessLogs` of a load balancer."""

    enabled = boolean("enabled")


class LoadBalancer(Resource):
    """An Application, Network or Gateway Load Balancer."""

    tokens = _tokens("LoadBalancer")
    kind = "load balancer"

    type = text("loadBalancerType", default="application")
    internal = boolean("internal")
    idle_timeout = integer("idleTimeout", default=60)
    drop_invalid_header_fields = boolean("dropInvalidHeaderFields")
    desync_mitigation_mode = text("desyncMitigationMode", default="defensive")
    deletion_protection = boolean("enableDeletionProtection")
    access_logs = block("accessLogs", AccessLogs)

    @property
    def interface(self) -> Interface:
        return Interface.of(self, "securityGroups", "subnets")

    @property
    def listeners(self) -> tuple[Listener, ...]:
        """The listeners that are or may be its own; ask `Listener.belongs_to` which."""
        return tuple(listener for listener, _ in self.stack.referrers(self, Listener, "load_balancer"))

    @property
    def offers_tls13(self) -> bool:
        """Whether clients can negotiate TLS 1.3 on any of its listeners. An Application Load Balancer offers TLS 1.3
        to its targets exactly then."""

        def offers(listener: Listener) -> bool:
            return every([lambda: listener.offers_tls13, lambda: listener.belongs_to(self)])

        return some([partial(offers, listener) for listener in self.listeners])


class ClassicLoadBalancer(Resource):
    """A Classic Load Balancer."""

    tokens = frozenset({"aws:elb/loadBalancer:LoadBalancer", "aws:elasticloadbalancing/loadBalancer:LoadBalancer"})
    kind = "classic load balancer"
    identity = ("name", "id", "arn")

    listeners = sequence("listeners")


class ForwardTarget(Block):
    """One weighted target group of a `forward` action."""


class Forward(Block):
    """The `forward` configuration of an action."""

    target_groups = blocks("targetGroups", ForwardTarget)

    @property
    def targets(self) -> tuple[ForwardTarget, ...]:
        """Its target groups; one of which nothing is known where the list as a whole is not."""
        if self.raw("targetGroups") is UNKNOWN:
            return (ForwardTarget(self, self.path_of("targetGroups"), UNKNOWN),)
        return self.target_groups


class Action(Block):
    """What a listener or rule does with a request."""

    type = text("type", default="forward")
    forward = block("forward", Forward)

    def target_values(self) -> list[tuple[str, Any]]:
        """The (path, value) pairs that name target groups; what is unknown as a whole is one unknown name."""
        if self.is_unknown:
            return [(self.path, UNKNOWN)]
        found = [(self.path_of("targetGroupArn"), self.raw("targetGroupArn"))]
        if self.raw("forward") is UNKNOWN:
            found.append((self.path_of("forward"), UNKNOWN))
        elif forward := self.forward:
            found += [(target.path_of("arn"), target.raw("arn")) for target in forward.targets]
        return [(path, value) for path, value in found if value is not None]


class Forwarder(Resource):
    """A listener or a listener rule: what has actions."""

    tokens = _tokens("Listener") | _tokens("ListenerRule")
    actions_key: ClassVar[str]

    @property
    def label(self) -> str:
        return f"{Listener.kind if self.as_listener else ListenerRule.kind} {self.name}"

    @property
    def as_listener(self) -> Listener | None:
        """The same as a listener; None for a rule."""
        return self.stack.view(self.urn, Listener) if Listener.reads(self.record.type) else None

    @property
    def actions(self) -> tuple[Action, ...]:
        """What it does with requests; one action of which nothing is known where the list as a whole is not."""
        if self.raw(self.actions_key) is UNKNOWN:
            return (Action(self, self.actions_key, UNKNOWN),)
        return self._known_actions()

    def _known_actions(self) -> tuple[Action, ...]:
        raise NotImplementedError

    @property
    def target_groups(self) -> tuple[Reference[TargetGroup], ...]:
        """What its actions forward to."""
        values = [pair for action in self.actions for pair in action.target_values()]
        return self.stack.refer_each(self, values, TargetGroup) if values else ()


class Listener(Forwarder):
    """A listener of a load balancer."""

    tokens = _tokens("Listener")
    kind = "listener"

    port = integer("port")
    protocol = keyword("protocol", default="HTTP")
    ssl_policy = text("sslPolicy")
    certificate_arn = text("certificateArn")
    default_actions = blocks("defaultActions", Action)
    actions_key = "defaultActions"

    def _known_actions(self) -> tuple[Action, ...]:
        return self.default_actions

    @property
    def load_balancer(self) -> Reference[LoadBalancer]:
        return self.stack.refer(self, "loadBalancerArn", LoadBalancer)

    def belongs_to(self, load_balancer: LoadBalancer) -> bool:
        """Whether it is a listener of this load balancer; raises Undecided when that is open."""
        return self.load_balancer.is_to(load_balancer)

    @property
    def terminates_tls(self) -> bool:
        """Whether the load balancer itself is the TLS endpoint of this listener."""
        return self.protocol in ("HTTPS", "TLS")

    @property
    def states_policy(self) -> bool:
        """Whether the program names a security policy, known or not."""
        value = self.raw("sslPolicy")
        return value is UNKNOWN or value not in (None, "")

    @property
    def effective_policy(self) -> TlsPolicy | None:
        """The security policy in force, AWS's default if none is set; None for a name that AWS does not have.

        Raises Undecided for an unlisted `TLS13-…` name: AWS adds such names, and the table may be older than it.
        """
        name = self.ssl_policy or tls_policies().default.name
        policy = tls_policies().get(name)
        if policy is None and tls_policies().looks_newer(name):
            why = f'is "{name}", which AWS did not list on {tls_policies().read}; it may have been added since'
            raise Undecided(self, "sslPolicy", why)
        return policy

    @property
    def offers_tls13(self) -> bool:
        """Whether clients can negotiate TLS 1.3 here. An unlisted `TLS13-…` name is taken at its word."""
        if not self.terminates_tls:
            return False
        name = self.ssl_policy or ""
        if tls_policies().get(name) is None and tls_policies().looks_newer(name):
            return True
        policy = self.effective_policy
        return policy is not None and policy.offers_tls13


class ListenerRule(Forwarder):
    """A rule of an Application Load Balancer's listener."""

    tokens = _tokens("ListenerRule")
    kind = "listener rule"

    rule_actions = blocks("actions", Action)
    actions_key = "actions"

    def _known_actions(self) -> tuple[Action, ...]:
        return self.rule_actions

    @property
    def listener(self) -> Reference[Listener]:
        return self.stack.refer(self, "listenerArn", Listener)


class HealthCheck(Block):
    """The `healthCheck` of a target group."""

    port = text("port", default="traffic-port")
    protocol = keyword("protocol")
    enabled = boolean("enabled", default=True)
    request_path = text("path")
    matcher = text("matcher")
    interval = integer("interval", default=30)
    timeout = integer("timeout")
    healthy_threshold = integer("healthyThreshold", default=3)
    unhealthy_threshold = integer("unhealthyThreshold", default=3)
    filled_in = sequence("__defaults")

    @property
    def codes(self) -> tuple[range, ...] | None:
        """The status codes that its `matcher` lists; None where that is no list of codes."""
        found = []
        for item in (self.matcher or "").split(","):
            first, dash, last = item.partition("-")
            ends = whole_number(first), whole_number(last if dash else first)
            if ends[0] is None or ends[1] is None or not 0 <= ends[0] <= ends[1]:
                return None
            found.append(range(ends[0], ends[1] + 1))
        return tuple(found)

    @property
    def states_protocol(self) -> bool:
        """Whether the program itself names a protocol. The provider fills in HTTP where it does not, and leaves the
        names of what it filled in beside it."""
        filled_in = [name for name in self.filled_in if isinstance(name, str)]
        return self.has("protocol") and "protocol" not in filled_in


class TargetGroup(Resource):
    """A target group."""

    tokens = _tokens("TargetGroup")
    kind = "target group"

    port = integer("port")
    protocol = keyword("protocol")
    protocol_version = keyword("protocolVersion", default="HTTP1")
    target_type = text("targetType", default="instance")
    proxy_protocol_v2 = boolean("proxyProtocolV2")
    health_check = block("healthCheck", HealthCheck)
    stated_name = text("name")
    deregistration_delay = integer("deregistrationDelay", default=300)
    slow_start = integer("slowStart", default=0)
    algorithm = text("loadBalancingAlgorithmType", default="round_robin")

    @property
    def fixed_name(self) -> str | None:
        """The name that the program gives it; None when there is none, or when it ends at random: Pulumi makes names
        of the logical name and seven digits, unless its `autonaming` says otherwise."""
        name = self.stated_name
        if not name:
            return None
        _, found, rest = _comparable(name).partition(_comparable(self.name))
        random = re.fullmatch("-[0-9a-f]{7}|.*(?=[a-z]*[0-9])[0-9a-z]{4,}", rest) if found else None
        return None if random else name

    @property
    def health_check_port(self) -> int | None:
        """The fixed port that health checks go to; None when each goes to the port of its target's traffic."""
        check = self.health_check
        if check is None or not check.enabled or check.port == "traffic-port":
            return None
        return whole_number(check.port)

    @property
    def health_check_protocol(self) -> str | None:
        """The protocol of health checks: HTTP when a block does not say, as the provider has it; without a block
        AWS's default, TCP for a Network Load Balancer's group and HTTP otherwise."""
        check = self.health_check
        if check is not None:
            return check.protocol or "HTTP"
        protocol = self.protocol
        return None if protocol is None else "HTTP" if protocol in ("HTTP", "HTTPS") else "TCP"

    @property
    def is_for_application_load_balancer(self) -> bool:
        """Whether it is of an Application Load Balancer: its protocol says so."""
        return self.protocol in ("HTTP", "HTTPS")

    @property
    def is_for_network_load_balancer(self) -> bool:
        """Whether it is of a Network Load Balancer: its protocol says so."""
        return self.protocol in ("TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC")

    @property
    def has_listener(self) -> bool:
        """Whether a listener or rule of this stack forwards to it; raises Undecided when that is open."""
        return some([partial(self.is_meant_by, reference) for _, reference in self.forwarders])

    @property
    def may_have_foreign_listener(self) -> bool:
        """Whether something that is not read here depends on it and may be its listener: a resource of another
        provider, or a CloudFormation stack."""

        def needed() -> set[str]:
            foreign = [
                record
                for record in self.stack.records.values()
                if record.type.startswith("aws:cloudformation/") or not record.type.startswith("aws:")
            ]
            lists = [
                urns for record in foreign for urns in (record.dependencies, *record.property_dependencies.values())
            ]
            return {urn for urns in lists for urn in urns}

        return self.urn in self.stack.remember("needed by what is not read", needed)

    @property
    def forwarders(self) -> tuple[tuple[Forwarder, Reference[TargetGroup]], ...]:
        """The listeners and rules that forward or may forward to it, each with the reference that says so."""
        return (
            *self.stack.referrers(self, Listener, "target_groups"),
            *self.stack.referrers(self, ListenerRule, "target_groups"),
        )
