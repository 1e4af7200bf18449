"""Pods and their labels, the objects of a namespace, and what a ServiceAccount may do."""

from __future__ import annotations

from typing import Any

import pytest
from container_tls_policies.model import (
    UNKNOWN,
    KubernetesRole,
    Record,
    Secret,
    Stack,
    Undecided,
    Workload,
    roles_of,
)

POD = {"metadata": {"labels": {"app": "web"}}, "spec": {"serviceAccountName": "web"}}
RBAC = "rbac.authorization.k8s.io/v1"


def stack_of(*objects: tuple[str, str, dict[str, Any]]) -> Stack:
    """Objects of namespace "shop" by type and name, unless their metadata say otherwise."""

    def record(token: str, name: str, values: dict[str, Any]) -> Record:
        metadata = {"name": name, "namespace": "shop", **values.get("metadata", {})}
        return Record(name, f"kubernetes:{token}", name, read_inputs=lambda: {**values, "metadata": metadata})

    return Stack([record(*found) for found in objects])


def deployment(name: str, labels: Any, **metadata: Any) -> tuple[str, str, dict[str, Any]]:
    template = {"metadata": {"labels": labels}, "spec": {}}
    return "apps/v1:Deployment", name, {"metadata": metadata, "spec": {"template": template}}


@pytest.mark.parametrize(
    ("token", "values"),
    [
        ("apps/v1:Deployment", {"spec": {"template": POD}}),
        ("apps/v1:StatefulSet", {"spec": {"template": POD}}),
        ("apps/v1:DaemonSetPatch", {"spec": {"template": POD}}),
        ("batch/v1:Job", {"spec": {"template": POD}}),
        ("batch/v1:CronJob", {"spec": {"jobTemplate": {"spec": {"template": POD}}}}),
        ("core/v1:Pod", POD),
    ],
)
def test_pods_of_every_kind(token: str, values: dict[str, Any]) -> None:
    (workload,) = stack_of((token, "web", values)).all(Workload)
    assert workload.pod_labels == {"app": "web"}
    assert workload.service_account == "web"


def test_account_is_the_default_one_unless_named() -> None:
    (workload,) = stack_of(deployment("web", {})).all(Workload)
    assert workload.service_account == "default"


def test_objects_of_a_namespace() -> None:
    stack = stack_of(
        deployment("web", {}),
        ("core/v1:Secret", "near", {"data": {"tls.crt": UNKNOWN}, "stringData": {"ca.crt": ""}}),
        ("core/v1:Secret", "far", {"metadata": {"namespace": "orders"}}),
    )
    (web,) = stack.all(Workload)
    (near,) = web.beside(Secret).complete
    assert near.name == "near" and near.entries == {"tls.crt", "ca.crt"}


@pytest.mark.parametrize("namespace", [None, UNKNOWN])
def test_objects_that_may_be_in_a_namespace(namespace: Any) -> None:
    stack = stack_of(deployment("web", {}), ("core/v1:Secret", "any", {"metadata": {"namespace": namespace}}))
    found = stack.all(Workload)[0].beside(Secret)
    assert found.shown == ()
    with pytest.raises(Undecided):
        _ = found.complete


def test_pods_by_labels() -> None:
    stack = stack_of(
        deployment("both", {"app": "web", "tier": "front"}),
        deployment("one", {"app": "web"}),
        deployment("far", {"app": "web", "tier": "front"}, namespace="orders"),
    )
    both, _, one = stack.all(Workload)
    assert [found.name for found in both.pods_with({"app": "web", "tier": "front"}).complete] == ["both"]
    assert [found.name for found in one.pods_with({"app": "web"}).complete] == ["both", "one"]
    assert one.pods_with({"app": "other"}).complete == ()


def test_pods_that_may_have_the_labels() -> None:
    stack = stack_of(deployment("sure", {"app": "web"}), deployment("open", {"app": UNKNOWN}))
    found = stack.all(Workload)[0].pods_with({"app": "web"})
    assert [workload.name for workload in found.shown] == ["sure"]
    with pytest.raises(Undecided):
        _ = found.complete
    unclear = stack.all(Workload)[0].pods_with({"app": "web", "tier": "front"})
    assert unclear.complete == ()


def binding(kind: str, role: Any, account: Any = "default", **metadata: Any) -> tuple[str, str, dict[str, Any]]:
    reference = {"kind": kind.removesuffix("Binding"), "name": role}
    subjects = [{"kind": "ServiceAccount", "name": account}, {"kind": "User", "name": "web"}]
    return f"{RBAC}:{kind}", f"{kind}-{role}", {"metadata": metadata, "roleRef": reference, "subjects": subjects}


def role(name: str, rule: dict[str, Any], kind: str = "Role") -> tuple[str, str, dict[str, Any]]:
    return f"{RBAC}:{kind}", name, {"rules": [{"apiGroups": [""], **rule}]}


LIST = {"resources": ["secrets"], "verbs": ["list"]}


def test_roles_of_pods() -> None:
    stack = stack_of(
        deployment("web", {}),
        role("own", LIST),
        role("wide", LIST, "ClusterRole"),
        binding("RoleBinding", "own"),
        binding("ClusterRoleBinding", "wide"),
        binding("RoleBinding", "others", "other"),
        binding("RoleBinding", "far", namespace="orders"),
    )
    assert [found.name for found in roles_of(stack.all(Workload)[0]) or ()] == ["own", "wide"]


def test_roles_of_other_stacks() -> None:
    stack = stack_of(deployment("web", {}), binding("RoleBinding", "edit"))
    assert roles_of(stack.all(Workload)[0]) is None


def test_roles_that_may_be_there() -> None:
    stack = stack_of(deployment("web", {}), role("own", LIST), binding("RoleBinding", "own", UNKNOWN))
    with pytest.raises(Undecided):
        roles_of(stack.all(Workload)[0])


@pytest.mark.parametrize(
    ("rule", "about", "lists"),
    [
        (LIST, True, True),
        ({"resources": ["*"], "verbs": ["*"]}, True, True),
        ({"resources": ["secrets"], "verbs": ["get", "watch"]}, True, False),
        ({**LIST, "resourceNames": ["one"]}, True, False),
        ({"resources": ["pods"], "verbs": ["list"]}, False, False),
        ({**LIST, "apiGroups": ["apps"]}, False, False),
    ],
)
def test_listing_secrets(rule: dict[str, Any], about: bool, lists: bool) -> None:
    (found,) = stack_of(role("it", rule)).all(KubernetesRole)
    assert (found.is_about_secrets, found.lets_list_secrets) == (about, lists)
