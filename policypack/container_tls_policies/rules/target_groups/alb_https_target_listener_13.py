"""An Application Load Balancer should offer TLS 1.3 to clients where it speaks HTTPS to targets.

## What it does
Reports HTTPS target groups of Application Load Balancers of this stack none of whose listeners offers TLS 1.3. All its
listeners count, whatever they forward to; one without `sslPolicy` has AWS's default, which ends at TLS 1.2.

Where the targets are Service Connect proxies with TLS, which take nothing older, `sc-tls-alb-listener-not-13` has it.

## Why it is bad
The TLS that the load balancer speaks to its targets, health checks included, cannot be chosen: AWS derives it from the
listeners. Without one that offers TLS 1.3, targets are met with TLS 1.2 at most, and those that take only TLS 1.3 with
502.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "shop",  # violates
    port=8443,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
)
balancer = aws.lb.LoadBalancer("shop", subnets=["subnet-0a", "subnet-0b"], security_groups=["sg-0123456789abcdef0"])
listener = aws.lb.Listener(
    "https",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS-1-2-2017-01",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```

## Use instead
A policy with TLS 1.3 on one of the listeners; clients of TLS 1.2 can keep connecting.
```python
listener = aws.lb.Listener(
    "https",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...facts.tls_policies import tls_policies
from ...model import TargetGroup, backends_where, load_balancer_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=TargetGroup,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    if not group.forwarders or group.protocol != "HTTPS":
        return
    reference = load_balancer_of(group)
    if reference is None or reference.agree(lambda balancer: balancer.offers_tls13) is not False:
        return
    if backends_where(group, lambda entry: entry.service.has_tls_endpoint):
        return
    balancers = " or ".join(balancer.label for balancer in reference.candidates)
    yield Violation(
        group,
        "protocol",
        f"{group.label} has the protocol HTTPS, but no listener of {balancers} offers TLS 1.3.",
        "The load balancer then speaks TLS 1.2 at most to its targets, health checks included.",
        "set sslPolicy (ssl_policy) of an HTTPS listener of that load balancer to one with TLS 1.3, for example "
        f'"{tls_policies().recommended.name}".',
    )
