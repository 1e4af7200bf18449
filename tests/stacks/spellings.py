"""Stacks as people really write them: loops, apply, json_dumps, components, older modules."""

import json
from dataclasses import replace
from typing import Any

import pulumi
import pulumi_aws as aws

from . import ingress
from .service_connect import BRIDGE, CERTIFICATE_ARN, SUBNET_IDS, VPC_ID, WITHOUT_TLS, Path, build

OPEN_443 = replace(WITHOUT_TLS, alb_egress_ports=(443, 8080), task_ingress_ports=(443, 8080))


class Shop(pulumi.ComponentResource):
    """A user's own component, in the usual style: no inputs, no outputs."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__("acme:shop:Shop", name)
        build(path, parent=self)
        self.register_outputs({})


class Edge(pulumi.ComponentResource):
    def __init__(self, name: str, annotations: dict[str, str]) -> None:
        super().__init__("acme:shop:Edge", name, {"annotations": annotations})
        ingress.build(annotations, parent=self)
        self.register_outputs({})


def bridge_in_a_loop() -> None:
    cluster = aws.ecs.Cluster("shop")
    namespace = aws.servicediscovery.HttpNamespace("shop", name="shop")
    modes = {"orders": "awsvpc", "stock": "bridge"}
    for name, mode in modes.items():
        _peer(name, mode, cluster, namespace)


def _peer(
    name: str, mode: str, cluster: aws.ecs.Cluster, namespace: aws.servicediscovery.HttpNamespace
) -> aws.ecs.TaskDefinition:
    ports = [{"name": name, "containerPort": 8080, "appProtocol": "http"}]
    task_definition = aws.ecs.TaskDefinition(
        f"{name}-task",
        family=name,
        network_mode=mode,
        memory="512",
        container_definitions=json.dumps([{"name": name, "image": f"acme/{name}:1", "portMappings": ports}]),
    )
    network: aws.ecs.ServiceNetworkConfigurationArgsDict = {"subnets": SUBNET_IDS}
    aws.ecs.Service(
        name,
        cluster=cluster.arn,
        task_definition=task_definition.arn,
        desired_count=1,
        launch_type="EC2",
        network_configuration=network if mode == "awsvpc" else None,
        service_connect_configuration={
            "enabled": True,
            "namespace": namespace.arn,
            "services": [{"port_name": name, "client_alias": [{"port": 80}]}],
        },
    )
    return task_definition


def bridge_through_apply() -> None:
    settings = pulumi.Output.from_input({"mode": "bridge"})
    build(
        replace(
            BRIDGE,
            network_mode=settings.apply(lambda known: known["mode"]),
            encode_containers=pulumi.Output.json_dumps,
        )
    )


def bridge_through_family_and_revision() -> None:
    cluster = aws.ecs.Cluster("shop")
    namespace = aws.servicediscovery.HttpNamespace("shop", name="shop")
    ports = [{"name": "orders", "containerPort": 8080, "hostPort": 0, "appProtocol": "http"}]
    task_definition = aws.ecs.TaskDefinition(
        "orders-task",
        aws.ecs.TaskDefinitionArgs(
            family="orders",
            network_mode="bridge",
            memory="512",
            container_definitions=pulumi.Output.json_dumps(
                [{"name": "orders", "image": "acme/orders:1", "portMappings": ports}]
            ),
        ),
    )
    aws.ecs.Service(
        "orders",
        aws.ecs.ServiceArgs(
            cluster=cluster.id,
            task_definition=pulumi.Output.format("{0}:{1}", task_definition.family, task_definition.revision),
            service_connect_configuration=aws.ecs.ServiceServiceConnectConfigurationArgs(
                enabled=True,
                namespace=namespace.arn,
                services=[
                    aws.ecs.ServiceServiceConnectConfigurationServiceArgs(
                        port_name="orders",
                        client_alias=[aws.ecs.ServiceServiceConnectConfigurationServiceClientAliasArgs(port=80)],
                    )
                ],
            ),
        ),
    )


def bridge_in_a_component() -> None:
    Shop("shop", BRIDGE)


def health_check_443_in_a_loop() -> None:
    """Two services side by side; only the second one's target group checks a port that nobody serves."""
    cluster = aws.ecs.Cluster("shop")
    alb = aws.lb.LoadBalancer("alb", load_balancer_type="application", subnets=SUBNET_IDS)
    listener = aws.lb.Listener(
        "https",
        load_balancer_arn=alb.arn,
        port=443,
        protocol="HTTPS",
        ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        certificate_arn=CERTIFICATE_ARN,
        default_actions=[{"type": "fixed-response", "fixed_response": {"content_type": "text/plain"}}],
    )
    health_ports = {"orders": 8080, "stock": 443}
    for priority, (name, health_port) in enumerate(health_ports.items(), start=1):
        target_group = aws.lb.TargetGroup(
            f"{name}-targets",
            aws.lb.TargetGroupArgs(
                vpc_id=VPC_ID,
                port=8080,
                protocol="HTTP",
                target_type="ip",
                health_check=aws.lb.TargetGroupHealthCheckArgs(protocol="HTTP", port=str(health_port)),
            ),
        )
        rule = aws.lb.ListenerRule(
            name,
            listener_arn=listener.arn,
            priority=priority,
            actions=[{"type": "forward", "target_group_arn": target_group.arn}],
            conditions=[{"path_pattern": {"values": [f"/{name}/*"]}}],
        )
        _backend(name, cluster, target_group, rule)


