"""Kubernetes objects that the AWS Load Balancer Controller reads, and the charts that install it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from .node import Block, Resource, Unusable, block, boolean, mapping, sequence, text
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ingress_prefix: Final = "alb.ingress.kubernetes.io/"
service_prefix: Final = "service.beta.kubernetes.io/aws-load-balancer-"

# What Go's strconv.ParseBool takes, which the controller reads booleans with.
true_words: Final = frozenset({"1", "t", "T", "TRUE", "true", "True"})
false_words: Final = frozenset({"0", "f", "F", "FALSE", "false", "False"})


class Metadata(Block):
    """`metadata` of an object."""

    object_name = text("name")
    namespace = text("namespace")
    annotations = mapping("annotations")


class KubernetesObject(Resource):
    """An object of any group and version; `pattern` matches its type token, Patch resources included."""

    pattern: ClassVar[re.Pattern[str]]
    identity = ("id",)

    metadata = block("metadata", Metadata)

    @classmethod
    def reads(cls, token: str) -> bool:
        return cls.pattern.fullmatch(token) is not None

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

    def flag(self, key: str) -> bool | None:
        """A boolean annotation as the controller reads it; None when absent or not a boolean."""
        value = self.annotation(key)
        return None if value is None else True if value in true_words else False if value in false_words else None


class Ingress(KubernetesObject):
    """An Ingress, of any version of its API."""

    pattern = re.compile(r"kubernetes:(networking\.k8s\.io/v1(beta1)?|extensions/v1beta1):Ingress(Patch)?")
    kind = "Ingress"


class KubernetesService(KubernetesObject):
    """A Service."""

    pattern = re.compile(r"kubernetes:core/v1:Service(Patch)?")
    kind = "Service"


class ConfigurationSpec(Block):
    """`spec` of a LoadBalancerConfiguration."""

    security_groups = sequence("securityGroups")
    manage_backend_rules = boolean("manageBackendSecurityGroupRules")


class LoadBalancerConfiguration(KubernetesObject):
    """The controller's settings for a Gateway (Gateway API)."""

    pattern = re.compile(r"kubernetes:gateway\.k8s\.aws/v\w+:LoadBalancerConfiguration(Patch)?")
    kind = "LoadBalancerConfiguration"

    spec = block("spec", ConfigurationSpec)


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
        return (self.chart or "").rstrip("/").rpartition("/")[2] == "aws-load-balancer-controller"

    def value(self, key: str) -> Any:
        """A top-level chart value, None when not set; raises Undecided when unknown."""
        return Block(self, "values", self.values).known(key)


def controllers(anchor: Resource) -> Iterator[HelmChart]:
    """The installations of the AWS Load Balancer Controller in the stack."""
    return (chart for chart in anchor.stack.all(HelmChart) if chart.installs_load_balancer_controller)
