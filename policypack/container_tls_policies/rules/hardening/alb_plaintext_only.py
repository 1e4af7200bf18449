"""A load balancer on the internet should serve HTTPS.

## What it does
Reports internet-facing Application Load Balancers whose listeners in this stack are all HTTP, and of which one forwards
requests, by its default action or by a rule. One that only redirects is left alone, for another load balancer may serve
what it redirects to; so is one that has listeners made by something that is not read here, and rules for paths under
`/.well-known/`, by which authorities check who owns a name.

Where there is an HTTPS listener too, `alb-http-no-redirect` looks at the HTTP one.

## Why it is bad
Everything that clients send and get, passwords and cookies included, crosses the internet in clear text, and whoever is
on the way can change it.

## Example
```python
import pulumi_aws as aws

balancer = aws.lb.LoadBalancer(
    "shop",  # violates
    internal=False,
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
group = aws.lb.TargetGroup("shop", port=8080, protocol="HTTP", target_type="ip", vpc_id="vpc-0123456789abcdef0")
aws.lb.Listener(
    "web",
    load_balancer_arn=balancer.arn,
    port=80,
    protocol="HTTP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```

## Use instead
An HTTPS listener with a certificate of ACM, which costs nothing, and a redirect on port 80. Behind a content delivery
network that ends TLS itself, the way from there to the load balancer needs HTTPS, too.
```python
aws.lb.Listener(
    "web",
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

from functools import partial
from typing import TYPE_CHECKING

from ...model import LoadBalancer, every, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Action, Forwarder, Listener


@rule(
    on=LoadBalancer,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(balancer: LoadBalancer) -> Iterator[Violation]:
    if not balancer.listeners or not every(
        [
            lambda: balancer.type == "application",
            lambda: not balancer.internal,
            lambda: not balancer.may_have_foreign_listener,
            lambda: not balancer.has_https_listener,
        ]
    ):
        return

    def serves(listener: Listener) -> bool:
        forwarders = (listener, *listener.rules)
        return every(
            [
                lambda: some([partial(_forwards, forwarder, listener) for forwarder in forwarders]),
                lambda: listener.belongs_to(balancer),
            ]
        )

    if plain := those(balancer.listeners, serves):
        yield Violation(
            balancer,
            "internal",
            f"{balancer.label} is reached from the internet, and serves HTTP only ({plain[0].label}).",
            "What clients send and get crosses the internet in clear text, and can be read and changed on the way.",
            'add a Listener with protocol "HTTPS", sslPolicy (ssl_policy) and certificateArn (certificate_arn), and '
            "let the HTTP listener redirect to it.",
        )


def _forwards(forwarder: Forwarder, listener: Listener) -> bool:
    """Whether what users ask of the listener is forwarded by its default action, or by this rule of it."""
    return every(
        [
            lambda: some([partial(_is_forward, action) for action in forwarder.actions]),
            lambda: listener.serves_users_by(forwarder),
        ]
    )


def _is_forward(action: Action) -> bool:
    return action.type == "forward"
