"""A TLS policy of a Classic Load Balancer should offer nothing older than TLS 1.2.

## What it does
Reports policies of Classic Load Balancers that turn on SSL 2.0, SSL 3.0, TLS 1.0 or TLS 1.1, and those that name a
predefined policy other than `ELBSecurityPolicy-TLS-1-2-2017-01`, the only one there that begins at TLS 1.2. So do
`policyNames` of a `ListenerPolicy` that are names of such policies.

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

from typing import TYPE_CHECKING, Final

from ...facts.tls_policies import tls_policies
from ...model import ClassicPolicy, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import PolicyAttribute

_modern: Final = "ELBSecurityPolicy-TLS-1-2-2017-01"
_classic: Final = frozenset(
    f"ELBSecurityPolicy-{version}"
    for version in (
        "TLS-1-2-2017-01",
        "TLS-1-1-2017-01",
        "2016-08",
        "2015-05",
        "2015-03",
        "2015-02",
        "2014-10",
        "2014-01",
        "2011-08",
    )
)


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
    old = [name for name in policy.predefined_names if name != _modern]
    weak = those(policy.tls_settings, _is_weak)
    if not old and not weak:
        return
    named = [*old, *(setting.predefined for setting in weak if setting.predefined)]
    versions = [setting.old_version for setting in weak if setting.old_version]
    yield Violation(
        policy,
        weak[0].path_of("value") if weak else "policyNames",
        f"{policy.label} lets clients of a Classic Load Balancer use "
        f"{' and '.join([*versions, *(f'the policy {name}' for name in named)])}.",
        "AWS refuses it: Classic Load Balancers know no policy of this name."
        if any(map(_is_of_others, named))
        else "Clients can negotiate versions that are deprecated and open to known attacks.",
        f'set the attribute Reference-Security-Policy to "{_modern}", or only Protocol-TLSv1.2 to "true".'
        if weak
        else f'name a LoadBalancerPolicy with the attribute Reference-Security-Policy "{_modern}" in its place.',
    )


def _is_weak(setting: PolicyAttribute) -> bool:
    return setting.old_version is not None or setting.predefined not in (None, _modern)


def _is_of_others(name: str) -> bool:
    """Whether only Application and Network Load Balancers have a policy of this name."""
    return name not in _classic and (tls_policies().get(name) is not None or tls_policies().looks_newer(name))
