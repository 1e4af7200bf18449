"""Who writes the security groups of the controller's load balancers, and how the controller is told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NotRequired, TypedDict, cast

import pulumi

from .._arguments import ArgumentError, choice, cidrs, group, lift, plain, port
from ._names import distinct, prefix_list_id, security_group_id

ALB: Final = "alb.ingress.kubernetes.io/"
NLB: Final = "service.beta.kubernetes.io/aws-load-balancer-"

GROUPS_PER_LOAD_BALANCER: Final = 5


class SecurityGroupMode(StrEnum):
    """Who writes the security groups between clients, load balancers and pods."""

    AUTOMATIC = "automatic"
    """The controller writes all of them, and lets in the stated clients only."""
    HYBRID = "hybrid"
    """This stack writes the group that clients meet; the controller adds a group of its own to the load balancer and
    opens nodes and pods to that one."""
    CUSTOM = "custom"
    """This stack writes all of them; the controller writes none."""


class ControllerScheme(StrEnum):
    """From where a load balancer can be reached."""

    INTERNAL = "internal"
    """Private addresses only."""
    INTERNET_FACING = "internet-facing"
    """Public addresses."""


class ControllerIpAddressType(StrEnum):
    """Which addresses a load balancer has."""

    IPV4 = "ipv4"
    """IPv4 only."""
    DUALSTACK = "dualstack"
    """IPv4 and IPv6; its subnets need IPv6 blocks."""


# What is a closed set is text here: this type is also that of an output, and a YAML program cannot pass on an output
# with enums in it.
class SecurityGroupSettings(TypedDict):
    """What the controller and its Ingresses and Services have to agree on: `settings` of ControllerSecurityGroups."""

    name: str
    """Name of the component, with which the names of IngressGroups begin."""
    mode: str
    """Who writes the security groups: automatic, hybrid or custom."""
    scheme: str
    """From where the load balancers can be reached: internal or internet-facing."""
    ip_address_type: str
    """Which addresses they have: ipv4 or dualstack."""
    redirect_http: bool
    """Whether port 80 is open to the clients, to redirect them to HTTPS."""
    client_cidrs: NotRequired[Sequence[pulumi.Input[str]]]
    """Networks of the clients, for the group that the controller writes in automatic mode. Default: none."""
    prefix_list_ids: NotRequired[Sequence[pulumi.Input[str]]]
    """IDs of prefix lists of clients, for the same group. Default: none."""
    frontend_security_group_ids: NotRequired[Sequence[pulumi.Input[str]]]
    """IDs of the groups that clients meet in hybrid and custom mode, at most five on a load balancer. Default: none, in
    automatic mode."""
    backend_security_group_id: NotRequired[pulumi.Input[str]]
    """ID of the group from which the controller opens nodes and pods, in automatic and hybrid mode. Default: one that
    the controller creates."""
    target_ports: NotRequired[Sequence[pulumi.Input[int]]]
    """Ports of pods that are open to the load balancers in custom mode, health checks included. Default: none."""
    node_ports: NotRequired[bool]
    """Whether the node ports are open to the load balancers in custom mode. Default: false."""


@dataclass(frozen=True)
class Settings:
    """What the controller and its load balancers agree on, checked."""

    name: str
    mode: SecurityGroupMode
    scheme: ControllerScheme
    ip_address_type: ControllerIpAddressType
    redirect_http: bool
    client_cidrs: Sequence[pulumi.Input[str]]
    prefix_list_ids: Sequence[pulumi.Input[str]]
    frontend_groups: Sequence[pulumi.Input[str]]
    backend_group: pulumi.Input[str] | None
    target_ports: Sequence[pulumi.Input[int]]
    node_ports: bool

    @classmethod
    def of(cls, given: SecurityGroupSettings, path: str) -> "Settings":
        """The settings that these values describe, if they are of one mode."""
        args = group(SecurityGroupSettings, given, path)
        mode = choice(SecurityGroupMode, args["mode"], f"{path}.mode")
        _check_mode(args, mode, path)
        backend = args.get("backend_security_group_id")
        frontends = distinct(
            args.get("frontend_security_group_ids", []), security_group_id, f"{path}.frontend_security_group_ids"
        )
        check_number_of_groups(len(frontends), mode, f"{path}.frontend_security_group_ids")
        addresses = choice(ControllerIpAddressType, args["ip_address_type"], f"{path}.ip_address_type")
        clients = list(cidrs(args.get("client_cidrs", []), f"{path}.client_cidrs").values())
        check_families(clients, addresses, f"{path}.client_cidrs")
        return cls(
            name=plain(args["name"], f"{path}.name"),
            mode=mode,
            scheme=choice(ControllerScheme, args["scheme"], f"{path}.scheme"),
            ip_address_type=addresses,
            redirect_http=plain(args["redirect_http"], f"{path}.redirect_http"),
            client_cidrs=clients,
            prefix_list_ids=distinct(args.get("prefix_list_ids", []), prefix_list_id, f"{path}.prefix_list_ids"),
            frontend_groups=frontends,
            backend_group=None if backend is None else security_group_id(backend, f"{path}.backend_security_group_id"),
            target_ports=distinct(args.get("target_ports", []), port, f"{path}.target_ports"),
            node_ports=plain(args.get("node_ports", False), f"{path}.node_ports"),
        )

    @property
    def listener_ports(self) -> list[dict[str, int]]:
        """Ports on which clients are let in, as `listen-ports` has them."""
        return [{"HTTP": 80}, {"HTTPS": 443}] if self.redirect_http else [{"HTTPS": 443}]

    @property
    def ingress_annotations(self) -> dict[str, pulumi.Input[str]]:
        """Annotations of an Ingress that say the mode."""
        annotations: dict[str, pulumi.Input[str]] = {
            f"{ALB}scheme": self.scheme.value,
            f"{ALB}ip-address-type": self.ip_address_type.value,
        }
        if self.mode is not SecurityGroupMode.AUTOMATIC:
            annotations |= self._explicit_groups(ALB)
        if self.client_cidrs:
            annotations[f"{ALB}inbound-cidrs"] = _joined(self.client_cidrs)
        if self.prefix_list_ids:
            annotations[f"{ALB}security-group-prefix-lists"] = _joined(self.prefix_list_ids)
        return annotations

    @property
    def service_annotations(self) -> dict[str, pulumi.Input[str]]:
        """Annotations of a Service for a Network Load Balancer that say the mode."""
        annotations: dict[str, pulumi.Input[str]] = {
            f"{NLB}scheme": self.scheme.value,
            f"{NLB}ip-address-type": self.ip_address_type.value,
        }
        if self.mode is not SecurityGroupMode.AUTOMATIC:
            annotations |= self._explicit_groups(NLB)
        if self.client_cidrs:
            annotations["service.beta.kubernetes.io/load-balancer-source-ranges"] = _joined(self.client_cidrs)
        if self.prefix_list_ids:
            annotations[f"{NLB}security-group-prefix-lists"] = _joined(self.prefix_list_ids)
        return annotations

    @property
    def ingress_class_params(self) -> dict[str, Sequence[pulumi.Input[str]]]:
        """`spec` of the IngressClassParams; networks and prefix lists there win over those of an Ingress."""
        spec = {"inboundCIDRs": self.client_cidrs, "prefixListsIDs": self.prefix_list_ids}
        return {key: list(values) for key, values in spec.items() if values}

    @property
    def helm_values(self) -> dict[str, pulumi.Input[Any]]:
        """Values of the controller's chart that say the mode; the chart drops booleans that are given as text."""
        if self.mode is SecurityGroupMode.CUSTOM:
            return {"enableBackendSecurityGroup": False, "enableManageBackendSecurityGroupRules": False}
        own = {} if self.backend_group is None else {"backendSecurityGroup": self.backend_group}
        return {"enableBackendSecurityGroup": True, **own}

    def _explicit_groups(self, prefix: str) -> dict[str, pulumi.Input[str]]:
        managed = self.mode is SecurityGroupMode.HYBRID
        return {
            f"{prefix}security-groups": _joined(self.frontend_groups),
            f"{prefix}manage-backend-security-group-rules": "true" if managed else "false",
        }


