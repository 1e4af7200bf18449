"""A redirect must lead to a port on which the load balancer speaks the protocol that it names.

## What it does
Reports redirects of listeners and listener rules to the same host that change nothing, or that lead to a port of the
load balancer with a listener of the other protocol: most often HTTPS on the port of the HTTP listener itself. What a
redirect does not state is taken from the request: without `port`, the port stays.

Redirects to another host, and to ports for which this stack has no listener, are left alone.

## Why it is bad
`protocol="HTTPS"` without `port`, on a listener on port 80, sends clients to `https://…:80`, where nobody speaks TLS:
the browser shows an error. A redirect that changes nothing is refused, because it creates a loop.

## Example
```python
import pulumi_aws as aws

aws.lb.Listener(
    "http",  # violates
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
    port=80,
    protocol="HTTP",
    default_actions=[{"type": "redirect", "redirect": {"protocol": "HTTPS", "status_code": "HTTP_301"}}],
)
```

## Use instead
State the port of the HTTPS listener.
```python
aws.lb.Listener(
    "http",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef",
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

from ...model import Listener, ListenerRule, every, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Forwarder, Redirect


@rule(
    on=Listener,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    def is_broken(forwarder: Forwarder) -> bool:
        return every(
            [
                lambda: some([partial(_is_broken, redirect, listener) for redirect in forwarder.redirects]),
                lambda: not isinstance(forwarder, ListenerRule) or forwarder.belongs_to(listener),
            ]
        )

    for forwarder in those((listener, *listener.rules), is_broken):
        redirect = next(found for found in forwarder.redirects if _is_broken(found, listener))
        protocol, port = redirect.protocol_behind(listener), redirect.port_behind(listener)
        other = listener.beside_on(port)
        loops = other is None or other.protocol == protocol
        yield Violation(
            forwarder,
            redirect.path,
            f"{forwarder.label} redirects to {protocol} on port {port}, "
            + (
                "where the request came from."
                if loops or other is None
                else f"where {other.label} speaks {other.protocol}."
            ),
            "AWS refuses it: it creates a loop." if loops else "Clients that follow it get an error of the protocol.",
            'set redirect.protocol to "HTTPS", and redirect.port to the port of an HTTPS listener, for example "443".',
        )


def _is_broken(redirect: Redirect, listener: Listener) -> bool:
    return every(
        [
            lambda: redirect.host == "#{host}",
            lambda: some(
                [lambda: _changes_nothing(redirect, listener), lambda: _meets_other_protocol(redirect, listener)]
            ),
        ]
    )


def _changes_nothing(redirect: Redirect, listener: Listener) -> bool:
    return every(
        [
            lambda: redirect.port_behind(listener) == listener.port,
            lambda: redirect.protocol_behind(listener) == listener.protocol,
            lambda: redirect.keeps_path,
        ]
    )


def _meets_other_protocol(redirect: Redirect, listener: Listener) -> bool:
    other = listener.beside_on(redirect.port_behind(listener))
    return other is not None and other.protocol != redirect.protocol_behind(listener)
