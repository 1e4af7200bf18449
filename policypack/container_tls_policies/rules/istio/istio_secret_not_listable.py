"""Pods that get a client certificate from a Secret should be allowed to list Secrets.

## What it does
Reports DestinationRules with mode MUTUAL, a `credentialName` and a `workloadSelector`, where the stack shows pods that
are selected, their ServiceAccount, and the roles that it is bound to: one of them is about Secrets, but none allows to
list them all.

Nothing is said where a role is another stack's, or none of them is about Secrets.

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

from ...model import ClientTls, every, roles_of, some
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import KubernetesRole, Workload


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
        limited = _limiting_role(workload)
        if limited is not None:
            yield Violation(
                tls.rule,
                tls.path_of("credentialName"),
                f"{tls.rule.label} has istiod give a Secret to pods of {workload.label}, whose ServiceAccount may not "
                f"list Secrets: {limited.label} allows less.",
                "Before it gives a Secret, istiod asks whether the ServiceAccount may list all those of the namespace: "
                "it never arrives, and connections to the host fail.",
                f'allow verbs ["list"] on resources ["secrets"] in {limited.label}, without resourceNames.',
            )
            return


def _limiting_role(workload: Workload) -> KubernetesRole | None:
    """The role by which pods may do something with Secrets, if they may not list them by any role of theirs."""
    roles = roles_of(workload) or ()
    about_secrets = [role for role in roles if role.is_about_secrets]
    return about_secrets[0] if about_secrets and not some([partial(_lets_list, role) for role in roles]) else None


def _lets_list(role: KubernetesRole) -> bool:
    return role.lets_list_secrets
