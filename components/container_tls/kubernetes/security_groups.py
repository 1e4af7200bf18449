"""Security groups of the load balancers that the AWS Load Balancer Controller makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NotRequired, TypedDict, cast

import pulumi
import pulumi_aws as aws

from .._arguments import ArgumentError, choice, cidrs, group, integer, lift, mapping, plain, port
from .._aws import Exceptions, Tags, after, cidr_field
from ._names import distinct, prefix_list_id, security_group_id, vpc_id
from ._settings import (
    ControllerIpAddressType,
    ControllerScheme,
    SecurityGroupMode,
    SecurityGroupSettings,
    Settings,
    check_families,
    check_number_of_groups,
)

_RULES_PER_GROUP: Final = 60
_CLUSTER_TAG: Final = "kubernetes.io/cluster/"
_NODE_PORTS: Final = (30000, 32767)


class ControllerClientsArgs(TypedDict, total=False):
    """Who may open connections to the load balancers. At least one of them is required."""

    cidrs: Sequence[pulumi.Input[str]]
    """IPv4 and IPv6 networks in CIDR notation; `0.0.0.0/0` is everybody. Default: none."""
    prefix_list_ids: Sequence[pulumi.Input[str]]
    """IDs of managed prefix lists, such as CloudFront's. Default: none."""
    prefix_list_entries: int
    """How many rules these lists count as, all together: the largest size of your own, the weight of AWS's. Default:
    one for each list, because their sizes cannot be seen from here."""
    security_groups: Mapping[str, pulumi.Input[str]]
    """IDs of security groups in hybrid and custom mode; the keys name the resources. Default: none."""


class ControllerTargetsArgs(TypedDict, total=False):
    """What the load balancers reach in custom mode. Ports or node ports are required."""

    ports: Sequence[pulumi.Input[int]]
    """Ports of the containers, for target type ip. Default: none."""
    health_check_ports: Sequence[pulumi.Input[int]]
    """More ports of the containers, on which only health checks arrive. Default: none; checks use the same ports."""
    node_ports: bool
    """Whether the range of node ports, 30000 to 32767, is opened, for target type instance. Default: false."""
    security_group_id: pulumi.Input[str]
    """ID of the group of the nodes or pods, whose rules must not be inline. Default: a new one, to be given to pods by
    a SecurityGroupPolicy beside the cluster's own group, which brings DNS, probes and the way out."""


