from typing import Any

from tests.unknowns import unknown

from .parts import GROUP, ROLE, entry, one_of, service, task

BRIDGE: Any = {"network_configuration": None, "iam_role": ROLE}


def bridged(name: str) -> Any:
    return task(name, {"containerPort": 8080, "hostPort": 0}, mode="bridge")


def bad_mode_of_the_task_definition() -> None:
    service(
        "web",  # violates
        task("web").arn,
        [entry(GROUP)],
        iam_role=ROLE,
    )


def bad_role_is_an_output() -> None:
    service(
        "web",  # violates
        "shared:7",
        iam_role=unknown("role"),
        launch_type="FARGATE",
    )


def bad_several_target_groups() -> None:
    service(
        "web",  # violates
        bridged("web").arn,
        [entry(GROUP), entry(f"{GROUP}0")],
        **BRIDGE,
    )


def bad_service_discovery() -> None:
    service(
        "web",  # violates
        bridged("web").arn,
        [entry(GROUP)],
        service_registries={"registry_arn": unknown("registry")},
        **BRIDGE,
    )


def clean_bridge() -> None:
    service("web", bridged("web").arn, [entry(GROUP)], **BRIDGE)


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", [entry(GROUP)], **BRIDGE)


def clean_without_role() -> None:
    service("web", task("web").arn, [entry(GROUP), entry(f"{GROUP}0")])


def undecided_mode_is_an_output() -> None:
    service("web", task("web", mode=unknown("mode")).arn, [entry(GROUP)], **BRIDGE)


def ambiguous_tasks_differ() -> None:
    service("web", one_of(task("blue"), bridged("green")), [entry(GROUP)], **BRIDGE)
