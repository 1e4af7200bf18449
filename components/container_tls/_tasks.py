"""The task of an ECS service: its container, its size, its roles and its logs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._arguments import ArgumentError, choice, group, integer, lift, mapping, matching, port, port_name, to_json, united
from ._aws import Tags, managed_policy_arn, trust

# What the Service Connect proxy needs beside the container.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
PROXY_CPU = 256
PROXY_MEMORY_MIB = 64

# CPU units and the MiB of memory that go with them.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
_FARGATE_SIZES: tuple[tuple[int, Sequence[int]], ...] = (
    (256, (512, 1024, 2048)),
    (512, range(1024, 4096 + 1, 1024)),
    (1024, range(2048, 8192 + 1, 1024)),
    (2048, range(4096, 16384 + 1, 1024)),
    (4096, range(8192, 30720 + 1, 1024)),
    (8192, range(16384, 61440 + 1, 4096)),
    (16384, range(32768, 122880 + 1, 8192)),
)


# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
_CONTAINER_NAME = re.compile("[A-Za-z0-9_-]{1,255}")
# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
_LOG_GROUP_NAME = re.compile("[A-Za-z0-9_./#-]{1,512}")
# https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
_RETENTION_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)


class LaunchType(StrEnum):
    """What a task runs on."""

    FARGATE = "FARGATE"
    EC2 = "EC2"


class NetworkMode(StrEnum):
    """Where the containers of a task have their ports."""

    AWSVPC = "awsvpc"
    """On a network interface of the task's own, with its own security group."""
    BRIDGE = "bridge"
    """On ports of the instance that it chooses at the start of the task; only on EC2."""


class TlsVersion(StrEnum):
    """A version of TLS."""

    TLS_1_2 = "1.2"
    TLS_1_3 = "1.3"


class AppProtocol(StrEnum):
    """What a container speaks behind a Service Connect proxy, without TLS."""

    HTTP = "http"
    HTTP2 = "http2"
    GRPC = "grpc"


class ContainerHealthCheckArgs(TypedDict):
    """A command that ECS runs inside the container. Service Connect sends no traffic before it first succeeds."""

    command: pulumi.Input[Sequence[pulumi.Input[str]]]
    """The command: `CMD` and its words, or `CMD-SHELL` and a line for the shell, as in
    `["CMD-SHELL", "curl -f http://localhost:8080/health || exit 1"]`."""
    interval_seconds: NotRequired[pulumi.Input[int]]
    """Seconds between two checks, 5 to 300. Default: 30, as in AWS."""
    timeout_seconds: NotRequired[pulumi.Input[int]]
    """Seconds to wait for success, 2 to 60. Default: 5, as in AWS."""
    retries: NotRequired[pulumi.Input[int]]
    """Failures in a row, 1 to 10, that make the container unhealthy. Default: 3, as in AWS."""
    start_period_seconds: NotRequired[pulumi.Input[int]]
    """Seconds after the start, 0 to 300, in which failures do not count. Default: 0, as in AWS."""


class ContainerArgs(TypedDict):
    """The application's container."""

    image: pulumi.Input[str]
    """Image, with its registry and its tag or digest."""
    cpu: pulumi.Input[int]
    """CPU units of the container; 1024 are one vCPU."""
    memory: pulumi.Input[int]
    """Memory limit of the container in MiB; a container that exceeds it is killed."""
    name: NotRequired[pulumi.Input[str]]
    """Name of the container: at most 255 letters, digits, `_` and `-`. Default: the service component's name."""
    port: NotRequired[pulumi.Input[int]]
    """TCP port, 1 to 65535, on which the application listens, also on localhost, from where the Service Connect proxy
    calls it. Required behind a load balancer and for a Service Connect server. Default: none."""
    port_name: NotRequired[pulumi.Input[str]]
    """Name of the port mapping, by which Service Connect refers to it: at most 64 of a-z, 0-9, `_` and `-`.
    Default: `app`."""
    health_port: NotRequired[pulumi.Input[int]]
    """TCP port, 1 to 65535, of a health endpoint without TLS beside the application's port, for the health checks of a
    Network Load Balancer. Default: none."""
    app_protocol: NotRequired[AppProtocol]
    """What the application speaks: http, http2 or grpc. Default: none, which means TCP, without timeouts and metrics
    of requests; an application that itself speaks TLS is TCP to the proxy. It cannot change while the ECS service
    exists."""
    environment: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Environment variables. A value that is an output hides the whole container definition from a policy at preview.
    Default: none."""
    secrets: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Environment variables whose values ECS reads at start: ARNs of Secrets Manager secrets or SSM parameters. The
    execution role needs the permission, by `execution_role_policy_arns`. Default: none."""
    command: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]]]
    """Command with its arguments. Default: the image's."""
    health_check: NotRequired[ContainerHealthCheckArgs]
    """Health check inside the container. Default: none; then Service Connect sends traffic at once."""
    stop_timeout_seconds: NotRequired[pulumi.Input[int]]
    """Seconds between SIGTERM and SIGKILL, 2 to 120. Default: 30, as in AWS."""


