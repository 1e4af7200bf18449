"""The security policy of a listener should fit the profile that the organization has chosen.

## What it does
Reports HTTPS and TLS listeners whose `sslPolicy` does not offer what the profile asks. The profile is `profile` of the
policy `settings`, or of this rule:

- `modern` (the default): TLS 1.3, and nothing older than TLS 1.2;
- `post-quantum`: also post-quantum key exchange;
- `fips`: also a FIPS 140 cryptographic module;
- `rfc9151`: also the CNSA suite of RFC 9151;
- `compatible`: TLS 1.2, and nothing older.

What offers TLS 1.0 or 1.1, and names that this pack does not know, belong to `listener-ssl-policy-weak`, and a listener
without `sslPolicy` to `listener-ssl-policy-unset`.

## Why it is bad
A policy that ends at TLS 1.2 leaves clients without the faster and simpler handshake, and keeps an Application Load
Balancer from offering TLS 1.3 to its targets. Traffic recorded today can be read by the quantum computers of later
unless its key exchange is post-quantum. Where FIPS or CNSA is prescribed, any other policy fails the next audit.

## Example
```python
import pulumi_aws as aws

aws.lb.Listener(
    "https",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS-1-2-2017-01",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
A policy of the profile. Clients that know TLS 1.2 only still connect to one whose name begins with `TLS13-1-2-`.
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
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...facts.tls_policies import tls_policies
from ...model import Listener
from ...rule import Level, Outcome, Remedy, Severity, Violation, profile_option, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@rule(
    on=Listener,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html",
    ),
    options={"profile": profile_option},
)
def check(listener: Listener, options: Mapping[str, Any]) -> Iterator[Violation]:
    if not listener.states_policy or not listener.terminates_tls:
        return
    policy = tls_policies().get(listener.ssl_policy or "")
    if policy is None or policy.offers_below_tls12:
        return
    profile = tls_policies().profiles[options["profile"]]
    if objection := profile.objection(policy):
        yield Violation(
            listener,
            "sslPolicy",
            f"{listener.label} has the sslPolicy {policy.name}, which {objection}; the profile is {profile.name}.",
            "Connections have less protection than the organization asks of its load balancers.",
            f'set sslPolicy (ssl_policy) to one of the profile, for example "{profile.use}".',
            Remedy(("sslPolicy",), profile.use),
        )
