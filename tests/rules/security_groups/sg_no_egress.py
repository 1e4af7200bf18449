import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .hop import VPC, balancer, block, group, hop, let_in, let_out, listener, open_group, service, target_group


def shut(name: str) -> aws.ec2.SecurityGroup:
    """A group that lets nothing out."""
    return group(name, ingress=[block(8080, cidr_blocks=["0.0.0.0/0"])])


def bad_load_balancer() -> None:
    front = aws.ec2.SecurityGroup(
        "front",  # violates
        vpc_id=VPC,
    )
    hop("shop", [front.id], [open_group("tasks").id])


def bad_empty_list() -> None:
    front = aws.ec2.SecurityGroup(
        "front",  # violates
        egress=[],
    )
    hop("shop", [front.id], [open_group("tasks").id], network=True)


def bad_tasks() -> None:
    tasks = aws.ec2.SecurityGroup(
        "tasks",  # violates
        ingress=[block(8080, cidr_blocks=["0.0.0.0/0"])],  # type: ignore[list-item]
    )
    service("shop", [tasks.id], [])


def bad_tasks_on_fargate() -> None:
    tasks = aws.ec2.SecurityGroup(
        "tasks",  # violates
        egress=[],
    )
    service("shop", [tasks.id], [], launch_type="FARGATE")


def bad_ingress_rules_only() -> None:
    tasks = aws.ec2.SecurityGroup(
        "tasks",  # violates
        vpc_id=VPC,
    )
    let_in("in", tasks.id, "sg-0123456789abcdef0")
    aws.ec2.SecurityGroupRule(
        "older",
        type="ingress",
        security_group_id=tasks.id,
        protocol="tcp",
        from_port=80,
        to_port=80,
        cidr_blocks=["10.0.0.0/8"],
    )
    service("shop", [tasks.id], [])


def bad_two_groups_that_are_both_shut() -> None:
    names = (
        "front",  # violates
        "marker",  # violates
    )
    hop("shop", [shut(name).id for name in names], [open_group("tasks").id])


def bad_default_group_emptied() -> None:
    default = aws.ec2.DefaultSecurityGroup(
        "default",  # violates
        vpc_id=VPC,
    )
    service("shop", [default.id], [], launch_type="FARGATE")


def clean_every_spelling_of_egress() -> None:
    older, standalone = group("older"), group("standalone")
    aws.ec2.SecurityGroupRule(
        "out", type="egress", security_group_id=older.id, protocol="-1", from_port=0, to_port=0, self=True
    )
    let_out("standalone-out", standalone.id)
    for owner in (open_group("inline"), older, standalone):
        service(f"shop-{owner._name}", [owner.id], [])


def clean_beside_a_group_that_lets_out() -> None:
    """A group without rules that marks its members, as databases use it."""
    marker = group("marker")
    service("shop", [open_group("tasks").id, marker.id], [])
    service("shared", [marker.id, "sg-0123456789abcdef0"], [])


def clean_not_attached() -> None:
    shut("database")
    aws.rds.Instance("database", instance_class="db.t4g.micro", vpc_security_group_ids=[shut("other").id])


def clean_of_another_stack() -> None:
    hop("shop", ["sg-0aaaaaaaaaaaaaaaa"], ["sg-0bbbbbbbbbbbbbbbb"])


def clean_load_balancer_for_other_stacks() -> None:
    """They bring target groups and the rules to reach them."""
    balancer("unused", [shut("front").id])
    arn = balancer("redirecting", [shut("redirecting-group").id]).arn
    aws.lb.Listener(
        "listener",
        load_balancer_arn=arn,
        port=80,
        protocol="HTTP",
        default_actions=[{"type": "redirect", "redirect": {"status_code": "HTTP_301", "protocol": "HTTPS"}}],
    )


def clean_load_balancer_of_functions() -> None:
    """It calls functions through Lambda's interface, not through its own network interface."""
    arn = balancer("balancer", [shut("front").id]).arn
    listener("listener", arn, aws.lb.TargetGroup("functions", target_type="lambda").arn)


def clean_tasks_on_instances_shut_on_purpose() -> None:
    tasks = group("tasks", ingress=[block(8080, cidr_blocks=["0.0.0.0/0"])], egress=[])
    service("shop", [tasks.id], [], launch_type="EC2")


def clean_rule_that_may_be_its_own() -> None:
    tasks, other = shut("tasks"), shut("other")
    let_out("out", pulumi.Output.all(tasks.id, other.id).apply(lambda ids: ids[0]))
    service("shop", [tasks.id], [])


def clean_rules_of_another_provider() -> None:
    tasks = shut("tasks")
    pulumi.CustomResource("aws-native:ec2:SecurityGroupEgress", "out", {"groupId": tasks.id, "ipProtocol": "-1"})
    service("shop", [tasks.id], [])


def clean_rule_with_unknown_range() -> None:
    service("shop", [group("tasks", egress=[block(443, cidr_blocks=[unknown("range")])]).id], [])


def clean_unknown_egress_where_it_does_not_matter() -> None:
    group("unused", egress=unknown("unused"))
    tasks = group("tasks", egress=unknown("egress"))
    let_out("out", tasks.id)
    service("shop", [tasks.id], [])


def clean_unknown_egress_of_tasks_on_instances() -> None:
    """An empty list would be taken as meant."""
    service("shop", [group("tasks", egress=unknown("egress")).id], [], launch_type="EC2")


def undecided_egress_is_an_output() -> None:
    service("shop", [group("tasks", egress=unknown("egress")).id], [], launch_type="FARGATE")


def undecided_what_the_load_balancer_does() -> None:
    arn = balancer("balancer", [shut("front").id]).arn
    aws.lb.Listener("listener", load_balancer_arn=arn, port=80, default_actions=unknown("actions"))


def ambiguous_load_balancer_has_either_group() -> None:
    groups = pulumi.Output.all(shut("blue").id, open_group("green").id).apply(lambda ids: ids[0])
    arn = balancer("balancer", [groups]).arn
    targets = target_group("targets")
    listener("listener", arn, targets.arn)
