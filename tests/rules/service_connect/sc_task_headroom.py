from tests.rules.ecs.parts import one_of, service
from tests.rules.service_connect.parts import CLIENT, OFF, sized
from tests.unknowns import unknown


def bad_cpu_only() -> None:
    task = sized(
        "web",  # violates
        {"cpu": 384},
        {"cpu": 100},
        cpu=".5 vCPU",
        memory="1024",
    )
    service("web", task.arn, service_connect_configuration=CLIENT)


def bad_memory_only() -> None:
    task = sized(
        "web",  # violates
        {"memory": 449},
        memory="512",
    )
    service("web", task.arn, service_connect_configuration=CLIENT)


def bad_one_of_two_task_definitions() -> None:
    task = sized(
        "web",  # violates
        {"memory": 500},
        memory="512",
    )
    service("web", task.arn, service_connect_configuration=CLIENT)
    service("plain", sized("plain", {"memory": 500}, memory="512").arn)


def clean_just_enough() -> None:
    task = sized("web", {"cpu": 256, "memory": 448}, cpu="512", memory="512")
    service("web", task.arn, service_connect_configuration=CLIENT)


def clean_containers_take_nothing() -> None:
    service("web", sized("web", {}, cpu="256", memory="512").arn, service_connect_configuration=CLIENT)


def clean_nothing_left_belongs_to_another_rule() -> None:
    service("web", sized("web", {"memory": 512}, memory="512").arn, service_connect_configuration=CLIENT)


def clean_task_without_cpu() -> None:
    service("web", sized("web", {"cpu": 1024}, memory="512").arn, service_connect_configuration=CLIENT)


def clean_without_service_connect() -> None:
    service("web", sized("web", {"cpu": 256, "memory": 500}, cpu="256", memory="512").arn)


def clean_service_connect_switched_off() -> None:
    task = sized("web", {"cpu": 256, "memory": 500}, cpu="256", memory="512")
    service("web", task.arn, service_connect_configuration=OFF)


def undecided_cpu_is_an_output() -> None:
    task = sized("web", {"cpu": 256}, cpu=unknown("cpu"), memory="512")
    service("web", task.arn, service_connect_configuration=CLIENT)


def ambiguous_task_definitions_differ() -> None:
    tasks = sized("blue", {"memory": 500}, memory="512"), sized("green", {}, memory="512")
    service("web", one_of(*tasks), service_connect_configuration=CLIENT)
