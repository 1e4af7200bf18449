"""The Secrets that proxies of a mesh need, and where they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from .istio_gateways import Gateway, GatewayServer
from .istio_hosts import DestinationRule
from .node import Undecided, Unusable, grouped
from .workloads import NamespacedObject, Place, Secret, Workload

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .stack import Stack


@dataclass
class SecretUsers:
    """The Gateways and DestinationRules that name a Secret of one name, in whatever namespace, for the certificate that
    their proxies show."""

    first: NamespacedObject
    by_place: dict[Place, NamespacedObject] = field(default_factory=dict)
    """One for each namespace in which the Secret has to be: that of the proxies, or the user's own where the stack does
    not show them."""
    verifying: dict[Place, NamespacedObject] = field(default_factory=dict)
    """The same, of those that take the CA of clients' certificates from there as well."""
    needed_in: set[Place] = field(default_factory=set)
    """Where the Secret has to be, because the proxies are there."""
    all_shown: bool = True
    """Whether the stack shows the proxies of each."""
    unclear: NamespacedObject | None = None
    """One of which it is open where its proxies are."""

    def add(self, user: NamespacedObject, proxies: frozenset[Place] | None, verifies: bool) -> None:
        """Takes in one more of them."""
        self.all_shown = self.all_shown and bool(proxies)
        if proxies is None:
            self.unclear = self.unclear or user
            return
        self.needed_in |= proxies
        for place in proxies or {user.place}:
            self.by_place.setdefault(place, user)
            if verifies:
                self.verifying.setdefault(place, user)

    def user_in(self, place: Place) -> NamespacedObject | None:
        """One whose proxies take the Secret from a namespace; raises Undecided when that is open."""
        return self._one_of(self.by_place, place)

    def verifier_in(self, place: Place) -> NamespacedObject | None:
        """The same, of those that take the CA of clients' certificates from there as well."""
        return self._one_of(self.verifying, place)

    def _one_of(self, users: Mapping[Place, NamespacedObject], place: Place) -> NamespacedObject | None:
        found = users.get(place)
        if found is None and self.unclear is not None:
            raise Undecided(self.unclear, "the namespace of the pods")
        return found


def secret_users(secret: Secret) -> tuple[SecretUsers | None, Undecided | Unusable | None]:
    """What names a Secret of this name for certain, None when nothing does; and why there may be more."""
    index, doubt = secret.stack.remember("users of Secrets", lambda: _secret_users(secret.stack))
    if doubt is None and (secret.stack.leaves_out(Gateway) or secret.stack.leaves_out(DestinationRule)):
        doubt = Undecided(secret, "metadata.name", "may be given by an object which this run does not show")
    return index.get(secret.object_name or ""), doubt


def _secret_users(stack: Stack) -> tuple[dict[str, SecretUsers], Undecided | Unusable | None]:
    index: dict[str, SecretUsers] = {}
    doubt: Undecided | Unusable | None = None
    users: list[Gateway | DestinationRule] = [*stack.all(Gateway), *stack.all(DestinationRule)]
    for user in users:
        try:
            for name, proxies, verifies in _named_secrets(user):
                index.setdefault(name, SecretUsers(user)).add(user, proxies, verifies)
        except (Undecided, Unusable) as reason:
            doubt = doubt or reason
    return index, doubt


def _named_secrets(user: Gateway | DestinationRule) -> Iterator[tuple[str, frozenset[Place] | None, bool]]:
    """The Secrets that an object names, where its proxies are, and whether they hold the CA of clients as well."""
    if isinstance(user, Gateway):
        for server in user.servers:
            for name in server.tls.secrets if server.tls else ():
                yield name, _places_of_pods(user), _takes_authority(server)
    elif user.selects_pods:
        for tls in user.tls_settings:
            if tls.mode == "MUTUAL" and tls.needs_secret:
                yield tls.credential_name, frozenset({user.place}), False


def _takes_authority(server: GatewayServer) -> bool:
    tls = server.tls
    return tls is not None and tls.asks_for_certificate and tls.ca_cert_credential_name == ""


def _places_of_pods(gateway: Gateway) -> frozenset[Place] | None:
    """The namespaces of the pods that a Gateway configures, as far as the stack shows them; None where that is open."""
    stack = gateway.stack
    index, is_complete = stack.remember((Workload, "places"), lambda: _places_by_label(stack))
    wanted = gateway.selector.items()
    if not is_complete or any(not isinstance(value, str) for value in gateway.selector.values()):
        return None
    groups = index.get(min(wanted), {}) if wanted else {}
    return frozenset(chain.from_iterable(places for labels, places in groups.items() if wanted <= labels))


def _places_by_label(
    stack: Stack,
) -> tuple[dict[tuple[str, str], dict[frozenset[tuple[str, str]], set[Place]]], bool]:
    """The namespaces of workloads by each label of their pods, grouped by all of these, and whether all are there."""
    index: dict[tuple[str, str], dict[frozenset[tuple[str, str]], set[Place]]] = defaultdict(dict)
    is_complete = not stack.leaves_out(Workload)
    for workload in stack.all(Workload):
        try:
            items = workload.pod_labels.items()
            labels = frozenset((key, value) for key, value in items if isinstance(value, str))
            for item in labels:
                index[item].setdefault(labels, set()).add(workload.place)
            is_complete = is_complete and len(labels) == len(items)
        except (Undecided, Unusable):
            is_complete = False
    return index, is_complete


def secret_is_in(asked_by: NamespacedObject, name: str, place: Place) -> bool:
    """Whether the stack has a Secret of a name in a namespace; raises Undecided when that is open."""
    stack = asked_by.stack
    index, doubt = stack.remember((Secret, "name"), lambda: grouped(stack.all(Secret), _place_and_name))
    if (place, name) in index:
        return True
    if doubt is None and stack.leaves_out(Secret):
        doubt = Undecided(asked_by, "the Secret", "may be one that this run does not show")
    if doubt is not None:
        raise doubt
    return False


def _place_and_name(secret: Secret) -> Iterator[tuple[Place, str | None]]:
    yield secret.place, secret.object_name
