"""Load balancers, listeners, listener rules and target groups, in every generation of their type tokens."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, NamedTuple, TypeVar

from ..facts.tls_policies import TlsPolicy, tls_policies
from .acm import AnyCertificate, Certificate, certificate_of
from .ec2 import Interface, Subnet, Vpc
from .node import (
    Block,
    Resource,
    Undecided,
    block,
    blocks,
    boolean,
    boolean_text,
    every,
    integer,
    keyword,
    sequence,
    some,
    text,
    those,
    whole_number,
)
from .providers import region_in, region_of
from .stack import Found, Reference
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

N = TypeVar("N", "Listener", "ListenerRule")

modules: Final = ("lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing")


def _comparable(name: str) -> str:
    """A name in lower case, with dashes for what AWS does not take in it."""
    return re.sub("[^a-z0-9]+", "-", name.lower())


def tokens_in(modules: Iterable[str], kind: str) -> frozenset[str]:
    """The type tokens of a kind of resource that is in several modules."""
    return frozenset(f"aws:{module}/{kind[0].lower()}{kind[1:]}:{kind}" for module in modules)


def _tokens(kind: str) -> frozenset[str]:
    return tokens_in(modules, kind)


# How the ARN of a load balancer tells its type.
_types_in_arns: Final = {"app": "application", "net": "network", "gwy": "gateway"}


class SubnetMapping(Block):
    """One element of `subnetMappings` of a load balancer: a subnet with an address in it."""


class _ShownNames(NamedTuple):
    """The names on the certificates of a load balancer; `are_told` says that each certificate's are known to the
    program, `undecided` which one's are not known before the update."""

    names: frozenset[str]
    are_told: bool
    undecided: Undecided | None


class AccessLogs(Block):
    """`accessLogs` or `connectionLogs` of a load balancer, off unless they say so; of a Classic Load Balancer, on."""

    enabled = boolean("enabled")


