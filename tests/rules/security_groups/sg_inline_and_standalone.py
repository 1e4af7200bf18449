import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .hop import VPC, block, group, let_in, let_out, open_group


def bad_ingress_twice() -> None:
    tasks = aws.ec2.SecurityGroup(
        "tasks",  # violates
        ingress=[block(8080, cidr_blocks=["10.0.0.0/8"])],  # type: ignore[list-item]
    )
    let_in("in", tasks.id, "sg-0123456789abcdef0")


def clean_changes_ignored() -> None:
    tasks = aws.ec2.SecurityGroup(
        "tasks",
        ingress=[block(8080, cidr_blocks=["10.0.0.0/8"])],  # type: ignore[list-item]
        opts=pulumi.ResourceOptions(ignore_changes=["ingress"]),
    )
    let_in("in", tasks.id, "sg-0123456789abcdef0")


def bad_empty_list() -> None:
    tasks = aws.ec2.SecurityGroup(
        "tasks",  # violates
        egress=[],
    )
    let_out("out", tasks.id)


def bad_older_rule() -> None:
    tasks = aws.ec2.SecurityGroup(
        "tasks",  # violates
        egress=[block(443, cidr_blocks=["10.0.0.0/8"])],  # type: ignore[list-item]
    )
    aws.ec2.SecurityGroupRule(
        "out",
        type="egress",
        security_group_id=tasks.id,
        protocol="tcp",
        from_port=5432,
        to_port=5432,
        source_security_group_id="sg-0123456789abcdef0",
    )


def bad_whatever_is_inline() -> None:
    tasks = aws.ec2.SecurityGroup(
        "tasks",  # violates
        ingress=unknown("ingress"),
    )
    let_in("in", tasks.id, "sg-0123456789abcdef0")


def bad_default_group() -> None:
    default = aws.ec2.DefaultSecurityGroup(
        "default",  # violates
        vpc_id=VPC,
    )
    let_in("in", default.id, "sg-0123456789abcdef0")


def bad_through_apply() -> None:
    tasks = aws.ec2.SecurityGroup(
        "tasks",  # violates
        ingress=[],
    )
    let_in("in", tasks.id.apply(lambda id_: id_), "sg-0123456789abcdef0")


def clean_inline_only() -> None:
    group("tasks", ingress=[block(8080, cidr_blocks=["10.0.0.0/8"])], egress=[])


def clean_standalone_only() -> None:
    tasks = group("tasks")
    let_in("in", tasks.id, "sg-0123456789abcdef0")
    let_out("out", tasks.id)


def clean_each_direction_its_own_way() -> None:
    """The provider leaves alone a direction that is not inline."""
    tasks = group("tasks", ingress=[block(8080, cidr_blocks=["10.0.0.0/8"])])
    let_out("out", tasks.id)
    let_in("in", open_group("front").id, tasks.id)


def clean_rule_about_the_group_on_another() -> None:
    tasks = open_group("tasks")
    let_out("out", group("front").id, tasks.id)
    let_in("in", "sg-0123456789abcdef0", tasks.id)


def clean_unknown_direction_without_anything_inline() -> None:
    aws.ec2.SecurityGroupRule(
        "rule",
        type=unknown("type"),
        security_group_id=group("tasks").id,
        protocol="tcp",
        from_port=1,
        to_port=2,
        self=True,
    )


def clean_unknown_group_of_the_other_direction() -> None:
    let_in("in", unknown("group"), open_group("tasks").id)


def undecided_group_of_a_rule() -> None:
    open_group("tasks")
    let_out("out", unknown("group"))


def undecided_direction_of_a_rule() -> None:
    aws.ec2.SecurityGroupRule(
        "rule",
        type=unknown("type"),
        security_group_id=open_group("tasks").id,
        protocol="tcp",
        from_port=1,
        to_port=2,
        self=True,
    )


def ambiguous_rule_is_on_either_of_two_groups() -> None:
    either = pulumi.Output.all(group("tasks").id, open_group("other").id).apply(lambda ids: ids[0])
    let_out("out", either)
