"""An HTTPS or TLS listener must name its security policy.

## What it does
Reports HTTPS listeners of Application Load Balancers and TLS listeners of Network Load Balancers without `sslPolicy`.
HTTP and TCP listeners have no TLS to set.

## Why it is bad
Only AWS's console chooses a modern policy. A listener made through the API, and so by Pulumi, gets
`ELBSecurityPolicy-2016-08`, which offers TLS 1.0 and 1.1, and no TLS 1.3. The load balancer then speaks at most TLS 1.2
to its targets, too.

## Example
```python
import pulumi_aws as aws

aws.lb.Listener(
    "https",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=443,
    protocol="HTTPS",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
Name the policy that AWS recommends, or the one that your clients need. The one that messages recommend follows the
`profile` of the settings.
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
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html",
    ),
    options={"profile": profile_option},
)
def check(listener: Listener, options: Mapping[str, Any]) -> Iterator[Violation]:
    if listener.states_policy or not listener.terminates_tls:
        return
    default, suitable = tls_policies().default, tls_policies().profiles[options["profile"]].use
    yield Violation(
        listener,
        "sslPolicy",
        f"{listener.label} has the protocol {listener.protocol}, but no sslPolicy.",
        f"AWS gives it {default.name}, which offers TLS {default.min} and no TLS 1.3, and keeps the load balancer from "
        "speaking TLS 1.3 to its targets.",
        f'set sslPolicy (ssl_policy), for example to "{suitable}".',
        Remedy(("sslPolicy",), suitable),
    )
