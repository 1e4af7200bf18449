"""Kubernetes objects that the AWS Load Balancer Controller reads, and the charts that install it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from .node import Block, Resource, Undecided, Unusable, block, boolean, mapping, some, text
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .record import Record
    from .stack import Stack

ingress_prefix: Final = "alb.ingress.kubernetes.io/"
service_prefix: Final = "service.beta.kubernetes.io/aws-load-balancer-"

# What Go's strconv.ParseBool takes, which the controller reads booleans with.
true_words: Final = frozenset({"1", "t", "T", "TRUE", "true", "True"})
false_words: Final = frozenset({"0", "f", "F", "FALSE", "false", "False"})

controller_chart: Final = re.compile(r"aws-load-balancer-controller(-v?\d[\w.+-]*\.tgz)?")


class Metadata(Block):
    """`metadata` of an object."""

    object_name = text("name")
    namespace = text("namespace")
    labels = mapping("labels")
    annotations = mapping("annotations")


class KubernetesObject(Resource):
    """An object of any group and version; `pattern` matches its type token, Patch resources included."""

    pattern: ClassVar[re.Pattern[str]] = re.compile("(?!)")
    identity = ("id",)

    metadata = block("metadata", Metadata)

    @classmethod
    def reads(cls, token: str) -> bool:
        return cls.pattern.fullmatch(token) is not None

    @property
    def is_patch(self) -> bool:
        """Whether it changes an object that is described elsewhere."""
        return self.record.type.endswith("Patch")

    @property
    def annotations(self) -> Mapping[str, Any]:
        metadata = self.metadata
        return metadata.annotations if metadata else {}

    def has_annotation(self, key: str) -> bool:
        """Whether the annotation is there with a value, known or not."""
        value = self.annotations.get(key)
        return value is UNKNOWN or value not in (None, "")

    def annotation(self, key: str) -> str | None:
        """The annotation's value; raises Unusable when it is not a string, as the API server would refuse it."""
        metadata = self.metadata
        if metadata is None:
            return None
        value = Block(metadata, "metadata.annotations", metadata.annotations).known(key)
        if value is None or isinstance(value, str):
            return value
        raise Unusable(self, f"annotation {key}", "is not a string")

    def gives_list(self, key: str) -> bool:
        """Whether the annotation names anything, separated by commas; a value that is not known does."""
        value = self.annotations.get(key)
        return value is UNKNOWN or (isinstance(value, str) and any(map(str.strip, value.split(","))))

    def flag(self, key: str) -> bool | None:
        """A boolean annotation as the controller reads it; None when absent or not a boolean."""
        value = self.annotation(key)
        return None if value is None else True if value in true_words else False if value in false_words else None


class CustomGroupsOwner(KubernetesObject):
    """An object that can give its load balancer security groups of the user's own: Ingress, Service or
    LoadBalancerConfiguration. Read as this class, it is an instance of the one that fits."""

    groups_key: ClassVar[str]
    manage_key: ClassVar[str]
    flag_key: ClassVar[str | None] = "enableManageBackendSecurityGroupRules"
    """The Helm value of the controller that applies when the object does not say; None when there is none."""
    false_value: ClassVar[str] = '"false"'
    """How to write false under `manage_key`: annotations are strings."""

    def __new__(cls, _stack: Stack, record: Record) -> Self:
        return object.__new__(next((kind for kind in cls.__subclasses__() if kind.reads(record.type)), cls))

    @classmethod
    def reads(cls, token: str) -> bool:
        kinds = cls.__subclasses__()
        return any(kind.reads(token) for kind in kinds) if kinds else super().reads(token)

    @property
    def custom_groups_given(self) -> bool:
        """Whether it names groups for its load balancer; which ones need not be known."""
        return self.gives_list(self.groups_key)

    @property
    def states_backend_rules(self) -> bool:
        """Whether it says itself if the controller writes the rules of nodes and pods."""
        return self.has_annotation(self.manage_key)

    @property
    def manages_backend_rules(self) -> bool:
        """Whether it tells the controller to write the rules of nodes and pods."""
        return self.flag(self.manage_key) is True

    @property
    def managing_controller(self) -> HelmChart | None:
        """The controller whose Helm value makes it write the rules of nodes and pods, because the object does not
        say; None when there is none. Raises Undecided when the stack has several controllers that differ."""
        key = self.flag_key
        if key is None or self.states_backend_rules:
            return None
        managing = self._controllers_agree(key, lambda chart: chart.value(key) is True)
        return managing[0] if managing else None

    @property
    def backend_group_shown(self) -> bool:
        """Whether the stack shows that its controller has a backend group. Raises Undecided when the stack has
        several controllers that differ."""
        return bool(self._controllers_agree("enableBackendSecurityGroup", lambda chart: chart.backend_group_enabled))

    def _controllers_agree(self, key: str, question: Callable[[HelmChart], bool]) -> tuple[HelmChart, ...]:
        """The controllers of which something holds: all of the stack's or none."""
        found = controllers(self, question)
        others = controllers(self, lambda chart: not question(chart)) if found else ()
        if others:
            names = " and ".join(chart.label for chart in (*found, *others))
            raise Undecided(self, self.manage_key, f"depends on the controller in charge: {names} differ in {key}")
        return found