def checked_settings(given: pulumi.Input[SecurityGroupSettings], path: str) -> pulumi.Input[Settings]:
    """The settings: at once, whatever in them is an output, unless they are one as a whole, as in other languages."""
    if isinstance(given, pulumi.Output):
        return given.apply(lambda known: Settings.of(known, path))
    return Settings.of(cast("SecurityGroupSettings", given), path)


def following(
    settings: pulumi.Input[Settings], build: Callable[[Settings], Mapping[str, pulumi.Input[Any]]]
) -> pulumi.Input[Mapping[str, Any]]:
    """Values that follow from the settings: each for itself, or all at once if the settings are an output."""
    if isinstance(settings, pulumi.Output):
        return settings.apply(lambda known: pulumi.Output.all(**build(known)))
    return build(cast("Settings", settings))


def check_families(blocks: Iterable[pulumi.Input[str]], addresses: ControllerIpAddressType, argument: str) -> None:
    """Whether a load balancer has addresses for these clients; the controller leaves out the others without a word."""

    def check(block: str) -> None:
        if ":" in block and addresses is ControllerIpAddressType.IPV4:
            raise ArgumentError(
                argument,
                f"got {block!r}, and a load balancer with ip_address_type 'ipv4' has no IPv6 address",
                "Use ip_address_type 'dualstack', or IPv4 networks",
            )

    for block in blocks:
        lift(check, block)


def check_number_of_groups(frontends: int, mode: SecurityGroupMode, argument: str) -> None:
    """Whether a load balancer can have so many groups of the user's, and the controller's one beside them."""
    most = GROUPS_PER_LOAD_BALANCER - (mode is SecurityGroupMode.HYBRID)
    if frontends > most:
        beside = ", with the controller's own beside them" if mode is SecurityGroupMode.HYBRID else ""
        raise ArgumentError(
            argument,
            f"a load balancer would have {frontends} groups{beside}, and AWS allows {GROUPS_PER_LOAD_BALANCER}",
            f"Use at most {most}",
        )


def _check_mode(args: SecurityGroupSettings, mode: SecurityGroupMode, path: str) -> None:
    automatic, custom = mode is SecurityGroupMode.AUTOMATIC, mode is SecurityGroupMode.CUSTOM
    fits = {
        "client_cidrs": automatic,
        "prefix_list_ids": automatic,
        "frontend_security_group_ids": not automatic,
        "backend_security_group_id": not custom,
        "target_ports": custom,
        "node_ports": custom,
    }
    for key, allowed in fits.items():
        if args.get(key) and not allowed:
            raise ArgumentError(
                f"{path}.{key}",
                f"there is no use for it in {mode.value} mode",
                "Pass what ControllerSecurityGroups made",
            )
    required = ("client_cidrs", "prefix_list_ids") if automatic else ("frontend_security_group_ids",)
    if not any(args.get(key) for key in required):
        raise ArgumentError(
            f"{path}.{required[0]}",
            f"there is none, and {mode.value} mode would open the load balancers to everybody or to nobody",
            "Pass what ControllerSecurityGroups made",
        )


def _joined(values: Sequence[pulumi.Input[str]]) -> pulumi.Input[str]:
    return lift(lambda *known: ",".join(known), *values)
