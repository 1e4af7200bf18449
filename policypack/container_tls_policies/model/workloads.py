"""What a cluster's namespaces hold, whoever reads it: pods, Secrets, and who may list those."""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Self, TypeVar

from .kubernetes import KubernetesObject, Metadata
from .node import (
    Block,
    Undecided,
    Unusable,
    block,
    blocks,
    boolean,
    every,
    grouped,
    integer,
    keyword,
    mapping,
    sequence,
    some,
    text,
    those,
)
from .stack import Found
from .values import UNKNOWN, is_given

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from .stack import Reference, Stack

N = TypeVar("N", bound="NamespacedObject")


class Concerning(NamedTuple, Generic[N]):
    """The objects of one kind that concern something: those that do for certain, and why there may be more of them."""

    shown: tuple[N, ...]
    doubt: Undecided | Unusable | None
    unclear: tuple[tuple[N, Undecided | Unusable], ...] = ()
    """Others that may be among them, each with the reason."""

    @property
    def complete(self) -> tuple[N, ...]:
        """Every one of them; raises Undecided when there may be more."""
        self.show_all(lambda _: True)
        return self.shown

    def include(self, question: Callable[[N], bool]) -> bool:
        """Whether something holds for any of them; raises Undecided when that is open."""
        return some([partial(question, found) for found in self.shown]) or not self.show_all(question)

    def show_all(self, question: Callable[[N], bool]) -> bool:
        """True where there are no more of them for which something holds; raises Undecided when there may be."""
        for found, reason in self.unclear:
            if question(found):
                raise reason
        if self.doubt is not None:
            raise self.doubt
        return True


@dataclass(frozen=True)
class Place:
    """A namespace: by its name, or, where that is not known, by the URN of the Namespace of this stack. The key is
    empty where the provider is left to choose."""

    key: str
    named: bool

    def is_the_same(self, other: Place, asked_by: KubernetesObject) -> bool:
        """Whether both are one namespace; raises Undecided when that is open."""
        if self.may_be(other):
            raise Undecided(asked_by, "metadata.namespace", "is not known, so that it cannot be compared with others")
        return self.key == other.key

    def may_be(self, other: Place) -> bool:
        """Whether it is open if both are one namespace."""
        return self.key != other.key and not (self.named and other.named)


def gives_label(labels: Mapping[str, Any], key: str) -> bool:
    """Whether a label is there and is not "none"; a value that is not known counts."""
    value = labels.get(key)
    return value is UNKNOWN or value not in (None, "none")


injection_label: Final = "istio-injection"
revision_label: Final = "istio.io/rev"
inject_label: Final = "sidecar.istio.io/inject"


class KubernetesNamespace(KubernetesObject):
    """A Namespace."""

    pattern = r"kubernetes:core/v1:Namespace(Patch)?"
    kind = "Namespace"

    @property
    def place(self) -> Place:
        """The namespace that it is."""
        values = self.raw("metadata")
        name = values.get("name") if isinstance(values, dict) else None
        return Place(name, True) if isinstance(name, str) and name else Place(self.urn, False)

    def label_value(self, key: str) -> Any:
        """The value of a label; raises Undecided when it is not known."""
        metadata = self.metadata
        return Block(metadata, "metadata.labels", metadata.labels).known(key) if metadata else None

    @property
    def injection(self) -> bool | None:
        """Whether its pods get sidecars of Istio's, where its labels say so: `istio-injection` overrules
        `istio.io/rev`."""
        switch = self.label_value(injection_label)
        if switch is not None:
            return bool(switch == "enabled")
        return True if self.label_value(revision_label) else None

    def gives_label(self, key: str) -> bool:
        """Whether it has a label, or may have it."""
        values = self.raw("metadata")
        labels = values.get("labels") if isinstance(values, dict) else values
        return labels is UNKNOWN or (isinstance(labels, dict) and gives_label(labels, key))

    def identities(self) -> Iterator[str]:
        yield from super().identities()
        if self.place.named:
            yield self.place.key


def place_of(reference: Reference[KubernetesNamespace]) -> Place:
    """The namespace that a property names; where it is absent, the provider's."""
    if reference.found is Found.ABSENT:
        return Place("", False)
    if reference.literal is not None:
        return Place(reference.literal, True)
    found = reference.one()
    if found is None:
        raise Undecided(reference.node.resource, reference.path)
    return found.place


