"""An HTTP listener should redirect to HTTPS where the load balancer has an HTTPS listener.

## What it does
Reports HTTP listeners of Application Load Balancers, and their rules, that forward requests, or redirect them to HTTP,
while the same load balancer has an HTTPS listener in this stack. A listener without `protocol` has HTTP.

A load balancer without any HTTPS listener is left alone, and so are fixed responses and rules for paths under
`/.well-known/`, by which authorities check who owns a name. A redirect that leads where no HTTPS listens belongs to
`listener-redirect-broken`.

## Why it is bad
Whoever types the name, follows an old link or is led by an attacker gets the pages in clear text, cookies and all,
although HTTPS is there. A rule counts as much as the default action: a redirect by default protects nothing that a rule
forwards.

## Example
```python
import pulumi_aws as aws

balancer = aws.lb.LoadBalancer(
    "shop", subnets=["subnet-0a", "subnet-0b"], security_groups=["sg-0123456789abcdef0"]
)
group = aws.lb.TargetGroup("shop", port=8443, protocol="HTTPS", target_type="ip", vpc_id="vpc-0123456789abcdef0")
aws.lb.Listener(
    "https",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
aws.lb.Listener(
    "http",  # violates
    load_balancer_arn=balancer.arn,
    port=80,
    protocol="HTTP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```

## Use instead
A permanent redirect to the port of the HTTPS listener.
```python
aws.lb.Listener(
    "http",
    load_balancer_arn=balancer.arn,
    port=80,
    protocol="HTTP",
    default_actions=[
        {"type": "redirect", "redirect": {"protocol": "HTTPS", "port": "443", "status_code": "HTTP_301"}}
    ],
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import Listener, every, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Action, Forwarder


@rule(
    on=Listener,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    if not _has_https_beside(listener):
        return

    def serves_users(forwarder: Forwarder) -> bool:
        return every(
            [
                lambda: some([partial(_stays_in_clear_text, action) for action in forwarder.actions]),
                lambda: listener.serves_users_by(forwarder),
            ]
        )

    for forwarder in those((listener, *listener.rules), serves_users):
        at = forwarder.actions_key
        yield Violation(
            forwarder,
            at,
            f"{forwarder.label} serves requests over plain HTTP, while its load balancer has an HTTPS listener.",
            "Requests and answers, with their cookies, travel unencrypted wherever a link or an attacker says http.",
            f'set {"actions" if at == "actions" else "defaultActions (default_actions)"} to one of type "redirect", '
            'with redirect.protocol "HTTPS", redirect.port the port of the HTTPS listener, and redirect.statusCode '
            '(redirect["status_code"]) "HTTP_301".',
        )


def _has_https_beside(listener: Listener) -> bool:
    return every(
        [
            lambda: listener.protocol == "HTTP",
            lambda: listener.is_for_application_load_balancer,
            lambda: listener.has_https_beside,
        ]
    )


def _stays_in_clear_text(action: Action) -> bool:
    if action.type == "redirect" and (redirect := action.redirect):
        return redirect.protocol in ("HTTP", "#{PROTOCOL}")
    return action.type == "forward"
