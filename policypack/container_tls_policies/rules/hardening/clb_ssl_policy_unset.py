"""A TLS listener of a Classic Load Balancer should have a policy.

## What it does
Reports Classic Load Balancers with an HTTPS or SSL listener for whose port the stack sets no policy, be it by a
`ListenerPolicy` or by an `SslNegotiationPolicy`.

What the policy offers is the subject of `clb-ssl-policy-weak`.

## Why it is bad
AWS gives such a listener the policy ELBSecurityPolicy-2016-08, which offers TLS 1.0 and 1.1: broken and deprecated
(RFC 8996).

## Example
```python
import pulumi_aws as aws

balancer = aws.elb.LoadBalancer(
    "shop",  # violates
    subnets=["subnet-0a", "subnet-0b"],
    listeners=[
        {
            "lb_port": 443,
            "lb_protocol": "https",
            "instance_port": 8443,
            "instance_protocol": "https",
            "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
        }
    ],
)
```

## Use instead
A policy that begins at TLS 1.2; better an Application Load Balancer, which knows TLS 1.3.
```python
aws.elb.SslNegotiationPolicy(
    "shop",
    load_balancer=balancer.name,
    lb_port=443,
    attributes=[{"name": "Reference-Security-Policy", "value": "ELBSecurityPolicy-TLS-1-2-2017-01"}],
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import ClassicLoadBalancer, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import ClassicListener


@rule(
    on=ClassicLoadBalancer,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/ssl-config-update.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(balancer: ClassicLoadBalancer) -> Iterator[Violation]:
    without = those(balancer.listeners, partial(_lacks_policy, balancer))
    if without:
        ports = " and ".join(str(listener.port) for listener in without)
        yield Violation(
            balancer,
            "listeners",
            f"{balancer.label} speaks TLS with clients on port {ports}, for which nothing in the stack sets a policy.",
            "AWS takes ELBSecurityPolicy-2016-08: clients can negotiate TLS 1.0, which is deprecated and open to known "
            "attacks.",
            "add an SslNegotiationPolicy for the port with the attribute Reference-Security-Policy "
            '"ELBSecurityPolicy-TLS-1-2-2017-01".',
        )


def _lacks_policy(balancer: ClassicLoadBalancer, listener: ClassicListener) -> bool:
    return listener.ends_tls and not balancer.has_policy_for(listener)