class LoadBalancer(Resource):
    """An Application, Network or Gateway Load Balancer."""

    tokens = _tokens("LoadBalancer")
    kind = "load balancer"
    identity = ("arn", "id", "arnSuffix", "dnsName")

    type = text("loadBalancerType", default="application")
    internal = boolean("internal")
    idle_timeout = integer("idleTimeout", default=60)
    drop_invalid_header_fields = boolean("dropInvalidHeaderFields")
    desync_mitigation_mode = text("desyncMitigationMode", default="defensive")
    deletion_protection = boolean("enableDeletionProtection")
    access_logs = block("accessLogs", AccessLogs)
    connection_logs = block("connectionLogs", AccessLogs)
    crosses_zones = boolean("enableCrossZoneLoadBalancing")
    subnet_mappings = blocks("subnetMappings", SubnetMapping)
    subnet_ids = sequence("subnets")
    private_link_enforcement = text("enforceSecurityGroupInboundRulesOnPrivateLinkTraffic", default="on")

    @property
    def subnets(self) -> tuple[Reference[Subnet], ...]:
        """The subnets of `subnets` and `subnetMappings`."""
        mapped = [(mapping.path_of("subnetId"), mapping.raw("subnetId")) for mapping in self.subnet_mappings]
        return (*self.interface.subnets, *self.stack.refer_each(self, mapped, Subnet))

    @property
    def interface(self) -> Interface:
        return Interface.of(self, "securityGroups", "subnets")

    @property
    def subnet_count(self) -> int:
        """How many subnets it has; raises Undecided when a list of them is not known."""
        return len(self.subnet_ids) + len(self.subnet_mappings)

    @property
    def has_two_subnets_in_one_zone(self) -> bool:
        """Whether two subnets of this stack that it certainly has are in the same availability zone."""
        own = dict.fromkeys(
            subnet for reference in self.subnets if reference.certain for subnet in reference.candidates
        )
        names = [subnet.availability_zone for subnet in own if subnet.has("availabilityZone")]
        ids = [subnet.availability_zone_id for subnet in own if subnet.has("availabilityZoneId")]
        return any(len(set(zones)) < len(zones) for zones in (names, ids))

    @property
    def listeners(self) -> tuple[Listener, ...]:
        """The listeners that are or may be its own; ask `Listener.belongs_to` which."""
        return tuple(listener for listener, _ in self.stack.referrers(self, Listener, "load_balancer"))

    @property
    def may_have_foreign_listener(self) -> bool:
        """Whether something that is not read here depends on it and may be its listener."""
        return _is_needed_by_others(self)

    @property
    def has_https_listener(self) -> bool:
        """Whether an HTTPS listener of this stack is its own."""

        def is_own(listener: Listener) -> bool:
            return every([lambda: listener.protocol == "HTTPS", lambda: listener.belongs_to(self)])

        return some([partial(is_own, listener) for listener in self.listeners])

    def shows_certificate_for(self, covers: Callable[[str], bool]) -> bool | None:
        """Whether a certificate of its listeners has a name for which the answer is yes, or may have, since its names
        are not told here; None when none of its listeners ends TLS."""
        shown = self.stack.remember(("shown names", self.urn), self._shown_names)
        if shown is None:
            return None
        if not shown.are_told or any(map(covers, shown.names)):
            return True
        if shown.undecided is not None:
            raise shown.undecided
        return False

    def _shown_names(self) -> _ShownNames | None:
        def ends_tls(listener: Listener) -> bool:
            return every([lambda: listener.terminates_tls, lambda: listener.belongs_to(self)])

        own = [listener for listener in self.listeners if ends_tls(listener)]
        names: set[str] = set()
        are_told, undecided = True, None
        for reference in (reference for listener in own for reference in listener.certificates):
            try:
                found = reference.agree(lambda certificate: certificate.names)
            except Undecided as missing:
                undecided = undecided or missing
                continue
            names.update(found or ())
            are_told = are_told and bool(found)
        return _ShownNames(frozenset(names), are_told, undecided) if own else None

    def has_more_listeners_than(self, number: int) -> bool:
        """Whether more listeners of this stack are its own; raises Undecided when that is open."""
        references = [reference for _, reference in self.stack.referrers(self, Listener, "load_balancer")]
        open_ = [reference for reference in references if not reference.certain]
        if len(references) - len(open_) <= number < len(references):
            raise open_[0].undecided()
        return len(references) > number

    @property
    def is_behind_endpoint_service(self) -> bool:
        """Whether an endpoint service of this stack offers it to other VPCs; raises Undecided when that is open."""
        found = self.stack.referrers(self, EndpointService, "load_balancers")
        return some([partial(self.is_meant_by, reference) for _, reference in found])

    @property
    def offers_tls13(self) -> bool:
        """Whether clients can negotiate TLS 1.3 on any of its listeners. An Application Load Balancer offers TLS 1.3
        to its targets exactly then."""

        def offers(listener: Listener) -> bool:
            return every([lambda: listener.offers_tls13, lambda: listener.belongs_to(self)])

        return some([partial(offers, listener) for listener in self.listeners])


class EndpointService(Resource):
    """A VPC endpoint service: it offers load balancers to other VPCs by AWS PrivateLink."""

    tokens = frozenset({"aws:ec2/vpcEndpointService:VpcEndpointService"})
    kind = "VPC endpoint service"

    network_load_balancer_arns = sequence("networkLoadBalancerArns")

    @property
    def load_balancers(self) -> tuple[Reference[LoadBalancer], ...]:
        """The Network Load Balancers behind it."""
        key = "networkLoadBalancerArns"
        if self.raw(key) is UNKNOWN:
            return (self.stack.refer(self, key, LoadBalancer),)
        values = [(f"{key}[{index}]", value) for index, value in enumerate(self.network_load_balancer_arns)]
        return self.stack.refer_each(self, values, LoadBalancer)


