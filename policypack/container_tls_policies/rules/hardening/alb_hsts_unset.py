"""A website should tell browsers to come by HTTPS only.

## What it does
Reports HTTPS listeners of Application Load Balancers of the stack that are not internal, where
`routingHttpResponseStrictTransportSecurityHeaderValue` is missing, or has no `max-age` above 0. Off unless you turn it
on, since many applications send the header themselves, and clients that are not browsers ignore it.

## Why it is bad
Who types a name without `https://`, or follows an old link, sends the first request in plaintext, with the cookies that
are not marked secure. The redirect to HTTPS comes after that, and whoever is on the way can answer in its stead.
Browsers that once got the header `Strict-Transport-Security` do not send such requests until `max-age`, in seconds, is
over; with 0 they forget it.

The attribute counts for the responses by all rules of the listener. Fixed responses and redirects need it too, and they
never reach an application that could send the header.

## Example
```python
import pulumi_aws as aws

front = aws.lb.LoadBalancer(
    "front",
    subnets=["subnet-0a", "subnet-0b"],
    security_groups=["sg-0123456789abcdef0"],
)
aws.lb.Listener(
    "https",  # violates
    load_balancer_arn=front.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```

## Use instead
Let the listener send the header. Begin with a short `max-age`: browsers keep to it even if you change your mind. Add
`includeSubDomains` only where every name below speaks HTTPS.
```python
aws.lb.Listener(
    "https",
    load_balancer_arn=front.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    routing_http_response_strict_transport_security_header_value="max-age=31536000",
    default_actions=[
        {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
    ],
)
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...model import Listener, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

lasting: Final = re.compile(r'(?:.*;)?\s*max-age\s*=\s*("?)0*[1-9][0-9]*\1\s*(?:;.*)?', re.IGNORECASE)


@rule(
    on=Listener,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html",
        "https://www.rfc-editor.org/rfc/rfc6797#section-6.1",
    ),
)
def check(listener: Listener) -> Iterator[Violation]:
    if every(
        [
            lambda: listener.protocol == "HTTPS",
            lambda: not lasting.fullmatch(listener.strict_transport_security),
            lambda: listener.load_balancer.agree(lambda balancer: balancer.internal) is False,
        ]
    ):
        yield Violation(
            listener,
            "routingHttpResponseStrictTransportSecurityHeaderValue",
            f"{listener.label} sends no Strict-Transport-Security with a max-age above 0.",
            "Unless each application does, browsers send first requests in plaintext, where others can read and answer "
            "them.",
            "set routingHttpResponseStrictTransportSecurityHeaderValue "
            '(routing_http_response_strict_transport_security_header_value), for example to "max-age=31536000".',
        )
