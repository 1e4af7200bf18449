from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True

KEY = "arn:aws:kms:us-east-1:123456789012:key/a1b2c3d4-5678-90ab-cdef-111122223333"


def cluster(name: str, **command: Any) -> None:
    """A cluster with these settings of ECS Exec."""
    configuration: Any = {"execute_command_configuration": command}
    aws.ecs.Cluster(name, configuration=configuration)


def bad_no_key() -> None:
    aws.ecs.Cluster(
        "shop",  # violates
        configuration={"execute_command_configuration": {"logging": "DEFAULT"}},
    )


def clean_both() -> None:
    cluster("default", kms_key_id=KEY)
    cluster("unknown", kms_key_id=unknown("key"), logging="OVERRIDE")


def clean_no_configuration() -> None:
    aws.ecs.Cluster("shop")


def undecided_logging_is_an_output() -> None:
    cluster("shop", kms_key_id=KEY, logging=unknown("logging"))
