"""What the Envoy configuration in a container's command says of its listeners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .values import from_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .task_definition import Container


def takes_only_tls13(container: Container, port: int) -> bool:
    """Whether Envoy runs in the container, listens on this port, and takes nothing older than TLS 1.3 there."""
    chains = [
        chain
        for configuration in _configurations(container.raw("command"))
        for listener in _list(_at(configuration, "static_resources", "listeners"))
        if _at(listener, "address", "socket_address", "port_value") == port
        for chain in _list(_at(listener, "filter_chains"))
    ]
    path = ("transport_socket", "typed_config", "common_tls_context", "tls_params", "tls_minimum_protocol_version")
    return bool(chains) and all(_at(chain, *path) == "TLSv1_3" for chain in chains)


def _configurations(command: Any) -> Iterator[Any]:
    """The words of a command that are JSON objects."""
    for word in _list(command):
        if isinstance(word, str) and word.lstrip().startswith("{"):
            try:
                yield from_json(word)
            except ValueError:
                continue


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