class Redirect(Block):
    """The `redirect` configuration of an action. What it does not state is taken from the request."""

    protocol = keyword("protocol", default="#{PROTOCOL}")
    port = text("port", default="#{port}")
    host = text("host", default="#{host}")
    url_path = text("path", default="/#{path}")
    query = text("query", default="#{query}")

    def protocol_behind(self, listener: Listener) -> str:
        """The protocol that clients are to use, coming from this listener."""
        return listener.protocol if self.protocol == "#{PROTOCOL}" else self.protocol

    def port_behind(self, listener: Listener) -> int | None:
        """The port that clients are to use, coming from this listener."""
        return listener.port if self.port == "#{port}" else whole_number(self.port)

    @property
    def keeps_path(self) -> bool:
        """Whether it leads to the same path with the same query."""
        return self.url_path == "/#{path}" and self.query == "#{query}"


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
    redirect = block("redirect", Redirect)

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
    def is_for_application_load_balancer(self) -> bool:
        """Whether it is of an Application Load Balancer; rules always are."""
        return True

    @property
    def listener_protocol(self) -> str | None:
        """The protocol of the listener that it is or belongs to; None when that is not of this stack."""
        raise NotImplementedError

    @property
    def target_groups(self) -> tuple[Reference[TargetGroup], ...]:
        """What its actions forward to."""
        values = [pair for action in self.actions for pair in action.target_values()]
        return self.stack.refer_each(self, values, TargetGroup) if values else ()

    def target_groups_where(self, question: Callable[[TargetGroup], bool]) -> tuple[TargetGroup, ...]:
        """The target groups that it forwards to and that the answer is yes for; of several that one reference may be
        to, all, if the answer is yes for each. Raises Undecided when there are none, but there may be."""

        def holds(meant: tuple[Reference[TargetGroup], tuple[TargetGroup, ...]]) -> bool:
            reference, groups = meant
            if not groups:
                raise reference.undecided()
            questions = [partial(question, group) for group in groups]
            if not reference.certain and some(questions) and not every(questions):
                raise reference.undecided()
            return every(questions)

        asked: list[tuple[Reference[TargetGroup], tuple[TargetGroup, ...]]] = []
        for reference in self.target_groups:
            if reference.certain:
                asked += [(reference, (group,)) for group in reference.candidates]
            elif reference.candidates:
                asked.append((reference, reference.candidates))
            if reference.found is Found.ANYTHING:
                asked.append((reference, ()))
        return tuple(dict.fromkeys(group for _, groups in those(asked, holds) for group in groups))

    @property
    def redirects(self) -> tuple[Redirect, ...]:
        """The redirects among its actions."""
        return tuple(action.redirect for action in self.actions if action.type == "redirect" and action.redirect)


class MutualAuthentication(Block):
    """`mutualAuthentication` of a listener: whether clients have to show a certificate."""

    mode = text("mode", default="off")
    ignores_expiry = boolean("ignoreClientCertificateExpiry")


