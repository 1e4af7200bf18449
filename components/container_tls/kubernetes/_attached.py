"""What Ingresses and Services have in common: they belong to a controller, and agree with its security groups."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, cast

import pulumi

from .._arguments import ArgumentError, lift, port
from ._names import tags
from ._settings import SecurityGroupMode, SecurityGroupSettings, Settings, checked_settings
from .controllers import InstalledController


class ControllerTargetType(StrEnum):
    """To what a load balancer sends requests."""

    IP = "ip"
    """To the addresses of the pods, which need addresses of the VPC."""
    INSTANCE = "instance"
    """To a port of the nodes; an Ingress needs Services of type NodePort for it."""


def after_controller(
    parent: pulumi.Resource, controller: InstalledController, opts: pulumi.ResourceOptions | None
) -> pulumi.ResourceOptions:
    """Options of an object of the controller: it follows the controller, and what its component was told to follow."""
    # Only what the output depends on matters here, and its value must not get lost in other inputs.
    ready = cast("pulumi.Input[pulumi.Resource]", pulumi.Output.from_input(controller["ready"]).apply(lambda _: None))
    return pulumi.ResourceOptions.merge(
        pulumi.ResourceOptions(depends_on=None if opts is None else opts.depends_on),
        pulumi.ResourceOptions(parent=parent, depends_on=[ready]),
    )


def agreed_settings(
    controller: InstalledController, given: pulumi.Input[SecurityGroupSettings] | None
) -> pulumi.Input[Settings]:
    """The settings of an object: the controller's, or others that the controller can serve."""
    installed = checked_settings(controller["security_groups"], "controller.security_groups")
    return installed if given is None else lift(_agreed, checked_settings(given, "security_groups"), installed)


def _agreed(own: Settings, installed: Settings) -> Settings:
    if own.mode is not installed.mode:
        raise ArgumentError(
            "security_groups.mode",
            f"got {own.mode.value!r}, and the controller was installed for {installed.mode.value!r}",
            "Pass settings of the same mode, or remove security_groups",
        )
    if own.backend_group is not None:
        lift(_check_backend, own.backend_group, installed.backend_group)
    return own


def _check_backend(own: str, installed: str | None) -> None:
    if own != installed:
        raise ArgumentError(
            "security_groups.backend_security_group_id",
            "it is not the controller's, which has one backend group for all of its load balancers",
            "Remove it, or give the controller settings with the same one",
        )


def check_target_type(settings: Settings, target_type: ControllerTargetType) -> None:
    """Whether somebody opens the targets to the load balancer."""
    if settings.mode is not SecurityGroupMode.CUSTOM:
        return
    if target_type is ControllerTargetType.INSTANCE and not settings.node_ports:
        raise ArgumentError(
            "target_type",
            "got 'instance', and nobody opens the node ports to the load balancer",
            "Set node_ports in targets of ControllerSecurityGroups, or use 'ip'",
        )
    if target_type is ControllerTargetType.IP and not settings.target_ports:
        raise ArgumentError(
            "target_type",
            "got 'ip', and nobody opens a port of the pods to the load balancer",
            "Pass ports in targets of ControllerSecurityGroups, or use 'instance'",
        )


def open_port(
    given: pulumi.Input[int], settings: Settings, target_type: ControllerTargetType, argument: str
) -> pulumi.Input[int]:
    """A port of the targets, if this stack has opened it where nobody else does."""
    checked = port(given, argument)
    if settings.mode is not SecurityGroupMode.CUSTOM or target_type is not ControllerTargetType.IP:
        return checked

    def is_open(on: int, *opened: int) -> int:
        if on not in opened:
            raise ArgumentError(
                argument,
                f"got {on}, and nobody opens it to the load balancer",
                "Name it in targets of ControllerSecurityGroups, or use one that is open",
            )
        return on

    return lift(is_open, checked, *settings.target_ports)


def tags_annotation(key: str, given: Mapping[str, pulumi.Input[str]]) -> dict[str, pulumi.Input[str]]:
    """The annotation that holds tags of what the controller creates, if there are any."""
    found = tags(given, "tags")
    if not found:
        return {}
    return {key: lift(lambda *values: ",".join(map("=".join, zip(found, values, strict=True))), *found.values())}


def object_name(metadata: Any) -> str:
    """The name that an object got; none in a test without a cluster."""
    return getattr(metadata, "name", None) or ""


def load_balancer_hostname(status: Any) -> str:
    """The first host name of the load balancer; none in a test without a cluster."""
    balancer = getattr(status, "load_balancer", None)
    entries = getattr(balancer, "ingress", None) or []
    return next((str(entry.hostname) for entry in entries if entry.hostname), "")
