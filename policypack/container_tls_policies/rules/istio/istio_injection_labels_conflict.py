"""A Namespace should choose its sidecars by one label.

## What it does
Reports Namespaces with `istio-injection: enabled` that name a revision by `istio.io/rev` as well.

Not reported is the revision `default`, which is the one that `istio-injection` means; nor `istio-injection: disabled`,
which says that there are to be no sidecars, whatever else is said.

## Why it is bad
`istio-injection` wins: the pods get their sidecars from the default revision, not from the one that is named. Where the
mesh has revisions with names only, they get none, and without a word what they send and get is in clear text.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:core/v1:Namespace",
    "shop",  # violates
    {"metadata": {"name": "shop", "labels": {"istio-injection": "enabled", "istio.io/rev": "stable"}}},
)
```

## Use instead
Keep the label that names the revision.
```python
pulumi.CustomResource(
    "kubernetes:core/v1:Namespace",
    "shop",
    {"metadata": {"name": "shop", "labels": {"istio.io/rev": "stable"}}},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import KubernetesNamespace, every, injection_label, revision_label
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=KubernetesNamespace,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.INSECURE,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy",
        "https://istio.io/latest/docs/reference/config/analysis/ist0123/",
        "https://istio.io/latest/docs/setup/upgrade/canary/#data-plane",
    ),
)
def check(found: KubernetesNamespace) -> Iterator[Violation]:
    if every(
        [
            lambda: found.label_value(injection_label) == "enabled",
            lambda: found.label_value(revision_label) not in (None, "", "default"),
        ]
    ):
        revision = found.label_value(revision_label)
        yield Violation(
            found,
            "metadata.labels",
            f"{found.label} has label {injection_label} beside {revision_label} {revision}.",
            f"{injection_label} wins: pods get sidecars of the default revision, and none where there is no such "
            "revision, so that they send and get everything in clear text.",
            f"remove the label {injection_label}, or {revision_label} if the default revision is meant.",
        )
