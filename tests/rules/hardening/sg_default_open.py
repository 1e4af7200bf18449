from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.security_groups.hop import ANYWHERE, VPC, block, let_in, let_out, open_group
from tests.unknowns import unknown


def default(**inline: Any) -> aws.ec2.DefaultSecurityGroup:
    return aws.ec2.DefaultSecurityGroup("default", vpc_id=VPC, **inline)


def bad_egress() -> None:
    everything: Any = [block(0, protocol="-1", cidr_blocks=[ANYWHERE])]
    aws.ec2.DefaultSecurityGroup(
        "default",  # violates
        egress=everything,
    )


def bad_standalone_rule() -> None:
    found = aws.ec2.DefaultSecurityGroup(
        "default",  # violates
        vpc_id=VPC,
    )
    let_in("in", found.id, "sg-0123456789abcdef0")


def clean_emptied() -> None:
    default()
    aws.ec2.DefaultSecurityGroup("other", ingress=[], egress=[])


def clean_other_groups() -> None:
    let_in("in", open_group("tasks").id, default().id)


def undecided_rules() -> None:
    default(ingress=unknown("rules"))


def ambiguous_rule() -> None:
    let_out("out", pulumi.Output.all(default().id, open_group("tasks").id).apply(lambda ids: ids[0]))