class Listener(Forwarder):
    """A listener of a load balancer."""

    tokens = _tokens("Listener")
    kind = "listener"
    passes_on: ClassVar = {"load_balancer": LoadBalancer}

    port = integer("port")
    protocol = keyword("protocol", default="HTTP")
    ssl_policy = text("sslPolicy")
    certificate_arn = text("certificateArn")
    alpn_policy = text("alpnPolicy", default="None")
    strict_transport_security = text("routingHttpResponseStrictTransportSecurityHeaderValue", default="")
    mutual_authentication = block("mutualAuthentication", MutualAuthentication)
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
    def load_balancer_type(self) -> str | None:
        """The type of its load balancer, which the ARN of one of another stack tells; None when nothing does."""
        reference = self.load_balancer
        if reference.found is Found.OUTSIDE and reference.literal:
            _, _, path = reference.literal.partition(":loadbalancer/")
            return _types_in_arns.get(path.partition("/")[0])
        return reference.agree(lambda balancer: balancer.type)

    @property
    def is_for_application_load_balancer(self) -> bool:
        """Whether it is of an Application Load Balancer. Its protocol says so; without one, which only Application and
        Gateway Load Balancers allow, its load balancer does."""
        if self.states("protocol"):
            return self.protocol in ("HTTP", "HTTPS")
        return self.load_balancer_type in ("application", None)

    @property
    def listener_protocol(self) -> str | None:
        return self.protocol

    @property
    def rules(self) -> tuple[ListenerRule, ...]:
        """The rules that are or may be its own; ask `ListenerRule.belongs_to` which."""
        return tuple(rule for rule, _ in self.stack.referrers(self, ListenerRule, "listener"))

    def serves_users_by(self, forwarder: Forwarder) -> bool:
        """Whether this is the listener itself, or a rule of it that is not for authorities alone."""
        if not isinstance(forwarder, ListenerRule):
            return forwarder is self
        return every([lambda: not forwarder.is_for_authorities, lambda: forwarder.belongs_to(self)])

    @property
    def certificates(self) -> tuple[Reference[Certificate], ...]:
        """Its default certificate, and those that are or may be its further ones."""
        further = (found for found, _ in self.stack.referrers(self, ListenerCertificate, "listener"))
        return (self.certificate, *(found.certificate for found in further))

    def beside_on(self, port: int | None) -> Listener | None:
        """The listener of the same load balancer, in this stack, on a port; itself, where that is its own."""
        if port is None or port == self.port:
            return None if port is None else self
        name = _owner_of(self.load_balancer)
        return None if name is None else self._by_port.first.get((name, port))

    @property
    def has_https_beside(self) -> bool:
        """Whether its load balancer has an HTTPS listener in this stack."""
        name = _owner_of(self.load_balancer)
        if name is None:
            return bool(self.load_balancer.agree(lambda balancer: balancer.has_https_listener))
        return some([partial(_is_https, other) for other in self._by_port.items[name]])

    @property
    def certificate(self) -> Reference[Certificate]:
        """Its default certificate."""
        return certificate_of(self)

    @property
    def twin(self) -> Listener | None:
        """Another listener of the same load balancer on the same port, the first by URN."""
        return self._by_port.twin(self)

    @property
    def _by_port(self) -> _Numbered[Listener]:
        def collect() -> _Numbered[Listener]:
            return _Numbered(self.stack.all(Listener), "load_balancer", "port")

        return self.stack.remember("listeners by port", collect)

    @property
    def terminates_tls(self) -> bool:
        """Whether the load balancer itself is the TLS endpoint of this listener."""
        return self.protocol in ("HTTPS", "TLS")

    @property
    def states_policy(self) -> bool:
        """Whether the program names a security policy, known or not."""
        return self.states("sslPolicy")

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


class PathPattern(Block):
    """`pathPattern` of a condition."""

    values = sequence("values")


class Condition(Block):
    """One condition of a listener rule."""

    path_pattern = block("pathPattern", PathPattern)


