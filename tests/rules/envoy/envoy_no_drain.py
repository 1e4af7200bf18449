from tests.rules.ecs.parts import GROUP, entry, one_of, service
from tests.unknowns import unknown

from .parts import envoy, task, unknown_task

PORTS = [{"containerPort": 8443}]


def bad_command_of_envoy() -> None:
    given = task(
        "web",  # violates
        envoy(portMappings=PORTS, command=["/usr/local/bin/envoy", "-c", "/etc/envoy/envoy.yaml"], stopTimeout=120),
    )
    service("web", given.arn)


def bad_one_of_two_services() -> None:
    given = task(
        "web",  # violates
        envoy(portMappings=PORTS, entryPoint=["/docker-entrypoint.sh"]),
    )
    service("front", given.arn, [entry(GROUP, 8443, "envoy")])
    service("back", given.arn)


def clean_load_balancer() -> None:
    service("web", task("web", envoy(portMappings=PORTS)).arn, [entry(GROUP, 8443, "envoy")])


def clean_no_service() -> None:
    task("web", envoy(portMappings=PORTS))


def clean_own_entry_point() -> None:
    service("entry", task("entry", envoy(portMappings=PORTS, entryPoint=["/drain.sh"])).arn)
    service("command", task("command", envoy(portMappings=PORTS, command=["bash", "/drain.sh"])).arn)
    service("image", task("image", envoy(portMappings=PORTS, image="acme/envoy:1")).arn)


def clean_for_the_task_alone() -> None:
    service("web", task("web", envoy()).arn)


def undecided_containers_are_an_output() -> None:
    service("web", unknown_task("web", unknown("containers")).arn)


def undecided_load_balancers_are_an_output() -> None:
    service("web", task("web", envoy(portMappings=PORTS)).arn, unknown("entries"))


def ambiguous_task_definition() -> None:
    service("web", one_of(task("blue", envoy(portMappings=PORTS)), task("green", envoy())))
