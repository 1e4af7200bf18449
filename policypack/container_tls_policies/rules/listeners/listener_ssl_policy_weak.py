"""The security policy of a listener must exist, and offer nothing older than TLS 1.2.

## What it does
Reports HTTPS and TLS listeners whose `sslPolicy` offers TLS 1.0 or 1.1, or is a name that AWS does not have. A policy
that ends at TLS 1.2 is accepted here.

A name that begins with `ELBSecurityPolicy-TLS13-` and is not in this pack's table may be one that AWS added since: that
is reported as undecided. A listener without `sslPolicy` belongs to `listener-ssl-policy-unset`.

## Why it is bad
TLS 1.0 and 1.1 are broken and deprecated (RFC 8996), and scanners report every listener that still offers them. A name
that AWS does not have ends the update halfway, with SSLPolicyNotFound.

## Example
```python
import pulumi_aws as aws

aws.lb.Listener(
    "https",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-0-2021-06",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
A policy that begins at TLS 1.2 or 1.3.
```python
aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```
An organization with clients that know nothing newer names the policies that it accepts in this rule's option
`allowedPolicies`; so does one that uses a policy newer than the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...facts.tls_policies import prefix, tls_policies
from ...model import Listener, nearest
from ...rule import Level, Outcome, Remedy, Severity, Violation, profile_option, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@rule(
    on=Listener,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html",
    ),
    options={
        "allowedPolicies": {
            "type": "array",
            "items": {"type": "string"},
            "default": [],
            "description": "Names of security policies to accept, whatever they offer.",
        },
        "profile": profile_option,
    },
)
def check(listener: Listener, options: Mapping[str, Any]) -> Iterator[Violation]:
    if not listener.states_policy or not listener.terminates_tls or listener.ssl_policy in options["allowedPolicies"]:
        return
    policy = listener.effective_policy
    suitable = tls_policies().profiles[options["profile"]].use
    if policy is None:
        yield Violation(
            listener,
            "sslPolicy",
            f'{listener.label} has the sslPolicy "{listener.ssl_policy}", which AWS does not list.',
            "AWS refuses the listener with SSLPolicyNotFound.",
            f'set sslPolicy (ssl_policy) to "{_nearest(listener.ssl_policy or "") or suitable}".',
        )
    elif policy.offers_below_tls12:
        yield Violation(
            listener,
            "sslPolicy",
            f"{listener.label} has the sslPolicy {policy.name}, which offers TLS {policy.min}.",
            f"Clients can negotiate TLS {policy.min}, which is deprecated and open to known attacks.",
            f'set sslPolicy (ssl_policy) to one that begins at TLS 1.2 or 1.3, for example "{suitable}"; or accept '
            "the policy in this rule's option allowedPolicies.",
            Remedy(("sslPolicy",), suitable),
        )


def _nearest(name: str) -> str | None:
    """The policy that a misspelt name may mean, unless that one is weak."""
    sound = [policy.name for policy in tls_policies().by_name.values() if not policy.offers_below_tls12]
    by_ending = {listed.removeprefix(prefix): listed for listed in sound}
    near = nearest(name.removeprefix(prefix), by_ending)
    return by_ending[near] if near else None
