import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import OWN, controller

SINGLE_RESOURCE = True


def bad_names_arns_and_ids_of_other_things() -> None:
    controller(
        "name",  # violates
        {"backendSecurityGroup": "backend"},
    )
    controller(
        "arn",  # violates
        {"backendSecurityGroup": f"arn:aws:ec2:us-east-1:123456789012:security-group/{OWN}"},
    )
    controller(
        "looks-like-an-id",  # violates
        {"backendSecurityGroup": "sg-backend"},
    )
    controller(
        "list",  # violates
        {"backendSecurityGroup": [OWN]},
        chart="./charts/aws-load-balancer-controller",
    )


def clean_ids_old_and_new() -> None:
    controller("old", {"backendSecurityGroup": "sg-01234567"})
    controller("new", {"backendSecurityGroup": OWN})
    controller("group-of-this-stack", {"backendSecurityGroup": aws.ec2.SecurityGroup("backend").id})


def clean_not_set() -> None:
    controller("empty", {"backendSecurityGroup": ""})
    controller("absent", {})
    controller("none", None)


def clean_other_charts() -> None:
    controller("other", {"backendSecurityGroup": "backend"}, chart="ingress-nginx")


def undecided_values_are_an_output() -> None:
    controller("controller", unknown("values"))