def namespaces_at(asked_by: KubernetesObject, place: Place) -> tuple[KubernetesNamespace, ...]:
    """What the stack shows of a namespace: Namespace and patches of it; raises Undecided when there may be more."""
    stack = asked_by.stack
    index = stack.remember(KubernetesNamespace, lambda: grouped(stack.all(KubernetesNamespace), _places)[0])
    unnamed = stack.remember("unnamed", lambda: [found for there in index if not there.named for found in index[there]])
    patches = stack.remember("unnamed patches", lambda: [found for found in unnamed if found.is_patch])
    shown = index.get(place, [])
    is_there = any(not found.is_patch for found in shown)
    if stack.leaves_out(KubernetesNamespace) or (patches if is_there else unnamed if place.named else index):
        raise Undecided(asked_by, "metadata.namespace", "may be that of a Namespace which is not known")
    return tuple(shown)


class NamespacedObject(KubernetesObject):
    """An object in a namespace."""

    @property
    def object_name(self) -> str | None:
        """Its name in the cluster; None where the provider makes one up."""
        return self.metadata.object_name if self.metadata else None

    @cached_property
    def place(self) -> Place:
        """Its namespace."""
        metadata = self.metadata
        if metadata is None:
            return Place("", False)
        return place_of(self.stack.refer(metadata, "namespace", KubernetesNamespace))

    @cached_property
    def named_place(self) -> Place | None:
        """Its namespace, if its name is known."""
        try:
            return self.place if self.place.named else None
        except (Undecided, Unusable):
            return None

    def shares_namespace_with(self, other: NamespacedObject) -> bool:
        """Whether both are in one namespace; raises Undecided when that is open."""
        return self.place.is_the_same(other.place, self)

    @cached_property
    def is_whole(self) -> bool:
        """Whether the stack shows all of it. What a patch does not say, or another resource patches, may be otherwise
        than it seems."""
        if self.is_patch:
            return False
        patches = self.stack.remember(("patches", type(self)), self._patches)
        return every([partial(self._is_another_than, found) for found in patches])

    def _patches(self) -> list[Self]:
        """The patches of objects of its kind, those too that this run leaves out."""
        records = [record for record in self.stack.records.values() if record.type.endswith("Patch")]
        return [self.stack.view(record.urn, type(self)) for record in records if self.reads(record.type)]

    def _is_another_than(self, patch: NamespacedObject) -> bool:
        return some([lambda: patch.object_name != self.object_name, lambda: not self.shares_namespace_with(patch)])

    @property
    def namespaces(self) -> tuple[KubernetesNamespace, ...]:
        """What the stack shows of its namespace, as `namespaces_at` says."""
        return namespaces_at(self, self.place)

    def beside(self, kind: type[N]) -> Concerning[N]:
        """The objects of a kind in its namespace."""
        return self.objects_in(self.place, kind)

    def objects_in(self, place: Place, kind: type[N]) -> Concerning[N]:
        """The objects of a kind in a namespace."""
        return self.stack.remember((kind, place), lambda: self._find_in(place, kind))

    def _find_in(self, own: Place, kind: type[N]) -> Concerning[N]:
        index, doubt = self.stack.remember((kind, "place"), lambda: grouped(self.stack.all(kind), _places))
        unnamed = self.stack.remember((kind, "unnamed"), lambda: [there for there in index if not there.named])
        others = any(there != own for there in (unnamed if own.named else index))
        if doubt is None and (others or self.stack.leaves_out(kind)):
            doubt = Undecided(self, "metadata.namespace", "may be that of objects whose namespace is not known")
        return Concerning(tuple(index.get(own, ())), doubt)

    def pods_with(self, labels: Mapping[str, Any]) -> Concerning[Workload]:
        """The workloads in its namespace whose pods have all these labels."""
        found = self.beside(Workload)
        by_label, unclear = self.stack.remember((Workload, self.place, "labels"), lambda: _by_label(found.shown))
        known = [by_label.get(pair, []) for pair in labels.items() if isinstance(pair[1], str)]
        shown, doubt = [], found.doubt
        for workload in [*(min(known, key=len) if known else found.shown), *unclear]:
            try:
                shown += [workload] if workload.has_labels(labels) else []
            except (Undecided, Unusable) as reason:
                doubt = doubt or reason
        return Concerning(tuple(shown), doubt)


