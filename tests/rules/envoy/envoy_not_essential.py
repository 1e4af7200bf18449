from tests.unknowns import unknown

from .parts import envoy, task, unknown_task

SINGLE_RESOURCE = True


def bad_own_image() -> None:
    task(
        "web",  # violates
        envoy(image="123456789012.dkr.ecr.us-east-1.amazonaws.com/edge-envoy:7", essential=False),
    )


def clean_essential() -> None:
    task("unset", envoy())
    task("set", envoy(essential=True))


def clean_other_containers() -> None:
    task("web", envoy(), {"name": "metrics", "image": "acme/envoy-exporter:1", "essential": False})


def clean_looks_at_the_configuration() -> None:
    ended = [{"containerName": "envoy", "condition": "SUCCESS"}]
    task("web", envoy(essential=False), {"name": "proxy", "image": "acme/proxy:1", "dependsOn": ended})


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
