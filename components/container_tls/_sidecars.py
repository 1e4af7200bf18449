"""Containers beside the application's: what a sidecar adds to the task of an ECS service."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from graphlib import CycleError, TopologicalSorter
from typing import Any, NotRequired, TypedDict, TypeVar, cast

import pulumi

from ._arguments import ArgumentError, choice, distinct_ports, group, lift, mapping, plain, port, sequence
from ._tasks import (
    Container,
    ContainerHealthCheckArgs,
    Ingress,
    TlsVersion,
    container_cpu,
    container_health_check,
    container_memory,
    container_name,
    container_secrets,
    container_stop_timeout,
    log_configuration,
    name_value_pairs,
    port_mapping,
)

T = TypeVar("T")
R = TypeVar("R")


class ContainerCondition(StrEnum):
    """What another container waits for before it starts."""

    START = "START"
    COMPLETE = "COMPLETE"
    SUCCESS = "SUCCESS"
    HEALTHY = "HEALTHY"


# Conditions are text here, although they are a closed set: this type is also that of an output, and a YAML program
# cannot pass on an output with enums in it.
class SidecarContainerArgs(TypedDict):
    """One container of a sidecar."""

    image: pulumi.Input[str]
    """Image, with its registry and its tag or digest."""
    cpu: pulumi.Input[int]
    """CPU units of the container; 1024 are one vCPU."""
    memory: pulumi.Input[int]
    """Memory limit of the container in MiB; a container that exceeds it is killed."""
    entry_point: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]]]
    """Entry point. Default: the image's."""
    command: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]]]
    """Command with its arguments. Default: the image's."""
    environment: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Environment variables. Default: none."""
    secrets: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Environment variables whose values ECS reads at start: ARNs of Secrets Manager secrets or SSM parameters.
    Default: none."""
    user: NotRequired[pulumi.Input[str]]
    """User, and perhaps group, such as `101` or `101:101`. Default: the image's."""
    port: NotRequired[pulumi.Input[int]]
    """TCP port, 1 to 65535, on which it listens for others than the containers of its task. Default: none."""
    essential: NotRequired[pulumi.Input[bool]]
    """Whether the whole task stops when this container stops. Default: true, as in AWS; a container that others wait
    for to finish needs false."""
    depends_on: NotRequired[Mapping[str, str]]
    """Other containers of the same sidecar that must reach a condition first: START, COMPLETE, SUCCESS or HEALTHY.
    Default: none."""
    application_waits_for: NotRequired[str]
    """The condition that this container must reach before the application starts: START, COMPLETE, SUCCESS or HEALTHY.
    Default: none, both start at once."""
    health_check: NotRequired[ContainerHealthCheckArgs]
    """Health check inside the container; required for the condition HEALTHY. Default: none."""
    volumes: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Volumes of the task, by name, and the paths at which the container writes to them. A volume lives and dies with
    the task. Default: none."""
    read_only_volumes: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Volumes of the task, by name, and the paths at which the container reads them. Default: none."""
    stop_timeout_seconds: NotRequired[pulumi.Input[int]]
    """Seconds between SIGTERM and SIGKILL, 2 to 120. Default: 30, as in AWS."""


class SidecarIngressArgs(TypedDict):
    """The container that takes in what is sent to the service, in place of the application, and ends TLS."""

    container: str
    """Name of the container, one of the sidecar's, with a port."""
    application_port: NotRequired[pulumi.Input[int]]
    """Port of the application, 1 to 65535, to which it passes on what it takes in. Default: `port` of the application's
    container."""
    min_tls_version: NotRequired[TlsVersion]
    """The lowest TLS version it accepts, 1.2 or 1.3. Default: 1.2."""
    requires_client_certificate: NotRequired[bool]
    """Whether it refuses clients without a certificate, as load balancers are. Default: false."""


class SidecarArgs(TypedDict):
    """What a sidecar adds to the task of a service."""

    containers: pulumi.Input[Mapping[str, pulumi.Input[SidecarContainerArgs]]]
    """Its containers, by name, which is unique in the task: at most 255 letters, digits, `_` and `-`."""
    ingress: NotRequired[SidecarIngressArgs]
    """Which of them takes in what is sent to the service. The application's own port is then open to nobody outside the
    task. Default: none, the application takes it in."""
    local_ports: NotRequired[Sequence[pulumi.Input[int]]]
    """TCP ports on which its containers listen for the containers of the task only; nothing else in the task can have
    them. Default: none."""
    egress_ports: NotRequired[Sequence[pulumi.Input[int]]]
    """TCP ports on which it connects to servers in the networks of `egress_cidrs` of the service, besides 443. Default:
    none."""
    execution_role_policy_arns: NotRequired[Mapping[str, pulumi.Input[str]]]
    """ARNs of IAM policies for the role with which ECS starts the task; the keys name the resources. Default: none."""
    task_role_policy_arns: NotRequired[Mapping[str, pulumi.Input[str]]]
    """ARNs of IAM policies for the task's role; the keys name the resources. Default: none."""


