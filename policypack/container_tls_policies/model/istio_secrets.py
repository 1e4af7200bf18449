"""The Secrets that proxies of a mesh need, and where they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .istio_gateways import Gateway, GatewayServer
from .istio_hosts import ClientTls, DestinationRule
from .node import Undecided, Unusable, each, grouped
from .workloads import NamespacedObject, Place, Secret, Workload, place_and_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .stack import Stack


class Proxies(NamedTuple):
    """The namespaces of the proxies that an object configures, as far as the stack shows them."""

    places: frozenset[Place]
    are_all: bool
    """Whether it is known of every workload of the stack that it has such proxies, or has none."""


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
    doubt: Undecided | None = None
    """That one of them may have proxies in more namespaces."""

    def add(self, user: NamespacedObject, proxies: Proxies, verifies: bool) -> None:
        """Takes in one more of them."""
        if not proxies.are_all:
            self.doubt = self.doubt or Undecided(user, "the namespace of the pods")
        is_shown = bool(proxies.places) or not proxies.are_all
        self.all_shown = self.all_shown and is_shown
        self.needed_in |= proxies.places
        for place in proxies.places if is_shown else {user.place}:
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
        if found is None and self.doubt is not None:
            raise self.doubt
        return found


def secret_users(secret: Secret) -> tuple[SecretUsers | None, Undecided | Unusable | None]:
    """What names a Secret of this name for certain, None when nothing does; and why there may be more, or more
    proxies."""
    index, doubt = secret.stack.remember("users of Secrets", lambda: _secret_users(secret.stack))
    if doubt is None and (secret.stack.leaves_out(Gateway) or secret.stack.leaves_out(DestinationRule)):
        doubt = Undecided(secret, "metadata.name", "may be given by an object which this run does not show")
    users = index.get(secret.object_name or "")
    return users, doubt or (users.doubt if users else None)


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


def _named_secrets(user: Gateway | DestinationRule) -> Iterator[tuple[str, Proxies, bool]]:
    """The Secrets that an object names, where its proxies are, and whether they hold the CA of clients as well."""
    if isinstance(user, Gateway):
        return each(user.servers, partial(_named_by_server, user))
    return each(user.tls_settings if user.selects_pods else (), partial(_named_by_client, user))


def _named_by_server(gateway: Gateway, server: GatewayServer) -> Iterator[tuple[str, Proxies, bool]]:
    if tls := server.tls:
        takes_authority = tls.asks_for_certificate and tls.ca_cert_credential_name == ""
        yield from ((name, _proxies_of(gateway), takes_authority) for name in tls.secrets)


def _named_by_client(found: DestinationRule, tls: ClientTls) -> Iterator[tuple[str, Proxies, bool]]:
    if tls.mode == "MUTUAL" and tls.needs_secret:
        yield tls.credential_name, Proxies(frozenset({found.place}), True), False


def _proxies_of(gateway: Gateway) -> Proxies:
    stack = gateway.stack
    index, is_complete = stack.remember((Workload, "places"), lambda: _places_by_label(stack))
    wanted = gateway.selector.items()
    if any(not isinstance(value, str) for value in gateway.selector.values()):
        return Proxies(frozenset(), False)
    groups = index.get(min(wanted), {}) if wanted else {}
    found = chain.from_iterable(places for labels, places in groups.items() if wanted <= labels)
    return Proxies(frozenset(found), is_complete)


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
    index, doubt = stack.remember((Secret, "name"), lambda: grouped(stack.all(Secret), place_and_name))
    if (place, name) in index:
        return True
    if doubt is None and stack.leaves_out(Secret):
        doubt = Undecided(asked_by, "the Secret", "may be one that this run does not show")
    if doubt is not None:
        raise doubt
    return False
