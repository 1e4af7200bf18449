"""A mistake to look at: the listener is on 443, and so, someone thought, should be the health check."""

import json

import pulumi
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",
    port=8080,
    protocol="HTTP",
    target_type="ip",
    vpc_id="vpc-0a1b2c3d4e5f60718",
    health_check={"protocol": "HTTP", "port": "443"},
)
listener = aws.lb.Listener(
    "https",
    load_balancer_arn="arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/50dc6c495c0c9188",
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/6f1c3a52-2f5e-4c55-9a43-2c1f0b7f9d10",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
container = {
    "name": "web",
    "image": "public.ecr.aws/nginx/nginx:1.29",
    "portMappings": [{"containerPort": 8080}],
    "logConfiguration": {
        "logDriver": "awslogs",
        "options": {"awslogs-group": "web", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "web"},
    },
}
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
    cpu="256",
    memory="512",
    execution_role_arn="arn:aws:iam::123456789012:role/ecs-tasks",
    container_definitions=json.dumps([container]),
)
aws.ecs.Service(
    "web",
    launch_type="FARGATE",
    deployment_circuit_breaker={"enable": True, "rollback": True},
    health_check_grace_period_seconds=60,
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a1b2c3d4e5f60718"], "security_groups": ["sg-0a1b2c3d4e5f60718"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}],
    opts=pulumi.ResourceOptions(depends_on=[listener]),
)
