from tests.rules.envoy.parts import task, unknown_task
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_sidecar() -> None:
    task(
        "web",  # violates
        {"name": "agent", "image": "acme/agent:1", "privileged": True},
    )


def clean_not_privileged() -> None:
    task("web", {"name": "agent", "image": "acme/agent:1", "privileged": False})


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
