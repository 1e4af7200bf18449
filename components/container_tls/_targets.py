"""The load balancer's side of an ECS service: listener rule, target group and health check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._arguments import ArgumentError, choice, group, integer, lift, plain
from ._aws import Tags, name_prefix
from ._connections import Connection, Server
from ._tasks import AppProtocol, Container, Ingress, NetworkMode, TlsVersion
from .load_balancers import AlbListener


class IngressMode(StrEnum):
    """Which way a load balancer reaches a container that is also a Service Connect server."""

    THROUGH_PROXY = "through-proxy"
    """Into the proxy, which ends TLS if Service Connect uses it. The application sees every request come from
    localhost, and the timeouts of Service Connect apply."""
    BYPASS = "bypass"
    """Past the proxy, to the application, and not encrypted by Service Connect; if that encrypts what other services
    send, the application must speak TLS. The proxy listens for other services on `ingress_port_override`."""


class TargetHealthCheckArgs(TypedDict, total=False):
    """How the load balancer checks tasks: on the port and in the protocol in which it also sends requests."""

    path: pulumi.Input[str]
    """Path of the request. Default: `/`, or `/AWS.ALB/healthcheck` for grpc, as in AWS."""
    matcher: pulumi.Input[str]
    """Healthy status codes, such as `200` or `200-299`; for grpc, gRPC's own. Default: `200`, or `12` for grpc, as in
    AWS."""
    interval_seconds: pulumi.Input[int]
    """Seconds between two checks, 5 to 300. Default: 30, as in AWS."""
    timeout_seconds: pulumi.Input[int]
    """Seconds to wait for the answer, 2 to 120 and less than the interval. Default: 5, as the guide of AWS has it."""
    healthy_threshold: pulumi.Input[int]
    """Successes in a row, 2 to 10, after which an unhealthy task counts as healthy. Default: 5, as in AWS."""
    unhealthy_threshold: pulumi.Input[int]
    """Failures in a row, 2 to 10, after which a task counts as unhealthy. Default: 2, as in AWS."""


class LoadBalancerTargetArgs(TypedDict):
    """How the service is attached to an Application Load Balancer."""

    listener: AlbListener
    """The listener that gets a rule for the service: `listener` of an ApplicationLoadBalancer."""
    priority: pulumi.Input[int]
    """Priority of the rule among those of the listener, 1 to 50000; the lowest that matches wins."""
    host_headers: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]]]
    """Host names that the rule matches; `*` and `?` are wildcards. Default: any. Hosts or paths are required."""
    path_patterns: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]]]
    """Paths that the rule matches, such as `/api/*`. Default: any."""
    ingress_mode: NotRequired[IngressMode]
    """Which way the load balancer takes: through-proxy or bypass. Required if the service is a Service Connect server,
    and only then. Default: none, because either way would silently change timeouts, addresses or encryption."""
    app_speaks_tls: NotRequired[bool]
    """Whether the application itself speaks TLS on its port, with a certificate of its own. Default: false."""
    deregistration_delay_seconds: NotRequired[pulumi.Input[int]]
    """Seconds, 0 to 3600, in which a leaving task may finish its requests. Default: 300, as in AWS."""
    health_check: NotRequired[TargetHealthCheckArgs]
    """How the load balancer checks tasks. Default: see there."""


@dataclass(frozen=True)
class Target:
    """How the service is attached to a load balancer, checked."""

    listener: AlbListener
    protocol: str
    protocol_version: str
    target_type: str
    port: pulumi.Input[int]
    priority: pulumi.Input[int]
    deregistration_delay: pulumi.Input[int]
    ingress_mode: IngressMode | None
    conditions: list[aws.lb.ListenerRuleConditionArgs]
    health_check: aws.lb.TargetGroupHealthCheckArgs

    @classmethod
    def of(
        cls,
        given: LoadBalancerTargetArgs,
        container: Container,
        ingress: Ingress,
        connection: Connection | None,
        network_mode: NetworkMode,
    ) -> "Target":
        """The target that these arguments describe."""
        path = "load_balancer"
        args = group(LoadBalancerTargetArgs, given, path)
        listener = group(AlbListener, args["listener"], f"{path}.listener")
        protocol = _protocol(args, listener, ingress, connection)
        version = {AppProtocol.HTTP2: "HTTP2", AppProtocol.GRPC: "GRPC"}.get(
            container.app_protocol or AppProtocol.HTTP, "HTTP1"
        )
        return cls(
            listener=listener,
            protocol=protocol,
            protocol_version=version,
            target_type=target_type(network_mode),
            port=ingress.required_port("the load balancer sends requests there"),
            priority=integer(args["priority"], f"{path}.priority", 1, 50000),
            deregistration_delay=deregistration_delay(args.get("deregistration_delay_seconds"), path),
            ingress_mode=ingress_mode(args.get("ingress_mode"), path),
            conditions=_conditions(args),
            health_check=_health_check(args.get("health_check", {}), protocol, version),
        )

    def target_group(
        self, name: str, vpc_id: pulumi.Input[str], tags: Tags | None, opts: pulumi.ResourceOptions
    ) -> aws.lb.TargetGroup:
        """The target group of the service's tasks."""
        return aws.lb.TargetGroup(
            name,
            name_prefix=name_prefix(name),
            vpc_id=vpc_id,
            port=self.port,
            protocol=self.protocol,
            protocol_version=self.protocol_version,
            target_type=self.target_type,
            deregistration_delay=self.deregistration_delay,
            health_check=self.health_check,
            tags=tags,
            opts=opts,
        )

    def listener_rule(
        self, name: str, target_group: aws.lb.TargetGroup, tags: Tags | None, opts: pulumi.ResourceOptions
    ) -> aws.lb.ListenerRule:
        """The rule that sends requests to that target group."""
        return aws.lb.ListenerRule(
            name,
            listener_arn=self.listener["arn"],
            priority=self.priority,
            conditions=self.conditions,
            actions=[aws.lb.ListenerRuleActionArgs(type="forward", target_group_arn=target_group.arn)],
            tags=tags,
            opts=opts,
        )


