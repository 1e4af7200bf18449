"""ECS task definitions and their containers."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .iam import Role
from .node import (
    Block,
    Field,
    Node,
    Resource,
    Undecided,
    Unusable,
    block,
    blocks,
    boolean,
    integer,
    keyword,
    mapping,
    port_number,
    sequence,
    some,
    text,
    whole_number,
)
from .values import UNKNOWN, from_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .stack import Reference


_service_component: Final = "container-tls:index:EcsService"
_part_of_address: Final = re.compile(
    r"(?P<of>.*[a-z0-9])[._-]*(?:(?P<host>host|hostname|address|addr|server)|(?P<port>port)|(?P<scheme>scheme|protocol))",
    re.IGNORECASE,
)
_undeclared: Final = dict.fromkeys(("command", "entryPoint", "environment", "secrets", "logConfiguration"), UNKNOWN)


class ImageName(NamedTuple):
    """An image as a task definition names it; a tag or digest that is not stated is empty."""

    repository: str
    tag: str
    digest: str

    @classmethod
    def of(cls, image: str) -> ImageName:
        name, _, digest = image.partition("@")
        path, _, last = name.rpartition("/")
        last, _, tag = last.partition(":")
        return cls(f"{path}/{last}" if path else last, tag, digest)

    @property
    def is_of_private_ecr(self) -> bool:
        """Whether it is in a private registry of Amazon ECR, which gives images to roles of AWS only."""
        return re.match(r"[0-9]{12}\.dkr\.ecr[.-]", self.repository) is not None

    @property
    def is_envoy(self) -> bool:
        """Whether its name says that it is Envoy: the official image, App Mesh's, or one's own."""
        return re.fullmatch(r"(.*[/-])?envoy(-(alpine|contrib|dev|distroless)(-.*)?)?", self.repository) is not None

    @property
    def is_official_envoy(self) -> bool:
        """Whether it is the image that the Envoy project publishes on Docker Hub, which has no other tools."""
        repository = re.sub(r"^(index\.|registry-1\.)?docker\.io/", "", self.repository)
        names = ("envoy", "envoy-distroless", "envoy-contrib", "envoy-contrib-distroless", "envoy-dev")
        return repository in {f"envoyproxy/{name}" for name in names} and not self.tag.startswith("tools")

    @property
    def is_distroless(self) -> bool:
        """Whether its name says that there is no shell in it."""
        return "distroless" in self.repository or "distroless" in self.tag

    @property
    def is_of_app_mesh(self) -> bool:
        """Whether it is the Envoy that AWS made for App Mesh."""
        return self.repository.rpartition("/")[2] == "aws-appmesh-envoy"


class SplitAddress(NamedTuple):
    """The address of a server, one part in each of several environment variables: ORDERS_HOST and ORDERS_PORT, say."""

    variable: str
    """The one with the host."""
    host: str
    port: str | None
    scheme: str | None


class PortMapping(Block):
    """One element of `portMappings` of a container."""

    container_port = port_number("containerPort")
    host_port = port_number("hostPort")
    container_port_range = text("containerPortRange")
    protocol = text("protocol", default="tcp")
    name = text("name")
    app_protocol = text("appProtocol")

    @property
    def container_ports(self) -> range:
        """The container port, or the range of them, of whatever protocol; nothing when there is neither."""
        if span := self.container_port_range:
            first, last = (whole_number(end) for end in span.partition("-")[::2])
            return range(0) if first is None or last is None else range(first, last + 1)
        port = self.container_port
        return range(0) if port is None else range(port, port + 1)


class ContainerHealthCheck(Block):
    """`healthCheck` of a container: a command that ECS runs in it."""

    command = sequence("command")


class ContainerDependency(Block):
    """One element of `dependsOn` of a container: another container, and the state that it must have reached."""

    container_name = text("containerName")
    condition = keyword("condition")


class LogConfiguration(Block):
    """`logConfiguration` of a container."""

    driver = text("logDriver")
    options = mapping("options")


class Container(Block):
    """One container of a task definition."""

    name = text("name")
    image = text("image")
    essential = boolean("essential", default=True)
    health_check = block("healthCheck", ContainerHealthCheck)
    dependencies = blocks("dependsOn", ContainerDependency)
    stop_timeout = integer("stopTimeout")
    cpu = integer("cpu", default=0)
    memory = integer("memory", default=0)
    environment = sequence("environment")
    command = sequence("command")
    entry_point = sequence("entryPoint")
    user = text("user")
    privileged = boolean("privileged")
    readonly_root_filesystem = boolean("readonlyRootFilesystem")
    port_mappings = blocks("portMappings", PortMapping)
    log_configuration = block("logConfiguration", LogConfiguration)
    secrets = sequence("secrets")
    hostname = text("hostname")
    links = sequence("links")

    @property
    def has_health_check(self) -> bool:
        """Whether ECS checks its health: the command NONE switches a check of the image off."""
        return self.has("healthCheck") and (self.health_check is None or self.health_check.command[:1] != ["NONE"])

    @property
    def variables(self) -> Iterator[tuple[str, str]]:
        """The names and values of its environment variables."""
        for item in self.environment:
            if isinstance(item, dict) and isinstance(value := item.get("value"), str):
                yield str(item.get("name")), value

    @property
    def split_addresses(self) -> Iterator[SplitAddress]:
        """The addresses of which the environment has the host beside the port or the scheme: variables with names that
        differ in nothing else."""
        parts: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        for name, value in self.variables:
            if match := _part_of_address.fullmatch(name):
                parts[match["of"].upper()][str(match.lastgroup)] = (name, value.strip())
        for found in parts.values():
            if "host" in found and len(found) > 1:
                port, scheme = (found[part][1] if part in found else None for part in ("port", "scheme"))
                yield SplitAddress(*found["host"], port, scheme)

    @property
    def image_name(self) -> ImageName:
        """The parts of its image's name; all empty where that is not known."""
        image = self.raw("image")
        return ImageName.of(image if isinstance(image, str) else "")

    @property
    def is_declared_only(self) -> bool:
        """Whether a component tells what it is, in place of JSON that is not known: without what it runs, its
        environment and its logs."""
        return self.resource.raw("containerDefinitions") is UNKNOWN

    @property
    def known_environment(self) -> dict[str, str]:
        """Those of its environment variables whose value is known, by name; none where a component does not tell."""
        return {} if self.is_declared_only else dict(self.variables)

    def has_port(self, port: int) -> bool:
        """Whether it has a container port, of whatever protocol."""
        return any(port in mapping.container_ports for mapping in self.port_mappings)

    def served_ports(self, network_mode: str) -> Iterator[range]:
        """The TCP ports on which a load balancer reaches it: container ports in awsvpc and host mode, otherwise
        fixed host ports, since a dynamic one is never known beforehand."""
        for entry in self.port_mappings:
            if entry.protocol.lower() != "tcp":
                continue
            if network_mode == "awsvpc" or (network_mode == "host" and not entry.container_port_range):
                yield entry.container_ports
            elif not entry.container_port_range and (port := entry.host_port):
                yield range(port, port + 1)


