"""TargetGroupBindings: pods behind a target group that somebody else made."""

from __future__ import annotations

from .kubernetes import KubernetesObject
from .node import Block, block, blocks, sequence


class BindingIngress(Block):
    """One element of `networking.ingress` of a TargetGroupBinding."""

    ports = sequence("ports")


class BindingNetworking(Block):
    """`networking` of a TargetGroupBinding."""

    ingress = blocks("ingress", BindingIngress)


class BindingSpec(Block):
    """`spec` of a TargetGroupBinding."""

    networking = block("networking", BindingNetworking)


class TargetGroupBinding(KubernetesObject):
    """Registers the pods of a Service in a target group."""

    pattern = r"kubernetes:elbv2\.k8s\.aws/v\w+:TargetGroupBinding(Patch)?"
    kind = "TargetGroupBinding"

    spec = block("spec", BindingSpec)
