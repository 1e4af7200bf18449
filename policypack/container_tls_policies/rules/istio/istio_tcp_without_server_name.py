"""TLS on a TCP port must say whom the server's certificate is for.

## What it does
Reports DestinationRules that start TLS (SIMPLE or MUTUAL) on a port to which a ServiceEntry of the stack gives the
protocol TCP, MONGO, MYSQL or REDIS, with neither `sni` nor `subjectAltNames`, and with the public CAs as the trusted
ones.

Not reported is a CA of one's own (`caCertificates` or `credentialName`), since it may have no other servers; `sni`
without `subjectAltNames` belongs to `istio-sni-without-san`.

## Why it is bad
On HTTP ports proxies take the server's name from the request, ask for it and verify it. On a TCP port they see
no request: the server gets no name (SNI), and any certificate passes that a public CA issued, to whomever.

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
            "ports": [{"number": 5432, "name": "tcp-postgres", "protocol": "TCP"}],
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
            "trafficPolicy": {"tls": {"mode": "SIMPLE"}},
        },
    },
)
```

## Use instead
Name the server, and the name that its certificate has.
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
                "tls": {"mode": "SIMPLE", "sni": "api.example.com", "subjectAltNames": ["api.example.com"]}
            },
        },
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import DestinationRule, each, every, some, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import ClientTls, EntryPort


@rule(
    on=DestinationRule,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=("https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings",),
)
def check(found: DestinationRule) -> Iterator[Violation]:
    if not some(partial(_names_nobody, tls) for tls in found.tls_settings):
        return
    for port, tls in those(each(found.ports, partial(_with_tls, found)), _is_unverified)[:1]:
        yield Violation(
            found,
            tls.path_of("sni"),
            f"{found.label} starts TLS on port {port.number} of {found.host}, whose protocol is {port.protocol}, with "
            "neither sni nor subjectAltNames.",
            "Proxies see no request there that would name the server: they send no server name, and accept any "
            "certificate of a public CA.",
            f"set {tls.path_of('sni')} and {tls.path_of('subjectAltNames')} to the name that the server's certificate "
            "has.",
        )


def _with_tls(found: DestinationRule, port: EntryPort) -> Iterator[tuple[EntryPort, ClientTls]]:
    """A port on which proxies see connections only, with the TLS towards it; nothing where there is none."""
    if port.number and port.is_stream and (tls := found.tls_for(port.number)):
        yield port, tls


def _is_unverified(started: tuple[EntryPort, ClientTls]) -> bool:
    port, tls = started
    found = tls.rule
    return every(
        [
            lambda: _names_nobody(tls),
            lambda: found.is_whole,
            lambda: found.reaches_clients_of(port.entry),
            lambda: not found.entries.include(lambda entry: bool(entry.subject_alt_names)),
        ]
    )


def _names_nobody(tls: ClientTls) -> bool:
    return every(
        [
            lambda: tls.starts_tls,
            lambda: tls.sni == "",
            lambda: not tls.subject_alt_names,
            lambda: tls.trusts_public_authorities,
            lambda: not tls.skips_verification,
        ]
    )
