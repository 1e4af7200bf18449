"""A Secret that proxies show as certificate should be in the namespace of their pods.

## What it does
Reports Secrets with the name that a Gateway or DestinationRule gives as `credentialName`, where the proxies that need
it are in other namespaces, and the stack has no Secret of this name there: those of a Gateway are in the namespaces
of the workloads of the stack that its `selector` fits, those of a DestinationRule with `workloadSelector` and mode
MUTUAL in its own.

## Why it is bad
istiod gives proxies no Secret of another namespace, whatever namespace the Gateway is in: the gateway resets every
handshake, sidecars cannot connect.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:apps/v1:Deployment",
    "ingress",
    {
        "metadata": {"name": "ingress", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"matchLabels": {"istio": "ingress"}},
            "template": {
                "metadata": {"labels": {"istio": "ingress"}, "annotations": {"inject.istio.io/templates": "gateway"}},
                "spec": {"containers": [{"name": "istio-proxy", "image": "auto"}]},
            },
        },
    },
)
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Gateway",
    "public",
    {
        "metadata": {"name": "public", "namespace": "istio-ingress"},
        "spec": {
            "selector": {"istio": "ingress"},
            "servers": [
                {
                    "port": {"number": 443, "name": "https", "protocol": "HTTPS"},
                    "hosts": ["shop.example.com"],
                    "tls": {"mode": "SIMPLE", "credentialName": "shop-example-com"},
                }
            ],
        },
    },
)
pulumi.CustomResource(
    "kubernetes:core/v1:Secret",
    "certificate",  # violates
    {
        "metadata": {"name": "shop-example-com", "namespace": "shop"},
        "stringData": {"tls.crt": "certificate", "tls.key": "key"},
    },
)
```

## Use instead
Put the Secret where the pods are.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Secret",
    "certificate",
    {
        "metadata": {"name": "shop-example-com", "namespace": "istio-ingress"},
        "stringData": {"tls.crt": "certificate", "tls.key": "key"},
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import Secret, every, secret_is_in, secret_users
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Place


@rule(
    on=Secret,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#troubleshooting",
        "https://github.com/istio/istio/issues/14598",
    ),
)
def check(secret: Secret) -> Iterator[Violation]:
    users, doubt = secret_users(secret)
    if users is None or secret.is_patch or not users.all_shown or secret.place in users.needed_in:
        return
    name = secret.object_name or ""
    if every([partial(_is_absent, secret, name, place) for place in users.needed_in]):
        if doubt is not None:
            raise doubt
        yield Violation(
            secret,
            "metadata.namespace",
            f"{secret.label} has the name that {users.first.label} gives as credentialName, but the proxies that need "
            f"it are in {_names(users.needed_in)}.",
            "Istio gives proxies Secrets of their own namespace only: every TLS handshake with it fails.",
            "set metadata.namespace to that of the pods.",
        )


def _is_absent(secret: Secret, name: str, place: Place) -> bool:
    return not place.may_be(secret.place) and not secret_is_in(secret, name, place)


def _names(places: set[Place]) -> str:
    return " and ".join(sorted(place.key if place.named else "another namespace" for place in places))
