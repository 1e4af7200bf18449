"""ECS services: tasks behind a load balancer, connected by Service Connect, or both."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._arguments import ArgumentError, choice, cidrs, group, integer, lift, mapping, plain, to_json
from ._aws import Exceptions, Tags
from ._connections import Connection, ServiceConnectArgs, ServiceConnectEndpoint
from ._security_groups import TaskSecurityGroup
from ._targets import LoadBalancerTargetArgs, Target
from ._tasks import Container, ContainerArgs, LaunchType, TaskRoles, TaskSize

_ANYWHERE = ("0.0.0.0/0", "::/0")


class EcsServiceArgs(TypedDict):
    """Arguments of an EcsService."""

    cluster_arn: pulumi.Input[str]
    """ARN of the ECS cluster."""
    vpc_id: pulumi.Input[str]
    """ID of the VPC."""
    subnet_ids: pulumi.Input[Sequence[pulumi.Input[str]]]
    """IDs of the subnets in which tasks run."""
    container: ContainerArgs
    """The application's container."""
    load_balancer: NotRequired[LoadBalancerTargetArgs]
    """How the service is attached to an Application Load Balancer. Default: not at all."""
    service_connect: NotRequired[ServiceConnectArgs]
    """What the service does with Service Connect; `{}` makes it a client. Default: nothing, there is no proxy."""
    connects_to: NotRequired[Mapping[str, ServiceConnectEndpoint]]
    """Service Connect servers that this service calls: `endpoint` of each; the keys name the resources. The security
    groups are opened, and this service is created after those, for tasks find only servers that were there before them.
    In other languages than Python, pass `security_group_id` and `ingress_port`, and depend on the servers.
    Default: none."""
    launch_type: NotRequired[LaunchType]
    """FARGATE or EC2; either way each task has a network interface of its own. Default: FARGATE."""
    desired_count: NotRequired[pulumi.Input[int]]
    """Number of tasks. Default: 2, so that one can fail. AWS's default is 1."""
    cpu: NotRequired[pulumi.Input[int]]
    """CPU units of the whole task. Default: the smallest size that holds the container and, with Service Connect, 256
    for the proxy; above 500 requests per second the proxy needs 512."""
    memory: NotRequired[pulumi.Input[int]]
    """MiB of memory of the whole task. Default: the smallest size that holds the container and, with Service Connect,
    64 for the proxy; in a namespace of more than 100 services or 2000 tasks it needs 128 more."""
    egress_cidrs: NotRequired[Sequence[pulumi.Input[str]]]
    """Networks that tasks reach on port 443, for images, logs and AWS's APIs. Default: `0.0.0.0/0` and `::/0`."""
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
    """Days, of those that CloudWatch Logs allows, for which logs are kept. Default: 30. AWS's default is for ever."""
    region: NotRequired[pulumi.Input[str]]
    """Region of the logs. Default: the `aws:region` of the stack's configuration or, with a provider of your own, the
    log group's, which then hides the container definition from policies at the first preview."""
    tags: NotRequired[Tags]
    """Tags of every resource that takes tags, and of the tasks. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class EcsService(pulumi.ComponentResource):
    """An ECS service of one container, with its task definition, roles, logs and security group.

    Behind a load balancer it has a target group and a listener rule; with Service Connect a proxy in every task.
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
    security_group_id: pulumi.Output[str]
    """ID of the tasks' security group."""
    task_role_name: pulumi.Output[str]
    """Name of the application's role."""
    execution_role_name: pulumi.Output[str]
    """Name of the role with which ECS starts tasks."""
    target_group_arn_suffix: pulumi.Output[str] | None
    """The part of the target group's ARN by which metrics name it; none without a load balancer."""
    discovery_name: pulumi.Output[str] | None
    """Name in the Service Connect namespace, by which metrics name it; none unless the service is a server."""
    client_address: pulumi.Output[str] | None
    """Host and port under which clients call the service, also if there is TLS, with `http://` and not `https://`:
    their proxies do TLS. None unless the service is a Service Connect server."""
    ingress_port: pulumi.Output[int] | None
    """Port on which the Service Connect proxy listens for other services; none unless this one is a server."""

    def __init__(self, name: str, args: EcsServiceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(EcsServiceArgs, args)
        container = Container.of(args["container"], name)
        connection = Connection.of(args["service_connect"], container, name) if "service_connect" in args else None
        target = Target.of(args["load_balancer"], container, connection) if "load_balancer" in args else None
        launch_type = choice(LaunchType, args.get("launch_type", LaunchType.FARGATE), "launch_type")
        _check(args, launch_type)
        super().__init__(
            "container-tls:index:EcsService",
            name,
            {**_intent(launch_type, container, target, connection), "exceptions": args.get("exceptions")},
            opts,
        )
        self._tags = args.get("tags")
        self._opts = pulumi.ResourceOptions(parent=self)
        self._warn_of_pointless_override(container, connection)

        self._open_security_groups(name, args, target, connection)
        self.target_group = (
            None if target is None else target.target_group(name, args["vpc_id"], self._tags, self._opts)
        )
        self.listener_rule = (
            None
            if target is None or self.target_group is None
            else target.listener_rule(name, self.target_group, self._tags, self._opts)
        )
        self.roles = TaskRoles(
            name,
            mapping(args.get("execution_role_policy_arns", {}), "execution_role_policy_arns"),
            {
                **mapping(args.get("task_role_policy_arns", {}), "task_role_policy_arns"),
                **({} if connection is None else connection.task_policies),
            },
            self._tags,
            self._opts,
        )
        log_group_name = args.get("log_group_name", f"/ecs/{pulumi.get_project()}/{pulumi.get_stack()}/{name}")
        self.log_group = aws.cloudwatch.LogGroup(
            name,
            name=log_group_name,
            retention_in_days=integer(args.get("log_retention_days", 30), "log_retention_days", 1, 3653, "days"),
            tags=self._tags,
            opts=self._opts,
        )
        region = self._log_region(args)
        size = TaskSize.of(
            container, args.get("cpu"), args.get("memory"), proxy=connection is not None, launch_type=launch_type
        )
        self.task_definition = aws.ecs.TaskDefinition(
            name,
            family=f"{pulumi.get_project()}-{pulumi.get_stack()}-{name}",
            network_mode="awsvpc",
            requires_compatibilities=[launch_type.value],
            cpu=size.cpu,
            memory=size.memory,
            execution_role_arn=self.roles.execution.arn,
            task_role_arn=self.roles.task.arn,
            container_definitions=to_json([container.definition(log_group_name, region)]),
            tags=self._tags,
            opts=self._opts,
        )
        self.service = aws.ecs.Service(
            name,
            cluster=args["cluster_arn"],
            task_definition=self.task_definition.arn,
            launch_type=launch_type.value,
            desired_count=integer(args.get("desired_count", 2), "desired_count", 0, 5000, "tasks"),
            deployment_circuit_breaker=aws.ecs.ServiceDeploymentCircuitBreakerArgs(enable=True, rollback=True),
            network_configuration=aws.ecs.ServiceNetworkConfigurationArgs(
                subnets=args["subnet_ids"],
                security_groups=[self.security_group.id],
                assign_public_ip=True if args.get("assign_public_ip") else None,
            ),
            load_balancers=self._load_balancers(container, target),
            health_check_grace_period_seconds=self._grace_period(args),
            service_connect_configuration=None
            if connection is None
            else connection.configuration(container, log_group_name, region),
            propagate_tags="SERVICE",
            tags=self._tags,
            opts=self._after_dependencies(opts),
        )
        self._set_outputs(connection)

    def _open_security_groups(
        self, name: str, args: EcsServiceArgs, target: Target | None, connection: Connection | None
    ) -> None:
        tasks = TaskSecurityGroup(name, args["vpc_id"], self._tags, self._opts)
        if target is not None:
            tasks.open_to_load_balancer(target)
        if connection is not None and connection.server is not None:
            tasks.open_to_clients(connection.server)
        tasks.open_servers(mapping(args.get("connects_to", {}), "connects_to"))
        tasks.open_https(cidrs(args.get("egress_cidrs", _ANYWHERE), "egress_cidrs"))
        self.security_group = tasks.group
        self.security_group_rules = tasks.rules

    def _warn_of_pointless_override(self, container: Container, connection: Connection | None) -> None:
        server = None if connection is None else connection.server
        if server is None or server.ingress_port_override is None:
            return

        def warn(override: int, container_port: int) -> None:
            if override == container_port:
                pulumi.log.warn(
                    f"service_connect.server.ingress_port_override: {override} is the container's own port, for which "
                    "proxy and application may compete. Use another port, or remove it.",
                    resource=self,
                )

        lift(warn, server.ingress_port_override, container.port)

    def _log_region(self, args: EcsServiceArgs) -> pulumi.Input[str]:
        if "region" in args:
            return args["region"]
        own_provider = self.get_provider("aws:index/provider:Provider") is not None
        return self.log_group.region if own_provider else aws.config.region or self.log_group.region

    def _load_balancers(
        self, container: Container, target: Target | None
    ) -> list[aws.ecs.ServiceLoadBalancerArgs] | None:
        if target is None or self.target_group is None:
            return None
        return [
            aws.ecs.ServiceLoadBalancerArgs(
                target_group_arn=self.target_group.arn, container_name=container.name, container_port=target.port
            )
        ]

    def _grace_period(self, args: EcsServiceArgs) -> pulumi.Input[int] | None:
        if self.target_group is None:
            return None
        argument = "health_check_grace_period_seconds"
        return integer(args.get("health_check_grace_period_seconds", 60), argument, 0, 2147483647, "seconds")

    def _after_dependencies(self, opts: pulumi.ResourceOptions | None) -> pulumi.ResourceOptions:
        """Options of the ECS service, which follows what its tasks need and what the component was told to follow."""
        own = [self.listener_rule, self.log_group, *self.roles.attachments, *self.security_group_rules]
        return pulumi.ResourceOptions.merge(
            pulumi.ResourceOptions(depends_on=None if opts is None else opts.depends_on),
            pulumi.ResourceOptions(parent=self, depends_on=[resource for resource in own if resource is not None]),
        )

    def _set_outputs(self, connection: Connection | None) -> None:
        server = None if connection is None else connection.server
        self.service_arn = self.service.id
        self.service_name = self.service.name
        self.task_definition_arn = self.task_definition.arn
        self.security_group_id = self.security_group.id
        self.task_role_name = self.roles.task.name
        self.execution_role_name = self.roles.execution.name
        self.target_group_arn_suffix = None if self.target_group is None else self.target_group.arn_suffix
        self.discovery_name = self.client_address = self.ingress_port = None
        self.endpoint: ServiceConnectEndpoint | None = None
        """For `connects_to` of clients; who uses it is created after this service. None unless it is a server."""
        if server is not None:
            self.ingress_port = pulumi.Output.from_input(server.ingress_port)
            self.discovery_name = pulumi.Output.from_input(server.discovery_name)
            self.client_address = pulumi.Output.format("{0}:{1}", server.client_dns_name, server.client_port)
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
                "discoveryName": self.discovery_name,
                "clientAddress": self.client_address,
                "ingressPort": self.ingress_port,
            }
        )