class Ingress(CustomGroupsOwner):
    """An Ingress, of any version of its API."""

    pattern = re.compile(r"kubernetes:(networking\.k8s\.io/v1(beta1)?|extensions/v1beta1):Ingress(Patch)?")
    kind = "Ingress"
    groups_key = f"{ingress_prefix}security-groups"
    manage_key = f"{ingress_prefix}manage-backend-security-group-rules"


class ServiceSpec(Block):
    """`spec` of a Service."""

    type = text("type")
    load_balancer_class = text("loadBalancerClass")


class KubernetesService(CustomGroupsOwner):
    """A Service; the controller makes Network Load Balancers of those of type LoadBalancer."""

    pattern = re.compile(r"kubernetes:core/v1:Service(Patch)?")
    kind = "Service"
    groups_key = f"{service_prefix}security-groups"
    manage_key = f"{service_prefix}manage-backend-security-group-rules"

    spec = block("spec", ServiceSpec)

    @property
    def custom_groups_given(self) -> bool:
        """Not where it gets no load balancer of this controller, or one without any security group."""
        return not some(
            [
                lambda: not super(KubernetesService, self).custom_groups_given,
                lambda: self.flag(f"{service_prefix}disable-nlb-sg") is True,
                lambda: self._is_of_another_type,
                lambda: self._is_of_another_class,
            ]
        )

    @property
    def _is_of_another_type(self) -> bool:
        stated = self.spec.type if self.spec else None
        return stated != "LoadBalancer" and not (stated is None and self.is_patch)

    @property
    def _is_of_another_class(self) -> bool:
        stated = self.spec.load_balancer_class if self.spec else None
        return stated not in (None, "", "service.k8s.aws/nlb", "eks.amazonaws.com/nlb")


class ConfigurationSpec(Block):
    """`spec` of a LoadBalancerConfiguration."""

    manage_backend_rules = boolean("manageBackendSecurityGroupRules")
    disable_security_group = boolean("disableSecurityGroup")


class LoadBalancerConfiguration(CustomGroupsOwner):
    """The controller's settings for a Gateway (Gateway API)."""

    pattern = re.compile(r"kubernetes:gateway\.k8s\.aws/v\w+:LoadBalancerConfiguration(Patch)?")
    kind = "LoadBalancerConfiguration"
    groups_key = "spec.securityGroups"
    manage_key = "spec.manageBackendSecurityGroupRules"
    flag_key = None
    false_value = "false"

    spec = block("spec", ConfigurationSpec)

    @property
    def custom_groups_given(self) -> bool:
        """Not where `disableSecurityGroup` may take all groups away, as it does on a Network Load Balancer."""
        spec = self.spec
        if spec is None:
            return False
        groups = spec.raw("securityGroups")
        return (groups is UNKNOWN or bool(groups)) and not spec.disable_security_group

    @property
    def states_backend_rules(self) -> bool:
        return self.spec is not None and self.spec.has("manageBackendSecurityGroupRules")

    @property
    def manages_backend_rules(self) -> bool:
        return self.spec is not None and self.spec.manage_backend_rules


class IngressClassParams(KubernetesObject):
    """The controller's settings for a class of Ingresses; EKS Auto Mode has its own group."""

    pattern = re.compile(r"kubernetes:(elbv2\.k8s\.aws|eks\.amazonaws\.com)/v\w+:IngressClassParams(Patch)?")
    kind = "IngressClassParams"

    spec = mapping("spec")


class HelmChart(Resource):
    """A Helm release (v3) or chart (v3, v4)."""

    tokens = frozenset({"kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v3:Chart", "kubernetes:helm.sh/v4:Chart"})
    kind = "Helm chart"
    identity = ("id",)

    chart = text("chart")
    values = mapping("values")

    @property
    def installs_load_balancer_controller(self) -> bool:
        """Whether it is the chart of the AWS Load Balancer Controller, from a repository, an OCI registry or a path."""
        return controller_chart.fullmatch((self.chart or "").rstrip("/").rpartition("/")[2]) is not None

    def value(self, key: str) -> Any:
        """A top-level chart value, None when not set; raises Undecided when unknown."""
        return Block(self, "values", self.values).known(key)

    @property
    def backend_group_enabled(self) -> bool:
        """Whether the controller has its shared backend group: by default, and the chart passes on nothing but
        booleans. Not shown, and so no, where files may set the value that the program does not."""
        value = self.value("enableBackendSecurityGroup")
        if value is None:
            return self.raw("valueYamlFiles") is not UNKNOWN and not self.raw("valueYamlFiles")
        return value is not False


def controllers(anchor: Resource, question: Callable[[HelmChart], bool]) -> tuple[HelmChart, ...]:
    """The installations of the AWS Load Balancer Controller in the stack of which something holds."""

    def matches(chart: HelmChart) -> bool:
        return not some([lambda: not chart.installs_load_balancer_controller, lambda: not question(chart)])

    return tuple(chart for chart in anchor.stack.all(HelmChart) if matches(chart))