@dataclass(frozen=True)
class SidecarContainer:
    """One container of a sidecar, checked; `path` names its group of arguments."""

    name: str
    path: str
    port: pulumi.Input[int] | None
    cpu: pulumi.Input[int]
    memory: pulumi.Input[int]
    stop_timeout: pulumi.Input[int]
    health_check: dict[str, Any] | None
    depends_on: Mapping[str, ContainerCondition]
    application_waits_for: ContainerCondition | None
    volumes: Mapping[str, pulumi.Input[str]]
    read_only_volumes: Mapping[str, pulumi.Input[str]]
    environment: Mapping[str, pulumi.Input[str]]
    secrets: Mapping[str, pulumi.Input[str]]
    args: SidecarContainerArgs

    @classmethod
    def of(cls, given: SidecarContainerArgs, name: str, path: str) -> "SidecarContainer":
        """The container that these arguments describe."""
        args = group(SidecarContainerArgs, given, path)
        container_name(name, path)
        return cls(
            name=name,
            path=path,
            port=port(args["port"], f"{path}.port") if "port" in args else None,
            cpu=container_cpu(args["cpu"], path),
            memory=container_memory(args["memory"], path),
            stop_timeout=container_stop_timeout(args.get("stop_timeout_seconds"), path),
            health_check=container_health_check(args["health_check"], f"{path}.health_check")
            if "health_check" in args
            else None,
            depends_on={
                key: choice(ContainerCondition, condition, f"{path}.depends_on.{key}")
                for key, condition in mapping(args.get("depends_on", {}), f"{path}.depends_on").items()
            },
            application_waits_for=choice(
                ContainerCondition, args["application_waits_for"], f"{path}.application_waits_for"
            )
            if "application_waits_for" in args
            else None,
            volumes=mapping(args.get("volumes", {}), f"{path}.volumes"),
            read_only_volumes=mapping(args.get("read_only_volumes", {}), f"{path}.read_only_volumes"),
            environment=mapping(args.get("environment", {}), f"{path}.environment"),
            secrets=container_secrets(args.get("secrets", {}), args.get("environment", {}), path),
            args=args,
        )

    def check_condition(self, condition: ContainerCondition | None, argument: str) -> None:
        """An error if the container can never reach the condition that the argument asks for."""
        if condition is ContainerCondition.HEALTHY and self.health_check is None:
            raise ArgumentError(
                argument,
                f"it waits until {self.name!r} is HEALTHY, and {self.name!r} has no health check, so that it never is",
                f"Pass health_check of {self.name!r}, or use 'START'",
            )
        finishes = condition in (ContainerCondition.COMPLETE, ContainerCondition.SUCCESS)
        if finishes and self.args.get("essential", True) is True:
            raise ArgumentError(
                argument,
                f"it waits until {self.name!r} finishes, and the whole task would stop then, because it is essential",
                f"Let essential of {self.name!r} be false, or use 'START' or 'HEALTHY'",
            )

    def definition(self, log_group: pulumi.Input[str], region: pulumi.Input[str], ingress: Ingress) -> dict[str, Any]:
        """The container in ECS's own terms."""
        taken_in = ingress if ingress.container == self.name else None
        mappings = [] if self.port is None else [port_mapping(self.port, taken_in)]
        definition: dict[str, Any] = {
            "name": self.name,
            "image": self.args["image"],
            "essential": self.args.get("essential", True),
            "cpu": self.cpu,
            "memory": self.memory,
            "portMappings": mappings,
            "environment": name_value_pairs(self.environment, "value"),
            "secrets": name_value_pairs(self.secrets, "valueFrom"),
            "mountPoints": list(self._mount_points()),
            "dependsOn": _depends_on(self.depends_on),
            "stopTimeout": self.stop_timeout,
            "logConfiguration": log_configuration(log_group, region, self.name),
        }
        optional = {
            "entryPoint": self.args.get("entry_point"),
            "command": self.args.get("command"),
            "user": self.args.get("user"),
            "healthCheck": self.health_check,
        }
        return definition | {key: value for key, value in optional.items() if value is not None}

    def _mount_points(self) -> Iterator[dict[str, Any]]:
        for volumes, read_only in ((self.volumes, False), (self.read_only_volumes, True)):
            for name, path in volumes.items():
                yield {"sourceVolume": name, "containerPath": path, "readOnly": read_only}


