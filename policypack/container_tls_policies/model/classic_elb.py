"""Classic Load Balancers, the generation before `elb.py`, and what they negotiate with their clients."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from .acm import AnyCertificate, is_of_iam
from .ec2 import Interface
from .elb import AccessLogs, LoadBalancer, tokens_in
from .node import Block, Resource, block, blocks, boolean, every, integer, keyword, sequence, some, text

if TYPE_CHECKING:
    from .ec2 import Subnet
    from .stack import Reference

_old_versions: Final = {"SSLV2": "SSL 2.0", "SSLV3": "SSL 3.0", "TLSV1": "TLS 1.0", "TLSV1.1": "TLS 1.1"}

_negotiation: Final = "SSLNegotiationPolicyType"


def _tokens(kind: str) -> frozenset[str]:
    return tokens_in(("elb", "elasticloadbalancing"), kind)


class ClassicListener(Block):
    """One element of `listeners` of a Classic Load Balancer."""

    port = integer("lbPort")
    protocol = keyword("lbProtocol")
    instance_port = integer("instancePort")
    instance_protocol = keyword("instanceProtocol")

    @property
    def has_certificate_of_iam(self) -> bool:
        """Whether its certificate was uploaded to IAM."""
        return is_of_iam(self.stack.view(self.resource.urn, ClassicLoadBalancer).certificate_of(self))

    @property
    def ends_tls(self) -> bool:
        """Whether clients speak TLS with the load balancer itself."""
        return self.protocol in ("HTTPS", "SSL")


class ClassicLoadBalancer(Resource):
    """A Classic Load Balancer."""

    tokens = _tokens("LoadBalancer")
    kind = "classic load balancer"
    identity = ("name", "id", "arn")

    listeners = blocks("listeners", ClassicListener)
    crosses_zones = boolean("crossZoneLoadBalancing", default=True)
    drains_connections = boolean("connectionDraining")
    access_logs = block("accessLogs", AccessLogs)

    def certificate_of(self, listener: ClassicListener) -> Reference[AnyCertificate]:
        """The certificate of a listener. Listeners usually share one."""
        values = [(x.path_of("sslCertificateId"), x.raw("sslCertificateId")) for x in self.listeners]
        found = self.stack.refer_each(self, values, AnyCertificate, repeats=True)
        return next(reference for reference in found if reference.path == listener.path_of("sslCertificateId"))

    def has_policy_for(self, listener: ClassicListener) -> bool:
        """Whether the stack sets policies of one of its listeners that are not all about other things than TLS; raises
        Undecided when that is open."""

        def sets(user: ClassicListenerPolicy, reference: Reference[ClassicLoadBalancer]) -> bool:
            return every(
                [
                    lambda: user.listener_port == listener.port,
                    lambda: self.is_meant_by(reference),
                    lambda: user.may_be_about_tls,
                ]
            )

        users = self.stack.referrers(self, ClassicListenerPolicy, "load_balancer")
        return some([partial(sets, user, reference) for user, reference in users])


class AnyLoadBalancer(Resource):
    """A load balancer of any generation."""

    identity = ("arn", "id", "name")

    desync_mitigation_mode = text("desyncMitigationMode", default="defensive")
    zones = sequence("availabilityZones")

    @classmethod
    def reads(cls, token: str) -> bool:
        return LoadBalancer.reads(token) or ClassicLoadBalancer.reads(token)

    @property
    def of_today(self) -> LoadBalancer | None:
        """The same, as an Application, Network or Gateway Load Balancer; None for a Classic one."""
        return self.stack.view(self.urn, LoadBalancer) if LoadBalancer.reads(self.record.type) else None

    @property
    def type(self) -> str:
        """Its type: application, network, gateway or classic."""
        return self.of_today.type if self.of_today else "classic"

    @property
    def label(self) -> str:
        return self.of_today.label if self.of_today else f"{ClassicLoadBalancer.kind} {self.name}"

    @property
    def subnets(self) -> tuple[Reference[Subnet], ...]:
        """Its subnets."""
        return self.of_today.subnets if self.of_today else Interface.of(self, "securityGroups", "subnets").subnets

    @property
    def subnet_count(self) -> int:
        """How many subnets it has, or zones where it names these; raises Undecided when a list of them is not known."""
        if self.of_today:
            return self.of_today.subnet_count
        self.known("subnets")
        return len(self.subnets) or len(self.zones)


class PolicyAttribute(Block):
    """One setting of a policy: a version of TLS or a cipher, with "true" or "false", or a predefined policy."""

    name = keyword("name")
    value = text("value", default="")

    @property
    def old_version(self) -> str | None:
        """The version before TLS 1.2 that it lets clients use."""
        version = _old_versions.get((self.name or "").removeprefix("PROTOCOL-"))
        return version if version is not None and self.value.lower() == "true" else None

    @property
    def predefined(self) -> str | None:
        """The policy of AWS's that it names."""
        return self.value if self.name == "REFERENCE-SECURITY-POLICY" else None


