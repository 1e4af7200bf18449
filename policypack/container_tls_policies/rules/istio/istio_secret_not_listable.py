"""Pods that get a client certificate from a Secret should be allowed to list Secrets.

## What it does
Reports DestinationRules with mode MUTUAL, a `credentialName` and a `workloadSelector`, where the stack shows pods that
are selected, and no role that their ServiceAccount is bound to allows to list all Secrets. One of the roles must be
about Secrets, or the ServiceAccount be of this stack, too.

Nothing is said where a role is another stack's. Bindings in other stacks are not seen.

## Why it is bad
Before istiod gives a Secret to a sidecar, it asks the API server whether the pod's ServiceAccount may list Secrets in
the namespace. A role for a single Secret (`resourceNames`), or for `get` alone, is none to it. The Secret never
arrives, and connections to the host fail.

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
            "workloadSelector": {"matchLabels": {"app": "frontend"}},
            "trafficPolicy": {
                "portLevelSettings": [
                    {
                        "port": {"number": 80},
                        "tls": {
                            "mode": "MUTUAL",
                            "credentialName": "payments-client",
                            "sni": "api.example.com",
                            "subjectAltNames": ["api.example.com"],
                        },
                    }
                ]
            },
        },
    },
)
pulumi.CustomResource(
    "kubernetes:apps/v1:Deployment",
    "frontend",
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {
            "selector": {"matchLabels": {"app": "frontend"}},
            "template": {
                "metadata": {"labels": {"app": "frontend"}},
                "spec": {"serviceAccountName": "frontend", "containers": [{"name": "app", "image": "app:1"}]},
            },
        },
    },
)
pulumi.CustomResource(
    "kubernetes:rbac.authorization.k8s.io/v1:Role",
    "frontend",
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "rules": [
            {
                "apiGroups": [""],
                "resources": ["secrets"],
                "resourceNames": ["payments-client"],
                "verbs": ["get", "list"],
            }
        ],
    },
)
pulumi.CustomResource(
    "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
    "frontend",
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "frontend"},
        "subjects": [{"kind": "ServiceAccount", "name": "frontend", "namespace": "shop"}],
    },
)
```

## Use instead
Allow `list`, without names. Where that is too much, start TLS at an egress gateway, which holds the Secret alone.
```python
pulumi.CustomResource(
    "kubernetes:rbac.authorization.k8s.io/v1:Role",
    "frontend",
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "rules": [{"apiGroups": [""], "resources": ["secrets"], "verbs": ["list"]}],
    },
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ...model import ClientTls, every, has_account, roles_of, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import KubernetesRole


@rule(
    on=ClientTls,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings",
        "https://istio.io/latest/docs/tasks/traffic-management/egress/egress-tls-origination/",
    ),
)
def check(tls: ClientTls) -> Iterator[Violation]:
    if not every([lambda: tls.mode == "MUTUAL", lambda: tls.needs_secret, lambda: tls.rule.selects_pods]):
        return
    selector = tls.rule.spec.workload_selector if tls.rule.spec else None
    if selector is None or not selector.match_labels:
        return
    for workload in tls.rule.pods_with(selector.match_labels).shown:
        roles = roles_of(workload)
        if roles is None or some([partial(_lets_list, role) for role in roles]):
            continue
        limited = next((role for role in roles if role.is_about_secrets), None)
        if limited is None and not has_account(workload):
            continue
        account = workload.service_account
        yield Violation(
            tls.rule,
            tls.path_of("credentialName"),
            f"{tls.rule.label} has istiod give a Secret to pods of {workload.label}, whose ServiceAccount may not list "
            f"Secrets: {f'{limited.label} allows less' if limited else 'no role of the stack allows it'}.",
            "Before it gives a Secret, istiod asks whether the ServiceAccount may list all those of the namespace: "
            "it never arrives, and connections to the host fail.",
            'allow verbs ["list"] on resources ["secrets"]'
            + (f" in {limited.label}, without resourceNames." if limited else f", in a Role bound to {account}."),
        )
        return


def _lets_list(role: KubernetesRole) -> bool:
    return role.lets_list_secrets
