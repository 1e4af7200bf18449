from tests.rules.ecs.parts import one_of, service, task
from tests.unknowns import unknown

from .mesh import HTTP, endpoint

WEB = {**HTTP, "appProtocol": "http"}


def bad_one_of_two() -> None:
    service(
        "web",  # violates
        task("web", WEB, {"Name": "data", "ContainerPort": 5432}).arn,
        None,
        endpoint(),
        endpoint("data"),
    )


def clean_http() -> None:
    service("web", task("web", WEB).arn, None, endpoint())


def clean_port_without_an_endpoint() -> None:
    service("web", task("web", WEB, {"name": "data", "containerPort": 5432}).arn, None, endpoint())


def clean_name_that_does_not_exist() -> None:
    service("web", task("web", HTTP).arn, None, endpoint("web"))


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", None, endpoint())


def undecided_port_name_is_an_output() -> None:
    service("web", task("web").arn, None, endpoint(unknown("name")))


def ambiguous_tasks_differ() -> None:
    service("web", one_of(task("blue", WEB), task("green", HTTP)), None, endpoint())
