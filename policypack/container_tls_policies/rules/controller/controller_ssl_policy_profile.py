"""The security policy that the AWS Load Balancer Controller is given should fit the organization's profile.

## What it does
Reports security policies that do not offer what the profile asks, in the places that `controller-ssl-policy-weak`
names. The profile is `profile` of the policy `settings`, or of this rule; `listener-ssl-policy-profile` says what each
asks.

What offers TLS 1.0 or 1.1, and names that this pack does not know, belong to `controller-ssl-policy-weak`, and
listeners without a policy to `controller-ssl-policy-unset`.

## Why it is bad
A policy that ends at TLS 1.2 leaves clients without the faster and simpler handshake. Traffic recorded today can be
read by the quantum computers of later unless its key exchange is post-quantum. Where FIPS or CNSA is prescribed, any
other policy fails the next audit.

## Example
```python
import pulumi

nlb = "service.beta.kubernetes.io/aws-load-balancer-"
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                f"{nlb}ssl-cert": "arn:aws:acm:us-east-1:123456789012:certificate/a",
                f"{nlb}ssl-negotiation-policy": "ELBSecurityPolicy-TLS-1-2-2017-01",
            }
        },
        "spec": {"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb", "ports": [{"port": 443}]},
    },
)
```

## Use instead
A policy of the profile. Clients that know TLS 1.2 only still connect to one whose name begins with `TLS13-1-2-`.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Service",
    "shop",
    {
        "metadata": {
            "annotations": {
                f"{nlb}ssl-cert": "arn:aws:acm:us-east-1:123456789012:certificate/a",
                f"{nlb}ssl-negotiation-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            }
        },
        "spec": {"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb", "ports": [{"port": 443}]},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...facts.tls_policies import tls_policies
from ...model import StatedSslPolicy
from ...rule import Level, Outcome, Severity, Violation, profile_option, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@rule(
    on=StatedSslPolicy,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    ),
    options={"profile": profile_option},
)
def check(stated: StatedSslPolicy, options: Mapping[str, Any]) -> Iterator[Violation]:
    if not stated.is_in_use:
        return
    policy = tls_policies().get(stated.policy_name or "")
    if policy is None or policy.offers_below_tls12:
        return
    profile = tls_policies().profiles[options["profile"]]
    if objection := profile.objection(policy):
        yield Violation(
            stated.resource,
            stated.place,
            f"{stated.resource.label} has the security policy {policy.name} in {stated.key}, which {objection}; the "
            f"profile is {profile.name}.",
            "Connections have less protection than the organization asks of its load balancers.",
            f'set {stated.key} to a policy of the profile, for example "{profile.use}".',
        )
