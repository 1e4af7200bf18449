"""The option `allowedPolicies` of listener-ssl-policy-weak, and what its messages name."""

from __future__ import annotations

import pytest
from container_tls_policies.testing import Preview, run_preview

from .listener_ssl_policy_unset import CERTIFICATE, listener

RULE = "listener-ssl-policy-weak"
OLD = "ELBSecurityPolicy-TLS13-1-0-2021-06"
NEWER = "ELBSecurityPolicy-TLS13-1-3-2031-02"


def preview(policy: str, *allowed: str) -> Preview:
    def program() -> None:
        listener("https", port=443, protocol="HTTPS", ssl_policy=policy, certificate_arn=CERTIFICATE)

    return run_preview(program, policy_config={RULE: {"enforcementLevel": "mandatory", "allowedPolicies": [*allowed]}})


@pytest.mark.parametrize("policy", [OLD, NEWER, "ELBSecurityPolicy-Own"])
def test_allowed_policies_are_accepted(policy: str) -> None:
    assert not preview(policy, policy).findings
    assert not preview(policy, "another", policy).findings


def test_other_policies_are_not() -> None:
    assert [finding.policy for finding in preview(OLD, NEWER).findings] == [RULE]


def test_name_newer_than_the_table_says_so() -> None:
    (finding,) = preview(NEWER).findings
    assert finding.policy == "undecided"
    assert f'is "{NEWER}", which AWS did not list on 20' in finding.message


@pytest.mark.parametrize(
    ("policy", "suggested"),
    [
        ("TLS13-1-2-2021-06", "ELBSecurityPolicy-TLS13-1-2-2021-06"),
        ("Modern", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"),
    ],
)
def test_suggests_the_name_that_was_meant(policy: str, suggested: str) -> None:
    (finding,) = preview(policy).findings
    assert f'to "{suggested}"' in finding.message
