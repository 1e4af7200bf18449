"""The security policy that the AWS Load Balancer Controller is given must exist, and offer nothing older than TLS 1.2.

## What it does
Reports security policies that offer TLS 1.0 or 1.1, or whose name AWS does not have, wherever the controller takes
them from: the annotations `alb.ingress.kubernetes.io/ssl-policy` of an Ingress and
`service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy` of a Service, also in values of charts,
`sslPolicy` of IngressClassParams and of the listeners of a LoadBalancerConfiguration, and `defaultSSLPolicy` of the
controller's chart.

Not reported are policies without a listener for them: on an Ingress whose `listen-ports` are HTTP only, and on a
Service without a certificate, or that does not say that its load balancer is this controller's. A name that begins with
`ELBSecurityPolicy-TLS13-` and is not in this pack's table is undecided. Where no policy is named, see
`controller-ssl-policy-unset`.

## Why it is bad
The controller passes the name on as it is. TLS 1.0 and 1.1 are broken and deprecated (RFC 8996). With a name that AWS
does not have, it gets SSLPolicyNotFound, and nothing of the load balancer is updated any more.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",  # violates
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
                "alb.ingress.kubernetes.io/ssl-policy": "ELBSecurityPolicy-2016-08",
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```

## Use instead
A policy that begins at TLS 1.2 or 1.3.
```python
pulumi.CustomResource(
    "kubernetes:networking.k8s.io/v1:Ingress",
    "shop",
    {
        "metadata": {
            "annotations": {
                "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
                "alb.ingress.kubernetes.io/ssl-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            }
        },
        "spec": {"ingressClassName": "alb", "defaultBackend": {"service": {"name": "shop", "port": {"number": 80}}}},
    },
)
```
An organization with clients that know nothing newer names the policies that it accepts in this rule's option
`allowedPolicies`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...facts.tls_policies import tls_policies
from ...model import StatedSslPolicy, Undecided
from ...rule import Level, Outcome, Severity, Violation, profile_option, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@rule(
    on=StatedSslPolicy,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    ),
    options={
        "allowedPolicies": {
            "type": "array",
            "items": {"type": "string"},
            "default": [],
            "description": "Names of security policies to accept, whatever they offer.",
        },
        "profile": profile_option,
    },
)
def check(stated: StatedSslPolicy, options: Mapping[str, Any]) -> Iterator[Violation]:
    if not stated.is_in_use:
        return
    name = stated.policy_name
    if name is None or name in options["allowedPolicies"]:
        return
    policy = tls_policies().get(name)
    suitable = tls_policies().profiles[options["profile"]].use
    if policy is None:
        if tls_policies().looks_newer(name):
            raise Undecided(stated.resource, stated.place, "is a policy newer than this pack's table")
        yield Violation(
            stated.resource,
            stated.place,
            f'{stated.resource.label} has the security policy "{name}" in {stated.key}, which AWS does not list.',
            "AWS refuses the listener with SSLPolicyNotFound, and the controller updates nothing of the load balancer "
            "any more.",
            f'set {stated.key} to the name of a policy, for example "{suitable}".',
        )
    elif policy.offers_below_tls12:
        yield Violation(
            stated.resource,
            stated.place,
            f"{stated.resource.label} has the security policy {name} in {stated.key}, which offers TLS {policy.min}.",
            f"Clients can negotiate TLS {policy.min}, which is deprecated and open to known attacks.",
            f'set {stated.key} to a policy that begins at TLS 1.2 or 1.3, for example "{suitable}"; or accept the '
            "policy in this rule's option allowedPolicies.",
        )
