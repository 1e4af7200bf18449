from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import BALANCER, GROUP, NOT_FOUND, entry, forward, listener, one_of, service, target_group, task

LISTENER = BALANCER.replace("loadbalancer", "listener") + "/0123456789abcdef"
CONDITIONS: Any = [{"path_pattern": {"values": ["/"]}}]


def bad_listener_for_another_group() -> None:
    listener("https", forward(target_group("other")))
    service(
        "web",  # violates
        task("web").arn,
        [entry(target_group().arn)],
    )


def bad_redirect_only_listener() -> None:
    listener("https", NOT_FOUND)
    service(
        "web",  # violates
        task("web").arn,
        [entry(target_group(module=aws.alb).arn)],
    )


def bad_one_of_two_groups() -> None:
    groups = target_group("web"), target_group("admin")
    listener("https", forward(groups[0]))
    service(
        "web",  # violates
        task("web").arn,
        [entry(group.arn) for group in groups],
    )


def bad_exported_for_a_listener_elsewhere() -> None:
    group = target_group()
    pulumi.export("group", group.arn)
    service(
        "web",  # violates
        task("web").arn,
        [entry(group.arn)],
    )


def clean_weighted_forward() -> None:
    groups = target_group("blue"), target_group("green")
    listener("https", forward(*groups))
    for group in groups:
        service(group._name, task(group._name).arn, [entry(group.arn)])


def clean_listener_rule() -> None:
    group = target_group()
    aws.lb.ListenerRule(
        "web",
        listener_arn=listener("https", NOT_FOUND).arn,
        actions=[forward(group)],
        conditions=CONDITIONS,
    )
    service("web", task("web").arn, [entry(group.arn)])


def clean_rule_of_a_listener_of_another_stack() -> None:
    group = target_group(module=aws.alb)
    aws.alb.ListenerRule("web", listener_arn=LISTENER, actions=[forward(group)], conditions=CONDITIONS)
    service("web", task("web").arn, [entry(group.arn)])


def clean_actions_through_apply() -> None:
    group = target_group()
    actions = group.arn.apply(lambda arn: [{"type": "forward", "target_group_arn": arn}])
    aws.lb.Listener("https", load_balancer_arn=BALANCER, port=80, default_actions=actions)
    service("web", task("web").arn, [entry(group.arn)])


def clean_weights_through_apply() -> None:
    group = target_group()
    weighted: Any = {"target_groups": group.arn.apply(lambda arn: [{"arn": arn, "weight": 1}])}
    listener("https", {"type": "forward", "forward": weighted})
    service("web", task("web").arn, [entry(group.arn)])


def clean_target_group_of_another_stack() -> None:
    service("web", task("web").arn, [entry(GROUP)])


def clean_group_of_no_service() -> None:
    target_group()
    service("web", task("web").arn)


def clean_deployed_by_codedeploy() -> None:
    listener("https", forward(target_group("blue")))
    green = target_group("green")
    service("web", task("web").arn, [entry(green.arn)], deployment_controller={"type": "CODE_DEPLOY"})


def clean_blue_green_alternate() -> None:
    blue, green = target_group("blue"), target_group("green")
    rule = aws.lb.ListenerRule("web", listener_arn=LISTENER, actions=[forward(blue)], conditions=CONDITIONS)
    advanced = {"alternate_target_group_arn": green.arn, "production_listener_rule": rule.arn, "role_arn": "role"}
    service("web", task("web").arn, [entry(blue.arn, advanced_configuration=advanced)])


def clean_listener_of_another_provider() -> None:
    group = target_group()
    action = {"type": "forward", "targetGroupArn": group.arn}
    properties = {"loadBalancerArn": BALANCER, "defaultActions": [action]}
    pulumi.CustomResource("aws-native:elasticloadbalancingv2:Listener", "https", properties)
    service("web", task("web").arn, [entry(group.arn)])


def clean_classic_load_balancer() -> None:
    target_group()
    classic: Any = {"elb_name": "web", "container_name": "web", "container_port": 8080}
    service("web", task("web").arn, [classic])


def undecided_actions_are_an_output() -> None:
    aws.lb.Listener("https", load_balancer_arn=BALANCER, port=80, default_actions=unknown("actions"))
    service("web", task("web").arn, [entry(target_group().arn)])


def ambiguous_listener_forwards_to_one_of_two() -> None:
    groups = target_group("blue"), target_group("green")
    listener("https", {"type": "forward", "target_group_arn": one_of(*groups)})
    service("web", task("web").arn, [entry(groups[0].arn)])


def ambiguous_service_uses_one_of_two() -> None:
    groups = target_group("blue"), target_group("green")
    listener("https", forward(groups[0]))
    service("web", task("web").arn, [entry(one_of(*groups))])