def _backend(name: str, cluster: aws.ecs.Cluster, target_group: aws.lb.TargetGroup, rule: aws.lb.ListenerRule) -> None:
    containers: list[dict[str, Any]] = [
        {"name": name, "image": f"acme/{name}:1", "portMappings": [{"containerPort": 8080}]}
    ]
    task_definition = aws.ecs.TaskDefinition(
        f"{name}-task",
        family=name,
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        container_definitions=json.dumps(containers),
    )
    aws.ecs.Service(
        name,
        cluster=cluster.arn,
        task_definition=task_definition.arn,
        desired_count=1,
        launch_type="FARGATE",
        network_configuration={"subnets": SUBNET_IDS},
        load_balancers=[{"target_group_arn": target_group.arn, "container_name": name, "container_port": 8080}],
        opts=pulumi.ResourceOptions(depends_on=[rule]),
    )


def health_check_443_through_apply() -> None:
    port = pulumi.Output.from_input(443).apply(str)
    build(replace(OPEN_443, health_check_port=port, encode_containers=pulumi.Output.json_dumps))


def health_check_443_in_a_component() -> None:
    Shop("shop", replace(OPEN_443, health_check_port="443"))


def health_check_443_behind_aws_alb() -> None:
    build(replace(OPEN_443, elb=aws.alb, health_check_port="443"))


def managed_custom_groups_in_a_loop() -> None:
    settings = {"security-groups": ingress.GROUP_IDS, "manage-backend-security-group-rules": str(True).lower()}
    annotations = dict(ingress.AUTOMATIC)
    for key, value in settings.items():
        annotations[f"alb.ingress.kubernetes.io/{key}"] = value
    ingress.build(annotations)


def managed_custom_groups_through_apply() -> None:
    managed = pulumi.Output.from_input(True)
    ingress.build(managed.apply(lambda value: {**ingress.CUSTOM, ingress.MANAGE_BACKEND_RULES: str(value).lower()}))


def managed_custom_groups_of_the_stack() -> None:
    """The group's id is unknown in a first preview; that groups are named is not."""
    group = aws.ec2.SecurityGroup(
        "frontend",
        vpc_id=VPC_ID,
        egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
    )
    ingress.build({**ingress.CUSTOM_MANAGED, ingress.SECURITY_GROUPS: group.id})


def managed_custom_groups_in_a_component() -> None:
    Edge("edge", ingress.CUSTOM_MANAGED)


def image_of_the_stack() -> None:
    repository = aws.ecr.Repository("orders")
    build(
        replace(
            WITHOUT_TLS,
            image=pulumi.Output.concat(repository.repository_url, ":1.4.2"),
            encode_containers=pulumi.Output.json_dumps,
            health_check_port="8080",
        )
    )
