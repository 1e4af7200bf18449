import json
from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import one_of, service
from tests.unknowns import unknown

FARGATE: Any = {"requires_compatibilities": ["FARGATE"], "network_mode": "awsvpc"}
CONTAINERS = json.dumps([{"name": "web", "image": "web"}])


def task(name: str, **args: Any) -> aws.ecs.TaskDefinition:
    return aws.ecs.TaskDefinition(name, family=name, container_definitions=CONTAINERS, **(FARGATE | args))


def bad_no_size() -> None:
    task(
        "web",  # violates
    )


def bad_no_memory_by_the_service() -> None:
    found = task(
        "web",  # violates
        cpu="256",
        requires_compatibilities=None,
    )
    service("web", found.arn, launch_type="FARGATE")


def bad_cpu_between_sizes() -> None:
    task(
        "web",  # violates
        cpu="300",
        memory="1024",
    )


def bad_steps_in_words() -> None:
    task(
        "web",  # violates
        cpu="8 vCPU",
        memory="17 GB",
    )


def clean_smallest() -> None:
    task("web", cpu="256", memory="512")


def clean_in_words() -> None:
    task("web", cpu=".25 vCPU", memory="0.5GB")
    task("large", cpu="16 vCPU", memory="120 GB")


def clean_on_instances() -> None:
    found = task("web", cpu="300", memory="700", requires_compatibilities=["EC2"])
    service("web", found.arn, launch_type="EC2")
    task("unstated", requires_compatibilities=None, cpu="300", memory="700")


def clean_larger_than_known() -> None:
    task("web", cpu="32768", memory="262144")


def clean_windows() -> None:
    task("web", cpu="1024", memory="1536", runtime_platform={"operating_system_family": "WINDOWS_SERVER_2022_CORE"})


def undecided_memory_is_an_output() -> None:
    task("web", cpu="256", memory=unknown("memory"))


def undecided_compatibility_is_an_output() -> None:
    task("web", cpu="256", memory="700", requires_compatibilities=[unknown("compatibility")])


def ambiguous_task_of_a_service() -> None:
    small, odd = (
        task(name, cpu="256", memory=memory, requires_compatibilities=None)
        for name, memory in (("small", "512"), ("odd", "700"))
    )
    service("web", one_of(small, odd), launch_type="FARGATE")
