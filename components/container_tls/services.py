"""ECS services: tasks behind load balancers, connected by Service Connect, with sidecars."""

import re
from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict, TypeVar

import pulumi
import pulumi_aws as aws

from ._arguments import (
    cidrs,
    group,
    integer,
    lift,
    mapping,
    subnets,
    to_json,
)
from ._aws import ANYWHERE, Exceptions, Tags, region_of
from ._connections import Connection, ServiceConnectArgs, ServiceConnectEndpoint
from ._network_targets import NetworkTargetArgs
from ._plans import Plan
from ._security_groups import OwnSecurityGroup
from ._sidecars import SidecarArgs
from ._targets import LoadBalancerTargetArgs
from ._tasks import (
    ContainerArgs,
    Ingress,
    LaunchType,
    NetworkMode,
    TaskRoles,
    TaskSize,
    log_group_name,
    log_retention,
)
from .network_load_balancers import NlbListener

T = TypeVar("T")


class EcsServiceArgs(TypedDict):
    """Arguments of an EcsService."""

    cluster_arn: pulumi.Input[str]
    """ARN of the ECS cluster."""
    vpc_id: pulumi.Input[str]
    """ID of the VPC."""
    container: ContainerArgs
    """The application's container."""
    subnet_ids: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]]]
    """IDs of the subnets in which tasks run. Required unless network_mode is bridge, where tasks run in the subnets of
    their instances. Default: none."""
    sidecars: NotRequired[Mapping[str, SidecarArgs]]
    """Containers beside the application's, such as `sidecar` of an EnvoySidecar; the keys name the resources. In other
    languages than Python, pass `containers` of an EnvoySidecar, and what it says of ingress and policies. Default:
    none."""
    load_balancer: NotRequired[LoadBalancerTargetArgs]
    """How the service is attached to an Application Load Balancer. Default: not at all."""
    network_load_balancer: NotRequired[NetworkTargetArgs]
    """How the service is attached to a Network Load Balancer, which passes TLS through to it. Default: not at all."""
    service_connect: NotRequired[ServiceConnectArgs]
    """What the service does with Service Connect; `{}` makes it a client. Default: nothing, there is no proxy."""
    connects_to: NotRequired[Mapping[str, ServiceConnectEndpoint]]
    """Service Connect servers that this service calls: `endpoint` of each; the keys name the resources. The security
    groups are opened, and this service is created after those, for tasks find only servers that were there before them.
    In other languages than Python, pass `security_group_id` and `ingress_port`, and depend on the servers.
    Default: none."""
    calls: NotRequired[Mapping[str, NlbListener]]
    """Listeners of Network Load Balancers through which this service calls others: from `listeners` of a
    NetworkLoadBalancer; the keys name the resources. The security groups are opened. Default: none."""
    launch_type: NotRequired[LaunchType]
    """FARGATE or EC2. Default: FARGATE."""
    network_mode: NotRequired[NetworkMode]
    """awsvpc or bridge. In bridge mode, only on EC2 and without Service Connect and sidecars, tasks have the security
    group of their instances and ports that those choose: see ContainerInstances. Default: awsvpc; AWS's is bridge."""
    desired_count: NotRequired[pulumi.Input[int]]
    """Number of tasks. Default: 2, so that one can fail. AWS's default is 1."""
    cpu: NotRequired[pulumi.Input[int]]
    """CPU units of the whole task. Default: the smallest size that holds the container and, with Service Connect, 256
    for the proxy; above 500 requests per second the proxy needs 512."""
    memory: NotRequired[pulumi.Input[int]]
    """MiB of memory of the whole task. Default: the smallest size that holds the container and, with Service Connect,
    64 for the proxy; in a namespace of more than 100 services or 2000 tasks it needs 128 more."""
    egress_cidrs: NotRequired[Sequence[pulumi.Input[str]]]
    """Networks that tasks reach on port 443, for images, logs and AWS's APIs, and on the ports of sidecars that call
    servers. Default: `0.0.0.0/0` and `::/0`."""
    assign_public_ip: NotRequired[bool]
    """Whether tasks get public addresses, which they need in a public subnet; only on Fargate. Default: false."""
    health_check_grace_period_seconds: NotRequired[pulumi.Input[int]]
    """Seconds after the start of a task in which ECS ignores the load balancer's health checks; only behind a load
    balancer. Default: 60. AWS's default is 0, which kills what starts slowly."""
    execution_role_policy_arns: NotRequired[Mapping[str, pulumi.Input[str]]]
    """ARNs of IAM policies for the role with which ECS starts tasks; the keys name the resources. Default: only AWS's
    AmazonECSTaskExecutionRolePolicy."""
    task_role_policy_arns: NotRequired[Mapping[str, pulumi.Input[str]]]
    """ARNs of IAM policies for the application's role; the keys name the resources. Default: none."""
    log_group_name: NotRequired[pulumi.Input[str]]
    """Name of the log group of container and proxy. Default: `/ecs/<project>/<stack>/<name>`."""
    log_retention_days: NotRequired[pulumi.Input[int]]
    """Days, of those that CloudWatch Logs allows, such as 7, 14, 30, 90 or 365, for which logs are kept. Default: 30.
    AWS's default is for ever."""
    region: NotRequired[pulumi.Input[str]]
    """Region of the logs. Default: that of the provider, from its arguments or the `aws:region` of the configuration;
    where neither states it, the log group's, which hides the container definition from policies at the first
    preview."""
    tags: NotRequired[Tags]
    """Tags of every resource that takes tags, and of the tasks. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class EcsService(pulumi.ComponentResource):
    """An ECS service of one container, with its task definition, roles, logs and security group.

    ```text
    load balancer    ==TLS 1.3==> [tasks' group] proxy of Service Connect --localhost--> application
    clients' proxies ==TLS 1.3==> [tasks' group] proxy of Service Connect --localhost--> application
    ```

    That is the path of the example; without Service Connect, the load balancer reaches the application itself. Behind a
    load balancer the service has a target group and a listener rule; with Service Connect a proxy in every task.
    Security groups are opened pairwise: from the load balancer to the container's port, from clients to the proxy's.
    ECS creates tasks only after everything on which they depend, and deletes them before it.

    ```python
    from container_tls import AppProtocol, ApplicationLoadBalancer, EcsService, IngressMode
    from container_tls import ServiceConnectCluster, ServiceConnectTls

    network = {
        "vpc_id": "vpc-0a1b2c3d4e5f60718",
        "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"],
    }
    load_balancer = ApplicationLoadBalancer(
        "shop",
        {
            **network,
            "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/6f1c3a52-2f5e-4c55-9a43-2c1f0b7f9d10",
            "client_cidrs": ["0.0.0.0/0"],
        },
    )
    cluster = ServiceConnectCluster("shop", {})
    tls = ServiceConnectTls("shop", {})
    orders = EcsService(
        "orders",
        {
            **network,
            "cluster_arn": cluster.cluster_arn,
            "container": {
                "image": "public.ecr.aws/nginx/nginx:1.29",
                "cpu": 256,
                "memory": 512,
                "port": 8080,
                "app_protocol": AppProtocol.HTTP,
                "health_check": {"command": ["CMD-SHELL", "curl -f http://localhost:8080/ || exit 1"]},
            },
            "load_balancer": {
                "listener": load_balancer.listener,
                "priority": 10,
                "path_patterns": ["/*"],
                "ingress_mode": IngressMode.THROUGH_PROXY,
            },
            "service_connect": {"namespace_arn": cluster.namespace_arn, "server": {}, "tls": tls.issuer},
        },
    )
    ```
    """

    service_arn: pulumi.Output[str]
    """ARN of the ECS service."""
    service_name: pulumi.Output[str]
    """Name of the ECS service, by which metrics name it."""
    task_definition_arn: pulumi.Output[str]
    """ARN of the task definition's revision."""
    security_group_id: pulumi.Output[str] | None
    """ID of the tasks' security group, for rules of your own about what else tasks reach, such as a database; none in
    bridge mode."""
    task_role_name: pulumi.Output[str]
    """Name of the application's role."""
    execution_role_name: pulumi.Output[str]
    """Name of the role with which ECS starts tasks."""
    target_group_arn_suffix: pulumi.Output[str] | None
    """The part of the target group's ARN by which metrics name it; none without an Application Load Balancer."""
    network_target_group_arn_suffix: pulumi.Output[str] | None
    """The same of the target group of the Network Load Balancer; none without one."""
    discovery_name: pulumi.Output[str] | None
    """Name in the Service Connect namespace, by which metrics name it; none unless the service is a server."""
    client_address: pulumi.Output[str] | None
    """Host and port under which clients call the service, also if there is TLS, with `http://` and not `https://`:
    their proxies do TLS. None unless the service is a Service Connect server."""
    ingress_port: pulumi.Output[int] | None
    """Port on which the Service Connect proxy listens for other services; none unless this one is a server."""

    def __init__(self, name: str, args: EcsServiceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(EcsServiceArgs, args)
        plan = Plan.of(args, name)
        super().__init__(
            "container-tls:index:EcsService", name, {**plan.intent, "exceptions": args.get("exceptions")}, opts
        )
        self._tags = args.get("tags")
        self._opts = pulumi.ResourceOptions(parent=self)
        self._warn_of_pointless_override(plan)

        self._open_security_groups(name, args, plan)
        self._attach_to_load_balancers(name, args, plan)
        self.roles = TaskRoles(self, name, plan.execution_policies, plan.task_policies, self._tags)
        default = f"/ecs/{pulumi.get_project()}/{pulumi.get_stack()}/{name}"
        group_name = log_group_name(args.get("log_group_name", default), "log_group_name")
        self.log_group = aws.cloudwatch.LogGroup(
            name,
            name=group_name,
            retention_in_days=log_retention(args.get("log_retention_days", 30), "log_retention_days"),
            tags=self._tags,
            opts=self._opts,
        )
        region = self._log_region(args)
        self.task_definition = self._task_definition(name, args, plan, group_name, region)
        self.service = aws.ecs.Service(
            name,
            cluster=args["cluster_arn"],
            task_definition=self.task_definition.arn,
            launch_type=plan.launch_type.value,
            desired_count=integer(args.get("desired_count", 2), "desired_count", 0, 5000, "tasks"),
            deployment_circuit_breaker=aws.ecs.ServiceDeploymentCircuitBreakerArgs(enable=True, rollback=True),
            network_configuration=self._network_configuration(args),
            load_balancers=self._load_balancers(plan.ingress),
            health_check_grace_period_seconds=self._grace_period(args),
            service_connect_configuration=None
            if plan.connection is None
            else plan.connection.configuration(plan.ingress, group_name, region),
            propagate_tags="SERVICE",
            tags=self._tags,
            opts=self._after_dependencies(opts),
        )
        self._set_outputs(plan.connection)

    def _open_security_groups(self, name: str, args: EcsServiceArgs, plan: Plan) -> None:
        self.security_group: aws.ec2.SecurityGroup | None = None
        self.security_group_rules: list[pulumi.Resource] = []
        if plan.network_mode is NetworkMode.BRIDGE:
            return
        tasks = OwnSecurityGroup(name, args["vpc_id"], self._tags, self._opts, description=f"Tasks of {name}")
        if plan.target is not None:
            tasks.open_to_listener(plan.target)
        if plan.network_target is not None:
            tasks.open_to_network_listener(plan.network_target)
        if plan.connection is not None and plan.connection.server is not None:
            tasks.open_to_clients(plan.connection.server)
        tasks.open_servers(mapping(args.get("connects_to", {}), "connects_to"))
        tasks.open_listeners(mapping(args.get("calls", {}), "calls"))
        tasks.open_networks(cidrs(args.get("egress_cidrs", ANYWHERE), "egress_cidrs"), plan.sidecars.egress_ports)
        self.security_group = tasks.group
        self.security_group_rules = tasks.rules

    def _attach_to_load_balancers(self, name: str, args: EcsServiceArgs, plan: Plan) -> None:
        self.target_group = self.listener_rule = self.network_target_group = self.network_listener = None
        if plan.target is not None:
            self.target_group = plan.target.target_group(name, args["vpc_id"], self._tags, self._opts)
            self.listener_rule = plan.target.listener_rule(name, self.target_group, self._tags, self._opts)
        if plan.network_target is not None:
            own = f"{name}-tls"
            self.network_target_group = plan.network_target.target_group(own, args["vpc_id"], self._tags, self._opts)
            self.network_listener = plan.network_target.network_listener(
                own, self.network_target_group, self._tags, self._opts
            )

    def _task_definition(
        self,
        name: str,
        args: EcsServiceArgs,
        plan: Plan,
        group_name: pulumi.Input[str],
        region: pulumi.Input[str],
    ) -> aws.ecs.TaskDefinition:
        sidecars = plan.sidecars
        size = TaskSize.of(
            lift(_with, plan.container.cpu, sidecars.cpus),
            lift(_with, plan.container.memory, sidecars.memories),
            args.get("cpu"),
            args.get("memory"),
            proxy=plan.connection is not None,
            launch_type=plan.launch_type,
        )
        application = plan.container.definition(
            group_name,
            region,
            network_mode=plan.network_mode,
            ingress=plan.ingress,
            depends_on=sidecars.application_depends_on,
        )
        beside = sidecars.definitions(group_name, region, plan.ingress)
        return aws.ecs.TaskDefinition(
            name,
            # Names of projects and stacks may have dots, which a family may not.
            family=re.sub("[^A-Za-z0-9_-]", "-", f"{pulumi.get_project()}-{pulumi.get_stack()}-{name}"),
            network_mode=plan.network_mode.value,
            requires_compatibilities=[plan.launch_type.value],
            cpu=size.cpu,
            memory=size.memory,
            execution_role_arn=self.roles.execution.arn,
            task_role_arn=self.roles.task.arn,
            container_definitions=to_json(lift(_with, application, beside)),
            volumes=lift(
                lambda names: [aws.ecs.TaskDefinitionVolumeArgs(name=name) for name in names] or None, sidecars.volumes
            ),
            tags=self._tags,
            opts=self._opts,
        )

    def _network_configuration(self, args: EcsServiceArgs) -> aws.ecs.ServiceNetworkConfigurationArgs | None:
        if self.security_group is None:
            return None
        return aws.ecs.ServiceNetworkConfigurationArgs(
            subnets=subnets(args["subnet_ids"], "subnet_ids", 1),
            security_groups=[self.security_group.id],
            assign_public_ip=True if args.get("assign_public_ip") else None,
        )

    def _warn_of_pointless_override(self, plan: Plan) -> None:
        server = None if plan.connection is None else plan.connection.server
        if server is None or server.ingress_port_override is None:
            return

        def warn(override: int, container_port: int) -> None:
            if override == container_port:
                pulumi.log.warn(
                    f"service_connect.server.ingress_port_override: {override} is the container's own port, for which "
                    "proxy and application may compete. Use another port, or remove it.",
                    resource=self,
                )

        lift(warn, server.ingress_port_override, plan.ingress.port)

    def _log_region(self, args: EcsServiceArgs) -> pulumi.Input[str]:
        if "region" in args:
            return args["region"]
        stated = region_of(self)
        if isinstance(stated, pulumi.Output):
            return stated.apply(lambda known: known or self.log_group.region)
        return stated or self.log_group.region

    def _load_balancers(self, ingress: Ingress) -> list[aws.ecs.ServiceLoadBalancerArgs] | None:
        port = ingress.port
        if port is None:
            return None
        return [
            aws.ecs.ServiceLoadBalancerArgs(
                target_group_arn=target_group.arn, container_name=ingress.container, container_port=port
            )
            for target_group in (self.target_group, self.network_target_group)
            if target_group is not None
        ] or None

    def _grace_period(self, args: EcsServiceArgs) -> pulumi.Input[int] | None:
        if self.target_group is None and self.network_target_group is None:
            return None
        argument = "health_check_grace_period_seconds"
        return integer(args.get("health_check_grace_period_seconds", 60), argument, 0, 2147483647, "seconds")

    def _after_dependencies(self, opts: pulumi.ResourceOptions | None) -> pulumi.ResourceOptions:
        """Options of the ECS service, which follows what its tasks need and what the component was told to follow."""
        own = [
            self.listener_rule,
            self.network_listener,
            self.log_group,
            *self.roles.attachments,
            *self.security_group_rules,
        ]
        return pulumi.ResourceOptions.merge(
            pulumi.ResourceOptions(depends_on=None if opts is None else opts.depends_on),
            pulumi.ResourceOptions(parent=self, depends_on=[resource for resource in own if resource is not None]),
        )

    def _set_outputs(self, connection: Connection | None) -> None:
        server = None if connection is None else connection.server
        self.service_arn = self.service.id
        self.service_name = self.service.name
        self.task_definition_arn = self.task_definition.arn
        self.security_group_id = None if self.security_group is None else self.security_group.id
        self.task_role_name = self.roles.task.name
        self.execution_role_name = self.roles.execution.name
        self.target_group_arn_suffix = None if self.target_group is None else self.target_group.arn_suffix
        self.network_target_group_arn_suffix = (
            None if self.network_target_group is None else self.network_target_group.arn_suffix
        )
        self.discovery_name = self.client_address = self.ingress_port = None
        self.endpoint: ServiceConnectEndpoint | None = None
        """For `connects_to` of clients; who uses it is created after this service. None unless it is a server."""
        if server is not None:
            self.ingress_port = pulumi.Output.from_input(server.ingress_port)
            self.discovery_name = pulumi.Output.from_input(server.discovery_name)
            self.client_address = pulumi.Output.format("{0}:{1}", server.client_dns_name, server.client_port)
            assert self.security_group is not None
            ready = pulumi.Output.all(self.security_group.id, self.service.id)
            self.endpoint = {
                "security_group_id": ready.apply(lambda known: str(known[0])),
                "port": server.ingress_port,
            }
        self.register_outputs(
            {
                "serviceArn": self.service_arn,
                "serviceName": self.service_name,
                "taskDefinitionArn": self.task_definition_arn,
                "securityGroupId": self.security_group_id,
                "taskRoleName": self.task_role_name,
                "executionRoleName": self.execution_role_name,
                "targetGroupArnSuffix": self.target_group_arn_suffix,
                "networkTargetGroupArnSuffix": self.network_target_group_arn_suffix,
                "discoveryName": self.discovery_name,
                "clientAddress": self.client_address,
                "ingressPort": self.ingress_port,
            }
        )


def _with(first: T, others: Sequence[T]) -> list[T]:
    return [first, *others]
