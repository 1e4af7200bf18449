import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown


def vpc(name: str = "shop") -> aws.ec2.Vpc:
    return aws.ec2.Vpc(name, cidr_block="10.0.0.0/16")


def bad_another_one_is_closed() -> None:
    aws.ec2.Vpc(
        "shop",  # violates
        cidr_block="10.0.0.0/16",
    )
    aws.ec2.DefaultSecurityGroup("closed", vpc_id=vpc("office").id)


def clean_closed() -> None:
    aws.ec2.DefaultSecurityGroup("closed", vpc_id=vpc().id)


def undecided_vpc_is_an_output() -> None:
    vpc()
    aws.ec2.DefaultSecurityGroup("closed", vpc_id=unknown("vpc"))


def ambiguous_vpc() -> None:
    either = pulumi.Output.all(vpc().id, vpc("office").id).apply(lambda ids: ids[0])
    aws.ec2.DefaultSecurityGroup("closed", vpc_id=either)