class NamedPolicy(Resource):
    """What listeners of a Classic Load Balancer can name as a policy: for TLS, for sticky sessions, or other things."""

    tokens = frozenset[str]().union(
        *map(_tokens, ("LoadBalancerPolicy", "AppCookieStickinessPolicy", "LoadBalancerCookieStickinessPolicy"))
    )
    kind = "load balancer policy"
    identity = ("policyName", "name")

    type_name = text("policyTypeName", default="")

    @property
    def is_about_tls(self) -> bool:
        """Whether it says what is negotiated with clients."""
        return self.type_name == _negotiation


class ClassicPolicy(Resource):
    """A policy that listeners of a Classic Load Balancer can be given: a `LoadBalancerPolicy`, which may be about
    other things than TLS, or an `SslNegotiationPolicy`; also a `ListenerPolicy`, which may name policies of AWS's."""

    tokens = frozenset[str]().union(*map(_tokens, ("LoadBalancerPolicy", "SslNegotiationPolicy", "ListenerPolicy")))
    kind = "load balancer policy"

    type_name = text("policyTypeName", default=_negotiation)
    policy_attributes = blocks("policyAttributes", PolicyAttribute)
    negotiation_attributes = blocks("attributes", PolicyAttribute)

    @property
    def tls_settings(self) -> tuple[PolicyAttribute, ...]:
        """What it sets of TLS; nothing where it is about other things."""
        if self.type_name != _negotiation:
            return ()
        return (*self.policy_attributes, *self.negotiation_attributes)

    @property
    def predefined_names(self) -> tuple[str, ...]:
        """The policies of AWS's that it gives a listener by their names."""
        return tuple(
            reference.literal
            for reference in _named_policies(self)
            if reference.literal and reference.literal.startswith("ELBSecurityPolicy-") and not reference.candidates
        )


class ClassicListenerPolicy(Resource):
    """What gives a listener of a Classic Load Balancer its policies: a `ListenerPolicy`, or an `SslNegotiationPolicy`,
    which is policy and assignment in one."""

    tokens = _tokens("ListenerPolicy") | _tokens("SslNegotiationPolicy")
    kind = "listener policy"

    policy_port = integer("loadBalancerPort")
    negotiation_port = integer("lbPort")

    @property
    def listener_port(self) -> int | None:
        """The port of the load balancer's listener."""
        return self.policy_port if self.negotiation_port is None else self.negotiation_port

    @property
    def may_be_about_tls(self) -> bool:
        """Whether one of the policies that it names may be for TLS: not so where all are of this stack and are not."""
        if not isinstance(self.raw("policyNames"), list):
            return True
        return some([partial(_may_be_about_tls, reference) for reference in _named_policies(self)])

    @property
    def load_balancer(self) -> Reference[ClassicLoadBalancer]:
        key = "loadBalancerName" if self.raw("loadBalancer") is None else "loadBalancer"
        return self.stack.refer(self, key, ClassicLoadBalancer)


def _named_policies(owner: Resource) -> tuple[Reference[NamedPolicy], ...]:
    """What `policyNames` of a `ListenerPolicy` names."""
    names = owner.raw("policyNames")
    listed = names if isinstance(names, list) else []
    return owner.stack.refer_each(owner, [(f"policyNames[{i}]", name) for i, name in enumerate(listed)], NamedPolicy)


def _may_be_about_tls(reference: Reference[NamedPolicy]) -> bool:
    return reference.agree(lambda policy: policy.is_about_tls) is not False