def _places(found: NamespacedObject | KubernetesNamespace) -> tuple[Place]:
    return (found.place,)


def _by_label(workloads: Iterable[Workload]) -> tuple[dict[tuple[str, str], list[Workload]], list[Workload]]:
    """Workloads by each label of their pods, and those of which some label is not known."""
    index: dict[tuple[str, str], list[Workload]] = defaultdict(list)
    unclear: list[Workload] = []
    for workload in workloads:
        try:
            labels = workload.pod_labels
        except (Undecided, Unusable):
            unclear.append(workload)
            continue
        if any(value is UNKNOWN for value in labels.values()):
            unclear.append(workload)
            continue
        for key, value in labels.items():
            if isinstance(value, str):
                index[key, value].append(workload)
    return index, unclear


_pem_entries: Final = ("tls.crt", "tls.key", "ca.crt", "cert", "key", "cacert")


class Secret(NamespacedObject):
    """A Secret. Of its entries only the names are read, and whether they look like certificates and keys."""

    pattern = r"kubernetes:core/v1:Secret(Patch)?"
    kind = "Secret"

    type = text("type")
    data = mapping("data")
    string_data = mapping("stringData")

    @property
    def entries(self) -> frozenset[str]:
        """The names of its entries."""
        return frozenset([*self.data, *self.string_data])

    @property
    def has_certificate(self) -> bool:
        """Whether it has a certificate and its key under names that Istio knows."""
        return {"tls.crt", "tls.key"} <= self.entries or {"cert", "key"} <= self.entries

    @property
    def has_authority(self) -> bool:
        """Whether it has certificates to trust under a name that Istio knows."""
        return not self.entries.isdisjoint({"ca.crt", "cacert"})

    @property
    def entries_without_pem(self) -> tuple[str, ...]:
        """The names of entries that Istio takes for certificates or keys, and in which there is no PEM text."""
        return tuple(name for name in _pem_entries if not self._may_be_pem(name))

    def _may_be_pem(self, name: str) -> bool:
        if name in self.string_data:
            value = self.string_data[name]
            return not isinstance(value, str) or "-----BEGIN " in value
        value = self.data.get(name)
        if not isinstance(value, str):
            return True
        try:
            return b"-----BEGIN " in base64.b64decode(value)
        except ValueError:
            return True  # for the API server to refuse


class SecurityContext(Block):
    """`securityContext` of a pod or of a container."""

    run_as_user = integer("runAsUser")
    run_as_group = integer("runAsGroup")


class ContainerPort(Block):
    """One element of `ports` of a container of a pod."""

    name = text("name")
    transport = keyword("protocol", default="TCP")


class PodContainer(Block):
    """One element of `containers` or `initContainers` of a pod."""

    name = text("name")
    ports = blocks("ports", ContainerPort)
    restart_policy = text("restartPolicy")
    security_context = block("securityContext", SecurityContext)


class PodSpec(Block):
    """`spec` of a pod."""

    containers = blocks("containers", PodContainer)
    init_containers = blocks("initContainers", PodContainer)
    security_context = block("securityContext", SecurityContext)
    host_network = boolean("hostNetwork")
    service_account_name = text("serviceAccountName")
    service_account = text("serviceAccount")

    def has_container(self, name: str) -> bool:
        """Whether it describes a container of this name."""
        return some([partial(_is_called, found, name) for found in self.containers])

    def has_port(self, name: str, transport: str) -> bool:
        """Whether a container of it that keeps running has a port of this name."""
        return some(
            [
                *(partial(_has_port, found, name, transport) for found in self.containers),
                *(partial(_keeps_running_with_port, found, name, transport) for found in self.init_containers),
            ]
        )

    def runs_as(self, container: PodContainer, identity: int) -> bool:
        """Whether a container of it runs as the user or as the group of this number."""
        contexts = [found for found in (container.security_context, self.security_context) if found is not None]
        return some(
            [
                lambda: _first(found.run_as_user for found in contexts) == identity,
                lambda: _first(found.run_as_group for found in contexts) == identity,
            ]
        )