def target_type(network_mode: NetworkMode) -> str:
    """What ECS registers with a target group: addresses of tasks, or instances with ports."""
    return "instance" if network_mode is NetworkMode.BRIDGE else "ip"


def ingress_mode(given: IngressMode | None, path: str) -> IngressMode | None:
    """The way into a Service Connect server, if it is stated; `path` names the group of arguments."""
    return None if given is None else choice(IngressMode, given, f"{path}.ingress_mode")


def check_ingress_mode(
    mode: IngressMode | None, path: str, connection: Connection | None, *, task_speaks_tls: bool
) -> None:
    """An error if the stated way does not exist, or if there are two and none is stated."""
    if connection is None or connection.server is None:
        _check_without_proxy(mode, path)
    elif mode is IngressMode.BYPASS:
        _check_bypass(connection, connection.server, path, task_speaks_tls)
    else:
        _check_through_proxy(mode, connection.server, path)


def _protocol(
    args: LoadBalancerTargetArgs, listener: AlbListener, ingress: Ingress, connection: Connection | None
) -> str:
    """What the load balancer speaks to the task, if the arguments agree on that."""
    app_speaks_tls = plain(args.get("app_speaks_tls", False), "load_balancer.app_speaks_tls")
    if ingress.is_sidecar:
        _check_sidecar(listener, ingress, app_speaks_tls)
    task_speaks_tls = app_speaks_tls or ingress.is_sidecar
    mode = ingress_mode(args.get("ingress_mode"), "load_balancer")
    check_ingress_mode(mode, "load_balancer", connection, task_speaks_tls=task_speaks_tls)
    if connection is not None and connection.server is not None:
        if app_speaks_tls:
            check_tcp_to_proxy(ingress)
        if mode is IngressMode.THROUGH_PROXY and connection.issuer is not None:
            _check_proxy_tls(listener, app_speaks_tls)
            return "HTTPS"
    return "HTTPS" if task_speaks_tls else "HTTP"


def _check_sidecar(listener: AlbListener, ingress: Ingress, app_speaks_tls: bool) -> None:
    if app_speaks_tls:
        raise ArgumentError(
            "load_balancer.app_speaks_tls",
            f"the sidecar {ingress.container!r} ends TLS and the application would wait for its own",
            "Remove it, or remove ingress of the sidecar",
        )
    if ingress.requires_client_certificate:
        raise ArgumentError(
            "load_balancer",
            f"the sidecar {ingress.container!r} requires client certificates, which this load balancer does not have",
            "Use network_load_balancer, which passes the client's TLS through, or do not require client certificates",
        )
    if ingress.min_tls_version is TlsVersion.TLS_1_3:
        _check_backend(listener, f"the sidecar {ingress.container!r}")


def _check_without_proxy(mode: IngressMode | None, path: str) -> None:
    if mode is not None:
        raise ArgumentError(
            f"{path}.ingress_mode",
            f"got {mode.value!r}, but the service is no Service Connect server and no proxy takes its traffic in",
            "Remove it, or pass service_connect.server",
        )


def check_tcp_to_proxy(ingress: Ingress) -> None:
    """An error if a Service Connect proxy would call an application that speaks TLS without it."""
    if ingress.app_protocol is not None:
        raise ArgumentError(
            "container.app_protocol",
            f"got {ingress.app_protocol.value!r}, but the application speaks TLS and the proxy would call it without",
            "Remove it, which makes the port TCP to Service Connect",
        )


def _check_bypass(connection: Connection, server: Server, path: str, task_speaks_tls: bool) -> None:
    if server.ingress_port_override is None:
        raise ArgumentError(
            "service_connect.server.ingress_port_override",
            "there is none, so that the proxy takes over the container's port, although ingress_mode is 'bypass'",
            "Pass the port on which the proxy shall listen for other services",
        )
    if connection.issuer is not None and not task_speaks_tls:
        raise ArgumentError(
            f"{path}.ingress_mode",
            "got 'bypass', with which the load balancer sends plaintext past a proxy that uses TLS with other services",
            "Use 'through-proxy', let the application end TLS and state app_speaks_tls, or remove service_connect.tls",
        )


