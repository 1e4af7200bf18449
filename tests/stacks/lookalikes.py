"""Innocent stacks that are no variation of `service_connect.Path`."""

import json

import pulumi
import pulumi_aws as aws

from .service_connect import ACCOUNT, ANYWHERE, CERTIFICATE_ARN, EXECUTION_ROLE_ARN, SUBNET_IDS, VPC_ID


def redirect_only_listener() -> None:
    """An HTTP listener has no TLS policy to set."""
    group = aws.ec2.SecurityGroup(
        "alb-group",
        vpc_id=VPC_ID,
        ingress=[{"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": [ANYWHERE]}],
        egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": [ANYWHERE]}],
    )
    alb = aws.lb.LoadBalancer("alb", security_groups=[group.id], subnets=SUBNET_IDS)
    aws.lb.Listener(
        "http",
        load_balancer_arn=alb.arn,
        port=80,
        protocol="HTTP",
        default_actions=[
            {"type": "redirect", "redirect": {"port": "443", "protocol": "HTTPS", "status_code": "HTTP_301"}}
        ],
    )


def two_load_balancer_entries() -> None:
    """One service in two target groups on different ports: in a first preview their ARNs cannot be told apart."""
    alb_group = aws.ec2.SecurityGroup("alb-group", vpc_id=VPC_ID)
    task_group = aws.ec2.SecurityGroup("task-group", vpc_id=VPC_ID)
    aws.vpc.SecurityGroupIngressRule(
        "clients", security_group_id=alb_group.id, cidr_ipv4=ANYWHERE, ip_protocol="tcp", from_port=443, to_port=443
    )
    aws.vpc.SecurityGroupEgressRule(
        "images", security_group_id=task_group.id, cidr_ipv4=ANYWHERE, ip_protocol="tcp", from_port=443, to_port=443
    )
    alb = aws.lb.LoadBalancer("alb", security_groups=[alb_group.id], subnets=SUBNET_IDS)
    ports = {"orders": 8080, "admin": 9090}
    groups: dict[str, aws.lb.TargetGroup] = {}
    for name, port in ports.items():
        groups[name] = aws.lb.TargetGroup(
            f"{name}-targets",
            vpc_id=VPC_ID,
            port=port,
            protocol="HTTP",
            target_type="ip",
            health_check={"protocol": "HTTP", "path": "/health", "port": str(port)},
        )
        aws.vpc.SecurityGroupEgressRule(
            f"alb-to-{name}",
            security_group_id=alb_group.id,
            referenced_security_group_id=task_group.id,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
        )
        aws.vpc.SecurityGroupIngressRule(
            f"{name}-from-alb",
            security_group_id=task_group.id,
            referenced_security_group_id=alb_group.id,
            ip_protocol="tcp",
            from_port=port,
            to_port=port,
        )
    listener = aws.lb.Listener(
        "https",
        load_balancer_arn=alb.arn,
        port=443,
        protocol="HTTPS",
        ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        certificate_arn=CERTIFICATE_ARN,
        default_actions=[{"type": "forward", "target_group_arn": groups["orders"].arn}],
    )
    rule = aws.lb.ListenerRule(
        "admin",
        listener_arn=listener.arn,
        actions=[{"type": "forward", "target_group_arn": groups["admin"].arn}],
        conditions=[{"path_pattern": {"values": ["/admin/*"]}}],
    )
    container = {
        "name": "orders",
        "image": f"{ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2",
        "essential": True,
        "portMappings": [{"containerPort": port} for port in ports.values()],
    }
    task_definition = aws.ecs.TaskDefinition(
        "orders-task",
        family="orders",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        cpu="512",
        memory="1024",
        execution_role_arn=EXECUTION_ROLE_ARN,
        container_definitions=json.dumps([container]),
    )
    aws.ecs.Service(
        "orders",
        cluster=aws.ecs.Cluster("shop").arn,
        task_definition=task_definition.arn,
        desired_count=2,
        launch_type="FARGATE",
        health_check_grace_period_seconds=60,
        network_configuration={"subnets": SUBNET_IDS, "security_groups": [task_group.id]},
        load_balancers=[
            {"target_group_arn": groups[name].arn, "container_name": "orders", "container_port": port}
            for name, port in ports.items()
        ],
        opts=pulumi.ResourceOptions(depends_on=[listener, rule]),
    )
