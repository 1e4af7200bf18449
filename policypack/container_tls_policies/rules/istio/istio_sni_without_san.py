"""A DestinationRule with a server name of its own must say which names the server's certificate may have.

## What it does
Reports TLS of DestinationRules with mode SIMPLE or MUTUAL that has `sni` and no `subjectAltNames`, where the
ServiceEntries of the stack for exactly the host have none either, or the host is a Service of the cluster.

Not reported are rules whose ServiceEntry is in another stack, and `insecureSkipVerify`, which belongs to
`istio-insecure-skip-verify`.

## Why it is bad
Without `sni`, proxies take the name from the request and verify that the certificate has it. Setting `sni` turns that
off without a word: any certificate passes that chains up to a trusted CA, whomever it was issued to.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:ServiceEntry",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "hosts": ["api.example.com"],
            "location": "MESH_EXTERNAL",
            "resolution": "DNS",
            "ports": [{"number": 80, "name": "http", "protocol": "HTTP", "targetPort": 443}],
        },
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "payments",  # violates
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "trafficPolicy": {
                "portLevelSettings": [{"port": {"number": 80}, "tls": {"mode": "SIMPLE", "sni": "api.example.com"}}]
            },
        },
    },
)
```

## Use instead
Repeat the name in `subjectAltNames`, or leave out `sni` on HTTP ports.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:DestinationRule",
    "payments",
    {
        "metadata": {"name": "payments", "namespace": "shop"},
        "spec": {
            "exportTo": ["."],
            "host": "api.example.com",
            "trafficPolicy": {
                "portLevelSettings": [
                    {
                        "port": {"number": 80},
                        "tls": {"mode": "SIMPLE", "sni": "api.example.com", "subjectAltNames": ["api.example.com"]},
                    }
                ]
            },
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ClientTls, every
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=ClientTls,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings",
        "https://istio.io/latest/docs/ops/best-practices/security/#configure-tls-verification-in-destination-rule-when-using-tls-origination",
    ),
)
def check(tls: ClientTls) -> Iterator[Violation]:
    if every(
        [
            lambda: tls.sni != "",
            lambda: tls.starts_tls,
            lambda: not tls.subject_alt_names,
            lambda: not tls.skips_verification,
            lambda: tls.rule.is_whole,
            lambda: _nothing_else_names_the_server(tls),
        ]
    ):
        yield Violation(
            tls.rule,
            tls.path_of("subjectAltNames"),
            f"{tls.rule.label} sets sni {tls.sni} for {tls.rule.host}, but no subjectAltNames.",
            "With a server name set by hand, proxies do not compare it with the certificate: any server passes whose "
            "certificate comes from a trusted CA.",
            f'set {tls.path_of("subjectAltNames")} to ["{tls.sni}"], or to the names that the certificate has.',
        )


def _nothing_else_names_the_server(tls: ClientTls) -> bool:
    host, entries = tls.rule.host, tls.rule.entries
    if not entries.shown and not entries.complete:
        return host is not None and ".svc." in host
    return not entries.include(lambda entry: bool(entry.subject_alt_names))