def _read_containers(value: Any, node: Node, key: str) -> tuple[Container, ...]:
    """The containers in the JSON of `containerDefinitions`."""
    if isinstance(value, str):
        try:
            value = from_json(value)
        except ValueError as error:
            raise Unusable(node.resource, key, f"is not JSON ({error})") from None
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise Unusable(node.resource, key, "is not a list of container objects")
    return tuple(Container(node, f"{key}[{index}]", _lower_keys(item)) for index, item in enumerate(value))


def _lower_keys(value: Any) -> Any:
    """Keys as ECS spells them: the provider takes `PortMappings` for `portMappings`."""
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: _lower_keys(item) for key, item in value.items()}
    return [_lower_keys(item) for item in value] if isinstance(value, list) else value


class ProxyConfiguration(Block):
    """`proxyConfiguration` of a task definition: a container through which ECS leads its traffic, for App Mesh."""

    type = keyword("type", default="APPMESH")
    container_name = text("containerName")


class EfsVolume(Block):
    """`efsVolumeConfiguration` of a volume."""

    transit_encryption = keyword("transitEncryption", default="DISABLED")


class Volume(Block):
    """One element of `volumes` of a task definition."""

    name = text("name")
    efs = block("efsVolumeConfiguration", EfsVolume)


class RuntimePlatform(Block):
    """`runtimePlatform` of a task definition: Linux unless it says otherwise."""

    operating_system_family = keyword("operatingSystemFamily", default="LINUX")


