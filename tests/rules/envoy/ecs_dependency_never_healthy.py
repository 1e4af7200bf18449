from tests.unknowns import unknown

from .parts import task, unknown_task

SINGLE_RESOURCE = True

WAITING = {"name": "web", "image": "acme/web:1", "dependsOn": [{"containerName": "init", "condition": "HEALTHY"}]}
INIT = {"name": "init", "image": "acme/init:1"}


def bad_turned_off() -> None:
    task(
        "web",  # violates
        WAITING,
        {**INIT, "healthCheck": {"command": ["NONE"]}},
    )


def bad_application() -> None:
    task(
        "web",  # violates
        {**WAITING, "dependsOn": [{"containerName": "app", "condition": "healthy"}]},
    )


def clean_checked() -> None:
    task("web", WAITING, {**INIT, "healthCheck": {"command": ["CMD", "true"]}})


def clean_other_conditions() -> None:
    for condition in ("START", "COMPLETE", "SUCCESS"):
        waiting = {**WAITING, "dependsOn": [{"containerName": "init", "condition": condition}]}
        task(condition, waiting, {**INIT, "essential": False})


def clean_container_that_is_not_there() -> None:
    task("web", WAITING)


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
