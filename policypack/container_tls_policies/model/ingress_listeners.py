"""The listeners that an Ingress asks for."""

from __future__ import annotations

from typing import Final, NamedTuple

from .kubernetes import HelmChart, Ingress, IngressClassParams, controllers, ingress_prefix
from .node import some
from .values import from_json

listen_ports_key: Final = f"{ingress_prefix}listen-ports"
ssl_redirect_key: Final = f"{ingress_prefix}ssl-redirect"
certificate_key: Final = f"{ingress_prefix}certificate-arn"


class StatedListeners(NamedTuple):
    """What the annotation `listen-ports` says."""

    protocols: dict[int, str]
    """HTTP or HTTPS by port; empty where the annotation cannot be read."""
    objection: str | None
    """Why the controller cannot read it, as a clause; None when it can."""

    def ports_of(self, protocol: str) -> list[int]:
        return sorted(port for port, found in self.protocols.items() if found == protocol)


def stated_listeners(ingress: Ingress) -> StatedListeners | None:
    """What an Ingress says of its listeners; None when it leaves them to the controller, which then has HTTPS on port
    443 where a certificate is given, and HTTP on port 80 where none is."""
    stated = ingress.annotation(listen_ports_key)
    if stated is None:
        return None
    try:
        entries = from_json(stated)
    except ValueError:
        return StatedListeners({}, "is not JSON")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return StatedListeners({}, "is not a list of objects")
    pairs = [pair for entry in entries for pair in entry.items()]
    if not pairs:
        return StatedListeners({}, "names no listener")
    for protocol, port in pairs:
        if protocol not in ("HTTP", "HTTPS"):
            return StatedListeners({}, "has a protocol other than HTTP and HTTPS")
        if isinstance(port, bool) or not isinstance(port, int) or not 1 <= port <= 65535:
            return StatedListeners({}, "has a port that is not a number from 1 to 65535")
    return StatedListeners({port: protocol for protocol, port in pairs}, None)


def class_may_set(ingress: Ingress, key: str) -> bool:
    """Whether any settings for classes of Ingresses in the stack have a property, which wins over annotations: those
    of IngressClassParams, or those that the controller's chart creates."""
    return ingress.stack.remember(("class may set", key), lambda: _may_set(ingress, key))


def _may_set(ingress: Ingress, key: str) -> bool:
    stack = ingress.stack
    if stack.leaves_out(IngressClassParams) or stack.leaves_out(HelmChart):
        return True
    of_classes = [lambda found=found: found.spec.get(key) is not None for found in stack.all(IngressClassParams)]
    of_charts = controllers(ingress, lambda chart: chart.class_settings.raw(key) is not None)
    return bool(of_charts) or some(of_classes)
