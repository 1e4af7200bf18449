import pulumi_aws as aws

from tests.rules.ecs.parts import NETWORK, service
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_public() -> None:
    service(
        "web",  # violates
        "web:7",
        network_configuration={**NETWORK, "assign_public_ip": True},
    )


def bad_task_set() -> None:
    aws.ecs.TaskSet(
        "blue",  # violates
        cluster="shared",
        service="web",
        task_definition="web:7",
        network_configuration={"subnets": ["subnet-0a"], "assign_public_ip": True},
    )


def clean_private() -> None:
    service("unset", "web:7")
    service("off", "web:7", network_configuration={**NETWORK, "assign_public_ip": False})
    service("bridge", "web:7", network_configuration=None)


def undecided_is_an_output() -> None:
    service("web", "web:7", network_configuration={**NETWORK, "assign_public_ip": unknown("public")})
