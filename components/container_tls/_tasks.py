"""The task of an ECS service: its container, its size, its roles and its logs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._arguments import ArgumentError, choice, group, integer, lift, mapping, port, port_name, to_json
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


class LaunchType(StrEnum):
    """What a task runs on."""

    FARGATE = "FARGATE"
    EC2 = "EC2"


class AppProtocol(StrEnum):
    """What a container speaks behind a Service Connect proxy, without TLS."""

    HTTP = "http"
    HTTP2 = "http2"
    GRPC = "grpc"


class ContainerHealthCheckArgs(TypedDict):
    """A command that ECS runs inside the container. Service Connect sends no traffic before it first succeeds."""

    command: pulumi.Input[Sequence[pulumi.Input[str]]]
    """The command, as in `["CMD-SHELL", "curl -f http://localhost:8080/health || exit 1"]`."""
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
    """Name of the container. Default: the service component's name."""
    port: NotRequired[pulumi.Input[int]]
    """TCP port, 1 to 65535, on which the application listens, also on localhost, from where the Service Connect proxy
    calls it. Required behind a load balancer and for a Service Connect server. Default: none."""
    port_name: NotRequired[pulumi.Input[str]]
    """Name of the port mapping, by which Service Connect refers to it: at most 64 of a-z, 0-9, `_` and `-`.
    Default: `app`."""
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
class Container:
    """The application's container, checked."""

    name: pulumi.Input[str]
    port: pulumi.Input[int] | None
    port_name: pulumi.Input[str]
    app_protocol: AppProtocol | None
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
            name=args.get("name", service),
            port=port(args["port"], "container.port") if "port" in args else None,
            port_name=port_name(args.get("port_name", "app"), "container.port_name"),
            app_protocol=choice(AppProtocol, args["app_protocol"], "container.app_protocol")
            if "app_protocol" in args
            else None,
            cpu=integer(args["cpu"], "container.cpu", 1, 196608, "CPU units"),
            memory=integer(args["memory"], "container.memory", 6, 4194304, "MiB"),
            stop_timeout=integer(
                args.get("stop_timeout_seconds", 30), "container.stop_timeout_seconds", 2, 120, "seconds"
            ),
            health_check=_health_check(args["health_check"]) if "health_check" in args else None,
            environment=mapping(args.get("environment", {}), "container.environment"),
            secrets=mapping(args.get("secrets", {}), "container.secrets"),
            args=args,
        )

    def required_port(self, why: str) -> pulumi.Input[int]:
        """The port; an error if there is none, which says why there must be one."""
        if self.port is None:
            raise ArgumentError(
                "container.port", "there is none", f"Pass the port on which the application listens; {why}"
            )
        return self.port

    def definition(self, log_group: pulumi.Input[str], region: pulumi.Input[str]) -> dict[str, Any]:
        """The container in ECS's own terms."""
        definition: dict[str, Any] = {
            "name": self.name,
            "image": self.args["image"],
            "essential": True,
            "cpu": self.cpu,
            "memory": self.memory,
            "portMappings": self._port_mappings(),
            "environment": _pairs(self.environment, "value"),
            "secrets": _pairs(self.secrets, "valueFrom"),
            "stopTimeout": self.stop_timeout,
            "logConfiguration": {"logDriver": "awslogs", "options": log_options(log_group, region, "container")},
        }
        if "command" in self.args:
            definition["command"] = self.args["command"]
        if self.health_check is not None:
            definition["healthCheck"] = self.health_check
        return definition

    def _port_mappings(self) -> list[dict[str, Any]]:
        if self.port is None:
            return []
        mapping: dict[str, Any] = {
            "name": self.port_name,
            "containerPort": self.port,
            "hostPort": self.port,
            "protocol": "tcp",
        }
        if self.app_protocol is not None:
            mapping["appProtocol"] = self.app_protocol.value
        return [mapping]


