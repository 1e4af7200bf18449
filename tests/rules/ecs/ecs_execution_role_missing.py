import json
from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True

ROLE = "arn:aws:iam::123456789012:role/shared"
ECR = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1.4.2"
AWSLOGS: Any = {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "us-east-1"}}
SECRETS: Any = [{"name": "TOKEN", "valueFrom": "arn:aws:secretsmanager:us-east-1:123456789012:secret:token"}]
ON_INSTANCES: Any = {"requires_compatibilities": ["EC2"]}


def task(name: str, containers: Any, **args: Any) -> None:
    given = containers if isinstance(containers, list) else [containers]
    definitions = json.dumps([{"name": "web", "image": "web", **container} for container in given])
    defaults: Any = {"requires_compatibilities": ["FARGATE"], "network_mode": "awsvpc", "cpu": "256", "memory": "512"}
    aws.ecs.TaskDefinition(name, family=name, **(defaults | {"container_definitions": definitions} | args))


def bad_awslogs() -> None:
    task(
        "web",  # violates
        {"logConfiguration": AWSLOGS},
    )


def bad_secrets_on_instances() -> None:
    task(
        "web",  # violates
        [{}, {"name": "side", "secrets": SECRETS}],
        **ON_INSTANCES,
    )


def bad_image_of_china() -> None:
    task(
        "web",  # violates
        {"image": "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/web@sha256:0123"},
    )


def clean_role() -> None:
    task("web", {"image": ECR, "secrets": SECRETS, "logConfiguration": AWSLOGS}, execution_role_arn=ROLE)
    task("later", {"image": ECR}, execution_role_arn=unknown("role"))


def clean_instances_pull_and_log_themselves() -> None:
    task("web", {"image": ECR, "logConfiguration": AWSLOGS}, **ON_INSTANCES)
    task("unstated", {"image": ECR}, requires_compatibilities=None)


def clean_public_images() -> None:
    task("web", [{"image": "public.ecr.aws/nginx/nginx:1.29"}, {"name": "side", "image": "nginx"}])
    task("logs", {"logConfiguration": {"logDriver": "splunk"}, "secrets": []})


def undecided_containers_are_an_output() -> None:
    task("web", {}, container_definitions=unknown("containers"))


def undecided_compatibilities_are_an_output() -> None:
    task("web", {"image": ECR}, requires_compatibilities=unknown("compatibilities"))
