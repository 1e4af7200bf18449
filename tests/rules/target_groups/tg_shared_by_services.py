from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import GROUP, ROLE, entry, forward, listener, one_of, service, target_group, task
from tests.unknowns import unknown

RULE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/shared/0123456789abcdef/0/1"


def used(name: str, *groups: Any, **args: Any) -> aws.ecs.Service:
    """A service with one entry for each target group."""
    return service(name, task(name).arn, [entry(getattr(group, "arn", group)) for group in groups], **args)


def alternate(group: Any) -> Any:
    return {"alternate_target_group_arn": group.arn, "production_listener_rule": RULE, "role_arn": ROLE}


def bad_migration() -> None:
    group = target_group(
        "web",  # violates
        module=aws.alb,
    )
    listener("https", forward(group))
    used("ec2", group, launch_type="EC2")
    used("fargate", group, launch_type="FARGATE")


def bad_one_of_two_groups_of_each() -> None:
    shared = target_group(
        "web",  # violates
    )
    used("blue", shared, target_group("blue"))
    used("green", target_group("green"), shared)


def bad_alternate_of_another() -> None:
    shared = target_group(
        "web",  # violates
    )
    blue = target_group("blue")
    service("blue", task("blue").arn, [entry(blue.arn, advanced_configuration=alternate(shared))])
    used("green", shared)


def bad_three_deployed_by_codedeploy() -> None:
    group = target_group(
        "web",  # violates
    )
    for name in ("a", "b", "c"):
        used(name, group, deployment_controller={"type": "CODE_DEPLOY"})


def clean_group_for_each() -> None:
    blue, green = target_group("blue"), target_group("green")
    listener("https", forward(blue, green))
    used("blue", blue)
    used("green", green)


def clean_alternate_of_the_same_service() -> None:
    blue, green = target_group("blue"), target_group("green")
    service("web", task("web").arn, [entry(blue.arn, advanced_configuration=alternate(green))])


def clean_same_group_for_two_ports_of_one_service() -> None:
    group = target_group()
    ports = {"containerPort": 8080}, {"containerPort": 8081}
    service("web", task("web", *ports).arn, [entry(group.arn), entry(group.arn, 8081)])


def clean_pair_of_codedeploy() -> None:
    blue, green = target_group("blue"), target_group("green")
    used("web", blue, deployment_controller={"type": "CODE_DEPLOY"})
    pulumi.CustomResource("aws:codedeploy/deploymentGroup:DeploymentGroup", "web", {"pair": [blue.name, green.name]})


def clean_groups_of_another_stack() -> None:
    target_group()
    used("blue", GROUP)
    used("green", GROUP)


def undecided_group_of_the_other_service_is_an_output() -> None:
    used("blue", target_group())
    used("green", unknown("group"))


def ambiguous_the_other_service_uses_one_of_two() -> None:
    blue, green = target_group("blue"), target_group("green")
    used("blue", blue)
    used("green", one_of(blue, green))