def _first(values: Iterable[int | None]) -> int | None:
    return next((value for value in values if value is not None), None)


def _keeps_running_with_port(container: PodContainer, name: str, transport: str) -> bool:
    return every([lambda: container.restart_policy == "Always", lambda: _has_port(container, name, transport)])


def _has_port(container: PodContainer, name: str, transport: str) -> bool:
    return bool(those(container.ports, lambda port: port.name == name and port.transport == transport))


def _is_called(container: PodContainer, name: str) -> bool:
    return container.name == name


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

    pattern = (
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
    def gets_sidecar(self) -> bool:
        """Whether the stack shows that its pods get a sidecar of Istio's: by labels of their namespace, or, where these
        say nothing, by their own."""
        return every(
            [
                lambda: not self.opts_out_of_mesh,
                lambda: self.pod_spec is None or not self.pod_spec.host_network,
                lambda: self.injection is True,
            ]
        )

    @property
    def lacks_sidecar(self) -> bool:
        """Whether the stack shows that its pods get no sidecar of Istio's though nobody declines it: neither their
        namespace nor they themselves say anything, nor do they describe a proxy."""
        pod = self.pod_spec
        return every(
            [
                lambda: self.injection is None and any(not found.is_patch for found in self.namespaces),
                lambda: not self.opts_out_of_mesh,
                lambda: pod is not None and not pod.host_network and not pod.has_container("istio-proxy"),
            ]
        )

    @property
    def injection(self) -> bool | None:
        """Whether its pods are to get sidecars of Istio's, where labels of their namespace or of their own say so."""
        stated = [found.injection for found in self.namespaces]
        if any(found is not None for found in stated):
            return all(found is not False for found in stated)
        metadata = self.pod_metadata
        if metadata is None:
            return None
        own = Block(metadata, metadata.path_of("labels"), metadata.labels)
        return True if own.known(inject_label) == "true" or own.known(revision_label) else None

    @property
    def opts_out_of_mesh(self) -> bool:
        """Whether its pods say that they get no sidecar of Istio's."""
        metadata = self.pod_metadata
        if metadata is None:
            return False
        stated = [values.get(inject_label) for values in (metadata.labels, metadata.annotations)]
        if any(isinstance(value, str) and value == "false" for value in stated):
            return True
        if any(value is UNKNOWN for value in stated):
            raise Undecided(self, inject_label)
        return False

    @property
    def pod_spec(self) -> PodSpec | None:
        """`spec` of its pods."""
        return self.spec if self.template is None else self.template.spec

    def pod_has_annotation(self, key: str) -> bool:
        """Whether its pods have an annotation with a value, known or not."""
        return self.pod_metadata is not None and is_given(self.pod_metadata.annotations.get(key))

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


def patches_pods(stack: Stack) -> bool:
    """Whether the stack patches workloads, whose pods may then have other labels than it seems."""
    return stack.remember("patched pods", lambda: any(found.is_patch for found in stack.all(Workload)))


class ServiceAccount(NamespacedObject):
    """A ServiceAccount."""

    pattern = r"kubernetes:core/v1:ServiceAccount"
    kind = "ServiceAccount"


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

    pattern = r"kubernetes:rbac\.authorization\.k8s\.io/v1:(Cluster)?Role(Patch)?"

    rules = blocks("rules", PolicyRule)

    @property
    def is_about_secrets(self) -> bool:
        """Whether it allows anything with Secrets."""
        return some([partial(_is_about_secrets, found) for found in self.rules])

    @property
    def lets_list_secrets(self) -> bool:
        """Whether it allows to list all Secrets."""
        return some([partial(_lets_list_secrets, found) for found in self.rules])

    def identities(self) -> Iterator[str]:
        yield from super().identities()
        values = self.raw("metadata")
        name = values.get("name") if isinstance(values, dict) else None
        if isinstance(name, str) and name:
            yield name


def _is_about_secrets(found: PolicyRule) -> bool:
    return found.is_about_secrets


def _lets_list_secrets(found: PolicyRule) -> bool:
    return found.lets_list_secrets


class RoleReference(Block):
    """`roleRef` of a RoleBinding."""

    kind = text("kind")
    name = text("name")


class RoleSubject(Block):
    """One element of `subjects` of a RoleBinding."""

    kind = text("kind")
    name = text("name")
    namespace = text("namespace")


class RoleBinder(KubernetesObject):
    """What binds accounts to a role."""

    role_reference = block("roleRef", RoleReference)
    subjects = blocks("subjects", RoleSubject)

    @property
    def role(self) -> Reference[KubernetesRole] | None:
        """The role."""
        return self.stack.refer(self.role_reference, "name", KubernetesRole) if self.role_reference else None

    def binds(self, names: Collection[str]) -> bool:
        """Whether it binds a ServiceAccount or a group of one of these names, of whatever namespace."""
        return some([partial(_is_one_of, subject, names) for subject in self.subjects])


def _is_one_of(subject: RoleSubject, names: Collection[str]) -> bool:
    return every([lambda: subject.kind in ("ServiceAccount", "Group"), lambda: subject.name in names])


class RoleBinding(RoleBinder, NamespacedObject):
    """A RoleBinding, for one namespace."""

    pattern = r"kubernetes:rbac\.authorization\.k8s\.io/v1:RoleBinding(Patch)?"


class ClusterRoleBinding(RoleBinder):
    """A ClusterRoleBinding, for all namespaces."""

    pattern = r"kubernetes:rbac\.authorization\.k8s\.io/v1:ClusterRoleBinding(Patch)?"


def roles_of(workload: Workload) -> tuple[KubernetesRole, ...] | None:
    """The roles of the ServiceAccount of a workload; None where one of them is another stack's. Raises Undecided when
    there may be more."""
    stack, names = workload.stack, (workload.service_account, *_groups_of_accounts(workload.place))
    binders = stack.remember((RoleBinder, "account"), lambda: _by_account(stack))
    named = chain.from_iterable(binders.get(name, ()) for name in names)
    references = [binder.role for binder in named if _counts_for(binder, workload)]
    if any(reference is None or reference.found is Found.OUTSIDE for reference in references):
        return None
    for unknown in binders.get("", []):
        unknown.binds(names)
    if stack.leaves_out(RoleBinding) or stack.leaves_out(ClusterRoleBinding):
        raise Undecided(workload, "the ServiceAccount of the pods", "may have roles that this run does not show")
    roles = [reference.one() for reference in references if reference is not None]
    return tuple(role for role in roles if role is not None)


def _groups_of_accounts(place: Place) -> tuple[str, ...]:
    """The groups in which Kubernetes has the ServiceAccounts of a namespace."""
    return ("system:authenticated", "system:serviceaccounts", f"system:serviceaccounts:{place.key}")


def has_account(workload: Workload) -> bool:
    """Whether the stack creates the ServiceAccount that pods run as."""
    stack = workload.stack
    accounts, _ = stack.remember((ServiceAccount, "name"), lambda: grouped(stack.all(ServiceAccount), place_and_name))
    return (workload.place, workload.service_account) in accounts


def place_and_name(found: NamespacedObject) -> Iterator[tuple[Place, str | None]]:
    """What tells an object from all others of its kind."""
    yield found.place, found.object_name


def _counts_for(binder: RoleBinder, workload: Workload) -> bool:
    return isinstance(binder, ClusterRoleBinding) or (
        isinstance(binder, RoleBinding) and binder.shares_namespace_with(workload)
    )


def _by_account(stack: Stack) -> dict[str, list[RoleBinder]]:
    """What binds accounts, by their names; under "" what binds accounts that are not known."""
    index: dict[str, list[RoleBinder]] = defaultdict(list)
    binders: list[RoleBinder] = [*stack.all(RoleBinding), *stack.all(ClusterRoleBinding)]
    for binder in binders:
        subjects = binder.raw("subjects")
        names = {_account_name(subject) for subject in subjects} if isinstance(subjects, list) else {""}
        for name in sorted(names):
            index[name].append(binder)
    return index


def _account_name(subject: Any) -> str:
    name = subject.get("name") if isinstance(subject, dict) else None
    return name if isinstance(name, str) else ""