def _check_through_proxy(mode: IngressMode | None, server: Server, path: str) -> None:
    if mode is None:
        raise ArgumentError(
            f"{path}.ingress_mode",
            "the service is behind a load balancer and a Service Connect server, and the way into it is not stated",
            "Use 'through-proxy' to send the load balancer's traffic through the Service Connect proxy, or 'bypass', "
            "with service_connect.server.ingress_port_override, to send it to the application",
        )
    if server.ingress_port_override is not None:
        raise ArgumentError(
            "service_connect.server.ingress_port_override",
            f"got {_shown(server.ingress_port_override)}, with which the load balancer goes past the proxy, although "
            "ingress_mode is 'through-proxy'",
            "Remove it, or use ingress_mode 'bypass'",
        )


def _check_proxy_tls(listener: AlbListener, app_speaks_tls: bool) -> None:
    if app_speaks_tls:
        raise ArgumentError(
            "load_balancer.app_speaks_tls",
            "the proxy ends the load balancer's TLS and the application would wait for its own",
            "Remove it and let the proxy do TLS, use ingress_mode 'bypass', or remove service_connect.tls",
        )
    _check_backend(listener, "the Service Connect proxy")


def _check_backend(listener: AlbListener, target: str) -> None:
    if "backend_offers_tls13" in listener:
        lift(lambda offered: _must_offer_tls13(offered, target), listener["backend_offers_tls13"])


def _must_offer_tls13(offered: bool, target: str) -> None:
    if not offered:
        raise ArgumentError(
            "load_balancer.listener.backend_offers_tls13",
            f"the load balancer meets its targets with TLS 1.2 at most, and {target} speaks only 1.3",
            "Give an HTTPS listener of the load balancer a security policy that offers TLS 1.3",
        )


def _shown(value: object) -> str:
    return "an output" if isinstance(value, pulumi.Output) else repr(value)


def _conditions(args: LoadBalancerTargetArgs) -> list[aws.lb.ListenerRuleConditionArgs]:
    conditions = []
    if args.get("host_headers"):
        conditions.append(
            aws.lb.ListenerRuleConditionArgs(
                host_header=aws.lb.ListenerRuleConditionHostHeaderArgs(values=args["host_headers"])
            )
        )
    if args.get("path_patterns"):
        conditions.append(
            aws.lb.ListenerRuleConditionArgs(
                path_pattern=aws.lb.ListenerRuleConditionPathPatternArgs(values=args["path_patterns"])
            )
        )
    if not conditions:
        raise ArgumentError(
            "load_balancer",
            "neither host_headers nor path_patterns are stated, and a listener rule needs a condition",
            "Pass host_headers, or path_patterns=['/*'] for every request",
        )
    return conditions


def _health_check(given: TargetHealthCheckArgs, protocol: str, version: str) -> aws.lb.TargetGroupHealthCheckArgs:
    path = "load_balancer.health_check"
    args = group(TargetHealthCheckArgs, given, path)
    grpc = version == "GRPC"
    return aws.lb.TargetGroupHealthCheckArgs(
        protocol=protocol,
        port="traffic-port",
        path=args.get("path", "/AWS.ALB/healthcheck" if grpc else "/"),
        matcher=args.get("matcher", "12" if grpc else "200"),
        **health_check_timing(args, path, default_timeout=5),
    )


class HealthCheckTiming(TypedDict):
    """When a load balancer checks targets, and how soon it believes what it sees."""

    interval: pulumi.Input[int]
    timeout: pulumi.Input[int]
    healthy_threshold: pulumi.Input[int]
    unhealthy_threshold: pulumi.Input[int]


def health_check_timing(args: Mapping[str, Any], path: str, default_timeout: int) -> HealthCheckTiming:
    """The part of a health check that all load balancers have; `path` names its group of arguments."""
    interval = integer(args.get("interval_seconds", 30), f"{path}.interval_seconds", 5, 300, "seconds")
    timeout = integer(args.get("timeout_seconds", default_timeout), f"{path}.timeout_seconds", 2, 120, "seconds")
    return {
        "interval": interval,
        "timeout": lift(partial(_below_interval, path), timeout, interval),
        "healthy_threshold": integer(args.get("healthy_threshold", 5), f"{path}.healthy_threshold", 2, 10),
        "unhealthy_threshold": integer(args.get("unhealthy_threshold", 2), f"{path}.unhealthy_threshold", 2, 10),
    }


def deregistration_delay(given: pulumi.Input[int] | None, path: str) -> pulumi.Input[int]:
    """Seconds in which a leaving task may finish."""
    return integer(300 if given is None else given, f"{path}.deregistration_delay_seconds", 0, 3600, "seconds")


def _below_interval(path: str, timeout: int, interval: int) -> int:
    if timeout >= interval:
        raise ArgumentError(
            f"{path}.timeout_seconds",
            f"{timeout} seconds are not less than the interval of {interval} seconds",
            f"Use less than {interval}, or a longer interval_seconds",
        )
    return timeout
