"""Listeners of the AWS Load Balancer Controller should not be left to its default security policy.

## What it does
Reports Ingresses with a certificate or with HTTPS in `listen-ports`, and Services for a Network Load Balancer with a
certificate, that name no security policy, where the stack also installs the controller, and its value
`defaultSSLPolicy` is not set. Ingresses of a group are not looked at: any member may name the policy for all. The
settings of a class that is outside the stack are not seen: they may name the policy for an Ingress.

## Why it is bad
The controller's own default is `ELBSecurityPolicy-2016-08`, which offers TLS 1.0 and 1.1, and no TLS 1.3.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {"chart": "aws-load-balancer-controller", "values": {"clusterName": "shop"}},
)
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:us-east-1:123456789012:certificate/shared"
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
One policy for all load balancers of the controller, or the annotation `alb.ingress.kubernetes.io/ssl-policy`.
```python
pulumi.CustomResource(
    "kubernetes:helm.sh/v3:Release",
    "controller",
    {
        "chart": "aws-load-balancer-controller",
        "values": {"clusterName": "shop", "defaultSSLPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"},
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...facts.tls_policies import tls_policies
from ...model import SslPolicyOwner
from ...rule import Level, Outcome, Severity, Violation, profile_option, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@rule(
    on=SslPolicyOwner,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    ),
    options={"profile": profile_option},
)
def check(owner: SslPolicyOwner, options: Mapping[str, Any]) -> Iterator[Violation]:
    default, suitable = tls_policies().default, tls_policies().profiles[options["profile"]].use
    for found, key, chart in owner.left_to_the_default:
        yield Violation(
            found,
            key,
            f"{found.label} has a listener with TLS and no {key}, and {chart.label} no defaultSSLPolicy.",
            f"The controller gives the listener {default.name}, which offers TLS {default.min} and no TLS 1.3.",
            f'set the value defaultSSLPolicy of {chart.label}, for example to "{suitable}", or {key}.',
        )