@dataclass(frozen=True)
class Sidecars:
    """What all sidecars add to a task, checked. The containers are an output if those of one sidecar are."""

    containers: pulumi.Input[Mapping[str, SidecarContainer]]
    ingress: Ingress | None
    local_ports: Mapping[str, pulumi.Input[int]]
    egress_ports: Sequence[pulumi.Input[int]]
    execution_policies: Mapping[str, pulumi.Input[str]]
    task_policies: Mapping[str, pulumi.Input[str]]

    @classmethod
    def of(cls, given: Mapping[str, SidecarArgs], application: Container) -> "Sidecars":
        """The sidecars that these arguments describe."""
        containers: dict[str, pulumi.Input[Mapping[str, SidecarContainer]]] = {}
        ingress: Ingress | None = None
        local: dict[str, pulumi.Input[int]] = {}
        egress: list[pulumi.Input[int]] = []
        policies: dict[str, dict[str, pulumi.Input[str]]] = {"execution": {}, "task": {}}
        for key, sidecar in mapping(given, "sidecars").items():
            path = f"sidecars.{key}"
            args = group(SidecarArgs, sidecar, path)
            inside = f"{path}.containers"
            own = _on(args["containers"], partial(_containers, path=inside))
            containers[inside] = own
            if "ingress" in args:
                if ingress is not None:
                    raise ArgumentError(
                        f"{path}.ingress",
                        f"the container {ingress.container!r} already takes in what is sent to the service",
                        "State ingress for one sidecar only",
                    )
                ingress = _ingress(args["ingress"], own, application, f"{path}.ingress")
            egress += _ports(args.get("egress_ports", []), f"{path}.egress_ports").values()
            local |= _ports(args.get("local_ports", []), f"{path}.local_ports")
            for role, argument in (("execution", "execution_role_policy_arns"), ("task", "task_role_policy_arns")):
                arns: Mapping[str, pulumi.Input[str]] = args.get(argument, {})  # type: ignore[assignment]
                policies[role] |= {f"{key}-{name}": arn for name, arn in mapping(arns, f"{path}.{argument}").items()}
        merged = _merged(containers, application.name)
        return cls(merged, ingress, local, egress, policies["execution"], policies["task"])

    def check_ports(self, others: Mapping[str, pulumi.Input[int]]) -> None:
        """An error if a container wants a port that another one of the task has; `others` are not of sidecars."""

        def check(known: Mapping[str, SidecarContainer]) -> None:
            own = {f"{found.path}.port": found.port for found in known.values() if found.port is not None}
            distinct_ports({**others, **own, **self.local_ports})

        _on(self.containers, check)

    @property
    def cpus(self) -> pulumi.Input[list[pulumi.Input[int]]]:
        """CPU units of each container."""
        return _on(self.containers, lambda known: [found.cpu for found in known.values()])

    @property
    def memories(self) -> pulumi.Input[list[pulumi.Input[int]]]:
        """MiB of memory of each container."""
        return _on(self.containers, lambda known: [found.memory for found in known.values()])

    @property
    def volumes(self) -> pulumi.Input[list[str]]:
        """Names of the volumes that the containers share."""
        return _on(
            self.containers,
            lambda known: sorted(
                {name for found in known.values() for name in (*found.volumes, *found.read_only_volumes)}
            ),
        )

    @property
    def application_depends_on(self) -> pulumi.Input[list[dict[str, str]]]:
        """What the application waits for, in ECS's own terms."""
        return _on(
            self.containers,
            lambda known: _depends_on(
                {
                    name: found.application_waits_for
                    for name, found in known.items()
                    if found.application_waits_for is not None
                }
            ),
        )

    def definitions(
        self, log_group: pulumi.Input[str], region: pulumi.Input[str], ingress: Ingress
    ) -> pulumi.Input[list[dict[str, Any]]]:
        """The containers in ECS's own terms."""
        return _on(
            self.containers,
            lambda known: [found.definition(log_group, region, ingress) for found in known.values()],
        )


