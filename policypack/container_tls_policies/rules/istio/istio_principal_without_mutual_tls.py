"""An AuthorizationPolicy should not ask for identities on a port without mutual TLS.

## What it does
Reports AuthorizationPolicies with action ALLOW of which each rule asks for `principals`, `namespaces` or
`serviceAccounts` of the caller, where a PeerAuthentication of the stack that selects the same pods has mode DISABLE,
for all ports or for those that the rule is for.

## Why it is bad
The identity of a caller is in the certificate of mutual TLS. Without it no rule matches, and with an ALLOW policy in
place all requests are denied.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:security.istio.io/v1:PeerAuthentication",
    "web-mtls",
    {
        "metadata": {"name": "web-mtls", "namespace": "shop"},
        "spec": {"selector": {"matchLabels": {"app": "web"}}, "mtls": {"mode": "DISABLE"}},
    },
)
pulumi.CustomResource(
    "kubernetes:security.istio.io/v1:AuthorizationPolicy",
    "web-callers",  # violates
    {
        "metadata": {"name": "web-callers", "namespace": "shop"},
        "spec": {
            "selector": {"matchLabels": {"app": "web"}},
            "rules": [{"from": [{"source": {"namespaces": ["orders"]}}]}],
        },
    },
)
```

## Use instead
Use mutual TLS.
```python
pulumi.CustomResource(
    "kubernetes:security.istio.io/v1:PeerAuthentication",
    "web-mtls",
    {
        "metadata": {"name": "web-mtls", "namespace": "shop"},
        "spec": {"selector": {"matchLabels": {"app": "web"}}, "mtls": {"mode": "STRICT"}},
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import AuthorizationPolicy, PeerAuthentication, every, selecting, some, the_one
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import AuthorizationRule, Source


@rule(
    on=AuthorizationPolicy,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source",
        "https://istio.io/latest/docs/concepts/security/#dependency-on-mutual-tls",
    ),
)
def check(policy: AuthorizationPolicy) -> Iterator[Violation]:
    spec = policy.spec
    if spec is None or policy.is_patch or spec.action != "ALLOW" or not spec.rules or not policy.selector:
        return
    server = the_one(selecting(policy, PeerAuthentication, policy.selector))
    if server is not None and every(
        [
            *(partial(_never_matches, found, server) for found in spec.rules),
            lambda: server.is_whole,
        ]
    ):
        yield Violation(
            policy,
            "spec.rules",
            f"{policy.label} allows only callers with an identity, and {server.label} switches mutual TLS off where it "
            "asks for one.",
            "No caller has an identity there: every request is denied.",
            f"set spec.mtls.mode, or that of the port, in {server.label} to STRICT, or allow by something else.",
        )


def _never_matches(found: AuthorizationRule, server: PeerAuthentication) -> bool:
    return every([partial(_asks_for_identity, found), partial(_is_without_mutual_tls, found, server)])


def _is_without_mutual_tls(found: AuthorizationRule, server: PeerAuthentication) -> bool:
    if server.mode == "DISABLE" and not server.ports:
        return True
    return bool(found.ports) and every([partial(_is_off, server, port) for port in found.ports])


def _is_off(server: PeerAuthentication, port: int) -> bool:
    return server.effective_mode(port) == "DISABLE"


def _asks_for_identity(found: AuthorizationRule) -> bool:
    return bool(found.sources) and every([partial(_is_by_identity, one.source) for one in found.sources])


def _is_by_identity(source: Source | None) -> bool:
    return source is not None and some(
        [lambda: bool(source.principals), lambda: bool(source.namespaces), lambda: bool(source.service_accounts)]
    )
