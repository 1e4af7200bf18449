from typing import Any

from tests.unknowns import unknown

from .parts import GROUP, entry, service, task

SINGLE_RESOURCE = True


def bad_zero() -> None:
    service(
        "web",  # violates
        task("web").arn,
        [entry(unknown("group"))],
        health_check_grace_period_seconds=0,
    )


def bad_deployed_by_codedeploy() -> None:
    service(
        "web",  # violates
        "shared:7",
        [entry(GROUP)],
        deployment_controller={"type": "CODE_DEPLOY"},
    )


def clean_set() -> None:
    service("web", task("web").arn, [entry(GROUP)], health_check_grace_period_seconds=1)


def clean_without_load_balancer() -> None:
    service("web", task("web").arn)
    service("empty", task("empty").arn, [])


def clean_classic_load_balancer() -> None:
    classic: Any = {"elb_name": "web", "container_name": "web", "container_port": 8080}
    service("web", "shared:7", [classic], network_configuration=None)


def clean_task_sets() -> None:
    service("web", None, [entry(GROUP)], deployment_controller={"type": "EXTERNAL"}, network_configuration=None)


def undecided_seconds_are_an_output() -> None:
    service("web", task("web").arn, [entry(GROUP)], health_check_grace_period_seconds=unknown("seconds"))
