"""ECS services, and what Service Connect adds to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from .classic_elb import ClassicLoadBalancer
from .ec2 import Interface
from .elb import Forwarder, TargetGroup
from .iam import Role
from .kms import Key
from .node import (
    Block,
    Resource,
    Undecided,
    Unusable,
    block,
    blocks,
    boolean,
    every,
    integer,
    keyword,
    sequence,
    some,
    text,
    those,
)
from .order import waits_for
from .pca import CertificateAuthority
from .providers import has_explicit_provider
from .servicediscovery import Namespace
from .stack import Found
from .task_definition import TaskDefinition
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from .stack import Reference

R = TypeVar("R", bound=Resource)


class Issuer(Block):
    """`issuerCertAuthority` of a Service Connect TLS configuration."""


class ServiceConnectTls(Block):
    """`tls` of a Service Connect service."""

    issuer = block("issuerCertAuthority", Issuer)


class ServiceConnectTimeout(Block):
    """`timeout` of a Service Connect service; zero turns one off."""

    idle_timeout = integer("idleTimeoutSeconds")
    per_request_timeout = integer("perRequestTimeoutSeconds")


class ClientAlias(Block):
    """`clientAlias` of a Service Connect service: the name and port under which clients call it."""

    port = integer("port")
    dns_name = text("dnsName")

    @property
    def address(self) -> str | None:
        """The name with the port; None where the program does not say the name."""
        return f"{self.dns_name}:{self.port}" if self.dns_name else None


class Endpoint(Block):
    """One element of `services` of `serviceConnectConfiguration`: a port that other services can call."""

    port_name = text("portName")
    discovery_name = text("discoveryName")
    ingress_port_override = integer("ingressPortOverride")
    tls = block("tls", ServiceConnectTls)
    client_aliases = blocks("clientAlias", ClientAlias)
    timeout = block("timeout", ServiceConnectTimeout)

    @property
    def service(self) -> Service:
        return self.stack.view(self.resource.urn, Service)

    @property
    def role(self) -> Reference[Role]:
        """The role of its `tls`, which ECS assumes to have certificates issued."""
        return self.service.tls_role_of(self)

    @property
    def kms_key(self) -> Reference[Key]:
        """The key of its `tls`, which encrypts the private keys of the certificates."""
        return self.service.tls_key_of(self)

    @property
    def has_tls_proxy(self) -> bool:
        """Whether the proxy of this endpoint takes TLS on the container port: it has `tls`, and no
        `ingressPortOverride` moves the proxy to another port."""
        return self.has("tls") and self.has_proxy_in_place

    @property
    def has_proxy_in_place(self) -> bool:
        """Whether the proxy of this endpoint listens on the container port, not moved by `ingressPortOverride`."""
        return not self.has("ingressPortOverride")

    @property
    def discovery(self) -> str | None:
        """Its name in Cloud Map: `discoveryName`, or else the `portName`."""
        return self.discovery_name or self.port_name

    @property
    def lacks_port_mapping(self) -> bool:
        """Whether the task definition is of this stack, and no port mapping in it has the name `portName`."""
        name = self.port_name
        if name is None:
            return False
        return self.service.task_definition.agree(lambda task: task.mapping_named(name) is None) is True

    @property
    def app_protocol(self) -> str | None:
        """What its proxy speaks: the `appProtocol` of the port mapping, "tcp" where that has none; None when the task
        definition is not in the stack or has no such port name."""
        name = self.port_name
        if name is None:
            return None

        def protocol(task: TaskDefinition) -> str | None:
            mapping = task.mapping_named(name)
            return (mapping.app_protocol or "tcp") if mapping else None

        return self.service.task_definition.agree(protocol)

    @property
    def display_name(self) -> str:
        """How messages call it."""
        name = self.raw("portName")
        return f'the Service Connect endpoint "{name}"' if isinstance(name, str) else "a Service Connect endpoint"

    @property
    def container_port(self) -> int | None:
        """The container port of `portName`; None when the task definition is not in the stack or has no such name."""
        name = self.port_name
        if name is None:
            return None

        def port(task: TaskDefinition) -> int | None:
            mapping = task.mapping_named(name)
            return mapping.container_port if mapping else None

        return self.service.task_definition.agree(port)

    @property
    def ingress_port(self) -> int | None:
        """The port on which its proxy listens in awsvpc mode: `ingressPortOverride`, otherwise the container port."""
        override = self.ingress_port_override
        return self.container_port if override is None else override


class AccessLog(Block):
    """`accessLogConfiguration` of Service Connect: one line for each request."""

    include_query_parameters = keyword("includeQueryParameters", default="DISABLED")


class ServiceConnect(Block):
    """`serviceConnectConfiguration` of a service."""

    enabled = boolean("enabled")
    namespace = text("namespace")
    access_log = block("accessLogConfiguration", AccessLog)
    endpoints = blocks("services", Endpoint)


class AdvancedConfiguration(Block):
    """`advancedConfiguration` of an element of `loadBalancers`: what ECS moves traffic with in its own deployments."""

    @property
    def listener_rules(self) -> tuple[Reference[Forwarder], ...]:
        """What `productionListenerRule` and `testListenerRule` name, a listener or a rule; those that are set."""
        return tuple(
            reference
            for reference in self.stack.view(self.resource.urn, Service).traffic_switches
            if reference.path.startswith(f"{self.path}.")
        )


class Attachment(Block):
    """One element of `loadBalancers` of a service: a container port that a target group sends traffic to."""

    container_name = text("containerName")
    container_port = integer("containerPort")
    elb_name = text("elbName")
    advanced_configuration = block("advancedConfiguration", AdvancedConfiguration)

    @property
    def service(self) -> Service:
        return self.stack.view(self.resource.urn, Service)

    @property
    def target_group(self) -> Reference[TargetGroup]:
        return self.service.target_group_of(self)

    @property
    def classic_load_balancer(self) -> str | None:
        """How messages call the Classic Load Balancer that it names; None where it names none."""
        reference = self.stack.refer(self, "elbName", ClassicLoadBalancer)
        if reference.candidates:
            return " or ".join(candidate.label for candidate in reference.candidates)
        return f"classic load balancer {self.elb_name}" if self.elb_name else None

    @property
    def host_port(self) -> int | None:
        """The port of an instance on which its container is reached in bridge or host mode, 0 for one that ECS chooses;
        None in another mode, and where the stack does not tell."""
        name, port = self.container_name, self.container_port
        if name is None or port is None:
            return None
        return self.service.task_definition.agree(lambda task: task.host_port(name, port))

    @property
    def fixed_port(self) -> int | None:
        """The fixed port on which a load balancer reaches its container: its own, or one of the instance."""
        return self.container_port if self.service.interface else self.host_port or None

    @property
    def is_blue_green(self) -> bool:
        """Whether ECS itself moves traffic between this target group and an alternate one."""
        return self.has("advancedConfiguration")

    @property
    def endpoint(self) -> Endpoint | None:
        """The Service Connect endpoint on the same container port, if there is one."""
        endpoints = self.service.endpoints
        if not endpoints:
            return None
        port = self.container_port
        return next(iter(those(endpoints, lambda endpoint: endpoint.container_port == port)), None)

    @property
    def bypasses_tls_proxy(self) -> bool:
        """Whether this traffic reaches the container directly because `ingressPortOverride` has moved the proxy, which
        takes TLS, to another port."""
        moved = those(self.service.endpoints, lambda x: x.has("tls") and x.has("ingressPortOverride"))
        if not moved or self.service.network_mode != "awsvpc":
            return False
        port = self.container_port

        def was_here(endpoint: Endpoint) -> bool:
            return every([lambda: endpoint.ingress_port_override != port, lambda: endpoint.container_port == port])

        return port is not None and some([partial(was_here, endpoint) for endpoint in moved])

    @property
    def behind_tls_proxy(self) -> bool:
        """Whether a Service Connect proxy that takes TLS only receives this traffic before the container does."""
        if not those(self.service.endpoints, lambda endpoint: endpoint.has_tls_proxy):
            return False
        port = self.container_port
        return port is not None and self.service.takes_tls_on(port)

    @property
    def behind_proxy(self) -> bool:
        """Whether a Service Connect proxy, with TLS or without, receives this traffic before the container does."""
        if not those(self.service.endpoints, lambda endpoint: endpoint.has_proxy_in_place):
            return False
        port = self.container_port
        return port is not None and self.service.has_proxy_on(port)


class NetworkConfiguration(Block):
    """`networkConfiguration` of a service: the network interface of tasks in awsvpc mode."""

    assign_public_ip = boolean("assignPublicIp")
    subnet_ids = sequence("subnets")

    @property
    def interface(self) -> Interface:
        return Interface.of(self, "securityGroups", "subnets")


class DeploymentController(Block):
    """`deploymentController` of a service: what replaces its tasks, ECS by default."""

    type = keyword("type", default="ECS")


class DeploymentConfiguration(Block):
    """`deploymentConfiguration` of a service: how ECS itself replaces its tasks."""

    strategy = keyword("strategy", default="ROLLING")


class Enabled(Block):
    """`deploymentCircuitBreaker` or `alarms` of a service: what ends a deployment that fails."""

    enable = boolean("enable")


class PlacementConstraint(Block):
    """One element of `placementConstraints` of a service."""

    type = text("type")


class CapacityProviderStrategy(Block):
    """One element of `capacityProviderStrategies` of a service."""


class ServiceConnectDefaults(Block):
    """`serviceConnectDefaults` of a cluster."""

    namespace = text("namespace")


class ExecuteCommandLogs(Block):
    """`logConfiguration` of `executeCommandConfiguration`: where sessions are logged when `logging` is OVERRIDE."""

    log_group_name = text("cloudWatchLogGroupName")
    encrypts_log_group = boolean("cloudWatchEncryptionEnabled")
    bucket_name = text("s3BucketName")
    encrypts_bucket = boolean("s3BucketEncryptionEnabled")


class ExecuteCommandConfiguration(Block):
    """`executeCommandConfiguration` of a cluster: how sessions of ECS Exec are encrypted and logged."""

    logging = keyword("logging", default="DEFAULT")
    logs = block("logConfiguration", ExecuteCommandLogs)


class ClusterConfiguration(Block):
    """`configuration` of a cluster."""

    execute_command = block("executeCommandConfiguration", ExecuteCommandConfiguration)


class ClusterSetting(Block):
    """One element of `settings` of a cluster."""

    name = text("name")
    value = text("value")


class Cluster(Resource):
    """An ECS cluster."""

    tokens = frozenset({"aws:ecs/cluster:Cluster"})
    kind = "cluster"
    identity = ("arn", "id", "name")

    service_connect_defaults = block("serviceConnectDefaults", ServiceConnectDefaults)
    configuration = block("configuration", ClusterConfiguration)
    settings = blocks("settings", ClusterSetting)

    @property
    def default_namespace(self) -> Reference[Namespace] | None:
        """The namespace of its services with Service Connect that name none."""
        defaults = self.service_connect_defaults
        return self.stack.refer(defaults, "namespace", Namespace) if defaults else None


class Service(Resource):
    """An ECS service."""

    tokens = frozenset({"aws:ecs/service:Service"})
    kind = "service"
    identity = ("arn", "id", "name")

    launch_type = keyword("launchType")
    capacity_provider_strategies = blocks("capacityProviderStrategies", CapacityProviderStrategy)
    platform_version = text("platformVersion", default="LATEST")
    desired_count = integer("desiredCount", default=0)
    scheduling_strategy = keyword("schedulingStrategy", default="REPLICA")
    placement_constraints = blocks("placementConstraints", PlacementConstraint)
    grace_period = integer("healthCheckGracePeriodSeconds", default=0)
    iam_role = text("iamRole")
    region = text("region")
    attachments = blocks("loadBalancers", Attachment)
    service_connect = block("serviceConnectConfiguration", ServiceConnect)
    deployment_controller = block("deploymentController", DeploymentController)
    deployment_configuration = block("deploymentConfiguration", DeploymentConfiguration)
    network_configuration = block("networkConfiguration", NetworkConfiguration)
    circuit_breaker = block("deploymentCircuitBreaker", Enabled)
    alarms = block("alarms", Enabled)
    enables_execute_command = boolean("enableExecuteCommand")
    minimum_healthy_percent = integer("deploymentMinimumHealthyPercent", default=100)

    @property
    def is_placed_once_an_instance(self) -> bool:
        """Whether ECS never places two of its tasks on one instance: it is a daemon, or constrained to that."""

        def is_distinct(constraint: PlacementConstraint) -> bool:
            return constraint.type == "distinctInstance"

        return self.scheduling_strategy == "DAEMON" or some(
            [partial(is_distinct, constraint) for constraint in self.placement_constraints]
        )

    @property
    def deployment_strategy(self) -> str:
        """How ECS replaces its tasks, where it is ECS that does."""
        configuration = self.deployment_configuration
        return configuration.strategy if configuration else "ROLLING"

    @property
    def is_deployed_by_task_sets(self) -> bool:
        """Whether an external controller gives each of its task sets a task definition, a network configuration and a
        load balancer, so that the service has none."""
        controller = self.deployment_controller
        return controller is not None and controller.type == "EXTERNAL"

    @property
    def is_there_already(self) -> bool:
        """Whether it is there from an earlier update, as what AWS answered shows."""
        return any(isinstance(self.record.outputs.get(key), str) for key in ("arn", "id"))

    @property
    def is_deployed_by_others(self) -> bool:
        """Whether CodeDeploy or an external controller replaces its tasks, and rewires its load balancer, not ECS."""
        return self.deployed_by != "ECS"

    @property
    def deployed_by(self) -> str:
        """The type of its deployment controller."""
        controller = self.deployment_controller
        return controller.type if controller else "ECS"

    @property
    def has_fixed_count(self) -> bool:
        """Whether the program says how many tasks it has: not so where ECS runs one on each instance, or what scales it
        changes the number."""
        if not self.has("desiredCount") or "desiredCount" in self.record.ignore_changes:
            return False
        return self.scheduling_strategy == "REPLICA"

    @property
    def cluster(self) -> Reference[Cluster]:
        return self.stack.refer(self, "cluster", Cluster)

    @property
    def task_definition(self) -> Reference[TaskDefinition]:
        return self.stack.refer(self, "taskDefinition", TaskDefinition)

    @property
    def target_groups(self) -> tuple[Reference[TargetGroup], ...]:
        """The target groups of `loadBalancers`, in its order; blue/green alternates follow."""
        return self.stack.remember(("target groups", self.urn), self._target_groups)

    def _target_groups(self) -> tuple[Reference[TargetGroup], ...]:
        values = [(item.path_of("targetGroupArn"), item.raw("targetGroupArn")) for item in self.attachments]
        for item in self.attachments:
            advanced = item.raw("advancedConfiguration")
            if isinstance(advanced, dict) and (alternate := advanced.get("alternateTargetGroupArn")) is not None:
                values.append((item.path_of("advancedConfiguration.alternateTargetGroupArn"), alternate))
        return self.stack.refer_each(self, values, TargetGroup)

    def count_target_groups(self, *, at_most: int) -> int:
        """In how many target groups its `loadBalancers` register its tasks, of which some may be the same. Raises
        Undecided where that may be more than `at_most`."""
        references = [self.target_group_of(item) for item in self.attachments if item.has("targetGroupArn")]
        if len(references) <= at_most:
            return len(references)
        certain = {candidate.urn for reference in references if reference.certain for candidate in reference.candidates}
        elsewhere = {reference.literal for reference in references if reference.literal and not reference.candidates}
        count = len(certain) + len(elsewhere)
        for reference in references:
            is_counted = reference.literal or (reference.certain and reference.found is not Found.ANYTHING)
            if count <= at_most and not is_counted:
                raise reference.undecided()
        return count

    @property
    def traffic_switches(self) -> tuple[Reference[Forwarder], ...]:
        """What the `advancedConfiguration` of its load balancers names as listeners or listener rules."""
        advanced = [item.advanced_configuration for item in self.attachments]
        values = [
            (item.path_of(key), item.raw(key))
            for item in advanced
            if item is not None
            for key in ("productionListenerRule", "testListenerRule")
            if item.has(key)
        ]
        return self.stack.refer_each(self, values, Forwarder)

    def target_group_of(self, attachment: Attachment) -> Reference[TargetGroup]:
        path = attachment.path_of("targetGroupArn")
        return next(reference for reference in self.target_groups if reference.path == path)

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """Its Service Connect endpoints; none when Service Connect is off."""
        connect = self.service_connect
        return connect.endpoints if connect and connect.enabled else ()

    @property
    def has_service_connect(self) -> bool:
        """Whether Service Connect is on, as a client or with endpoints."""
        connect = self.service_connect
        return connect is not None and connect.enabled

    @property
    def namespace(self) -> Reference[Namespace] | None:
        """The namespace of its Service Connect: its own, or the default of a cluster of this stack."""
        connect = self.service_connect
        if connect and connect.has("namespace"):
            return self.stack.refer(connect, "namespace", Namespace)
        cluster = self.cluster.one()
        return cluster.default_namespace if cluster else None

    @property
    def writes_out_namespace(self) -> bool:
        """Whether the program writes out the name of its namespace, or of the cluster whose default that is, in place
        of a reference to the resource."""
        reference = self.namespace
        if reference is None or reference.literal is not None:
            return reference is not None
        by_cluster = reference.node.resource is not self
        return by_cluster and self.cluster.literal is not None and not has_explicit_provider(self.stack)

    @property
    def namespace_key(self) -> str | None:
        """What is the same for services in the same namespace, and differs otherwise; None where that cannot be said:
        a name says which namespace within one Region only, and each provider may have its own."""
        reference = self.namespace
        if reference is None:
            return self._key_of_default_namespace
        found, literal = reference.one(), reference.literal
        if found and (literal is None or literal.startswith("arn:") or waits_for(self, found)):
            return found.urn
        if literal is None or literal.startswith("arn:"):
            return literal
        if not has_explicit_provider(self.stack):
            return found.urn if found and found.region == self.region else f"{literal} {self.region}"
        cluster = self.cluster.one()
        return f"{literal} {cluster.urn}" if cluster else None

    @property
    def _key_of_default_namespace(self) -> str | None:
        """The same for services of one cluster that the stack does not have, whose default namespace they are in."""
        cluster = self.cluster.literal
        if cluster is None or self.cluster.candidates:
            return None
        if cluster.startswith("arn:"):
            return f"the default of {cluster}"
        return None if has_explicit_provider(self.stack) else f"the default of {cluster} {self.region}"

    @property
    def runs_windows(self) -> bool:
        """Whether its task definition is of this stack and for Windows containers."""
        return self.task_definition.agree(lambda task: task.is_for_windows) is True

    @property
    def certificate_authorities(self) -> tuple[Reference[CertificateAuthority], ...]:
        """The private certificate authorities that issue for its Service Connect endpoints with TLS."""
        issuers = [endpoint.tls.issuer for endpoint in self.endpoints if endpoint.tls]
        values = [
            (issuer.path_of("awsPcaAuthorityArn"), issuer.raw("awsPcaAuthorityArn")) for issuer in issuers if issuer
        ]
        return self._refer_each(values, CertificateAuthority)

    def tls_role_of(self, endpoint: Endpoint) -> Reference[Role]:
        """The role of the endpoint's `tls`. Endpoints usually share one."""
        return self._tls_reference(endpoint, "roleArn", Role)

    def tls_key_of(self, endpoint: Endpoint) -> Reference[Key]:
        """The KMS key of the endpoint's `tls`. Endpoints usually share one."""
        return self._tls_reference(endpoint, "kmsKey", Key)

    def _tls_reference(self, endpoint: Endpoint, key: str, kind: type[R]) -> Reference[R]:
        shown = [other for other in self.endpoints if other.path == endpoint.path or other.raw("tls") is not UNKNOWN]
        values = [(other.tls.path_of(key), other.tls.raw(key)) for other in shown if other.tls]
        path = f"{endpoint.path_of('tls')}.{key}"
        return next(reference for reference in self._refer_each(values, kind) if reference.path == path)

    def _refer_each(self, values: list[tuple[str, Any]], kind: type[R]) -> tuple[Reference[R], ...]:
        return self.stack.refer_each(self, values, kind, repeats=True)

    @property
    def has_tls_endpoint(self) -> bool:
        """Whether Service Connect takes TLS on one of its ports."""
        return some([partial(endpoint.has, "tls") for endpoint in self.endpoints])

    @property
    def network_mode(self) -> str | None:
        """The network mode of its tasks; None when nothing in the stack says so.

        Fargate knows only awsvpc, and ECS takes a network configuration for awsvpc only: they decide where the
        task definition is not of this stack.
        """
        stated = self.task_definition.agree(lambda task: task.network_mode)
        if stated is not None:
            return stated
        if self.has("networkConfiguration") or self.is_for_fargate:
            return "awsvpc"
        return None

    @property
    def is_for_fargate(self) -> bool:
        """Whether it says itself that Fargate runs its tasks: by its launch type, or by a capacity provider, beside
        which there are only others of Fargate."""
        providers = (strategy.raw("capacityProvider") for strategy in self.capacity_provider_strategies)
        return self.launch_type == "FARGATE" or any(
            isinstance(provider, str) and provider in ("FARGATE", "FARGATE_SPOT") for provider in providers
        )

    def takes_tls_on(self, port: int) -> bool:
        """Whether a Service Connect proxy takes what arrives at a container port of its tasks, and takes TLS only."""
        return self._has_on(port, lambda endpoint: endpoint.has_tls_proxy)

    def has_proxy_on(self, port: int) -> bool:
        """Whether a Service Connect proxy takes what arrives at a container port of its tasks."""
        return self._has_on(port, lambda endpoint: endpoint.has_proxy_in_place)

    def _has_on(self, port: int, question: Callable[[Endpoint], bool]) -> bool:
        """Whether an endpoint for which the answer is yes is on this container port, in the mode in which its proxy is
        before it."""

        def meets(endpoint: Endpoint) -> bool:
            return every([lambda: question(endpoint), lambda: endpoint.container_port == port])

        endpoints = self.endpoints
        return every(
            [
                lambda: some([partial(question, endpoint) for endpoint in endpoints]),
                lambda: self.network_mode == "awsvpc",
                lambda: some([partial(meets, endpoint) for endpoint in endpoints]),
            ]
        )

    def serves(self, port: int) -> bool | None:
        """Whether a load balancer reaches a container of its tasks on this port; None when the task definition is
        not of this stack."""
        return self.task_definition.agree(lambda task: any(port in ports for ports in task.served_ports))

    def is_known_to_lack(self, port: int) -> bool:
        """Whether its task definition is of this stack, and certainly no container in it has this container port."""
        try:
            return self.task_definition.agree(lambda task: task.has_port(port)) is False
        except (Undecided, Unusable):
            return False

    @property
    def interface(self) -> Interface | None:
        """The network interface of its tasks; None outside awsvpc mode."""
        configuration = self.network_configuration
        return configuration.interface if configuration else None