@dataclass(frozen=True)
class Ingress:
    """Where a task takes in what is sent to the service: the application's container, or a sidecar before it."""

    container: pulumi.Input[str]
    port: pulumi.Input[int] | None
    port_name: pulumi.Input[str]
    app_protocol: AppProtocol | None
    min_tls_version: TlsVersion | None = None
    """The lowest TLS version that a sidecar accepts; none without such a sidecar."""
    requires_client_certificate: bool = False

    @property
    def is_sidecar(self) -> bool:
        """Whether a sidecar ends TLS before the application."""
        return self.min_tls_version is not None

    def required_port(self, why: str) -> pulumi.Input[int]:
        """The port; an error if there is none, which says why there must be one."""
        if self.port is None:
            raise ArgumentError(
                "container.port", "there is none", f"Pass the port on which the application listens; {why}"
            )
        return self.port


@dataclass(frozen=True)
class Container:
    """The application's container, checked."""

    name: pulumi.Input[str]
    port: pulumi.Input[int] | None
    port_name: pulumi.Input[str]
    app_protocol: AppProtocol | None
    health_port: pulumi.Input[int] | None
    cpu: pulumi.Input[int]
    memory: pulumi.Input[int]
    stop_timeout: pulumi.Input[int]
    health_check: dict[str, Any] | None
    environment: Mapping[str, pulumi.Input[str]]
    secrets: Mapping[str, pulumi.Input[str]]
    args: ContainerArgs

    @classmethod
    def of(cls, given: ContainerArgs, service: str) -> "Container":
        """The container that these arguments describe."""
        args = group(ContainerArgs, given, "container")
        return cls(
            name=container_name(args.get("name", service), "container.name"),
            port=port(args["port"], "container.port") if "port" in args else None,
            port_name=port_name(args.get("port_name", "app"), "container.port_name"),
            app_protocol=choice(AppProtocol, args["app_protocol"], "container.app_protocol")
            if "app_protocol" in args
            else None,
            health_port=port(args["health_port"], "container.health_port") if "health_port" in args else None,
            cpu=container_cpu(args["cpu"], "container"),
            memory=container_memory(args["memory"], "container"),
            stop_timeout=container_stop_timeout(args.get("stop_timeout_seconds"), "container"),
            health_check=container_health_check(args["health_check"], "container.health_check")
            if "health_check" in args
            else None,
            environment=mapping(args.get("environment", {}), "container.environment"),
            secrets=container_secrets(args.get("secrets", {}), args.get("environment", {}), "container"),
            args=args,
        )

    @property
    def ingress(self) -> Ingress:
        """The container itself, taking in what is sent to the service."""
        return Ingress(self.name, self.port, self.port_name, self.app_protocol)

    def definition(
        self,
        log_group: pulumi.Input[str],
        region: pulumi.Input[str],
        *,
        network_mode: NetworkMode,
        ingress: Ingress,
        depends_on: pulumi.Input[Sequence[Mapping[str, str]]],
    ) -> dict[str, Any]:
        """The container in ECS's own terms. Its port is mapped unless a sidecar takes in what is sent to it."""
        mappings = [] if self.port is None or ingress.is_sidecar else [port_mapping(self.port, ingress, network_mode)]
        if self.health_port is not None:
            mappings.append(port_mapping(self.health_port, None, network_mode))
        definition: dict[str, Any] = {
            "name": self.name,
            "image": self.args["image"],
            "essential": True,
            "cpu": self.cpu,
            "memory": self.memory,
            "portMappings": mappings,
            "environment": name_value_pairs(self.environment, "value"),
            "secrets": name_value_pairs(self.secrets, "valueFrom"),
            "stopTimeout": self.stop_timeout,
            "logConfiguration": log_configuration(log_group, region, "container"),
        }
        if "command" in self.args:
            definition["command"] = self.args["command"]
        if self.health_check is not None:
            definition["healthCheck"] = self.health_check
        if depends_on:
            definition["dependsOn"] = depends_on
        return definition


