"""Objects of Kubernetes in several clusters, and providers of which it is not known whether they lead to one."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from container_tls_policies.evaluation import Evaluation
from container_tls_policies.model import UNKNOWN, Gateway, Record, Secret, readings
from container_tls_policies.rules import catalogue
from container_tls_policies.settings import Settings

FILE = {"kubeconfig": "apiVersion: v1"}
OF_ANOTHER = {"kubeconfig": "server: https://two.example.com"}
OF_ONE = {"kubeconfig": "server: https://one.example.com"}
EXPLICIT = "urn:pulumi:dev::shop::pulumi:providers:kubernetes::"


def provider(name: str, inputs: dict[str, Any], *sources: str) -> Record:
    dependencies = {"kubeconfig": sources}
    token = "pulumi:providers:kubernetes"
    return Record(EXPLICIT + name, token, name, property_dependencies=dependencies, read_inputs=partial(dict, inputs))


def item(kind: str, name: str, provider: str | None, **inputs: Any) -> Record:
    values = {"metadata": {"name": name, "namespace": "shop"}, **inputs}
    urn = f"urn:pulumi:dev::shop::kubernetes:{kind}::{name}"
    return Record(
        urn, f"kubernetes:{kind}", name, provider=provider and EXPLICIT + provider, read_inputs=partial(dict, values)
    )


def gateway(name: str, provider: str | None) -> Record:
    return item("networking.istio.io/v1:Gateway", name, provider)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (provider("a", OF_ONE), provider("b", OF_ONE), [1]),
        (provider("a", OF_ONE), provider("b", OF_ANOTHER), [2]),
        (provider("a", {}), provider("b", {}), [1]),
        (provider("a", {**FILE, "context": "one"}), provider("b", {**FILE, "context": "one"}), [1]),
        (provider("a", {**FILE, "context": "one"}), provider("b", {**FILE, "context": "two"}), [2]),
        (provider("a", {**FILE, "context": "one"}), provider("b", {**FILE, "context": UNKNOWN}), [2, 1]),
        (provider("a", OF_ONE), provider("b", {"kubeconfig": "~/.kube/config"}), [2, 1]),
        (provider("a", OF_ONE), provider("b", {"kubeconfig": UNKNOWN}, "cluster"), [2, 1]),
        (provider("a", {"kubeconfig": UNKNOWN}, "one"), provider("b", {"kubeconfig": UNKNOWN}, "one"), [1]),
        (provider("a", {"kubeconfig": UNKNOWN}, "one"), provider("b", {"kubeconfig": UNKNOWN}, "two"), [2]),
        (provider("a", {"kubeconfig": UNKNOWN}, "one"), provider("b", {"kubeconfig": UNKNOWN}, "one", "two"), [2, 1]),
        (provider("a", {"kubeconfig": UNKNOWN}), provider("b", {"kubeconfig": UNKNOWN}), [2, 1]),
        (provider("a", OF_ONE), provider("default_4_34_2", OF_ONE), [2, 1]),
        (provider("default_4_34_1", OF_ONE), provider("default_4_34_2", OF_ONE), [1]),
    ],
)
def test_clusters_in_each_reading(one: Record, other: Record, expected: list[int]) -> None:
    objects = [gateway("a", one.name), gateway("b", other.name)]
    for records in ([one, other, *objects], [*reversed(objects), other, one]):
        found = [stack.all(Gateway) for stack in readings(records)]
        assert [len({gateway.cluster for gateway in gateways}) for gateways in found] == expected
        assert all(len(gateways) == 2 for gateways in found)


def test_an_object_sees_its_own_cluster_and_what_is_in_none() -> None:
    secret = partial(item, "core/v1:Secret")
    records = [
        provider("a", OF_ONE),
        provider("b", OF_ANOTHER),
        *(gateway(name, name) for name in "ab"),
        *(secret(f"in-{name}", name) for name in "ab"),
        secret("elsewhere", None),
    ]
    (stack,) = readings(records)
    for found in stack.all(Gateway):
        seen = found.stack.all(Secret)
        assert [secret.name for secret in seen] == ["elsewhere", f"in-{found.name}"]
        assert found.stack.view(found.urn, Gateway) is stack.view(found.urn, Gateway) is found
        assert seen[0].stack is stack


CHART = {"chart": "aws-load-balancer-controller", "values": {"enableManageBackendSecurityGroupRules": True}}
OWN_GROUPS = {"annotations": {"alb.ingress.kubernetes.io/security-groups": "web"}, "namespace": "shop"}


@pytest.mark.parametrize(
    ("other", "violated", "undecided"),
    [(OF_ONE, True, False), (OF_ANOTHER, False, False), (FILE, False, True)],
    ids=["one cluster", "two clusters", "one or two"],
)
def test_controller_of_another_cluster(other: dict[str, Any], violated: bool, undecided: bool) -> None:
    records = [
        provider("a", OF_ONE),
        provider("b", other),
        item("helm.sh/v3:Release", "controller", "b", **CHART),
        item("networking.k8s.io/v1:Ingress", "web", "a", metadata=OWN_GROUPS, spec={"ingressClassName": "alb"}),
    ]
    evaluation = Evaluation(records, Settings())
    (rule,) = (rule for rule in catalogue() if rule.id == "controller-manages-custom-groups")
    verdict = evaluation.run(rule, {})
    assert [note.on.name for note in verdict.violations if note.on] == ["web"] * violated
    notes = [note.message for note in evaluation.undecided()]
    assert any("whether providers of Kubernetes lead to one cluster" in note for note in notes) == undecided