class ListenerRule(Forwarder):
    """A rule of an Application Load Balancer's listener."""

    tokens = _tokens("ListenerRule")
    kind = "listener rule"
    passes_on: ClassVar = {"listener": Listener}

    rule_actions = blocks("actions", Action)
    actions_key = "actions"

    priority = integer("priority")
    conditions = blocks("conditions", Condition)

    @property
    def paths(self) -> tuple[str, ...]:
        """The path patterns of its conditions; raises Undecided when one is not known."""
        patterns = [condition.path_pattern for condition in self.conditions if condition.path_pattern]
        values = [(pattern, value) for pattern in patterns for value in pattern.values]
        for pattern, value in values:
            if value is UNKNOWN:
                raise Undecided(self, pattern.path_of("values"))
        return tuple(str(value) for _, value in values)

    @property
    def is_for_authorities(self) -> bool:
        """Whether it is for paths under `/.well-known/` only, by which authorities check who owns a name."""
        paths = self.paths
        return bool(paths) and all(path.startswith("/.well-known/") for path in paths)

    def _known_actions(self) -> tuple[Action, ...]:
        return self.rule_actions

    @property
    def listener(self) -> Reference[Listener]:
        return self.stack.refer(self, "listenerArn", Listener)

    @property
    def listener_protocol(self) -> str | None:
        return self.listener.agree(lambda listener: listener.protocol)

    def belongs_to(self, listener: Listener) -> bool:
        """Whether it is a rule of this listener; raises Undecided when that is open."""
        return self.listener.is_to(listener)

    @property
    def twin(self) -> ListenerRule | None:
        """Another rule of the same listener with the same priority, the first by URN."""

        def collect() -> _Numbered[ListenerRule]:
            return _Numbered(self.stack.all(ListenerRule), "listener", "priority")

        return self.stack.remember("rules by priority", collect).twin(self)


class ListenerCertificate(Resource):
    """A further certificate of a listener, which it shows to clients that ask for a name on it."""

    tokens = _tokens("ListenerCertificate")
    kind = "listener certificate"
    passes_on: ClassVar = {"listener": Listener, "certificate": Certificate}

    @property
    def listener(self) -> Reference[Listener]:
        return self.stack.refer(self, "listenerArn", Listener)

    @property
    def certificate(self) -> Reference[Certificate]:
        return certificate_of(self)

    @property
    def listener_protocol(self) -> str | None:
        """The protocol of its listener; None when that is not of this stack."""
        return self.listener.agree(lambda listener: listener.protocol)


class CertificateUser(Resource):
    """What shows a certificate to clients: a listener, or a further certificate of one."""

    tokens = Listener.tokens | ListenerCertificate.tokens

    @property
    def label(self) -> str:
        return f"{Listener.kind if Listener.reads(self.record.type) else ListenerCertificate.kind} {self.name}"

    @property
    def any_certificate(self) -> Reference[AnyCertificate]:
        """Its certificate, be it of ACM or uploaded to IAM."""
        return self.stack.refer(self, "certificateArn", AnyCertificate)

    @property
    def region(self) -> str | None:
        """The Region that it is in, as the ARN of its load balancer or listener tells, or its provider; None where
        nothing of the stack does."""
        key = "loadBalancerArn" if Listener.reads(self.record.type) else "listenerArn"
        arn = self.raw(key)
        return (region_in(arn) if isinstance(arn, str) else None) or region_of(self)


def users_of(certificate: Certificate) -> tuple[tuple[Listener | ListenerCertificate, Reference[Certificate]], ...]:
    """What shows or may show a certificate to clients, each with the reference that says so."""
    return (
        *certificate.stack.referrers(certificate, Listener, "certificate"),
        *certificate.stack.referrers(certificate, ListenerCertificate, "certificate"),
    )


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
    identity = ("arn", "id", "arnSuffix")

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
    connection_termination = boolean("connectionTermination")
    preserve_client_ip = boolean_text("preserveClientIp")
    cross_zone = text("loadBalancingCrossZoneEnabled")

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
    def vpc(self) -> Reference[Vpc]:
        return self.stack.refer(self, "vpcId", Vpc)

    @property
    def preserves_client_ip(self) -> bool:
        """Whether targets of a Network Load Balancer see the addresses of its clients: what is stated, otherwise AWS's
        default, which depends on the target type and the protocol."""
        stated = self.preserve_client_ip
        if stated is not None:
            return stated
        return some([lambda: self.target_type in ("instance", "alb"), lambda: self.protocol not in ("TCP", "TLS")])

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

        return _is_needed_by_others(self)

    @property
    def forwarders(self) -> tuple[tuple[Forwarder, Reference[TargetGroup]], ...]:
        """The listeners and rules that forward or may forward to it, each with the reference that says so."""
        return (
            *self.stack.referrers(self, Listener, "target_groups"),
            *self.stack.referrers(self, ListenerRule, "target_groups"),
        )

    def forwarders_where(self, question: Callable[[Forwarder], bool]) -> tuple[Forwarder, ...]:
        """The listeners and rules that forward to it and that the answer is yes for. Raises Undecided when there are
        none, but there may be."""

        def holds(pair: tuple[Forwarder, Reference[TargetGroup]]) -> bool:
            forwarder, reference = pair
            return question(forwarder) and self.is_meant_by(reference)

        return tuple(dict.fromkeys(forwarder for forwarder, _ in those(self.forwarders, holds)))

    def crosses_zones(self, balancer: LoadBalancer) -> bool:
        """Whether a load balancer sends to its targets in all zones: it may say so itself, or leave it to the load
        balancer."""
        own = self.cross_zone
        return balancer.crosses_zones if own in (None, "", "use_load_balancer_configuration") else own == "true"


