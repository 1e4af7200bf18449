"""Route 53: hosted zones, and records that point to load balancers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .elb import LoadBalancer
from .node import Block, Resource, blocks, sequence, text
from .values import UNKNOWN

if TYPE_CHECKING:
    from .stack import Reference


class HostedZone(Resource):
    """A hosted zone."""

    tokens = frozenset({"aws:route53/zone:Zone"})
    kind = "hosted zone"
    identity = ("zoneId", "id", "arn")

    domain_name = text("name")


class Alias(Block):
    """One element of `aliases` of a record."""


class AddressRecord(Resource):
    """A record of a hosted zone, as far as it leads to a load balancer."""

    tokens = frozenset({"aws:route53/record:Record"})
    kind = "DNS record"
    identity = ("fqdn",)

    host = text("name")
    aliases = blocks("aliases", Alias)
    values = sequence("records")

    @property
    def zone(self) -> Reference[HostedZone]:
        return self.stack.refer(self, "zoneId", HostedZone)

    @property
    def targets(self) -> tuple[Reference[LoadBalancer], ...]:
        """The load balancers of this stack that it leads to, as an alias or by their DNS names. What depends on none is
        taken for something else."""
        found = (*self._refer(self._alias_names()), *self._refer(self._canonical_names()))
        return tuple(reference for reference in found if reference.candidates)

    def _alias_names(self) -> list[tuple[str, Any]]:
        if self.raw("aliases") is UNKNOWN:
            return [("aliases", UNKNOWN)]
        return [(alias.path_of("name"), alias.raw("name")) for alias in self.aliases]

    def _canonical_names(self) -> list[tuple[str, Any]]:
        if self.raw("records") is UNKNOWN:
            return [("records", UNKNOWN)]
        return [(f"records[{index}]", value) for index, value in enumerate(self.values)]

    def _refer(self, values: list[tuple[str, Any]]) -> tuple[Reference[LoadBalancer], ...]:
        plain = [(path, _plain(value) if isinstance(value, str) else value) for path, value in values]
        return self.stack.refer_each(self, plain, LoadBalancer)

    def may_be_named(self, name: str) -> bool:
        """Whether a name of a certificate, perhaps a wildcard, covers the full name of this record. Where its zone is
        not of this stack, the record's name may be the full one, or lack what follows."""
        host = (self.host or "").lower().rstrip(".")
        zone = self.zone.agree(lambda zone: zone.domain_name)
        if zone is not None:
            zone = zone.lower().rstrip(".")
            full = host if host == zone or host.endswith(f".{zone}") else f"{host}.{zone}".lstrip(".")
            return _covers(name, full)
        if _covers(name, host):
            return True
        if not name.startswith("*."):
            return name.startswith(f"{host}.")
        _, _, rest = host.partition(".")
        return not rest or name[2:].startswith(f"{rest}.")


def _plain(name: str) -> str:
    """A DNS name as the load balancer gives it."""
    return name.rstrip(".").removeprefix("dualstack.")


def _covers(name: str, host: str) -> bool:
    """Whether a name of a certificate covers a host: a wildcard stands for exactly one label."""
    if name.startswith("*."):
        label, _, rest = host.partition(".")
        return bool(label) and rest == name[2:]
    return name == host
