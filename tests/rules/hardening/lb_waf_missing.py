from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import one_of
from tests.unknowns import unknown

from .parts import load_balancer

ACL = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shared/a1b2c3d4-5678-90ab-cdef-111122223333"


def association(name: str, arn: Any) -> None:
    """What puts a web ACL in front of a load balancer."""
    aws.wafv2.WebAclAssociation(name, resource_arn=arn, web_acl_arn=ACL)


def bad_association_of_another() -> None:
    load_balancer(
        "front",  # violates
        internal=False,
    )
    association("other", load_balancer("other").arn)


def clean_associated() -> None:
    association("front", load_balancer("front").arn)


def clean_others() -> None:
    load_balancer("inside", internal=True)
    load_balancer("network", load_balancer_type="network")


def undecided_type_is_an_output() -> None:
    load_balancer("front", load_balancer_type=unknown("type"))


def undecided_association_is_an_output() -> None:
    load_balancer("front")
    association("front", unknown("arn"))


def ambiguous_association() -> None:
    association("one", one_of(load_balancer("blue"), load_balancer("green")))