def _owner_of(reference: Reference[Any]) -> str | None:
    """What names the resource that is referred to, in this stack or another; None when nothing does."""
    return reference.candidates[0].urn if reference.found is Found.ONE else reference.literal


def _is_https(listener: Listener) -> bool:
    return listener.protocol == "HTTPS"


class _Numbered(Generic[N]):
    """Listeners by load balancer and port, or rules by listener and priority: those of each owner, the first by URN of
    each number, and how often numbers occur."""

    def __init__(self, items: Iterable[N], owner: str, key: str) -> None:
        self.owner, self.key = owner, key
        self.first: dict[tuple[str, int], N] = {}
        self.items: dict[str, list[N]] = defaultdict(list)
        self.numbers: Counter[int] = Counter()
        for item in items:
            name = _owner_of(getattr(item, owner))
            value = item.raw(key)
            if name is not None:
                self.items[name].append(item)
            if isinstance(value, int):
                self.numbers[value] += 1
                if name is not None:
                    self.first.setdefault((name, value), item)

    def twin(self, own: N) -> N | None:
        """Another one of the same owner with the same number; raises Undecided where an unknown owner or number
        leaves open whether there is one."""
        reference: Reference[Any] = getattr(own, self.owner)
        name, value = _owner_of(reference), own.raw(self.key)
        if value is UNKNOWN and name is not None and len(self.items[name]) > 1:
            own.known(self.key)
        if not isinstance(value, int):
            return None
        if reference.found in (Found.SEVERAL, Found.ANYTHING) and self.numbers[value] > 1:
            raise reference.undecided()
        first = None if name is None else self.first.get((name, value))
        return None if first is own else first


class TargetAttachment(Resource):
    """One target, registered in a target group by hand."""

    tokens = _tokens("TargetGroupAttachment")
    kind = "target"
    passes_on: ClassVar = {"target_group": TargetGroup}

    availability_zone = text("availabilityZone")

    @property
    def target_group(self) -> Reference[TargetGroup]:
        return self.stack.refer(self, "targetGroupArn", TargetGroup)

    @property
    def is_outside_vpc(self) -> bool:
        """Whether its address is not of the target group's VPC, which its zone "all" says."""
        return self.availability_zone == "all"


def _is_needed_by_others(resource: Resource) -> bool:
    """Whether something that is not read here depends on it."""

    def needed() -> set[str]:
        foreign = [
            record
            for record in resource.stack.records.values()
            if record.type.startswith("aws:cloudformation/") or not record.type.startswith("aws:")
        ]
        lists = [urns for record in foreign for urns in (record.dependencies, *record.property_dependencies.values())]
        return {urn for urns in lists for urn in urns}

    return resource.urn in resource.stack.remember("needed by what is not read", needed)