def _check(args: EcsServiceArgs, launch_type: LaunchType) -> None:
    if plain(args.get("assign_public_ip", False), "assign_public_ip") and launch_type is LaunchType.EC2:
        raise ArgumentError(
            "assign_public_ip",
            "tasks on EC2 cannot have public addresses of their own",
            "Remove it, and use private subnets with a NAT gateway or VPC endpoints",
        )
    if "health_check_grace_period_seconds" in args and "load_balancer" not in args:
        raise ArgumentError(
            "health_check_grace_period_seconds",
            "there is no load balancer whose health checks could be ignored",
            "Remove it, or pass load_balancer",
        )
    if args.get("connects_to") and "service_connect" not in args:
        raise ArgumentError(
            "connects_to",
            "its endpoints are reached through a Service Connect proxy, and this service has none",
            "Pass service_connect, {} for a client",
        )


def _intent(
    launch_type: LaunchType, container: Container, target: Target | None, connection: Connection | None
) -> dict[str, object]:
    """What the service is meant to be, for policies that cannot read it from outputs that are not known yet."""
    server = None if connection is None else connection.server
    mode = None if target is None else target.ingress_mode
    return {
        "launchType": launch_type.value,
        "containerPort": container.port,
        "appProtocol": None if container.app_protocol is None else container.app_protocol.value,
        "loadBalancerProtocol": None if target is None else target.protocol,
        "ingressMode": None if mode is None else mode.value,
        "serviceConnect": None if connection is None else "client" if server is None else "server",
        "serviceConnectTls": server is not None and connection is not None and connection.issuer is not None,
        "ingressPort": None if server is None else server.ingress_port,
    }
