from typing import Any

from tests.rules.ecs.parts import endpoint, one_of, service
from tests.rules.service_connect.parts import CLIENT, OFF, sized
from tests.unknowns import unknown


def bad_memory_unset() -> None:
    task = sized(
        "web",  # violates
        {"memoryReservation": 256},
    )
    service("web", task.arn, service_connect_configuration=CLIENT)


def bad_memory_empty() -> None:
    task = sized(
        "web",  # violates
        {},
        memory="",
    )
    service("web", task.arn, service_connect_configuration=CLIENT)


def bad_sum_in_gigabytes() -> None:
    task = sized(
        "web",  # violates
        {"memory": 256},
        {"Memory": 768},
        memory="1 GB",
    )
    service("web", task.arn, service_connect_configuration=CLIENT)


def bad_two_services_of_one_task_definition() -> None:
    task = sized(
        "web",  # violates
        {"memory": 512},
        memory="512",
    )
    service("plain", task.arn)
    service("web", task.arn, service_connect_configuration=CLIENT)
    service("admin", "web", service_connect_configuration=CLIENT)


def clean_a_little_more_than_the_sum() -> None:
    service("web", sized("web", {"memory": 511}, memory="512").arn, service_connect_configuration=CLIENT)


def clean_containers_without_limits() -> None:
    task = sized("web", {}, {"memoryReservation": 512}, memory="512", requires_compatibilities=["FARGATE"], cpu="256")
    service("web", task.arn, service_connect_configuration=CLIENT, launch_type="FARGATE")


def clean_memory_in_decimals() -> None:
    service("web", sized("web", {"memory": 256}, memory="0.5GB").arn, service_connect_configuration=CLIENT)


def clean_without_service_connect() -> None:
    service("web", sized("web", {"memory": 512}, memory="512").arn)
    service("admin", sized("admin", {"memory": 512}).arn)


def clean_service_connect_switched_off() -> None:
    service("web", sized("web", {"memory": 512}).arn, service_connect_configuration=OFF)


def clean_standalone_task() -> None:
    sized("job", {"memory": 512})
    service("web", sized("web", {}, memory="512").arn, service_connect_configuration=CLIENT)


def clean_task_definition_of_another_stack() -> None:
    service("web", "shared:7", None, endpoint(tls=False))


def undecided_memory_is_an_output() -> None:
    task = sized("web", {"memory": 512}, memory=unknown("memory"))
    service("web", task.arn, service_connect_configuration=CLIENT)


def undecided_service_connect_is_an_output() -> None:
    connect: Any = unknown("connect")
    service("web", sized("web", {"memory": 512}).arn, service_connect_configuration=connect)


def undecided_containers_are_an_output() -> None:
    task = sized("web", memory="512", container_definitions=unknown("containers"))
    service("web", task.arn, service_connect_configuration=CLIENT)


def ambiguous_task_definitions_differ() -> None:
    tasks = sized("blue", {"memory": 512}, memory="512"), sized("green", {}, memory="512")
    service("web", one_of(*tasks), service_connect_configuration=CLIENT)
