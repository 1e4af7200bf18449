from tests.rules.ecs.parts import GROUP, endpoint, entry, service
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_service_connect() -> None:
    service(
        "web",  # violates
        "web:7",
        None,
        endpoint(tls=False),
        deployment_minimum_healthy_percent=0,
    )


def clean_keeps_some() -> None:
    service("unset", "web:7", [entry(GROUP)])
    service("half", "web:7", [entry(GROUP)], deployment_minimum_healthy_percent=50)


def clean_nobody_calls() -> None:
    service("worker", "web:7", deployment_minimum_healthy_percent=0)


def clean_daemon() -> None:
    args = {"scheduling_strategy": "DAEMON", "deployment_minimum_healthy_percent": 0}
    service("web", "web:7", [entry(GROUP)], **args)


def undecided_percent_is_an_output() -> None:
    service("web", "web:7", [entry(GROUP)], deployment_minimum_healthy_percent=unknown("percent"))
