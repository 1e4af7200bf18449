from typing import Any

import pulumi_aws as aws

from tests.rules.security_groups.hop import block
from tests.unknowns import unknown

from .parts import opened

SINGLE_RESOURCE = True


def bad_filled_in() -> None:
    aws.ec2.SecurityGroup(
        "tasks",  # violates
        description="Managed by Pulumi",
    )


def bad_inline_rule() -> None:
    rules: Any = [block(80, self=True, description="Members"), block(81, self=True)]
    aws.ec2.SecurityGroup(
        "tasks",  # violates
        description="Tasks",
        ingress=rules,
    )


def bad_standalone_rules() -> None:
    aws.vpc.SecurityGroupIngressRule(
        "in",  # violates
        security_group_id="sg-0a",
        cidr_ipv4="10.0.0.0/8",
        ip_protocol="-1",
        description="",
    )
    aws.ec2.SecurityGroupRule(
        "older",  # violates
        type="egress",
        security_group_id="sg-0a",
        protocol="-1",
        from_port=0,
        to_port=0,
        self=True,
    )


def clean_described() -> None:
    rules: Any = [block(80, self=True, description="Members")]
    aws.ec2.SecurityGroup("tasks", description="Tasks", egress=rules)
    opened("https", "sg-0a", 443, description="Clients")


def clean_default_group() -> None:
    aws.ec2.DefaultSecurityGroup("default", vpc_id="vpc-0123456789abcdef0")


def undecided_description() -> None:
    opened("https", "sg-0a", 443, description=unknown("description"))
