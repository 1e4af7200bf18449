import json
from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True

OPTIONS: Any = {"awslogs-group": "web", "awslogs-region": "us-east-1"}


def task(name: str, *logs: Any, **args: Any) -> None:
    containers = [{"name": f"c{index}", "image": "web", "logConfiguration": log} for index, log in enumerate(logs)]
    aws.ecs.TaskDefinition(name, family=name, **({"container_definitions": json.dumps(containers)} | args))


def awslogs(options: Any) -> Any:
    return {"logDriver": "awslogs", "options": options}


def bad_second_container() -> None:
    task(
        "web",  # violates
        awslogs(OPTIONS),
        awslogs({"awslogs-group": "web"}),
    )


def bad_no_options() -> None:
    task(
        "web",  # violates
        {"logDriver": "awslogs"},
    )


def clean_both() -> None:
    task("web", awslogs(OPTIONS), None)


def clean_other_driver() -> None:
    task("web", {"logDriver": "awsfirelens"}, {"logDriver": "json-file", "options": {"max-size": "10m"}})


def undecided_containers_are_an_output() -> None:
    task("web", container_definitions=unknown("containers"))