class ControllerSecurityGroupsArgs(TypedDict):
    """Arguments of ControllerSecurityGroups."""

    mode: SecurityGroupMode
    """Who writes the security groups: automatic, hybrid or custom."""
    clients: ControllerClientsArgs
    """Who may open connections to the load balancers; nobody else gets in."""
    vpc_id: NotRequired[pulumi.Input[str]]
    """ID of the VPC. Required in hybrid and custom mode. Default: none; automatic mode creates no group here."""
    targets: NotRequired[ControllerTargetsArgs]
    """What the load balancers reach. Required in custom mode, and only there. Default: none; the controller opens the
    ports that Ingresses and Services name."""
    scheme: NotRequired[ControllerScheme]
    """From where the load balancers can be reached: internal or internet-facing. Default: internal, as in the
    controller."""
    ip_address_type: NotRequired[ControllerIpAddressType]
    """Which addresses they have: ipv4 or dualstack. IPv6 clients need dualstack. Default: ipv4, as in the
    controller."""
    redirect_http: NotRequired[bool]
    """Whether port 80 is open to the clients too, on which Ingresses redirect to HTTPS. Default: true."""
    additional_security_group_ids: NotRequired[Sequence[pulumi.Input[str]]]
    """IDs of more groups for the load balancers in hybrid and custom mode; AWS allows five on one, the controller's
    included. Default: none."""
    backend_security_group_id: NotRequired[pulumi.Input[str]]
    """ID of a group in automatic and hybrid mode that the controller attaches to every load balancer and opens nodes
    and pods to. Its rules are yours: without egress to the pods nothing is reached. Default: one that the controller
    creates for the cluster, with egress to everywhere."""
    environment: NotRequired[pulumi.Input[str]]
    """Value of the tag Environment. Default: name of the Pulumi stack."""
    tags: NotRequired[Tags]
    """Tags of every resource that takes tags; they win over Purpose and Environment. A tag `kubernetes.io/cluster/…` is
    refused: one group of a node or pod carries it, for EKS the cluster's own. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


@dataclass(frozen=True)
class _Clients:
    cidrs: Mapping[str, pulumi.Input[str]]
    prefix_lists: Sequence[pulumi.Input[str]]
    groups: Mapping[str, pulumi.Input[str]]

    def sources(self) -> dict[str, dict[str, Any]]:
        """Fields of security group rules, by a suffix for their names."""
        lists = {
            found if isinstance(found, str) else f"list-{index}": {"prefix_list_id": found}
            for index, found in enumerate(self.prefix_lists)
        }
        groups = {f"group-{key}": {"referenced_security_group_id": found} for key, found in self.groups.items()}
        return {**{suffix: cidr_field(block) for suffix, block in self.cidrs.items()}, **lists, **groups}


@dataclass(frozen=True)
class _Targets:
    ports: Sequence[pulumi.Input[int]]
    health_check_ports: Sequence[pulumi.Input[int]]
    node_ports: bool
    group: pulumi.Input[str] | None

    def openings(self) -> dict[str, tuple[pulumi.Input[int], pulumi.Input[int], str]]:
        """First port, last port and purpose, by a suffix for names."""
        found = {
            **{_suffix("port", index, on): (on, on, "requests") for index, on in enumerate(self.ports)},
            **{
                _suffix("health-check", index, on): (on, on, "health checks")
                for index, on in enumerate(self.health_check_ports)
            },
        }
        return {**found, "node-ports": (*_NODE_PORTS, "requests")} if self.node_ports else found


class ControllerSecurityGroups(pulumi.ComponentResource):
    """Who writes the security groups of the load balancers that the AWS Load Balancer Controller makes, stated once.

    ```text
    automatic  clients --443--> [controller's group] ALB [controller's shared group] --port--> [nodes or pods]
    hybrid     clients --443--> [group of this stack] ALB [controller's shared group] --port--> [nodes or pods]
    custom     clients --443--> [group of this stack] ALB --port--> [group of nodes or pods, rules of this stack]
    ```

    In automatic mode the controller writes every rule and this stack names the clients. In hybrid mode the group that
    clients meet belongs to this stack, and the controller opens nodes and pods to a group of its own, which is also the
    load balancer's way out. In custom mode every rule is in this stack, and the controller is told to write none. The
    modes cannot be mixed by accident: the controller, its Ingresses and its Services take `settings`, and annotations
    and Helm values follow from that. The policy pack reports hybrid mode, in which two parties write rules, unless
    `allowHybrid` of its rule `controller-manages-custom-groups` or `exceptions` of the Ingress or Service accept it.

    A group never has rules inline, and never the tag `kubernetes.io/cluster/…`: of the groups of a node or pod exactly
    one may carry it, and EKS keeps it on the cluster's own.

    ```python
    from container_tls.kubernetes import ControllerSecurityGroups, SecurityGroupMode

    groups = ControllerSecurityGroups(
        "shop",
        {
            "mode": SecurityGroupMode.CUSTOM,
            "vpc_id": "vpc-0a1b2c3d4e5f60718",
            "clients": {"cidrs": ["10.0.0.0/8"]},
            "targets": {"ports": [8443]},
        },
    )
    settings = groups.settings  # for LoadBalancerController
    ```
    """

    settings: SecurityGroupSettings
    """What the mode means, as LoadBalancerController, AlbIngress and NlbService take it. In hybrid and custom mode, a
    first preview of a program that is not in Python knows nothing of it, because the ids of groups are in it."""
    frontend_security_group_id: pulumi.Output[str] | None
    """ID of the group that clients meet; none in automatic mode."""
    target_security_group_id: pulumi.Output[str] | None
    """ID of the group of the nodes or pods; none unless the mode is custom."""
    ingress_annotations: pulumi.Output[Mapping[str, str]]
    """Annotations with which an Ingress of your own agrees with the mode."""
    service_annotations: pulumi.Output[Mapping[str, str]]
    """Annotations with which a Service of your own, for a Network Load Balancer, agrees with the mode."""
    ingress_class_params: pulumi.Output[Mapping[str, Sequence[str]]]
    """`spec` of IngressClassParams that agrees with the mode; empty unless the mode is automatic."""
    helm_values: pulumi.Output[Mapping[str, Any]]
    """Values of the controller's chart, from version 1.13, that agree with the mode."""

    def __init__(
        self, name: str, args: ControllerSecurityGroupsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        args = group(ControllerSecurityGroupsArgs, args)
        mode = choice(SecurityGroupMode, args["mode"], "mode")
        _check(args, mode)
        scheme = choice(ControllerScheme, args.get("scheme", ControllerScheme.INTERNAL), "scheme")
        addresses = choice(
            ControllerIpAddressType, args.get("ip_address_type", ControllerIpAddressType.IPV4), "ip_address_type"
        )
        redirect = plain(args.get("redirect_http", True), "redirect_http")
        ports = (443, 80) if redirect else (443,)
        clients = _clients(args["clients"], mode, addresses, len(ports))
        targets = _targets(args["targets"]) if "targets" in args else None
        more = distinct(
            args.get("additional_security_group_ids", []), security_group_id, "additional_security_group_ids"
        )
        check_number_of_groups(1 + len(more), mode, "additional_security_group_ids")
        super().__init__(
            "container-tls:index:ControllerSecurityGroups",
            name,
            {
                "mode": mode.value,
                "scheme": scheme.value,
                "ports": list(ports),
                "targetPorts": None if targets is None else [*targets.ports, *targets.health_check_ports],
                "nodePorts": targets is not None and targets.node_ports,
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        self._name = name
        self._tags = args.get("tags", {})
        self._environment = args.get("environment", pulumi.get_stack())
        self._opts = pulumi.ResourceOptions(parent=self)

        self.settings = {
            "name": name,
            "mode": mode.value,
            "scheme": scheme.value,
            "ip_address_type": addresses.value,
            "redirect_http": redirect,
        }
        self.frontend: aws.ec2.SecurityGroup | None = None
        self.client_rules: list[aws.vpc.SecurityGroupIngressRule] = []
        self.targets: aws.ec2.SecurityGroup | None = None
        self.target_rules: list[aws.vpc.SecurityGroupEgressRule | aws.vpc.SecurityGroupIngressRule] = []
        self.frontend_security_group_id = self.target_security_group_id = None
        if "backend_security_group_id" in args:
            self.settings["backend_security_group_id"] = args["backend_security_group_id"]
        if mode is SecurityGroupMode.AUTOMATIC:
            self.settings["client_cidrs"] = list(clients.cidrs.values())
            self.settings["prefix_list_ids"] = clients.prefix_lists
        else:
            self._own_groups(args["vpc_id"], clients, ports, targets, more)
        self._set_outputs()

    def _own_groups(
        self,
        vpc: pulumi.Input[str],
        clients: _Clients,
        ports: Sequence[int],
        targets: _Targets | None,
        more: Sequence[pulumi.Input[str]],
    ) -> None:
        frontend = self._group("frontend", "load-balancer-frontend", f"Clients of load balancers of {self._name}", vpc)
        self.frontend = frontend
        self.client_rules = [
            aws.vpc.SecurityGroupIngressRule(
                f"{self._name}-{on}-from-{suffix}",
                security_group_id=frontend.id,
                ip_protocol="tcp",
                from_port=on,
                to_port=on,
                description="HTTPS from clients" if on == 443 else "HTTP from clients, to be redirected",
                tags=self._tagged("load-balancer-frontend"),
                opts=self._opts,
                **source,
            )
            for on in ports
            for suffix, source in clients.sources().items()
        ]
        if targets is not None:
            self._open_targets(targets, frontend, vpc)
        self.frontend_security_group_id = after(frontend.id, *self.client_rules, *self.target_rules)
        self.settings["frontend_security_group_ids"] = [self.frontend_security_group_id, *more]

    def _open_targets(self, targets: _Targets, frontend: aws.ec2.SecurityGroup, vpc: pulumi.Input[str]) -> None:
        target_group: pulumi.Input[str]
        if targets.group is None:
            self.targets = self._group("targets", "load-balancer-targets", f"Targets of {self._name}", vpc)
            target_group = self.targets.id
        else:
            target_group = targets.group
        for suffix, (first, last, purpose) in targets.openings().items():
            for rule, own, peer, of in (
                (aws.vpc.SecurityGroupEgressRule, frontend.id, target_group, "load-balancer-frontend"),
                (aws.vpc.SecurityGroupIngressRule, target_group, frontend.id, "load-balancer-targets"),
            ):
                self.target_rules.append(
                    rule(
                        f"{self._name}-{suffix}",
                        security_group_id=own,
                        referenced_security_group_id=peer,
                        ip_protocol="tcp",
                        from_port=first,
                        to_port=last,
                        description=f"Load balancers of {self._name} to their targets, {purpose}",
                        tags=self._tagged(of),
                        opts=self._opts,
                    )
                )
        self.target_security_group_id = pulumi.Output.from_input(target_group)
        self.settings["target_ports"] = [*targets.ports, *targets.health_check_ports]
        self.settings["node_ports"] = targets.node_ports

    def _group(self, suffix: str, purpose: str, description: str, vpc: pulumi.Input[str]) -> aws.ec2.SecurityGroup:
        return aws.ec2.SecurityGroup(
            f"{self._name}-{suffix}",
            description=description,
            vpc_id=vpc_id(vpc, "vpc_id"),
            tags=self._tagged(purpose),
            opts=self._opts,
        )

    def _tagged(self, purpose: str) -> pulumi.Input[Mapping[str, pulumi.Input[str]]]:
        own = {"Purpose": purpose, "Environment": self._environment}
        if isinstance(self._tags, Mapping):
            return {**own, **self._tags}
        return lift(lambda tags: {**own, **_without_cluster(tags)}, self._tags)

    def _set_outputs(self) -> None:
        settings = Settings.of(self.settings, "settings")
        self.ingress_annotations = _output(settings.ingress_annotations)
        self.service_annotations = _output(settings.service_annotations)
        self.ingress_class_params = _output(settings.ingress_class_params)
        self.helm_values = _output(settings.helm_values)
        self.register_outputs(
            {
                "settings": self.settings,
                "frontendSecurityGroupId": self.frontend_security_group_id,
                "targetSecurityGroupId": self.target_security_group_id,
                "ingressAnnotations": self.ingress_annotations,
                "serviceAnnotations": self.service_annotations,
                "ingressClassParams": self.ingress_class_params,
                "helmValues": self.helm_values,
            }
        )


def _output(values: Mapping[str, Any]) -> pulumi.Output[Any]:
    return pulumi.Output.from_input(values)


def _check(args: ControllerSecurityGroupsArgs, mode: SecurityGroupMode) -> None:
    automatic, custom = mode is SecurityGroupMode.AUTOMATIC, mode is SecurityGroupMode.CUSTOM
    if not automatic and "vpc_id" not in args:
        raise ArgumentError("vpc_id", f"{mode.value} mode creates a security group", "Pass the id of its VPC")
    if custom and "targets" not in args:
        raise ArgumentError(
            "targets",
            "in custom mode nobody but this stack opens nodes and pods to the load balancers",
            "Pass the ports of the containers, or node_ports",
        )
    if "targets" in args and not custom:
        raise ArgumentError(
            "targets",
            f"in {mode.value} mode the controller opens nodes and pods, and would meet rules of this stack there",
            "Remove it, or use mode 'custom'",
        )
    if "backend_security_group_id" in args:
        security_group_id(args["backend_security_group_id"], "backend_security_group_id")
        if custom:
            raise ArgumentError(
                "backend_security_group_id",
                "in custom mode the controller attaches no group of its own and would never use it",
                "Remove it, or use mode 'hybrid'",
            )
    if automatic and args.get("additional_security_group_ids"):
        raise ArgumentError(
            "additional_security_group_ids",
            "groups of your own replace the one that the controller writes in automatic mode",
            "Remove it, or use mode 'hybrid' or 'custom'",
        )
    if not isinstance(tags := args.get("tags", {}), pulumi.Output):
        _without_cluster(mapping(cast("Mapping[str, Any]", tags), "tags"))


def _clients(
    given: ControllerClientsArgs, mode: SecurityGroupMode, addresses: ControllerIpAddressType, ports: int
) -> _Clients:
    args = group(ControllerClientsArgs, given, "clients")
    clients = _Clients(
        cidrs=cidrs(args.get("cidrs", []), "clients.cidrs"),
        prefix_lists=distinct(args.get("prefix_list_ids", []), prefix_list_id, "clients.prefix_list_ids"),
        groups={
            key: security_group_id(found, f"clients.security_groups.{key}")
            for key, found in mapping(args.get("security_groups", {}), "clients.security_groups").items()
        },
    )
    if not (clients.cidrs or clients.prefix_lists or clients.groups):
        raise ArgumentError(
            "clients", "nobody is named, for which the controller would let in everybody", "Pass cidrs, or prefix lists"
        )
    if clients.groups and mode is SecurityGroupMode.AUTOMATIC:
        raise ArgumentError(
            "clients.security_groups",
            "the controller lets in networks and prefix lists only",
            "Use them, or mode 'hybrid' or 'custom'",
        )
    check_families(clients.cidrs.values(), addresses, "clients.cidrs")
    lists = len(clients.prefix_lists)
    entries = plain(args.get("prefix_list_entries", lists), "clients.prefix_list_entries")
    _check_quota(clients, integer(entries, "clients.prefix_list_entries", lists, 1000, "rules"), ports)
    return clients


def _check_quota(clients: _Clients, entries: Any, ports: int) -> None:
    """Whether the rules fit into one group: AWS counts those for IPv4 and for IPv6 apart."""
    known = [block for block in clients.cidrs.values() if isinstance(block, str)]
    for family in ("IPv4", "IPv6"):
        networks = sum((":" in block) == (family == "IPv6") for block in known)
        rules = (networks + entries + len(clients.groups)) * ports
        if rules > _RULES_PER_GROUP:
            raise ArgumentError(
                "clients",
                f"a group would have {rules} rules for {family}, and AWS allows {_RULES_PER_GROUP} by default",
                "Name fewer or larger networks, or set redirect_http to false, which halves them",
            )


def _targets(given: ControllerTargetsArgs) -> _Targets:
    args = group(ControllerTargetsArgs, given, "targets")
    existing = args.get("security_group_id")
    targets = _Targets(
        ports=distinct(args.get("ports", []), port, "targets.ports"),
        health_check_ports=distinct(args.get("health_check_ports", []), port, "targets.health_check_ports"),
        node_ports=plain(args.get("node_ports", False), "targets.node_ports"),
        group=None if existing is None else security_group_id(existing, "targets.security_group_id"),
    )
    distinct([*targets.ports, *targets.health_check_ports], port, "targets.health_check_ports")
    if not (targets.ports or targets.node_ports):
        raise ArgumentError("targets", "there is no port", "Pass ports of containers, or node_ports")
    if len(targets.openings()) > _RULES_PER_GROUP:
        raise ArgumentError(
            "targets.ports",
            f"there are {len(targets.openings())} rules, and AWS allows {_RULES_PER_GROUP} in a group by default",
            "Name fewer ports",
        )
    return targets


def _suffix(kind: str, index: int, on: pulumi.Input[int]) -> str:
    return f"{kind}-{on}" if isinstance(on, int) else f"{kind}-output-{index}"


def _without_cluster(tags: Mapping[str, Any]) -> Mapping[str, Any]:
    for key in tags:
        if str(key).startswith(_CLUSTER_TAG):
            raise ArgumentError(
                "tags",
                f"got {key!r}; the controller wants it on exactly one group of a node or pod, and EKS keeps it on the "
                "cluster's own",
                "Remove it",
            )
    return tags
