"""The profiles of TLS policies: chosen in the settings for all rules, or for one rule alone."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.facts.tls_policies import profile_names, tls_policies
from container_tls_policies.testing import Preview, run_preview

from .listener_ssl_policy_unset import CERTIFICATE, MODERN, listener

RULE = "listener-ssl-policy-profile"
TLS12 = "ELBSecurityPolicy-TLS-1-2-2017-01"
FIPS = "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04"
RFC9151 = "ELBSecurityPolicy-TLS13-1-3-RFC9151-FIPS-2023-07"
PLAIN = "ELBSecurityPolicy-TLS13-1-2-2021-06"


def preview(policy: str | None, config: dict[str, Any]) -> Preview:
    def program() -> None:
        listener("https", port=443, protocol="HTTPS", ssl_policy=policy, certificate_arn=CERTIFICATE)

    return run_preview(program, policy_config=config)


def test_table_has_the_profiles() -> None:
    table = tls_policies()
    assert tuple(table.profiles) == profile_names
    assert [profile.objection(table.by_name[profile.use]) for profile in table.profiles.values()] == [None] * 5


@pytest.mark.parametrize(
    ("profile", "policy", "objection"),
    [
        ("modern", PLAIN, None),
        ("modern", FIPS, None),
        ("modern", TLS12, "does not offer TLS 1.3"),
        ("compatible", TLS12, None),
        ("post-quantum", MODERN, None),
        ("post-quantum", PLAIN, "is not of the family pq"),
        ("fips", FIPS, None),
        ("fips", MODERN, "is not of the family fips"),
        ("rfc9151", RFC9151, None),
        ("rfc9151", FIPS, "is not of the family rfc9151"),
    ],
)
@pytest.mark.parametrize("of", ["settings", RULE])
def test_profile(profile: str, policy: str, objection: str | None, of: str) -> None:
    findings = preview(policy, {of: {"profile": profile}}).findings
    assert [finding.policy for finding in findings] == ([RULE] if objection else [])
    assert objection is None or f"which {objection}; the profile is {profile}." in findings[0].message


def test_own_profile_wins() -> None:
    assert not preview(TLS12, {"settings": {"profile": "rfc9151"}, RULE: {"profile": "compatible"}}).findings


def test_recommendations_follow_the_profile() -> None:
    for policy in (None, "ELBSecurityPolicy-TLS13-1-0-2021-06"):
        (finding,) = preview(policy, {"settings": {"profile": "fips"}}).findings
        assert tls_policies().profiles["fips"].use in finding.message
