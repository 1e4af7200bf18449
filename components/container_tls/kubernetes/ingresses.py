"""Ingresses: Application Load Balancers with HTTPS that the AWS Load Balancer Controller makes."""

import json
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, NotRequired, TypedDict, cast

import pulumi
import pulumi_kubernetes as k8s

from .. import tls_policies
from .._arguments import ArgumentError, choice, group, integer, lift, matching, port, sequence
from .._aws import Exceptions
from .._kubernetes_names import DNS_LABEL, namespace, service
from .._listener_policies import listener_policy, warn_if_new
from ._attached import (
    ControllerTargetType,
    after_controller,
    agreed_settings,
    check_target_type,
    load_balancer_hostname,
    object_name,
    open_port,
    tags_annotation,
)
from ._names import certificate_arn, distinct, host, ingress_prefix
from ._settings import ALB, SecurityGroupMode, SecurityGroupSettings, Settings, following
from .controllers import INGRESS_CLASS, InstalledController

_GROUP: Final = re.compile(r"(?=.{1,63}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_PORT_NAME: Final = re.compile(r"(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*")
_CODES: Final = re.compile(r"\d{3}([-,]\d{3})*")


class IngressBackendProtocol(StrEnum):
    """What a load balancer speaks to its targets."""

    HTTP = "HTTP"
    """Plaintext."""
    HTTPS = "HTTPS"
    """TLS, ended by the pods; the load balancer does not verify their certificates."""


class IngressPathType(StrEnum):
    """How paths are compared."""

    PREFIX = "Prefix"
    """Element by element, from the first."""
    EXACT = "Exact"
    """As a whole."""
    PATTERN = "ImplementationSpecific"
    """As the load balancer's own patterns, with `*` and `?`."""


class IngressRuleArgs(TypedDict):
    """Which requests go to which Service."""

    service_name: pulumi.Input[str]
    """Name of the Service, in the namespace of the Ingress."""
    service_port: NotRequired[pulumi.Input[int]]
    """Port of the Service. This or its name is required. Default: none."""
    service_port_name: NotRequired[pulumi.Input[str]]
    """Name of the Service's port. Default: none."""
    host: NotRequired[pulumi.Input[str]]
    """Host name; `*` may stand for the first label. Default: any."""
    path: NotRequired[pulumi.Input[str]]
    """Path, which begins with `/`. Default: `/`."""
    path_type: NotRequired[IngressPathType]
    """How the path is compared: Prefix, Exact or ImplementationSpecific. Default: Prefix."""


class IngressHealthCheckArgs(TypedDict, total=False):
    """How the load balancer checks the targets."""

    path: pulumi.Input[str]
    """Path of the request. Default: `/`, as in the controller."""
    port: pulumi.Input[int]
    """Port of the containers, or the node port. Default: the one to which requests go."""
    protocol: IngressBackendProtocol
    """HTTP or HTTPS. Default: the one of the requests."""
    success_codes: pulumi.Input[str]
    """Healthy status codes, such as `200`, `200,302` or `200-299`. Default: `200`, as in the controller."""
    interval_seconds: pulumi.Input[int]
    """Seconds between two checks, 5 to 300. Default: 15, as in the controller."""
    timeout_seconds: pulumi.Input[int]
    """Seconds to wait for the answer, 2 to 120 and less than the interval. Default: 5, as in the controller."""
    healthy_threshold: pulumi.Input[int]
    """Successes in a row, 2 to 10, after which an unhealthy target counts as healthy. Default: 2, as in the
    controller."""
    unhealthy_threshold: pulumi.Input[int]
    """Failures in a row, 2 to 10, after which a target counts as unhealthy. Default: 2, as in the controller."""


class IngressGroupArgs(TypedDict):
    """The load balancer that several Ingresses share."""

    name: str
    """Name of the group, at most 63 of a-z, 0-9 and `-`. The name of the security group settings is put in front of
    it, so that members always have the same settings. TLS policy and tags have to agree too."""
    order: NotRequired[pulumi.Input[int]]
    """Place of the Ingress's rules among those of the group, -1000 to 1000; the lowest that matches wins. Default: 0,
    as in the controller."""


class AlbIngressArgs(TypedDict):
    """Arguments of an AlbIngress."""

    controller: InstalledController
    """The controller: `installed` of a LoadBalancerController."""
    certificate_arns: pulumi.Input[Sequence[pulumi.Input[str]]]
    """ARNs of certificates in the load balancer's region; the first is the default one."""
    rules: Sequence[IngressRuleArgs]
    """Which requests go to which Service; the rest is answered with 404."""
    namespace: NotRequired[pulumi.Input[str]]
    """Namespace of the Ingress and its Services. Default: the Kubernetes provider's, `default` if it has none."""
    security_groups: NotRequired[pulumi.Input[SecurityGroupSettings]]
    """Other settings than the controller's, of the same mode: `settings` of ControllerSecurityGroups, for other clients
    or another scheme. Not in automatic mode, in which the IngressClass has one set of clients. Default: those that the
    controller was installed with."""
    ssl_policy: NotRequired[pulumi.Input[str]]
    """Security policy of the HTTPS listener. Default: the one that AWS recommends, with TLS 1.2 and 1.3 and
    post-quantum key exchange. The controller's own is `ELBSecurityPolicy-2016-08`, with TLS 1.0."""
    target_type: NotRequired[ControllerTargetType]
    """To what the load balancer sends requests: ip or instance. Default: ip, straight to the pods; the controller's own
    is instance."""
    backend_protocol: NotRequired[IngressBackendProtocol]
    """What the load balancer speaks to the targets: HTTP or HTTPS. Default: HTTP, as in the controller."""
    health_check: NotRequired[IngressHealthCheckArgs]
    """How the load balancer checks the targets. Default: see there."""
    group: NotRequired[IngressGroupArgs]
    """The load balancer that the Ingress shares with others. Default: one of its own."""
    tags: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Tags of everything that the controller creates for the Ingress, without commas, and without `=` in keys. Default:
    none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class AlbIngress(pulumi.ComponentResource):
    """An Ingress that is HTTPS only, with the security groups of the controller's mode.

    ```text
    clients --HTTPS 443--> [frontend group] ALB --HTTP or HTTPS--> [group of nodes or pods] pods
    ```

    Port 80, if the settings open it, only redirects. Who may connect, and from where the load balancer can be reached,
    comes from `settings` of ControllerSecurityGroups. The Ingress is created after the controller, and deleted while
    that still runs.

    ```python
    from container_tls.kubernetes import (
        AlbIngress,
        ControllerIdentity,
        ControllerSecurityGroups,
        IngressBackendProtocol,
        LoadBalancerController,
        SecurityGroupMode,
    )

    vpc_id = "vpc-0a1b2c3d4e5f60718"
    groups = ControllerSecurityGroups(
        "shop",
        {
            "mode": SecurityGroupMode.CUSTOM,
            "vpc_id": vpc_id,
            "clients": {"cidrs": ["10.0.0.0/8"]},
            "targets": {"ports": [8443]},
        },
    )
    controller = LoadBalancerController(
        "shop",
        {
            "cluster_name": "shop",
            "vpc_id": vpc_id,
            "security_groups": groups.settings,
            "identity": ControllerIdentity.POD_IDENTITY,
        },
    )
    AlbIngress(
        "orders",
        {
            "controller": controller.installed,
            "certificate_arns": ["arn:aws:acm:us-east-1:123456789012:certificate/6f1c3a52-2f5e-4c55-9a43-2c1f0b7f9d10"],
            "rules": [{"host": "shop.example.com", "service_name": "orders", "service_port": 443}],
            "backend_protocol": IngressBackendProtocol.HTTPS,
        },
    )
    ```
    """

    ingress_name: pulumi.Output[str]
    """Name of the Ingress in Kubernetes."""
    hostname: pulumi.Output[str]
    """DNS name that AWS gave to the load balancer. Point the names that are on the certificate to it."""

    def __init__(self, name: str, args: AlbIngressArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(AlbIngressArgs, args)
        ingress_prefix(name)
        controller = group(InstalledController, args["controller"], "controller")
        settings = agreed_settings(controller, args.get("security_groups"))
        _check_class(args, controller, settings)
        target_type = choice(ControllerTargetType, args.get("target_type", ControllerTargetType.IP), "target_type")
        protocol = choice(
            IngressBackendProtocol, args.get("backend_protocol", IngressBackendProtocol.HTTP), "backend_protocol"
        )
        policy = listener_policy(args.get("ssl_policy", tls_policies.recommended()), "ssl_policy")
        own = _annotations(args, policy, target_type, protocol)
        annotations = following(settings, lambda known: {**own, **_agreed_annotations(args, known, target_type)})
        super().__init__(
            "container-tls:index:AlbIngress",
            name,
            {
                "securityGroupMode": lift(lambda known: known.mode.value, settings),
                "scheme": lift(lambda known: known.scheme.value, settings),
                "sslPolicy": policy,
                "targetType": target_type.value,
                "backendProtocol": protocol.value,
                "redirectHttp": lift(lambda known: known.redirect_http, settings),
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        warn_if_new(policy, "ssl_policy", self)
        self.ingress = k8s.networking.v1.Ingress(
            name,
            metadata=k8s.meta.v1.ObjectMetaArgs(
                namespace=namespace(args["namespace"], "namespace") if "namespace" in args else None,
                annotations=annotations,
            ),
            spec=k8s.networking.v1.IngressSpecArgs(ingress_class_name=INGRESS_CLASS, rules=_rules(args["rules"])),
            opts=after_controller(self, controller, opts),
        )

        self.ingress_name = self.ingress.metadata.apply(object_name)
        self.hostname = self.ingress.status.apply(load_balancer_hostname)
        self.register_outputs({"ingressName": self.ingress_name, "hostname": self.hostname})


def _check_class(args: AlbIngressArgs, controller: InstalledController, settings: pulumi.Input[Settings]) -> None:
    def check(own: object, installed: object, agreed: Settings) -> None:
        if own != installed and agreed.mode is SecurityGroupMode.AUTOMATIC:
            raise ArgumentError(
                "security_groups",
                "in automatic mode the IngressClass has one set of clients, which would win over these",
                "Remove it, or use mode 'hybrid' or 'custom'",
            )

    if isinstance(settings, Settings):
        check(args.get("security_groups", controller["security_groups"]), controller["security_groups"], settings)
    elif "security_groups" in args:
        lift(check, args["security_groups"], controller["security_groups"], settings)


def _annotations(
    args: AlbIngressArgs,
    policy: pulumi.Input[str],
    target_type: ControllerTargetType,
    protocol: IngressBackendProtocol,
) -> dict[str, pulumi.Input[str]]:
    """What does not depend on the settings of the security groups."""
    return {
        f"{ALB}certificate-arn": _certificates(args["certificate_arns"]),
        f"{ALB}ssl-policy": policy,
        f"{ALB}load-balancer-attributes": "routing.http.drop_invalid_header_fields.enabled=true",
        f"{ALB}target-type": target_type.value,
        f"{ALB}backend-protocol": protocol.value,
        **_health_check(args.get("health_check", {}), protocol),
        **tags_annotation(f"{ALB}tags", args.get("tags", {})),
    }


def _agreed_annotations(
    args: AlbIngressArgs, settings: Settings, target_type: ControllerTargetType
) -> dict[str, pulumi.Input[str]]:
    check_target_type(settings, target_type)
    annotations: dict[str, pulumi.Input[str]] = {
        **settings.ingress_annotations,
        f"{ALB}listen-ports": json.dumps(settings.listener_ports),
        **_group(args, settings),
    }
    if settings.redirect_http:
        annotations[f"{ALB}ssl-redirect"] = "443"
    if (on := args.get("health_check", {}).get("port")) is not None:
        annotations[f"{ALB}healthcheck-port"] = lift(str, open_port(on, settings, target_type, "health_check.port"))
    return annotations


def _certificates(given: pulumi.Input[Sequence[pulumi.Input[str]]]) -> pulumi.Input[str]:
    if isinstance(given, pulumi.Output):
        return given.apply(_certificates)
    found = distinct(cast("Sequence[pulumi.Input[str]]", given), certificate_arn, "certificate_arns")
    if not found:
        raise ArgumentError("certificate_arns", "there is none, and HTTPS needs a certificate", "Pass its ARN")
    return lift(lambda *known: ",".join(known), *found)


def _health_check(given: IngressHealthCheckArgs, protocol: IngressBackendProtocol) -> dict[str, pulumi.Input[str]]:
    args = group(IngressHealthCheckArgs, given, "health_check")
    interval = integer(args.get("interval_seconds", 15), "health_check.interval_seconds", 5, 300, "seconds")
    timeout = integer(args.get("timeout_seconds", 5), "health_check.timeout_seconds", 2, 120, "seconds")
    healthy = integer(args.get("healthy_threshold", 2), "health_check.healthy_threshold", 2, 10)
    unhealthy = integer(args.get("unhealthy_threshold", 2), "health_check.unhealthy_threshold", 2, 10)
    check: dict[str, pulumi.Input[str]] = {
        "protocol": choice(IngressBackendProtocol, args.get("protocol", protocol), "health_check.protocol").value,
        "port": lift(str, port(args["port"], "health_check.port")) if "port" in args else "traffic-port",
        "path": lift(lambda path: _path(path, "health_check.path"), args.get("path", "/")),
        "interval-seconds": lift(str, interval),
        "timeout-seconds": lift(_below_interval, timeout, interval),
    }
    return {
        **{f"{ALB}healthcheck-{key}": value for key, value in check.items()},
        f"{ALB}healthy-threshold-count": lift(str, healthy),
        f"{ALB}unhealthy-threshold-count": lift(str, unhealthy),
        f"{ALB}success-codes": matching(
            args.get("success_codes", "200"), "health_check.success_codes", _CODES, "codes, such as 200 or 200-299"
        ),
    }


def _below_interval(timeout: int, interval: int) -> str:
    if timeout >= interval:
        raise ArgumentError(
            "health_check.timeout_seconds",
            f"{timeout} seconds are not less than the interval of {interval} seconds",
            f"Use less than {interval}, or a longer interval_seconds",
        )
    return str(timeout)


def _group(args: AlbIngressArgs, settings: Settings) -> dict[str, pulumi.Input[str]]:
    if "group" not in args:
        return {}
    given = group(IngressGroupArgs, args["group"], "group")
    part = matching(given["name"], "group.name", DNS_LABEL, "at most 63 of a-z, 0-9 and '-'")
    name = f"{settings.name}.{part}"
    if not isinstance(part, str) or not _GROUP.fullmatch(name):
        raise ArgumentError(
            "group.name",
            f"with the name of the security group settings it is {name!r}",
            "Use names that together are at most 63 of a-z, 0-9, '-' and '.'",
        )
    order = integer(given.get("order", 0), "group.order", -1000, 1000)
    return {f"{ALB}group.name": name, f"{ALB}group.order": lift(str, order)}


def _rules(given: Sequence[IngressRuleArgs]) -> list[k8s.networking.v1.IngressRuleArgs]:
    rules, seen = [], set()
    for index, rule in enumerate(sequence(given, "rules")):
        path = f"rules.{index}"
        args = group(IngressRuleArgs, rule, path)
        kind = choice(IngressPathType, args.get("path_type", IngressPathType.PREFIX), f"{path}.path_type")
        request = (args.get("host"), args.get("path", "/"), kind)
        if all(isinstance(part, str | None) for part in request):
            if request in seen:
                raise ArgumentError(path, "an earlier rule takes all of its requests", "Name each host and path once")
            seen.add(request)
        rules.append(
            k8s.networking.v1.IngressRuleArgs(
                host=host(args["host"], f"{path}.host") if "host" in args else None,
                http=k8s.networking.v1.HTTPIngressRuleValueArgs(paths=[_rule_path(args, kind, path)]),
            )
        )
    if not rules:
        raise ArgumentError("rules", "there is none, and no request would reach a Service", "Name a Service")
    return rules


def _rule_path(args: IngressRuleArgs, kind: IngressPathType, path: str) -> k8s.networking.v1.HTTPIngressPathArgs:
    def check(given: Any) -> str:
        text = _path(given, f"{path}.path")
        if kind is not IngressPathType.PATTERN and re.search("[*?]", text):
            raise ArgumentError(
                f"{path}.path", f"got {text!r}, and {kind.value} has no wildcards", "Use 'ImplementationSpecific'"
            )
        return text

    return k8s.networking.v1.HTTPIngressPathArgs(
        path=lift(check, args.get("path", "/")),
        path_type=kind.value,
        backend=k8s.networking.v1.IngressBackendArgs(
            service=k8s.networking.v1.IngressServiceBackendArgs(
                name=service(args["service_name"], f"{path}.service_name"), port=_service_port(args, path)
            )
        ),
    )


def _service_port(args: IngressRuleArgs, path: str) -> k8s.networking.v1.ServiceBackendPortArgs:
    if ("service_port" in args) == ("service_port_name" in args):
        raise ArgumentError(
            f"{path}.service_port", "pass either it or service_port_name", "Name one port of the Service"
        )
    if "service_port" in args:
        return k8s.networking.v1.ServiceBackendPortArgs(number=port(args["service_port"], f"{path}.service_port"))
    allowed = "at most 15 of a-z, 0-9 and '-', with a letter"
    name = matching(args["service_port_name"], f"{path}.service_port_name", _PORT_NAME, allowed)
    return k8s.networking.v1.ServiceBackendPortArgs(name=name)


def _path(given: Any, argument: str) -> str:
    if not isinstance(given, str) or not given.startswith("/"):
        raise ArgumentError(argument, f"got {given!r}", "Use a path that begins with '/'")
    return given
