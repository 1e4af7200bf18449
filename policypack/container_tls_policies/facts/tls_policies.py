"""Security policies of load balancer listeners, from `tls_policies.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import date

prefix: Final = "ELBSecurityPolicy-"
profile_names: Final = ("modern", "post-quantum", "fips", "rfc9151", "compatible")
"""The profiles of the table, without a reading of it: the configuration's schema needs them at every start."""


class TlsPolicy(NamedTuple):
    """One security policy: the lowest and highest TLS version it offers, as in "1.2", and its families."""

    name: str
    min: str
    max: str
    families: frozenset[str]

    @property
    def offers_tls13(self) -> bool:
        return self.max == "1.3"

    @property
    def offers_below_tls12(self) -> bool:
        return self.min < "1.2"


class Profile(NamedTuple):
    """What an organization asks of the policies of its listeners."""

    name: str
    min: str
    """The oldest TLS version that may be offered."""
    max: str
    """The TLS version that must be offered."""
    family: str | None
    use: str
    """The policy to use where a listener has none that fits."""

    def objection(self, policy: TlsPolicy) -> str | None:
        """What the policy does that does not fit, as the end of a sentence; None when it fits."""
        if policy.min < self.min:
            return f"offers TLS {policy.min}"
        if policy.max < self.max:
            return f"does not offer TLS {self.max}"
        if self.family and self.family not in policy.families:
            return f"is not of the family {self.family}"
        return None


class TlsPolicies(NamedTuple):
    """The table: every policy by name, AWS's default for the API and its recommendation, what organizations may ask,
    where and when it was read."""

    by_name: dict[str, TlsPolicy]
    default: TlsPolicy
    recommended: TlsPolicy
    profiles: dict[str, Profile]
    source: str
    read: date

    def get(self, name: str) -> TlsPolicy | None:
        """The policy of this name, None if the table does not have it."""
        return self.by_name.get(name)

    @staticmethod
    def looks_newer(name: str) -> bool:
        """Whether an unlisted name may be one that AWS added since: AWS names what offers TLS 1.3 `TLS13-…`."""
        return name.startswith(f"{prefix}TLS13-")


@cache
def tls_policies() -> TlsPolicies:
    """The table, read once."""
    import tomllib  # only needed where there is a listener, and every preview starts the pack

    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    by_name = {
        name: TlsPolicy(name, row["min"], row["max"], frozenset(row.get("families", ())))
        for name, row in table["policies"].items()
    }
    profiles = {
        name: Profile(name, row["min"], row["max"], row.get("family"), row["use"])
        for name, row in table["profiles"].items()
    }
    return TlsPolicies(
        by_name, by_name[table["default"]], by_name[table["recommended"]], profiles, table["source"], table["read"]
    )
