import json

import pulumi_aws as aws

from tests.rules.envoy.parts import unknown_task
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_users() -> None:
    for user in ("root", "0", "0:1000", "root:root"):
        unknown_task(
            "web",  # violates
            json.dumps([{"name": "web", "user": user}]),
        )


def bad_administrator() -> None:
    aws.ecs.TaskDefinition(
        "web",  # violates
        family="web",
        runtime_platform={"operating_system_family": "WINDOWS_SERVER_2022_CORE"},
        container_definitions=json.dumps([{"name": "web", "user": "ContainerAdministrator"}]),
    )


def clean_user_in_windows() -> None:
    aws.ecs.TaskDefinition(
        "web",
        family="web",
        runtime_platform={"operating_system_family": "WINDOWS_SERVER_2022_CORE"},
        container_definitions=json.dumps([{"name": "web", "user": "ContainerUser"}]),
    )


def clean_users() -> None:
    for number, user in enumerate(("1000", "1000:0", "envoy", "rooty")):
        unknown_task(f"web-{number}", json.dumps([{"name": "web", "user": user}]))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
