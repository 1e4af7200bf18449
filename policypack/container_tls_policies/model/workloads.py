"""What a cluster's namespaces hold, whoever reads it: pods, Secrets, and who may list those."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .kubernetes import KubernetesObject, Metadata
from .node import Block, Undecided, block, blocks, mapping, sequence, text
from .stack import Found
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Place:
    """A namespace: by its name, or, where that is not known, by the URN of the Namespace of this stack. The key is
    empty where the provider is left to choose."""

    key: str
    named: bool

    def is_the_same(self, other: Place, asked_by: KubernetesObject) -> bool:
        """Whether both are one namespace; raises Undecided when that is open."""
        if self.key == other.key:
            return True
        if self.named and other.named:
            return False
        raise Undecided(asked_by, "metadata.namespace", "is not known, so that it cannot be compared with others")


def gives_label(labels: Mapping[str, Any], key: str) -> bool:
    """Whether a label is there and is not "none"; a value that is not known counts."""
    value = labels.get(key)
    return value is UNKNOWN or value not in (None, "none")


class KubernetesNamespace(KubernetesObject):
    """A Namespace."""

    pattern = re.compile(r"kubernetes:core/v1:Namespace(Patch)?")
    kind = "Namespace"

    @property
    def place(self) -> Place:
        """The namespace that it is."""
        values = self.raw("metadata")
        name = values.get("name") if isinstance(values, dict) else None
        return Place(name, True) if isinstance(name, str) and name else Place(self.urn, False)

    def gives_label(self, key: str) -> bool:
        """Whether it has a label, or may have it."""
        values = self.raw("metadata")
        labels = values.get("labels") if isinstance(values, dict) else values
        return labels is UNKNOWN or (isinstance(labels, dict) and gives_label(labels, key))

    def identities(self) -> Iterator[str]:
        yield from super().identities()
        if self.place.named:
            yield self.place.key


class NamespacedObject(KubernetesObject):
    """An object in a namespace."""

    @property
    def object_name(self) -> str | None:
        """Its name in the cluster; None where the provider makes one up."""
        return self.metadata.object_name if self.metadata else None

    @property
    def place(self) -> Place:
        """Its namespace."""
        metadata = self.metadata
        if metadata is None:
            return Place("", False)
        reference = self.stack.refer(metadata, "namespace", KubernetesNamespace)
        if reference.found is Found.ABSENT:
            return Place("", False)
        if reference.literal is not None:
            return Place(reference.literal, True)
        found = reference.one()
        if found is None:
            raise Undecided(self, "metadata.namespace")
        return found.place

    def shares_namespace_with(self, other: NamespacedObject) -> bool:
        """Whether both are in one namespace; raises Undecided when that is open."""
        return self.place.is_the_same(other.place, self)


class Secret(NamespacedObject):
    """A Secret; of its entries only the names are read."""

    pattern = re.compile(r"kubernetes:core/v1:Secret(Patch)?")
    kind = "Secret"

    type = text("type")
    data = mapping("data")
    string_data = mapping("stringData")

    @property
    def entries(self) -> frozenset[str]:
        """The names of its entries."""
        return frozenset([*self.data, *self.string_data])


class PodSpec(Block):
    """`spec` of a pod."""

    service_account_name = text("serviceAccountName")
    service_account = text("serviceAccount")


class PodTemplate(Block):
    """`template` of a workload."""

    metadata = block("metadata", Metadata)
    spec = block("spec", PodSpec)


class JobSpec(Block):
    """`spec` in the template of jobs."""

    template = block("template", PodTemplate)


class JobTemplate(Block):
    """`jobTemplate` of a CronJob."""

    spec = block("spec", JobSpec)


class WorkloadSpec(PodSpec):
    """`spec` of a workload or of a single pod."""

    template = block("template", PodTemplate)
    job_template = block("jobTemplate", JobTemplate)


class Workload(NamespacedObject):
    """What runs pods, or a single pod."""

    pattern = re.compile(
        r"kubernetes:(apps/v1:(Deployment|StatefulSet|DaemonSet|ReplicaSet)|batch/v1:(Job|CronJob)|core/v1:Pod)(Patch)?"
    )

    spec = block("spec", WorkloadSpec)

    @property
    def template(self) -> PodTemplate | None:
        """What its pods are made from; None for a single pod."""
        spec = self.spec
        if spec is not None and spec.job_template is not None:
            return spec.job_template.spec.template if spec.job_template.spec else None
        return spec.template if spec else None

    @property
    def pod_metadata(self) -> Metadata | None:
        """`metadata` of its pods."""
        if re.search(r":Pod(Patch)?$", self.record.type):
            return self.metadata
        return self.template.metadata if self.template else None

    @property
    def pod_labels(self) -> Mapping[str, Any]:
        """Labels of its pods."""
        return self.pod_metadata.labels if self.pod_metadata else {}

    @property
    def service_account(self) -> str:
        """Name of the ServiceAccount that its pods run as."""
        spec: PodSpec | None = self.spec
        if self.template is not None:
            spec = self.template.spec
        return (spec and (spec.service_account_name or spec.service_account)) or "default"

    def has_labels(self, wanted: Mapping[str, Any]) -> bool:
        """Whether its pods have all these labels; raises Undecided when that is open."""
        undecided: Undecided | None = None
        for key, value in wanted.items():
            found = self.pod_labels.get(key)
            if found is UNKNOWN or value is UNKNOWN:
                undecided = undecided or Undecided(self, f"label {key} of the pods")
            elif found != value:
                return False
        if undecided is not None:
            raise undecided
        return True


class PolicyRule(Block):
    """One element of `rules` of a Role."""

    api_groups = sequence("apiGroups")
    resources = sequence("resources")
    resource_names = sequence("resourceNames")
    verbs = sequence("verbs")

    @property
    def is_about_secrets(self) -> bool:
        """Whether it is about Secrets, all or some."""
        return self._names("resources", "secrets") and self._names("apiGroups", "")

    @property
    def lets_list_secrets(self) -> bool:
        """Whether all Secrets may be listed: what istiod asks before it gives one to a sidecar."""
        return self.is_about_secrets and not self.resource_names and self._names("verbs", "list")

    def _names(self, key: str, wanted: str) -> bool:
        values = self.known(key)
        if not isinstance(values, list):
            return False
        if any(value is not UNKNOWN and value in (wanted, "*") for value in values):
            return True
        if any(value is UNKNOWN for value in values):
            raise Undecided(self.resource, self.path_of(key))
        return False


class KubernetesRole(NamespacedObject):
    """A Role or a ClusterRole."""

    pattern = re.compile(r"kubernetes:rbac\.authorization\.k8s\.io/v1:(Cluster)?Role(Patch)?")

    rules = blocks("rules", PolicyRule)


class RoleReference(Block):
    """`roleRef` of a RoleBinding."""

    kind = text("kind")
    name = text("name")


class RoleSubject(Block):
    """One element of `subjects` of a RoleBinding."""

    kind = text("kind")
    name = text("name")
    namespace = text("namespace")


class RoleBinding(NamespacedObject):
    """A RoleBinding or a ClusterRoleBinding."""

    pattern = re.compile(r"kubernetes:rbac\.authorization\.k8s\.io/v1:(Cluster)?RoleBinding(Patch)?")

    role = block("roleRef", RoleReference)
    subjects = blocks("subjects", RoleSubject)

    @property
    def for_whole_cluster(self) -> bool:
        """Whether what it allows is allowed in every namespace."""
        return "ClusterRoleBinding" in self.record.type
