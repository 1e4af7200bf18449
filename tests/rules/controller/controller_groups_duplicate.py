import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import OTHER, OWN, configuration, ingress, service

SINGLE_RESOURCE = True


def bad_among_others() -> None:
    ingress(
        "shop",  # violates
        security_groups=f"{OWN}, {OTHER} ,{OWN}",
    )
    service(
        "service",  # violates
        security_groups=f"{OWN},{OWN}",
    )
    configuration(
        "gateway",  # violates
        securityGroups=[OWN, unknown("one"), OWN],
    )


def clean_once_each() -> None:
    ingress("shop", security_groups=f"{OWN},{OTHER}")
    configuration("gateway", securityGroups=[OWN, OTHER])


def clean_names_may_repeat() -> None:
    ingress("shop", security_groups="frontend,frontend")


def clean_groups_of_this_stack() -> None:
    frontend, more = aws.ec2.SecurityGroup("frontend"), aws.ec2.SecurityGroup("more")
    configuration("gateway", securityGroups=[frontend.id, more.id])
    ingress("shop", security_groups=frontend.id)


def clean_not_read() -> None:
    configuration("bare", securityGroups=[OWN, OWN], disableSecurityGroup=True)


def undecided_groups_are_an_output() -> None:
    ingress("shop", security_groups=unknown("groups"))
