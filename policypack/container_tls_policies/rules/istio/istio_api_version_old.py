"""Objects of Istio should have the version v1 of their API.

## What it does
Reports Istio's networking and security objects that decide on TLS with an API version older than `v1`, which Istio has
had for these kinds since 1.22.

It is off by default: the older versions are still served, and mean the same.

## Why it is bad
Examples and documentation are written for `v1` alone by now, and a version that is no longer served keeps a cluster
from being upgraded.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:security.istio.io/v1beta1:PeerAuthentication",
    "default",  # violates
    {"metadata": {"name": "default", "namespace": "shop"}, "spec": {"mtls": {"mode": "STRICT"}}},
)
```

## Use instead
The same object as v1; Kubernetes keeps it.
```python
pulumi.CustomResource(
    "kubernetes:security.istio.io/v1:PeerAuthentication",
    "default",
    {"metadata": {"name": "default", "namespace": "shop"}, "spec": {"mtls": {"mode": "STRICT"}}},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import AnyIstioObject
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=AnyIstioObject,
    level=Level.DISABLED,
    severity=Severity.LOW,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=(
        "https://istio.io/latest/blog/2024/v1-apis/",
        "https://istio.io/latest/docs/reference/config/",
    ),
)
def check(found: AnyIstioObject) -> Iterator[Violation]:
    version = found.record.type.split(":")[1].rpartition("/")[2]
    if version != "v1":
        yield Violation(
            found,
            "apiVersion",
            f"{found.label} has the version {version} of its API, and there is v1.",
            "Istio serves it still; one day it will not, and the cluster cannot be upgraded before this has changed.",
            "set apiVersion (api_version) to the version v1 of the same group.",
        )
