import json
from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True


def task(name: str, *flags: Any, **args: Any) -> None:
    containers = [{"name": f"c{index}", "image": "web", **flag} for index, flag in enumerate(flags)]
    aws.ecs.TaskDefinition(name, family=name, **({"container_definitions": json.dumps(containers)} | args))


def bad_two() -> None:
    task(
        "web",  # violates
        {"essential": False},
        {"essential": False},
    )


def clean_one_of_two() -> None:
    task("web", {"essential": False}, {"essential": True})


def clean_default() -> None:
    task("web", {}, {"essential": False})


def undecided_containers_are_an_output() -> None:
    task("web", container_definitions=unknown("containers"))
