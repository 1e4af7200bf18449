"""A listener that does not end TLS must not have a certificate, a security policy or an ALPN policy.

## What it does
Reports HTTP listeners of Application Load Balancers, and TCP, UDP and TCP_UDP listeners of Network Load Balancers, with
`certificateArn`, `sslPolicy` or `alpnPolicy`. A listener without `protocol` has HTTP. A TCP listener without these
settings is right, on port 443 too: it passes TLS through to the targets, which show their own certificate.

## Why it is bad
AWS refuses the listener ("An SSL policy cannot be specified for TCP listeners"). What is behind it is usually a
decision that was not made: either the load balancer ends TLS, with these settings and the protocol HTTPS or TLS, or the
targets do.

## Example
```python
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "shop",
    port=8443,
    protocol="TCP",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "TCP"},
)
aws.lb.Listener(
    "tls",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shared/0123456789abcdef",
    port=443,
    protocol="TCP",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```

## Use instead
For passthrough, remove the settings; for TLS that ends at the load balancer, set `protocol` to `TLS`, or to `HTTPS` on
an Application Load Balancer.
```python
aws.lb.Listener(
    "tls",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/shared/0123456789abcdef",
    port=443,
    protocol="TCP",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import Listener, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_settings = {
    "certificateArn": "certificate_arn",
    "sslPolicy": "ssl_policy",
    "alpnPolicy": "alpn_policy",
}


@rule(
    on=Listener,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
        "https://github.com/hashicorp/terraform-provider-aws/issues/7367",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    given = [key for key in _settings if listener.states(key)]
    if not given or listener.protocol not in ("HTTP", "TCP", "UDP", "TCP_UDP"):
        return
    if found := those(given, partial(_is_set, listener)):
        settings = " and ".join(f"{key} ({_settings[key]})" for key in found)
        protocol = listener.protocol
        yield Violation(
            listener,
            found[0],
            f"{listener.label} has the protocol {protocol}, and {' and '.join(found)}.",
            "AWS refuses the listener: only one that ends TLS itself has such settings.",
            f'set protocol to "HTTPS" to serve TLS, or remove {settings}.'
            if protocol == "HTTP"
            else f"remove {settings} to pass TLS through to the targets, or set protocol to "
            '"TLS" to end it at the load balancer.',
        )


def _is_set(listener: Listener, key: str) -> bool:
    if key == "certificateArn" and listener.certificate.candidates:
        return True
    return bool(listener.known(key) != "None")  # the default of alpnPolicy
