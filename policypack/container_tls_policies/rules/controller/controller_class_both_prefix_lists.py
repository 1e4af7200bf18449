"""IngressClassParams must name prefix lists in one spelling only.

## What it does
Reports IngressClassParams with both `prefixListsIDs` and `PrefixListsIDs`, the spelling of the first version that had
them.

## Why it is bad
The API server refuses the object with both, by a rule of its definition that no schema shows.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams",
    "shop",  # violates
    {"spec": {"PrefixListsIDs": ["pl-0123456789abcdef0"], "prefixListsIDs": ["pl-0123456789abcdef0"]}},
)
```

## Use instead
`prefixListsIDs`, which the controller has since version 2.14.
```python
pulumi.CustomResource(
    "kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams",
    "shop",
    {"spec": {"prefixListsIDs": ["pl-0123456789abcdef0"]}},
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Block, IngressClassParams
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=IngressClassParams,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=("https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/",),
)
def check(settings: IngressClassParams) -> Iterator[Violation]:
    spec = Block(settings, "spec", settings.spec)
    if spec.has("prefixListsIDs") and spec.has("PrefixListsIDs"):
        yield Violation(
            settings,
            "spec.PrefixListsIDs",
            f"{settings.label} has both spec.prefixListsIDs and spec.PrefixListsIDs.",
            "The API server refuses the object.",
            "keep spec.prefixListsIDs, and remove spec.PrefixListsIDs.",
        )
