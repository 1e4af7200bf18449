"""What an ECS service is meant to be: its arguments, checked for themselves and together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pulumi

from ._arguments import ArgumentError, choice, distinct_ports, lift, mapping, plain, united
from ._connections import Connection
from ._network_targets import NetworkTarget
from ._sidecars import Sidecars
from ._targets import Target
from ._tasks import Container, Ingress, LaunchType, NetworkMode

if TYPE_CHECKING:
    from .services import EcsServiceArgs


@dataclass(frozen=True)
class Plan:
    """What the service is meant to be, checked."""

    container: Container
    sidecars: Sidecars
    ingress: Ingress
    connection: Connection | None
    target: Target | None
    network_target: NetworkTarget | None
    launch_type: LaunchType
    network_mode: NetworkMode
    execution_policies: Mapping[str, pulumi.Input[str]]
    task_policies: Mapping[str, pulumi.Input[str]]

    @classmethod
    def of(cls, args: "EcsServiceArgs", name: str) -> "Plan":
        """The service that these arguments describe."""
        launch_type = choice(LaunchType, args.get("launch_type", LaunchType.FARGATE), "launch_type")
        network_mode = choice(NetworkMode, args.get("network_mode", NetworkMode.AWSVPC), "network_mode")
        if network_mode is NetworkMode.BRIDGE:
            _check_bridge(args, launch_type)
        container = Container.of(args["container"], name)
        sidecars = Sidecars.of(args.get("sidecars", {}), container)
        ingress = sidecars.ingress or container.ingress
        connection = Connection.of(args["service_connect"], ingress, name) if "service_connect" in args else None
        target = (
            Target.of(args["load_balancer"], container, ingress, connection, network_mode)
            if "load_balancer" in args
            else None
        )
        network_target = (
            NetworkTarget.of(args["network_load_balancer"], container, ingress, connection, network_mode)
            if "network_load_balancer" in args
            else None
        )
        _check(args, launch_type, network_mode)
        _check_ports(container, sidecars, ingress, connection)
        _check_same_protocol(target, network_target)
        execution, task = _policies(args, sidecars, connection)
        return cls(
            container,
            sidecars,
            ingress,
            connection,
            target,
            network_target,
            launch_type,
            network_mode,
            execution,
            task,
        )

    @property
    def intent(self) -> dict[str, object]:
        """What the service is meant to be, for policies that cannot read it from outputs that are not known yet."""
        server = None if self.connection is None else self.connection.server
        mode = None if self.target is None else self.target.ingress_mode
        app_protocol = self.container.app_protocol
        tls = self.ingress.min_tls_version
        return {
            "launchType": self.launch_type.value,
            "networkMode": self.network_mode.value,
            "containerPort": self.ingress.port,
            "appProtocol": None if app_protocol is None else app_protocol.value,
            "loadBalancerProtocol": None if self.target is None else self.target.protocol,
            "ingressMode": None if mode is None else mode.value,
            "passthroughPort": None if self.network_target is None else self.network_target.listener["port"],
            "sidecarMinTlsVersion": None if tls is None else tls.value,
            "serviceConnect": None if self.connection is None else "client" if server is None else "server",
            "serviceConnectTls": server is not None
            and self.connection is not None
            and self.connection.issuer is not None,
            "ingressPort": None if server is None else server.ingress_port,
            **self._declared_containers,
        }

    @property
    def _declared_containers(self) -> dict[str, object]:
        """The containers value by value, unlike in the JSON of the task definition, which one output hides as a whole.
        Without their logs, which are still to be made, and without what may be secret."""
        application = self.container.definition(
            "",
            "",
            network_mode=self.network_mode,
            ingress=self.ingress,
            depends_on=self.sidecars.application_depends_on,
        )
        beside = self.sidecars.definitions("", "", self.ingress)
        return {
            "container": _declared(application),
            "sidecarContainers": lift(lambda known: [_declared(found) for found in known], beside),
        }


def _declared(container: Mapping[str, object]) -> dict[str, object]:
    hidden = ("command", "entryPoint", "environment", "secrets", "logConfiguration")
    return {key: value for key, value in container.items() if key not in hidden}


# What has no meaning where tasks share the network of their instance, and what to do about it.
_NOT_IN_BRIDGE = {
    "service_connect": "Use network_mode 'awsvpc', without which Service Connect has no TLS",
    "sidecars": "Use network_mode 'awsvpc', in which the containers of a task share localhost",
    "subnet_ids": "Remove it; tasks run in the subnets of their instances",
    "calls": "State calls of ContainerInstances, whose security group the tasks have",
    "egress_cidrs": "State egress_cidrs of ContainerInstances, whose security group the tasks have",
}


def _check_bridge(args: "EcsServiceArgs", launch_type: LaunchType) -> None:
    if launch_type is not LaunchType.EC2:
        raise ArgumentError(
            "network_mode",
            "got 'bridge', and tasks on Fargate have network interfaces of their own",
            "Use 'awsvpc', or launch_type 'EC2'",
        )
    for argument, remedy in _NOT_IN_BRIDGE.items():
        if argument in args:
            raise ArgumentError(argument, "it does not go together with network_mode 'bridge'", remedy)


def _check(args: "EcsServiceArgs", launch_type: LaunchType, network_mode: NetworkMode) -> None:
    if network_mode is NetworkMode.AWSVPC and "subnet_ids" not in args:
        raise ArgumentError("subnet_ids", "there are none for the network interfaces of tasks", "Pass 'subnet_ids'")
    if plain(args.get("assign_public_ip", False), "assign_public_ip") and launch_type is LaunchType.EC2:
        raise ArgumentError(
            "assign_public_ip",
            "tasks on EC2 cannot have public addresses of their own",
            "Remove it, and use private subnets with a NAT gateway or VPC endpoints",
        )
    if "health_check_grace_period_seconds" in args and not {"load_balancer", "network_load_balancer"} & args.keys():
        raise ArgumentError(
            "health_check_grace_period_seconds",
            "there is no load balancer whose health checks could be ignored",
            "Remove it, or pass load_balancer or network_load_balancer",
        )
    if args.get("connects_to") and "service_connect" not in args:
        raise ArgumentError(
            "connects_to",
            "its endpoints are reached through a Service Connect proxy, and this service has none",
            "Pass service_connect, {} for a client; for listeners of Network Load Balancers, use calls",
        )


def _policies(
    args: "EcsServiceArgs", sidecars: Sidecars, connection: Connection | None
) -> tuple[Mapping[str, pulumi.Input[str]], Mapping[str, pulumi.Input[str]]]:
    """Policies of the role with which ECS starts tasks, and of the application's, by keys that name the resources."""
    own = {} if connection is None else connection.task_policies
    execution = mapping(args.get("execution_role_policy_arns", {}), "execution_role_policy_arns")
    task = mapping(args.get("task_role_policy_arns", {}), "task_role_policy_arns")
    return (
        united(("sidecars", sidecars.execution_policies), ("execution_role_policy_arns", execution)),
        united(("sidecars", sidecars.task_policies), ("service_connect.tls", own), ("task_role_policy_arns", task)),
    )


def _check_ports(container: Container, sidecars: Sidecars, ingress: Ingress, connection: Connection | None) -> None:
    ports = {"container.port": container.port, "container.health_port": container.health_port}
    sidecars.check_ports({argument: port for argument, port in ports.items() if port is not None})
    server = None if connection is None else connection.server
    if server is None or server.ingress_port_override is None:
        return
    if not ingress.is_sidecar:
        # There it is only doubtful, and there is a warning.
        del ports["container.port"]
    ports["service_connect.server.ingress_port_override"] = server.ingress_port_override
    distinct_ports({**sidecars.local_ports, **{key: port for key, port in ports.items() if port is not None}})


def _check_same_protocol(target: Target | None, network_target: NetworkTarget | None) -> None:
    if target is not None and network_target is not None and target.protocol == "HTTP":
        raise ArgumentError(
            "load_balancer",
            "it would send requests without TLS to the port on which network_load_balancer passes on TLS of clients",
            "Let both reach TLS, with load_balancer.app_speaks_tls, service_connect.tls or a sidecar's ingress, or "
            "remove one of them",
        )
