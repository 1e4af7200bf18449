"""The Network Load Balancer's side of an ECS service: listener, target group and health check, TLS passed through."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._arguments import ArgumentError, choice, group, integer, lift, port
from ._aws import Tags, name_prefix
from ._connections import Connection
from ._targets import (
    IngressMode,
    check_ingress_mode,
    check_tcp_to_proxy,
    deregistration_delay,
    health_check_timing,
    ingress_mode,
    target_type,
)
from ._tasks import Container, Ingress, NetworkMode, TlsVersion
from .network_load_balancers import NlbListener

_PATH = "network_load_balancer"
_CHECK = f"{_PATH}.health_check"


class HealthCheckProtocol(StrEnum):
    """What a Network Load Balancer speaks when it checks a target."""

    TCP = "TCP"
    """It connects, and disconnects. A broken TLS configuration stays unseen."""
    HTTP = "HTTP"
    """It sends a request without TLS to the container's `health_port`."""
    HTTPS = "HTTPS"
    """It sends a request over TLS to the port that clients use. It speaks TLS 1.2 at most and has no certificate."""


class NetworkHealthCheckArgs(TypedDict, total=False):
    """How a Network Load Balancer checks tasks."""

    protocol: HealthCheckProtocol
    """TCP, HTTP or HTTPS. Default: TCP, as in AWS; the provider alone would send HTTP requests."""
    path: pulumi.Input[str]
    """Path of the request; only with HTTP and HTTPS. Default: `/`, as in AWS."""
    matcher: pulumi.Input[str]
    """Healthy status codes; only with HTTP and HTTPS. Default: `200-399`, as in AWS."""
    interval_seconds: pulumi.Input[int]
    """Seconds between two checks of each of the load balancer's nodes, 5 to 300. Default: 30, as in AWS."""
    timeout_seconds: pulumi.Input[int]
    """Seconds to wait for the answer, 2 to 120 and less than the interval. Default: 10, or 6 with HTTP, as in AWS."""
    healthy_threshold: pulumi.Input[int]
    """Successes in a row, 2 to 10, after which an unhealthy task counts as healthy. Default: 5, as in AWS."""
    unhealthy_threshold: pulumi.Input[int]
    """Failures in a row, 2 to 10, after which a task counts as unhealthy. Default: 2, as in AWS."""


class NetworkTargetArgs(TypedDict):
    """How the service is attached to a Network Load Balancer, which passes TLS through to it: the application, or a
    sidecar, ends TLS with a certificate of its own."""

    listener: NlbListener
    """The listener that the service takes, and no other service: one of `listeners` of a NetworkLoadBalancer."""
    ingress_mode: NotRequired[IngressMode]
    """Which way the load balancer takes: through-proxy or bypass. Required if the service is a Service Connect server,
    and only then. Default: none."""
    health_check: NotRequired[NetworkHealthCheckArgs]
    """How the load balancer checks tasks. Default: it connects to the port."""
    idle_timeout_seconds: NotRequired[pulumi.Input[int]]
    """Seconds, 60 to 6000, after which an idle connection is forgotten. Default: 350, as in AWS."""
    deregistration_delay_seconds: NotRequired[pulumi.Input[int]]
    """Seconds, 0 to 3600, in which connections to a leaving task may end. Default: 300, as in AWS, which advises 120
    at least."""
    connection_termination: NotRequired[pulumi.Input[bool]]
    """Whether connections that are still open then are closed. Default: true, so that clients connect again while the
    task still runs. AWS's default is false: they stay until the container is killed."""