def _on(value: pulumi.Input[T], function: Callable[[T], R]) -> pulumi.Input[R]:
    """The function's result, which may hold outputs: at once, or as an output if the value is one."""
    if isinstance(value, pulumi.Output):
        return value.apply(lambda known: pulumi.Output.from_input(function(known)))
    return function(cast("T", value))


def _merged(
    parts: Mapping[str, pulumi.Input[Mapping[str, SidecarContainer]]], application: pulumi.Input[str]
) -> pulumi.Input[Mapping[str, SidecarContainer]]:
    """The containers of all sidecars; the keys are the arguments that name them."""

    def merge(*known: Mapping[str, SidecarContainer]) -> Mapping[str, SidecarContainer]:
        merged: dict[str, SidecarContainer] = {}
        for path, own in zip(parts, known, strict=True):
            for name, found in own.items():
                if name in merged or name == application:
                    raise ArgumentError(
                        f"{path}.{name}",
                        "another container of the task has this name",
                        "Use names that are unique in the task",
                    )
                merged[name] = found
        return merged

    if any(isinstance(own, pulumi.Output) for own in parts.values()):
        return pulumi.Output.all(*parts.values()).apply(lambda known: merge(*known))
    return merge(*cast("Any", parts.values()))


def _containers(given: Mapping[str, pulumi.Input[SidecarContainerArgs]], path: str) -> dict[str, SidecarContainer]:
    containers = {
        key: SidecarContainer.of(cast("Any", args), key, f"{path}.{key}") for key, args in mapping(given, path).items()
    }
    if not containers:
        raise ArgumentError(path, "there is none", "Pass at least one container, or leave the sidecar out")
    for name, found in containers.items():
        found.check_condition(found.application_waits_for, f"{path}.{name}.application_waits_for")
        for other, condition in found.depends_on.items():
            argument = f"{path}.{name}.depends_on.{other}"
            if other not in containers:
                raise ArgumentError(
                    argument, "the sidecar has no such container", f"Use one of {', '.join(map(repr, containers))}"
                )
            containers[other].check_condition(condition, argument)
    _check_order(containers, path)
    return containers


def _check_order(containers: Mapping[str, SidecarContainer], path: str) -> None:
    try:
        TopologicalSorter({name: found.depends_on for name, found in containers.items()}).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        raise ArgumentError(
            f"{path}.{circle[0]}.depends_on",
            f"the containers wait for each other: {' for '.join(circle)}",
            "Let one of them start first",
        ) from None


def _ingress(
    given: SidecarIngressArgs,
    containers: pulumi.Input[Mapping[str, SidecarContainer]],
    application: Container,
    path: str,
) -> Ingress:
    args = group(SidecarIngressArgs, given, path)
    name = plain(args["container"], f"{path}.container")
    if "application_port" in args and application.port is not None:
        argument = f"{path}.application_port"
        lift(partial(_check_same_port, argument), port(args["application_port"], argument), application.port)

    def taken(known: Mapping[str, SidecarContainer]) -> pulumi.Input[int]:
        if name not in known:
            raise ArgumentError(
                f"{path}.container",
                f"got {name!r}, and the sidecar has no such container",
                f"Use one of {', '.join(map(repr, known))}",
            )
        port = known[name].port
        if port is None:
            raise ArgumentError(
                f"{path}.container", f"{name!r} has no port", f"Pass the port on which {name!r} listens for others"
            )
        return port

    return Ingress(
        container=name,
        port=cast("pulumi.Input[int]", _on(containers, taken)),
        port_name=application.port_name,
        app_protocol=None,
        min_tls_version=choice(TlsVersion, args.get("min_tls_version", TlsVersion.TLS_1_2), f"{path}.min_tls_version"),
        requires_client_certificate=plain(
            args.get("requires_client_certificate", False), f"{path}.requires_client_certificate"
        ),
    )


def _check_same_port(argument: str, passed_to: int, listening: int) -> None:
    if passed_to != listening:
        raise ArgumentError(
            argument,
            f"got {passed_to}, but the application listens on container.port, which is {listening}",
            f"Use {listening} in both",
        )


def _ports(given: Sequence[pulumi.Input[int]], path: str) -> dict[str, pulumi.Input[int]]:
    """Ports by the argument that names each."""
    return {f"{path}[{index}]": port(on, path) for index, on in enumerate(sequence(given, path))}


def _depends_on(conditions: Mapping[str, ContainerCondition]) -> list[dict[str, str]]:
    return [{"containerName": name, "condition": condition.value} for name, condition in conditions.items()]