@dataclass(frozen=True)
class TaskSize:
    """CPU units and MiB of memory of a whole task, as ECS takes them."""

    cpu: pulumi.Input[str]
    memory: pulumi.Input[str]

    @classmethod
    def of(
        cls,
        container: Container,
        cpu: pulumi.Input[int] | None,
        memory: pulumi.Input[int] | None,
        *,
        proxy: bool,
        launch_type: LaunchType,
    ) -> "TaskSize":
        """The size that was asked for, if the container and the proxy fit; else the smallest in which they do."""
        sizes = lift(
            lambda *known: _task_size(*known, proxy=proxy, launch_type=launch_type),
            container.cpu,
            container.memory,
            None if cpu is None else integer(cpu, "cpu", 1, 196608, "CPU units"),
            None if memory is None else integer(memory, "memory", 6, 4194304, "MiB"),
        )
        return cls(lift(lambda size: str(size[0]), sizes), lift(lambda size: str(size[1]), sizes))


class TaskRoles:
    """The role with which ECS starts the task, and the one that the application has."""

    def __init__(
        self,
        name: str,
        execution_policies: Mapping[str, pulumi.Input[str]],
        task_policies: Mapping[str, pulumi.Input[str]],
        tags: Tags | None,
        opts: pulumi.ResourceOptions,
    ) -> None:
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
        start = {"start": managed_policy_arn("service-role/AmazonECSTaskExecutionRolePolicy")}
        self.attachments = [
            aws.iam.RolePolicyAttachment(f"{role_name}-{key}", role=role.name, policy_arn=arn, opts=opts)
            for role_name, role, policies in (
                (f"{name}-execution", self.execution, {**start, **execution_policies}),
                (f"{name}-task", self.task, task_policies),
            )
            for key, arn in policies.items()
        ]


def log_options(log_group: pulumi.Input[str], region: pulumi.Input[str], prefix: str) -> dict[str, pulumi.Input[str]]:
    """Options of the awslogs driver."""
    return {"awslogs-group": log_group, "awslogs-region": region, "awslogs-stream-prefix": prefix}


def _health_check(given: ContainerHealthCheckArgs) -> dict[str, Any]:
    path = "container.health_check"
    args = group(ContainerHealthCheckArgs, given, path)
    return {
        "command": args["command"],
        "interval": integer(args.get("interval_seconds", 30), f"{path}.interval_seconds", 5, 300, "seconds"),
        "timeout": integer(args.get("timeout_seconds", 5), f"{path}.timeout_seconds", 2, 60, "seconds"),
        "retries": integer(args.get("retries", 3), f"{path}.retries", 1, 10),
        "startPeriod": integer(args.get("start_period_seconds", 0), f"{path}.start_period_seconds", 0, 300, "seconds"),
    }


def _pairs(values: Mapping[str, pulumi.Input[str]], key: str) -> list[dict[str, Any]]:
    return [{"name": name, key: value} for name, value in sorted(values.items())]


def _task_size(
    container_cpu: int,
    container_memory: int,
    cpu: int | None,
    memory: int | None,
    *,
    proxy: bool,
    launch_type: LaunchType,
) -> tuple[int, int]:
    needed = (container_cpu + PROXY_CPU * proxy, container_memory + PROXY_MEMORY_MIB * proxy)
    beside = f", and {PROXY_CPU} CPU units and {PROXY_MEMORY_MIB} MiB for the Service Connect proxy" if proxy else ""
    for argument, given, least in (("cpu", cpu, needed[0]), ("memory", memory, needed[1])):
        if given is not None and given < least:
            raise ArgumentError(argument, f"got {given}", f"Use at least {least}: what the container has{beside}")
    if launch_type is LaunchType.EC2 or (cpu is not None and memory is not None):
        return cpu or needed[0], memory or needed[1]
    for size in _fargate_sizes(needed):
        if cpu in (None, size[0]) and memory in (None, size[1]):
            return size
    raise ArgumentError(
        "memory" if cpu is None else "cpu",
        f"no Fargate task of that size holds {needed[0]} CPU units and {needed[1]} MiB, what the container has{beside}",
        "Pass both cpu and memory, or neither",
    )


def _fargate_sizes(needed: tuple[int, int]) -> Iterator[tuple[int, int]]:
    return (
        (cpu, memory)
        for cpu, memories in _FARGATE_SIZES
        for memory in memories
        if cpu >= needed[0] and memory >= needed[1]
    )
