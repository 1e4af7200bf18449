"""The security policy of a listener should offer forward secrecy only.

## What it does
Reports HTTPS and TLS listeners whose `sslPolicy` is one of the extended ones, `Ext1` and `Ext2`, of whatever year and
family: they add cipher suites with RSA key exchange, and `Ext2` those with SHA-1, for old clients of TLS 1.2.

`Ext0`, which exists for FIPS and RFC 9151 only, is not reported. Versions of TLS are the matter of
`listener-ssl-policy-weak` and `listener-ssl-policy-profile`.

## Why it is bad
Without forward secrecy, whoever gets the private key of the certificate one day can read all that was recorded before.
TLS 1.3 has no such suites, but a client of TLS 1.2 may choose one.

## Example
```python
import pulumi_aws as aws

aws.lb.Listener(
    "https",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
The policy of the same family without the extension.
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

import re
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
    name = listener.ssl_policy or ""
    if re.search("-Ext[12]-", name):
        suitable = tls_policies().profiles[options["profile"]].use
        yield Violation(
            listener,
            "sslPolicy",
            f"{listener.label} has the sslPolicy {name}, which offers RSA key exchange.",
            "What clients of TLS 1.2 send and get can be read later by whoever has the certificate's private key then.",
            f'set sslPolicy (ssl_policy) to one without extension, for example "{suitable}".',
            Remedy(("sslPolicy",), suitable),
        )
