"""Service Connect endpoints with the same name in the same namespace."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING

from .ecs import Service
from .node import Undecided, Unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .ecs import ClientAlias, Endpoint
    from .stack import Stack

    Names = Callable[[Endpoint], Iterator[str | None]]


def first_of_discovery(endpoint: Endpoint) -> Endpoint | None:
    """The first endpoint in its namespace that has its discovery name, itself perhaps. None where no other has that
    name, or nothing says which namespace is meant."""
    return _first(endpoint, _discovery, lambda: endpoint.discovery)


def first_of_alias(endpoint: Endpoint, alias: ClientAlias) -> Endpoint | None:
    """The first endpoint in its namespace that has a client alias of the same `dnsName` and port, itself perhaps."""
    return _first(endpoint, _addresses, lambda: alias.address)


def _discovery(endpoint: Endpoint) -> Iterator[str | None]:
    yield endpoint.discovery


def _addresses(endpoint: Endpoint) -> Iterator[str | None]:
    for alias in endpoint.client_aliases:
        with suppress(Undecided, Unusable):
            yield alias.address


def _first(endpoint: Endpoint, names: Names, name_of: Callable[[], str | None]) -> Endpoint | None:
    stack = endpoint.stack
    if not stack.remember("several endpoints", lambda: _has_several_endpoints(stack)):
        return None
    name = name_of()
    namesakes = stack.remember(("endpoints", names), lambda: _by_name(stack, names)).get(name or "", [])
    if len(namesakes) < 2:
        return None
    key = endpoint.service.namespace_key
    return stack.remember(("endpoints", names, name), lambda: _first_by_namespace(namesakes)).get(key or "")


def _has_several_endpoints(stack: Stack) -> bool:
    """Whether there are, or may be, two endpoints."""

    def count(service: Service) -> int:
        try:
            return len(service.endpoints)
        except Undecided:
            return 2
        except Unusable:
            return 0

    return sum(map(count, stack.all(Service))) > 1


def _by_name(stack: Stack, names: Names) -> dict[str, list[Endpoint]]:
    found: dict[str, list[Endpoint]] = defaultdict(list)
    for service in stack.all(Service):
        with suppress(Undecided, Unusable):
            for endpoint in service.endpoints:
                with suppress(Undecided, Unusable):
                    for name in names(endpoint):
                        if name:
                            found[name].append(endpoint)
    return found


def _first_by_namespace(endpoints: Iterable[Endpoint]) -> dict[str, Endpoint]:
    found: dict[str, Endpoint] = {}
    for endpoint in endpoints:
        with suppress(Undecided, Unusable):
            if key := endpoint.service.namespace_key:
                found.setdefault(key, endpoint)
    return found