class TaskDefinition(Resource):
    """A task definition."""

    tokens = frozenset({"aws:ecs/taskDefinition:TaskDefinition"})
    kind = "task definition"
    identity = ("arn", "arnWithoutRevision", "family", "id")

    requires_compatibilities = sequence("requiresCompatibilities")
    network_mode_stated = text("networkMode")
    cpu = text("cpu")
    memory = text("memory")
    runtime_platform = block("runtimePlatform", RuntimePlatform)
    pid_mode = text("pidMode")
    ipc_mode = text("ipcMode")
    volumes = blocks("volumes", Volume)
    proxy_configuration = block("proxyConfiguration", ProxyConfiguration)
    stated_containers = Field("containerDefinitions", _read_containers, ())

    def identities(self) -> Iterator[str]:
        yield from super().identities()
        family, revision = self.record.inputs.get("family"), self.record.outputs.get("revision")
        if isinstance(family, str) and isinstance(revision, int):
            yield f"{family}:{revision}"

    @property
    def containers(self) -> tuple[Container, ...]:
        """Its containers; where their JSON is not known, those that its component declares, value by value."""
        if self.raw("containerDefinitions") is not UNKNOWN:
            return self.stated_containers
        return self.stack.remember(("declared containers", self.urn), self._declared_containers)

    def _declared_containers(self) -> tuple[Container, ...]:
        component = self.parent
        inputs = component.record.inputs if component and component.record.type == _service_component else {}
        own, beside = inputs.get("container"), inputs.get("sidecarContainers")
        if not isinstance(own, dict) or not isinstance(beside, list):
            return self.stated_containers
        return tuple(
            Container(self, f"containerDefinitions[{index}]", UNKNOWN if found is UNKNOWN else {**_undeclared, **found})
            for index, found in enumerate((own, *beside))
        )

    @property
    def requires_fargate(self) -> bool:
        """Whether `requiresCompatibilities` has ECS check it against what Fargate can do."""

        def is_fargate(value: Any) -> bool:
            if value is UNKNOWN:
                raise Undecided(self, "requiresCompatibilities")
            return bool(value == "FARGATE")

        return some([partial(is_fargate, value) for value in self.requires_compatibilities])

    @property
    def role(self) -> Reference[Role]:
        """The role that its containers have."""
        return self.stack.refer(self, "taskRoleArn", Role)

    @property
    def execution_role(self) -> Reference[Role]:
        """The role with which ECS starts them."""
        return self.stack.refer(self, "executionRoleArn", Role)

    @property
    def network_mode(self) -> str:
        """The network mode in force: what is stated, otherwise ECS's default, bridge."""
        return self.network_mode_stated or "bridge"

    @property
    def cpu_units(self) -> int | None:
        """The CPU units of the task, 1024 for a vCPU; None when it has no such limit."""
        return _amount(self.cpu, "vcpu")

    @property
    def memory_mib(self) -> int | None:
        """The memory of the task in MiB; None when it has no such limit."""
        return _amount(self.memory, "gb")

    @property
    def container_cpu_units(self) -> int:
        """The CPU units that its containers take of those of the task."""
        return sum(container.cpu for container in self.containers)

    @property
    def container_memory_mib(self) -> int:
        """The sum of the memory limits of its containers in MiB."""
        return sum(container.memory for container in self.containers)

    @property
    def is_for_windows(self) -> bool:
        """Whether its containers are Windows ones."""
        platform = self.runtime_platform
        return platform is not None and platform.operating_system_family.startswith("WINDOWS")

    @property
    def port_names(self) -> tuple[str, ...]:
        """The names of its port mappings, in order."""
        mappings = (mapping for container in self.containers for mapping in container.port_mappings)
        return tuple(mapping.name for mapping in mappings if mapping.name)

    def container(self, name: str) -> Container | None:
        """The container of this name."""
        return next((container for container in self.containers if container.name == name), None)

    @property
    def served_ports(self) -> tuple[range, ...]:
        """The TCP ports on which a load balancer reaches its containers."""
        mode = self.network_mode
        return tuple(ports for container in self.containers for ports in container.served_ports(mode))

    def defines_port(self, name: str, port: int) -> bool:
        """Whether the container of this name has a container port, of whatever protocol."""
        container = self.container(name)
        return container is not None and container.has_port(port)

    def host_port(self, name: str, port: int) -> int | None:
        """The port of an instance on which a TCP port of the container of this name is reached in bridge or host mode,
        0 for one that ECS chooses; None in another mode, and where there is no such container port."""
        mode = self.network_mode
        container = self.container(name) if mode in ("bridge", "host") else None
        for entry in container.port_mappings if container else ():
            if entry.container_port == port and entry.protocol.lower() == "tcp":
                return port if mode == "host" else entry.host_port or 0
        return None

    def has_port(self, port: int) -> bool:
        """Whether any of its containers has a container port, of whatever protocol."""
        return any(container.has_port(port) for container in self.containers)

    def ports_of(self, name: str) -> Iterator[str]:
        """The container ports and ranges of the container of this name, for messages."""
        container = self.container(name)
        for entry in container.port_mappings if container else ():
            yield entry.container_port_range or str(entry.container_port)

    def mapping_named(self, name: str) -> PortMapping | None:
        """The port mapping of this name, which Service Connect calls `portName`."""
        mappings = (mapping for container in self.containers for mapping in container.port_mappings)
        return next((mapping for mapping in mappings if mapping.name == name), None)

    def container_with_port(self, name: str) -> Container | None:
        """The container whose port mapping has this name."""
        return next((x for x in self.containers if any(mapping.name == name for mapping in x.port_mappings)), None)


def _amount(value: str | None, unit: str) -> int | None:
    """A size of a task as ECS takes it: a whole number, or a number of the unit 1024 times as large, as in "0.5 GB"."""
    if (number := whole_number(value or "")) is not None:
        return number if number >= 0 else None
    match = re.fullmatch(rf"\s*([0-9]{{0,9}}\.?[0-9]{{1,9}})\s*{unit}\s*", value or "", re.IGNORECASE)
    return round(float(match[1]) * 1024) if match else None
