from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import BALANCER, NOT_FOUND, entry, forward, listener, one_of, service, target_group, task

LISTENER = BALANCER.replace("loadbalancer", "listener") + "/0123456789abcdef"
CONDITIONS: Any = [{"path_pattern": {"values": ["/"]}}]


def after(*resources: pulumi.Resource) -> dict[str, Any]:
    return {"opts": pulumi.ResourceOptions(depends_on=[*resources])}


def bad_only_the_target_group() -> None:
    group = target_group()
    listener("https", forward(group))
    service(
        "web",  # violates
        task("web").arn,
        [entry(group.arn)],
    )


def bad_waits_for_the_listener_but_not_for_its_rule() -> None:
    group = target_group()
    https = listener("https", NOT_FOUND)
    aws.lb.ListenerRule("web", listener_arn=https.arn, actions=[forward(group)], conditions=CONDITIONS)
    service(
        "web",  # violates
        task("web").arn,
        [entry(group.arn)],
        **after(https),
    )


def clean_waits_for_the_listener() -> None:
    group = target_group()
    service("web", task("web").arn, [entry(group.arn)], **after(listener("https", forward(group))))


def clean_waits_through_others() -> None:
    group = target_group()
    https = listener("https", forward(group))
    alarm = aws.cloudwatch.LogGroup("web", opts=pulumi.ResourceOptions(depends_on=[https]))
    service("web", task("web").arn, [entry(group.arn)], **after(alarm))


def clean_takes_a_value_of_the_listener() -> None:
    group = target_group()
    https = listener("https", forward(group))
    service("web", task("web").arn, [entry(group.arn)], tags={"listener": https.arn})


def clean_one_of_two_is_enough() -> None:
    group = target_group()
    http = listener("http", forward(group), port=80, protocol="HTTP", ssl_policy=None, certificate_arn=None)
    listener("https", forward(group))
    service("web", task("web").arn, [entry(group.arn)], **after(http))


def clean_waits_for_a_component() -> None:
    component = pulumi.ComponentResource("acme:index:Web", "web")
    group = target_group(opts=pulumi.ResourceOptions(parent=component))
    listener("https", forward(group), opts=pulumi.ResourceOptions(parent=component))
    service("web", task("web").arn, [entry(group.arn)], **after(component))


def clean_no_listener_of_this_stack() -> None:
    """That is the subject of ecs-tg-no-listener."""
    service("web", task("web").arn, [entry(target_group().arn)])


def clean_deployed_by_others() -> None:
    group = target_group()
    listener("https", forward(group))
    service("web", task("web").arn, [entry(group.arn)], deployment_controller={"type": "CODE_DEPLOY"})


def undecided_action_is_an_output() -> None:
    group = target_group()
    action: Any = {"type": "forward", "target_group_arn": unknown("group")}
    listener("https", action)
    service("web", task("web").arn, [entry(group.arn)])


def ambiguous_listener_of_one_of_two_groups() -> None:
    groups = target_group("web"), target_group("admin")
    action: Any = {"type": "forward", "target_group_arn": one_of(*groups)}
    listener("https", action)
    service("web", task("web").arn, [entry(groups[0].arn)])
