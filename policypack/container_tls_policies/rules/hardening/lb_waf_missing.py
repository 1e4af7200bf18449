"""An Application Load Balancer on the internet should have a web ACL.

## What it does
Reports Application Load Balancers that are not internal and to which no `WebAclAssociation` of this stack belongs. Off
unless you turn it on, since Firewall Manager, or another stack, may do that.

## Why it is bad
AWS WAF sees requests where TLS has ended. Without it, known attacks and floods of requests reach the targets.

## Example
```python
import pulumi_aws as aws

front = aws.lb.LoadBalancer(
    "front",  # violates
    load_balancer_type="application",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
```

## Use instead
Associate a web ACL.
```python
aws.wafv2.WebAclAssociation(
    "front",
    resource_arn=front.arn,
    web_acl_arn="arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shared/a1b2c3d4-5678-90ab-cdef-111122223333",
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import LoadBalancer, WebAclAssociation, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=LoadBalancer,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-waf.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(load_balancer: LoadBalancer) -> Iterator[Violation]:
    if load_balancer.type != "application" or load_balancer.internal or _has_web_acl(load_balancer):
        return
    yield Violation(
        load_balancer,
        "internal",
        f"{load_balancer.label} is on the internet, and has no web ACL in this stack.",
        "Known attacks and floods of requests reach the targets.",
        "add an aws.wafv2.WebAclAssociation with its ARN as resourceArn (resource_arn).",
    )


def _has_web_acl(load_balancer: LoadBalancer) -> bool:
    found = load_balancer.stack.referrers(load_balancer, WebAclAssociation, "load_balancer")
    return some([partial(load_balancer.is_meant_by, reference) for _, reference in found])