@dataclass(frozen=True)
class TaskSize:
    """CPU units and MiB of memory of a whole task, as ECS takes them."""

    cpu: pulumi.Input[str]
    memory: pulumi.Input[str]

    @classmethod
    def of(
        cls,
        cpus: pulumi.Input[Sequence[pulumi.Input[int]]],
        memories: pulumi.Input[Sequence[pulumi.Input[int]]],
        cpu: pulumi.Input[int] | None,
        memory: pulumi.Input[int] | None,
        *,
        proxy: bool,
        launch_type: LaunchType,
    ) -> "TaskSize":
        """The size that was asked for, if the containers, which need these CPU units and MiB, and the proxy fit; else
        the smallest in which they do."""
        sizes = lift(
            lambda *known: _task_size(*known, proxy=proxy, launch_type=launch_type),
            cpus,
            memories,
            None if cpu is None else integer(cpu, "cpu", 1, 196608, "CPU units"),
            None if memory is None else integer(memory, "memory", 6, 4194304, "MiB"),
        )
        return cls(lift(lambda size: str(size[0]), sizes), lift(lambda size: str(size[1]), sizes))


class TaskRoles:
    """The role with which ECS starts the task, and the one that the application has."""

    def __init__(
        self,
        component: pulumi.ComponentResource,
        name: str,
        execution_policies: Mapping[str, pulumi.Input[str]],
        task_policies: Mapping[str, pulumi.Input[str]],
        tags: Tags | None,
    ) -> None:
        opts = pulumi.ResourceOptions(parent=component)
        document = to_json(trust("ecs-tasks.amazonaws.com"))
        self.execution = aws.iam.Role(
            f"{name}-execution",
            description=f"Starts the tasks of {name}",
            assume_role_policy=document,
            tags=tags,
            opts=opts,
        )
        self.task = aws.iam.Role(
            f"{name}-task",
            description=f"What the application {name} may do",
            assume_role_policy=document,
            tags=tags,
            opts=opts,
        )
        start = {"start": managed_policy_arn(component, "service-role/AmazonECSTaskExecutionRolePolicy")}
        self.attachments = [
            aws.iam.RolePolicyAttachment(f"{role_name}-{key}", role=role.name, policy_arn=arn, opts=opts)
            for role_name, role, policies in (
                (
                    f"{name}-execution",
                    self.execution,
                    united(("", start), ("execution_role_policy_arns", execution_policies)),
                ),
                (f"{name}-task", self.task, task_policies),
            )
            for key, arn in policies.items()
        ]


