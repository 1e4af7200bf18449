"""A TLS policy of a Classic Load Balancer should offer nothing older than TLS 1.2.

## What it does
Reports policies of Classic Load Balancers that turn on SSL 2.0, SSL 3.0, TLS 1.0 or TLS 1.1, and those that name a
predefined policy other than `ELBSecurityPolicy-TLS-1-2-2017-01`, the only one there that begins at TLS 1.2.

A listener without a policy belongs to `clb-ssl-policy-unset`.

## Why it is bad
TLS 1.0 and 1.1 are broken and deprecated (RFC 8996), and so is what came before them. AWS refuses the policies of
Application and Network Load Balancers here, as Classic Load Balancers know no TLS 1.3.

## Example
```python
import pulumi_aws as aws

balancer = aws.elb.LoadBalancer(
    "shop",
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
policy = aws.elb.LoadBalancerPolicy(
    "shop",  # violates
    load_balancer_name=balancer.name,
    policy_name="shop-tls",
    policy_type_name="SSLNegotiationPolicyType",
    policy_attributes=[{"name": "Reference-Security-Policy", "value": "ELBSecurityPolicy-2016-08"}],
)
aws.elb.ListenerPolicy(
    "shop", load_balancer_name=balancer.name, load_balancer_port=443, policy_names=[policy.policy_name]
)
```

## Use instead
The predefined policy that begins at TLS 1.2; better an Application Load Balancer, which knows TLS 1.3.
```python
policy = aws.elb.LoadBalancerPolicy(
    "shop",
    load_balancer_name=balancer.name,
    policy_name="shop-tls",
    policy_type_name="SSLNegotiationPolicyType",
    policy_attributes=[{"name": "Reference-Security-Policy", "value": "ELBSecurityPolicy-TLS-1-2-2017-01"}],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ClassicPolicy, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import PolicyAttribute

_modern = "ELBSecurityPolicy-TLS-1-2-2017-01"


@rule(
    on=ClassicPolicy,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(policy: ClassicPolicy) -> Iterator[Violation]:
    weak = those(policy.tls_settings, _is_weak)
    if weak:
        found = " and ".join(setting.old_version or f"the policy {setting.predefined}" for setting in weak)
        yield Violation(
            policy,
            weak[0].path_of("value"),
            f"{policy.label} lets clients of a Classic Load Balancer use {found}.",
            "Clients can negotiate versions that are deprecated and open to known attacks; a policy of other load "
            "balancers is refused by AWS.",
            f'set the attribute Reference-Security-Policy to "{_modern}", or only Protocol-TLSv1.2 to "true".',
        )


def _is_weak(setting: PolicyAttribute) -> bool:
    return setting.old_version is not None or setting.predefined not in (None, _modern)
