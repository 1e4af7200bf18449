from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import endpoint, one_of, service, task
from tests.rules.service_connect.parts import CLIENT, OFF
from tests.unknowns import unknown


def on(family: Any, name: str = "web") -> aws.ecs.TaskDefinition:
    platform: Any = {"operating_system_family": family, "cpu_architecture": "X86_64"}
    return aws.ecs.TaskDefinition(
        name, family=name, network_mode="awsvpc", runtime_platform=platform, container_definitions="[]"
    )


def bad_external_instances() -> None:
    service(
        "web",  # violates
        "web:7",
        launch_type="EXTERNAL",
        network_configuration=None,
        service_connect_configuration=CLIENT,
    )


def bad_old_platform_by_capacity_provider() -> None:
    service(
        "web",  # violates
        "web:7",
        None,
        endpoint(),
        platform_version="1.3.0",
        capacity_provider_strategies=[{"capacity_provider": "FARGATE_SPOT", "weight": 1}],
    )


def bad_windows_on_fargate() -> None:
    service(
        "web",  # violates
        on("WINDOWS_SERVER_2022_CORE").arn,
        launch_type="FARGATE",
        platform_version="1.0.0",
        service_connect_configuration=CLIENT,
    )


def bad_windows_whichever_task_is_meant() -> None:
    service(
        "web",  # violates
        one_of(on("WINDOWS_SERVER_2019_FULL", "blue"), on("windows_server_2025_core", "green")),
        service_connect_configuration=CLIENT,
    )


def clean_latest() -> None:
    service("web", task("web").arn, None, endpoint(), launch_type="FARGATE", platform_version="LATEST")


def clean_platform_1_4_0() -> None:
    service("web", task("web").arn, None, endpoint(), launch_type="FARGATE", platform_version="1.4.0")


def clean_platform_to_come() -> None:
    service("web", task("web").arn, None, endpoint(), launch_type="FARGATE", platform_version="1.10.0")


def clean_linux_on_instances() -> None:
    service("web", on("LINUX").arn, launch_type="EC2", service_connect_configuration=CLIENT)


def clean_without_service_connect() -> None:
    service("web", on("WINDOWS_SERVER_2022_CORE").arn, launch_type="FARGATE", platform_version="1.0.0")


def clean_external_with_service_connect_switched_off() -> None:
    service("web", "web:7", launch_type="EXTERNAL", network_configuration=None, service_connect_configuration=OFF)


def clean_host_mode_belongs_to_another_rule() -> None:
    service("web", task("web", mode="host").arn, network_configuration=None, service_connect_configuration=CLIENT)


def undecided_platform_version_is_an_output() -> None:
    version = unknown("version")
    service("web", "web:7", launch_type="FARGATE", platform_version=version, service_connect_configuration=CLIENT)


def undecided_family_is_an_output() -> None:
    service("web", on(unknown("family")).arn, service_connect_configuration=CLIENT)


def ambiguous_tasks_differ() -> None:
    either = one_of(on("WINDOWS_SERVER_2022_CORE", "blue"), on("LINUX", "green"))
    service("web", either, service_connect_configuration=CLIENT)