def container_name(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """Name of a container."""
    return matching(value, argument, _CONTAINER_NAME, "1 to 255 letters, digits, '_' and '-'")


def container_secrets(
    given: Mapping[str, pulumi.Input[str]], environment: Mapping[str, pulumi.Input[str]], path: str
) -> Mapping[str, pulumi.Input[str]]:
    """Environment variables that ECS fills, beside those that have plain values."""
    for name in mapping(given, f"{path}.secrets"):
        if name in environment:
            raise ArgumentError(
                f"{path}.secrets.{name}",
                f"{path}.environment has a variable of this name, too, and ECS refuses both",
                "Remove one of them",
            )
    return given


def log_group_name(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """Name of a log group."""
    return matching(value, argument, _LOG_GROUP_NAME, "1 to 512 letters, digits, '_', '-', '/', '.' and '#'")


def log_retention(value: pulumi.Input[int], argument: str) -> pulumi.Input[int]:
    """Days for which logs are kept."""

    def check(days: int) -> int:
        if days not in _RETENTION_DAYS:
            raise ArgumentError(argument, f"got {days!r}", f"Use one of {', '.join(map(str, _RETENTION_DAYS))}")
        return days

    return lift(check, integer(value, argument, 1, _RETENTION_DAYS[-1], "days"))


def container_cpu(value: pulumi.Input[int], path: str) -> pulumi.Input[int]:
    """CPU units of a container; `path` names its group of arguments."""
    return integer(value, f"{path}.cpu", 1, 196608, "CPU units")


def container_memory(value: pulumi.Input[int], path: str) -> pulumi.Input[int]:
    """MiB of memory of a container."""
    return integer(value, f"{path}.memory", 6, 4194304, "MiB")


def container_stop_timeout(value: pulumi.Input[int] | None, path: str) -> pulumi.Input[int]:
    """Seconds between SIGTERM and SIGKILL."""
    return integer(30 if value is None else value, f"{path}.stop_timeout_seconds", 2, 120, "seconds")


def container_health_check(given: ContainerHealthCheckArgs, path: str) -> dict[str, Any]:
    """A health check in ECS's own terms."""
    args = group(ContainerHealthCheckArgs, given, path)
    return {
        "command": lift(partial(_check_command, argument=f"{path}.command"), args["command"]),
        "interval": integer(args.get("interval_seconds", 30), f"{path}.interval_seconds", 5, 300, "seconds"),
        "timeout": integer(args.get("timeout_seconds", 5), f"{path}.timeout_seconds", 2, 60, "seconds"),
        "retries": integer(args.get("retries", 3), f"{path}.retries", 1, 10),
        "startPeriod": integer(args.get("start_period_seconds", 0), f"{path}.start_period_seconds", 0, 300, "seconds"),
    }


def _check_command(command: Sequence[str], argument: str) -> Sequence[str]:
    if len(command) < 2 or command[0] not in ("CMD", "CMD-SHELL"):
        raise ArgumentError(
            argument,
            "it does not begin with 'CMD' or 'CMD-SHELL' and go on with what to run, so that nothing ever runs",
            'Use ["CMD", program, argument, ...], or ["CMD-SHELL", line]',
        )
    return command


def port_mapping(
    on: pulumi.Input[int], ingress: Ingress | None, network_mode: NetworkMode = NetworkMode.AWSVPC
) -> dict[str, Any]:
    """A port in ECS's own terms, with the name by which Service Connect refers to it if it is the service's ingress.
    In bridge mode the instance chooses the host port."""
    mapping: dict[str, Any] = {
        "containerPort": on,
        "hostPort": 0 if network_mode is NetworkMode.BRIDGE else on,
        "protocol": "tcp",
    }
    if ingress is None:
        return mapping
    protocol = {} if ingress.app_protocol is None else {"appProtocol": ingress.app_protocol.value}
    return {"name": ingress.port_name, **mapping, **protocol}


def log_options(log_group: pulumi.Input[str], region: pulumi.Input[str], prefix: str) -> dict[str, pulumi.Input[str]]:
    """Options of the awslogs driver."""
    return {"awslogs-group": log_group, "awslogs-region": region, "awslogs-stream-prefix": prefix}


def log_configuration(log_group: pulumi.Input[str], region: pulumi.Input[str], prefix: str) -> dict[str, Any]:
    """Where a container's output goes, in ECS's own terms."""
    return {"logDriver": "awslogs", "options": log_options(log_group, region, prefix)}


def name_value_pairs(values: Mapping[str, pulumi.Input[str]], key: str) -> list[dict[str, Any]]:
    """Variables in ECS's own terms: a list of names, each with its value under `key`."""
    return [{"name": name, key: value} for name, value in sorted(values.items())]


def _task_size(
    cpus: Sequence[int],
    memories: Sequence[int],
    cpu: int | None,
    memory: int | None,
    *,
    proxy: bool,
    launch_type: LaunchType,
) -> tuple[int, int]:
    needed = (sum(cpus) + PROXY_CPU * proxy, sum(memories) + PROXY_MEMORY_MIB * proxy)
    containers = "the container has" if len(cpus) == 1 else "the containers have"
    beside = f", and {PROXY_CPU} CPU units and {PROXY_MEMORY_MIB} MiB for the Service Connect proxy" if proxy else ""
    for argument, given, least in (("cpu", cpu, needed[0]), ("memory", memory, needed[1])):
        if given is not None and given < least:
            raise ArgumentError(argument, f"got {given}", f"Use at least {least}: what {containers}{beside}")
    if launch_type is LaunchType.EC2 or (cpu is not None and cpu > _FARGATE_SIZES[-1][0] and memory is not None):
        return cpu or needed[0], memory or needed[1]
    for size in _fargate_sizes(needed):
        if cpu in (None, size[0]) and memory in (None, size[1]):
            return size
    raise ArgumentError(
        "memory" if cpu is None else "cpu",
        f"no Fargate task of that size holds {needed[0]} CPU units and {needed[1]} MiB, what {containers}{beside}",
        _fargate_advice(needed),
    )


def _fargate_advice(needed: tuple[int, int]) -> str:
    smallest = next(_fargate_sizes(needed), None)
    if smallest is None:
        return "Pass cpu and memory of a larger size, if AWS has one by now, or use launch_type 'EC2'"
    return f"Pass neither cpu nor memory, which makes them {smallest[0]} and {smallest[1]}, or a larger pair of AWS's"


def _fargate_sizes(needed: tuple[int, int]) -> Iterator[tuple[int, int]]:
    return (
        (cpu, memory)
        for cpu, memories in _FARGATE_SIZES
        for memory in memories
        if cpu >= needed[0] and memory >= needed[1]
    )
