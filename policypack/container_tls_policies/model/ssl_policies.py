"""The security policies that Kubernetes objects and the controller's chart name for listeners."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from .ingress_listeners import certificate_key, class_may_set, stated_listeners
from .kubernetes import (
    HelmChart,
    Ingress,
    IngressClassParams,
    KubernetesService,
    LoadBalancerConfiguration,
    agreeing_controllers,
    ingress_prefix,
    service_prefix,
)
from .node import Block, Resource, Unusable
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .node import Node
    from .stack import Stack


class SslPolicyOwner(Resource):
    """Whatever can name a security policy for listeners that the AWS Load Balancer Controller makes."""

    @classmethod
    def reads(cls, token: str) -> bool:
        kinds = (Ingress, KubernetesService, IngressClassParams, LoadBalancerConfiguration, HelmChart)
        return any(kind.reads(token) for kind in kinds)

    @property
    def ssl_policies(self) -> tuple[StatedSslPolicy, ...]:
        """The policies that it names, or that Ingresses and Services in the values of a chart do."""
        return tuple(found for owner in self._owners for found in _policies(owner))

    @property
    def left_to_the_default(self) -> tuple[tuple[Ingress | KubernetesService, str, HelmChart], ...]:
        """The Ingresses and Services that have a listener with TLS and name no policy for it, each with the key that
        would, and with the controller that has no default of the user's either."""
        found = (owner for owner in self._owners if isinstance(owner, Ingress | KubernetesService))
        return tuple((owner, _policy_key(owner), chart) for owner in found if (chart := _default_of(owner)))

    @property
    def _owners(self) -> list[Node]:
        """Itself, or the Ingresses and Services in its values."""
        return self.stack.remember("owners", lambda: _by_urn(self.stack))[self.urn]


class StatedSslPolicy(Block):
    """A place that names a security policy."""

    listed_in = (SslPolicyOwner, "ssl_policies")

    def __init__(self, owner: Node, path: str, key: str, value: Any) -> None:
        super().__init__(owner, path, {key: value})
        self.key = key

    @property
    def place(self) -> str:
        """The property at fault."""
        return self.path_of(self.key)

    @property
    def policy_name(self) -> str | None:
        """The policy's name; None when empty, which is as if it were not there."""
        value = self.known(self.key)
        if value is None or isinstance(value, str):
            return value or None
        raise Unusable(self.resource, self.place, "is not a string")

    @property
    def is_in_use(self) -> bool:
        """Whether there is a listener for it, as far as its resource says: one with TLS, of this controller."""
        owner = self.owner
        if isinstance(owner, Ingress):
            listeners = stated_listeners(owner)
            return listeners is None or bool(listeners.ports_of("HTTPS"))
        return not isinstance(owner, KubernetesService) or _terminates_tls(owner)


def _by_urn(stack: Stack) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = defaultdict(list)
    for kind in (Ingress, KubernetesService, IngressClassParams, LoadBalancerConfiguration, HelmChart):
        for resource in stack.all(kind):
            found[resource.urn].append(resource)
    return found


def _policy_key(owner: Ingress | KubernetesService) -> str:
    return f"{ingress_prefix}ssl-policy" if isinstance(owner, Ingress) else f"{service_prefix}ssl-negotiation-policy"


def _default_of(owner: Ingress | KubernetesService) -> HelmChart | None:
    """The controller whose own default applies; None where anything else says the policy, or nothing needs one."""
    key = _policy_key(owner)
    if owner.has_annotation(key) or not _terminates_tls(owner) or _is_set_for_several(owner):
        return None
    setting = "defaultSSLPolicy"

    def leaves_open(chart: HelmChart) -> bool:
        return not chart.has_value_files and not chart.value(setting)

    charts = agreeing_controllers(owner, key, setting, leaves_open)
    return charts[0] if charts and owner.lacks(key) else None


def _terminates_tls(owner: Ingress | KubernetesService) -> bool:
    if isinstance(owner, KubernetesService):
        return owner.gives_list(f"{service_prefix}ssl-cert") and owner.is_made_by_this_controller
    listeners = stated_listeners(owner)
    return owner.gives_list(certificate_key) if listeners is None else bool(listeners.ports_of("HTTPS"))


def _is_set_for_several(owner: Ingress | KubernetesService) -> bool:
    """Whether its class or another member of its group may name the policy."""
    return isinstance(owner, Ingress) and (owner.is_in_a_group or class_may_set(owner, "sslPolicy"))


def _policies(owner: Node) -> Iterator[StatedSslPolicy]:
    for path, key, values in _places(owner):
        if values.get(key) is UNKNOWN or values.get(key):
            yield StatedSslPolicy(owner, path, key, values[key])


def _places(owner: Node) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Where a policy can be named: the path, the key, and what is there."""
    if isinstance(owner, Ingress | KubernetesService):
        yield "metadata.annotations", _policy_key(owner), owner.annotations
    elif isinstance(owner, LoadBalancerConfiguration):
        for listener in owner.spec.listener_configurations if owner.spec else ():
            yield listener.path, "sslPolicy", {"sslPolicy": listener.raw("sslPolicy")}
    elif isinstance(owner, IngressClassParams):
        yield "spec", "sslPolicy", owner.spec
    elif isinstance(owner, HelmChart) and owner.installs_load_balancer_controller:
        yield "values", "defaultSSLPolicy", owner.values
        settings = owner.class_settings
        yield settings.path, "sslPolicy", {"sslPolicy": settings.raw("sslPolicy")}
