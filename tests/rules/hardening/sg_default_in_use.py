import pulumi
import pulumi_aws as aws

from tests.rules.security_groups.hop import VPC, balancer, group, service
from tests.unknowns import unknown


def default() -> pulumi.Output[str]:
    return aws.ec2.DefaultSecurityGroup("default", vpc_id=VPC).id


def bad_service() -> None:
    service(
        "shop",  # violates
        None,
        [],
    )


def bad_named() -> None:
    aws.ec2.LaunchTemplate(
        "hosts",  # violates
        vpc_security_group_ids=[group("hosts-group").id, default()],
    )


def bad_second_network_interface() -> None:
    aws.ec2.LaunchTemplate(
        "hosts",  # violates
        network_interfaces=[{"security_groups": ["sg-0123456789abcdef0"]}, {"security_groups": [default()]}],
    )


def bad_empty_list() -> None:
    aws.alb.LoadBalancer(
        "shop",  # violates
        security_groups=[],
    )


def clean_groups_of_their_own() -> None:
    default()
    balancer("shop", [group("front").id])
    service("web", ["sg-0123456789abcdef0"], [])


def clean_network_load_balancer() -> None:
    balancer("shop", None, load_balancer_type="network")


def clean_without_an_interface() -> None:
    service("shop", None, [], mode="bridge")
    aws.ec2.LaunchTemplate("hosts", image_id="ami-0123456789abcdef0")
    aws.ec2.LaunchTemplate("others", network_interfaces=[{"security_groups": [group("a").id]}, {"device_index": 1}])


def clean_unknown_groups() -> None:
    balancer("shop", unknown("groups"))


def undecided_type() -> None:
    aws.lb.LoadBalancer("shop", load_balancer_type=unknown("type"))


def ambiguous_group() -> None:
    balancer("shop", [pulumi.Output.all(default(), group("front").id).apply(lambda ids: ids[0])])