@dataclass(frozen=True)
class NetworkTarget:
    """How the service is attached to a Network Load Balancer, checked."""

    listener: NlbListener
    target_type: str
    port: pulumi.Input[int]
    health_port: pulumi.Input[int] | None
    health_check: aws.lb.TargetGroupHealthCheckArgs
    idle_timeout: pulumi.Input[int]
    deregistration_delay: pulumi.Input[int]
    connection_termination: pulumi.Input[bool]

    @classmethod
    def of(
        cls,
        given: NetworkTargetArgs,
        container: Container,
        ingress: Ingress,
        connection: Connection | None,
        network_mode: NetworkMode,
    ) -> "NetworkTarget":
        """The target that these arguments describe."""
        args = group(NetworkTargetArgs, given, _PATH)
        listener = group(NlbListener, args["listener"], f"{_PATH}.listener")
        listener["port"] = port(listener["port"], f"{_PATH}.listener.port")
        through_proxy = _through_proxy(args, ingress, connection)
        check = group(NetworkHealthCheckArgs, args.get("health_check", {}), _CHECK)
        protocol = choice(HealthCheckProtocol, check.get("protocol", HealthCheckProtocol.TCP), f"{_CHECK}.protocol")
        health_port: pulumi.Input[int] | None = None
        if protocol is HealthCheckProtocol.HTTP:
            health_port = _health_port(container, network_mode)
        elif protocol is HealthCheckProtocol.HTTPS:
            _check_https(ingress, None if connection is None or not through_proxy else connection)
        return cls(
            listener=listener,
            target_type=target_type(network_mode),
            port=ingress.required_port("the load balancer sends connections there"),
            health_port=health_port,
            health_check=_health_check(check, protocol, health_port),
            idle_timeout=integer(
                args.get("idle_timeout_seconds", 350), f"{_PATH}.idle_timeout_seconds", 60, 6000, "seconds"
            ),
            deregistration_delay=deregistration_delay(args.get("deregistration_delay_seconds"), _PATH),
            connection_termination=args.get("connection_termination", True),
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
            protocol="TCP",
            target_type=self.target_type,
            preserve_client_ip=lift(
                lambda preserved: "true" if preserved else "false", self.listener.get("preserve_client_ip", False)
            ),
            proxy_protocol_v2=False,
            deregistration_delay=self.deregistration_delay,
            connection_termination=self.connection_termination,
            health_check=self.health_check,
            tags=tags,
            opts=opts,
        )

    def network_listener(
        self, name: str, target_group: aws.lb.TargetGroup, tags: Tags | None, opts: pulumi.ResourceOptions
    ) -> aws.lb.Listener:
        """The listener that sends connections to that target group."""
        return aws.lb.Listener(
            name,
            load_balancer_arn=self.listener["load_balancer_arn"],
            port=self.listener["port"],
            protocol="TCP",
            tcp_idle_timeout_seconds=self.idle_timeout,
            default_actions=[aws.lb.ListenerDefaultActionArgs(type="forward", target_group_arn=target_group.arn)],
            tags=tags,
            opts=opts,
        )


def _through_proxy(args: NetworkTargetArgs, ingress: Ingress, connection: Connection | None) -> bool:
    """Whether the load balancer reaches a Service Connect proxy, if the arguments agree on that."""
    mode = ingress_mode(args.get("ingress_mode"), _PATH)
    check_ingress_mode(mode, _PATH, connection, task_speaks_tls=True)
    if connection is None or connection.server is None:
        return False
    proxy_ends_tls = mode is IngressMode.THROUGH_PROXY and connection.issuer is not None
    if not proxy_ends_tls:
        check_tcp_to_proxy(ingress)
    return mode is IngressMode.THROUGH_PROXY


def _health_port(container: Container, network_mode: NetworkMode) -> pulumi.Input[int]:
    if network_mode is NetworkMode.BRIDGE:
        raise ArgumentError(
            f"{_CHECK}.protocol",
            "got 'HTTP', but in bridge mode the load balancer knows only the host port of the port that clients use, "
            "which speaks TLS",
            "Use 'TCP' or 'HTTPS', or network_mode 'awsvpc'",
        )
    if container.health_port is None:
        raise ArgumentError(
            f"{_CHECK}.protocol",
            "got 'HTTP', but the port that clients use speaks TLS and the container has no other",
            "Pass container.health_port, or use 'TCP' or 'HTTPS'",
        )
    return container.health_port


def _check_https(ingress: Ingress, proxy: Connection | None) -> None:
    problem = None
    if ingress.min_tls_version is TlsVersion.TLS_1_3:
        problem = f"the sidecar {ingress.container!r} accepts only TLS 1.3"
    elif ingress.requires_client_certificate:
        problem = f"the sidecar {ingress.container!r} requires client certificates"
    elif proxy is not None and proxy.issuer is not None:
        problem = "the Service Connect proxy accepts only TLS 1.3"
    if problem is not None:
        raise ArgumentError(
            f"{_CHECK}.protocol",
            f"got 'HTTPS', with TLS 1.2 and no certificate, but {problem}: every check would fail",
            "Use 'TCP', or 'HTTP' with container.health_port",
        )


def _health_check(
    args: NetworkHealthCheckArgs, protocol: HealthCheckProtocol, health_port: pulumi.Input[int] | None
) -> aws.lb.TargetGroupHealthCheckArgs:
    if protocol is HealthCheckProtocol.TCP:
        for argument in ("path", "matcher"):
            if argument in args:
                raise ArgumentError(
                    f"{_CHECK}.{argument}", "a TCP health check sends no request", "Remove it, or use 'HTTP' or 'HTTPS'"
                )
    request = protocol is not HealthCheckProtocol.TCP
    return aws.lb.TargetGroupHealthCheckArgs(
        protocol=protocol.value,
        port="traffic-port" if health_port is None else lift(str, health_port),
        path=args.get("path", "/") if request else None,
        matcher=args.get("matcher", "200-399") if request else None,
        **health_check_timing(args, _CHECK, default_timeout=6 if protocol is HealthCheckProtocol.HTTP else 10),
    )
