from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import SELECTOR, entry, on_port, rule, secret_tls, tls, workload
from tests.unknowns import unknown

RBAC = "kubernetes:rbac.authorization.k8s.io/v1:"
CLIENT = on_port(80, secret_tls())
ONE = {"apiGroups": [""], "resources": ["secrets"], "resourceNames": ["client"], "verbs": ["get", "list", "watch"]}
GET = {"apiGroups": [""], "resources": ["secrets", "configmaps"], "verbs": ["get"]}
LIST = {"apiGroups": [""], "resources": ["secrets"], "verbs": ["list"]}


def role(*rules: Any, name: str = "frontend", kind: str = "Role") -> Any:
    found = {"name": name, "namespace": "shop"}
    return pulumi.CustomResource(f"{RBAC}{kind}", name, {"metadata": found, "rules": [*rules]})


def service_account(name: Any = "frontend", namespace: str = "shop") -> None:
    given = {"metadata": {"name": name, "namespace": namespace}}
    pulumi.CustomResource("kubernetes:core/v1:ServiceAccount", "account", given)


def binding(
    role_name: Any = "frontend", *, account: Any = "frontend", kind: str = "Role", subject: str = "ServiceAccount"
) -> None:
    bound = {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "roleRef": {"kind": kind, "name": role_name},
        "subjects": [{"kind": subject, "name": account, "namespace": "shop"}],
    }
    pulumi.CustomResource(f"{RBAC}RoleBinding", f"binding-of-{kind}", bound)


def client() -> None:
    rule(CLIENT, **SELECTOR)


def bad_get_only() -> None:
    entry()
    workload("frontend", account="frontend")
    role(GET)
    binding()
    rule(
        CLIENT,
        name="client",  # violates
        **SELECTOR,
    )


def bad_cluster_role_for_one_secret() -> None:
    workload("frontend", account="frontend", kind="kubernetes:apps/v1:StatefulSet")
    role(ONE, name="reader", kind="ClusterRole")
    role({"apiGroups": ["apps"], "resources": ["*"], "verbs": ["*"]})
    binding("reader", kind="ClusterRole")
    binding()
    rule(
        CLIENT,
        name="client",  # violates
        **SELECTOR,
    )


def bad_default_account() -> None:
    workload("frontend")
    role(ONE)
    binding(account="default")
    rule(
        CLIENT,
        name="client",  # violates
        **SELECTOR,
    )


def bad_group_of_accounts() -> None:
    workload("frontend")
    role(ONE)
    binding(account="system:serviceaccounts:shop", subject="Group")
    rule(
        CLIENT,
        name="client",  # violates
        **SELECTOR,
    )


def bad_no_role_for_an_account_of_the_stack() -> None:
    workload("frontend", account="frontend")
    service_account()
    role({"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]})
    binding()
    rule(
        CLIENT,
        name="client",  # violates
        **SELECTOR,
    )


def clean_list_for_a_group_of_accounts() -> None:
    workload("frontend", account="frontend")
    service_account()
    role(LIST)
    binding(account="system:serviceaccounts", subject="Group")
    client()


def clean_no_role_for_an_account_of_another_stack() -> None:
    workload("frontend", account="frontend")
    service_account(namespace="edge")
    client()


def clean_list() -> None:
    workload("frontend", account="frontend")
    role(LIST)
    binding()
    client()


def clean_everything() -> None:
    workload("frontend", account="frontend")
    role({"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]})
    binding()
    client()


def clean_list_by_another_role() -> None:
    workload("frontend", account="frontend")
    role(ONE)
    role(LIST, name="lister", kind="ClusterRole")
    binding()
    binding("lister", kind="ClusterRole")
    client()


def clean_role_of_another_stack() -> None:
    workload("frontend", account="frontend")
    role(GET)
    binding()
    binding("edit", kind="ClusterRole")
    client()


def clean_roles_about_other_things() -> None:
    workload("frontend", account="frontend")
    role({"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]})
    binding()
    client()


def clean_other_accounts_and_pods() -> None:
    workload("frontend", account="frontend")
    workload("other", {"app": "other"}, account="other")
    role(ONE)
    binding(account="other")
    client()


def clean_pods_of_another_stack() -> None:
    role(ONE)
    binding()
    client()


def clean_ca_only() -> None:
    workload("frontend", account="frontend")
    role(ONE)
    binding()
    rule(on_port(80, tls(credentialName="partner-ca")), **SELECTOR)


def undecided_verbs_are_an_output() -> None:
    workload("frontend", account="frontend")
    role({**LIST, "verbs": unknown("verbs")})
    binding()
    client()


def undecided_account_is_an_output() -> None:
    workload("frontend", account=unknown("account"))
    role(ONE)
    binding()
    client()


def ambiguous_role_may_be_another() -> None:
    workload("frontend", account="frontend")
    binding(pulumi.Output.all(role(ONE).id, role(LIST, name="lister").id).apply(lambda ids: ids[0]))
    client()


def ambiguous_group_may_be_that_of_the_account() -> None:
    workload("frontend", account="frontend")
    service_account()
    role(LIST)
    binding(account=unknown("group"), subject="Group")
    client()
