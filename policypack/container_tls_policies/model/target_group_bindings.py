"""TargetGroupBindings: pods behind a target group that somebody else made."""

from __future__ import annotations

from .node import Block, block, blocks, sequence, text
from .workloads import NamespacedObject


class BindingIngress(Block):
    """One element of `networking.ingress` of a TargetGroupBinding."""

    ports = sequence("ports")


class BindingNetworking(Block):
    """`networking` of a TargetGroupBinding."""

    ingress = blocks("ingress", BindingIngress)


class ServiceReference(Block):
    """`serviceRef` of a TargetGroupBinding."""

    service_name = text("name")


class BindingSpec(Block):
    """`spec` of a TargetGroupBinding."""

    networking = block("networking", BindingNetworking)
    service = block("serviceRef", ServiceReference)


class TargetGroupBinding(NamespacedObject):
    """Registers the pods of a Service in a target group."""

    pattern = r"kubernetes:elbv2\.k8s\.aws/v\w+:TargetGroupBinding(Patch)?"
    kind = "TargetGroupBinding"

    spec = block("spec", BindingSpec)