class TaskLauncher(Resource):
    """What runs tasks on network interfaces: a service, or a task set of an external controller."""

    tokens = Service.tokens | {"aws:ecs/taskSet:TaskSet"}
    identity = ("arn", "id")

    network_configuration = block("networkConfiguration", NetworkConfiguration)

    @property
    def label(self) -> str:
        return f"{Service.kind if Service.reads(self.record.type) else 'task set'} {self.name}"


class CapacityProviderOfInstances(Block):
    """`autoScalingGroupProvider` of a capacity provider: a group of instances."""

    termination_protection = keyword("managedTerminationProtection", default="DISABLED")


class CapacityProvider(Resource):
    """What gives the tasks of a cluster their computers."""

    tokens = frozenset({"aws:ecs/capacityProvider:CapacityProvider"})
    kind = "capacity provider"

    instances = block("autoScalingGroupProvider", CapacityProviderOfInstances)


Attachment.listed_in = (Service, "attachments")
Endpoint.listed_in = (Service, "endpoints")


def runs_on_fargate(task: TaskDefinition) -> bool:
    """Whether a task definition is for Fargate, as it says itself or a service that runs it; raises Undecided when that
    is open."""
    return some([lambda: task.requires_fargate, lambda: _is_run_where(task, lambda service: service.is_for_fargate)])


def runs_with_service_connect(task: TaskDefinition) -> bool:
    """Whether a service with Service Connect runs a task definition; raises Undecided when that is open."""
    return _is_run_where(task, lambda service: service.has_service_connect)


def _is_run_where(task: TaskDefinition, question: Callable[[Service], bool]) -> bool:
    """Whether a service for which the answer is yes runs a task definition."""

    def runs(service: Service, reference: Reference[TaskDefinition]) -> bool:
        return every([lambda: question(service), lambda: task.is_meant_by(reference)])

    users = task.stack.referrers(task, Service, "task_definition")
    return some([partial(runs, service, reference) for service, reference in users])
