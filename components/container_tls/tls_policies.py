"""Security policies of load balancer listeners, from `tls_policies.toml`.

A listener's policy decides which TLS versions its clients may use. Which ones an Application Load Balancer offers to
its targets cannot be chosen: it follows from the policies of all its HTTPS listeners.
"""

import difflib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

PREFIX: Final = "ELBSecurityPolicy-"

# By family of the listener policies, the first that occurs.
_BACKEND: Final = (
    (frozenset({"rfc9151"}), f"{PREFIX}TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07"),
    (frozenset({"fips", "pq"}), f"{PREFIX}TLS13-1-0-FIPS-PQ-2025-09"),
    (frozenset({"fips"}), f"{PREFIX}TLS13-1-0-FIPS-2023-04"),
    (frozenset({"pq"}), f"{PREFIX}TLS13-1-0-PQ-2025-09"),
    (frozenset[str](), f"{PREFIX}TLS13-1-0-2021-06"),
)


class UnknownTlsPolicyError(ValueError):
    """A name that is neither in the table nor looks like a policy that is newer than the table."""

    def __init__(self, name: str, near: list[str]) -> None:
        self.name = name
        self.near = near
        super().__init__(f"{name!r} is no security policy of a load balancer; use {' or '.join(near)}")


@dataclass(frozen=True)
class TlsPolicy:
    """One security policy: the lowest and highest TLS version it offers, such as "1.2", and its families.

    `min_version` is None for a policy that is newer than the table.
    """

    name: str
    min_version: str | None
    max_version: str
    families: frozenset[str]

    @property
    def offers_tls13(self) -> bool:
        """Whether a peer that speaks only TLS 1.3 can be reached."""
        return self.max_version == "1.3"


@dataclass(frozen=True)
class _Table:
    by_name: dict[str, TlsPolicy]
    default: str
    recommended: str
    recommended_fips: str


@cache
def _table() -> _Table:
    text = resources.files(__package__).joinpath("tls_policies.toml").read_text("utf-8")
    table = tomllib.loads(text)
    by_name = {
        name: TlsPolicy(name, row["min"], row["max"], frozenset(row.get("families", ())))
        for name, row in table["policies"].items()
    }
    return _Table(by_name, table["default"], table["recommended"], table["recommended_fips"])


def default() -> str:
    """What applies to a listener that is created without a policy."""
    return _table().default


def recommended(*, fips: bool = False) -> str:
    """What AWS recommends."""
    return _table().recommended_fips if fips else _table().recommended


def names() -> Iterable[str]:
    """Every policy of the table."""
    return _table().by_name.keys()


def known(name: str) -> bool:
    """Whether the table lists the policy."""
    return name in _table().by_name


def policy(name: str) -> TlsPolicy:
    """The policy of this name.

    A name that is not in the table but has the form of one that offers TLS 1.3 is taken for newer than the table. Any
    other unknown name is an UnknownTlsPolicyError, a ValueError.
    """
    table = _table().by_name
    if name in table:
        return table[name]
    if not name.startswith(f"{PREFIX}TLS13-"):
        near = difflib.get_close_matches(name, table, n=3, cutoff=0.5)
        raise UnknownTlsPolicyError(name, near or [_table().recommended])
    words = name.lower().split("-")
    families = {"rfc9151"} if "rfc9151" in words else {"fips", "pq"}.intersection(words)
    return TlsPolicy(name, None, "1.3", frozenset(families))


def offers_tls13(name: str) -> bool:
    """Whether the policy offers TLS 1.3."""
    return policy(name).offers_tls13


def min_version(name: str) -> str | None:
    """The lowest TLS version of the policy, such as "1.2"; None if the table does not know the policy."""
    return policy(name).min_version


def backend_policy(listener_policies: Iterable[str]) -> str:
    """The policy with which an Application Load Balancer meets its HTTPS targets, health checks included.

    It depends on the policies of all its HTTPS listeners; AWS lists the cases in this order:
    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
    """
    offering = [found for found in map(policy, listener_policies) if found.offers_tls13]
    for families, backend in _BACKEND:
        if any(families <= found.families for found in offering):
            return backend
    return f"{PREFIX}2016-08"
