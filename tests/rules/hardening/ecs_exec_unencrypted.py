from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

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


def bad_used_without_configuration() -> None:
    shop = aws.ecs.Cluster(
        "shop",  # violates
    )
    aws.ecs.Service("web", cluster=shop.arn, enable_execute_command=True)


def bad_logs_without_encryption() -> None:
    logs: Any = {
        "cloud_watch_log_group_name": "/ecs/exec",
        "s3_bucket_name": "logs",
        "s3_bucket_encryption_enabled": True,
    }
    command: Any = {"kms_key_id": KEY, "logging": "OVERRIDE", "log_configuration": logs}
    aws.ecs.Cluster(
        "shop",  # violates
        configuration={"execute_command_configuration": command},
    )


def clean_encrypted_logs() -> None:
    logs = {"cloud_watch_log_group_name": "/ecs/exec", "cloud_watch_encryption_enabled": True}
    cluster("shop", kms_key_id=KEY, logging="OVERRIDE", log_configuration=logs)


def clean_both() -> None:
    cluster("default", kms_key_id=KEY)
    cluster("unknown", kms_key_id=unknown("key"), logging="OVERRIDE")


def clean_no_configuration() -> None:
    aws.ecs.Service("web", cluster=aws.ecs.Cluster("shop").arn)
    aws.ecs.Service("elsewhere", cluster="shared", enable_execute_command=True)


def undecided_logging_is_an_output() -> None:
    cluster("shop", kms_key_id=KEY, logging=unknown("logging"))


def undecided_use_is_an_output() -> None:
    aws.ecs.Service("web", cluster=aws.ecs.Cluster("shop").arn, enable_execute_command=unknown("exec"))


def ambiguous_cluster() -> None:
    one, other = aws.ecs.Cluster("one"), aws.ecs.Cluster("other")
    either = pulumi.Output.all(one.arn, other.arn).apply(lambda arns: arns[0])
    aws.ecs.Service("web", cluster=either, enable_execute_command=True)
