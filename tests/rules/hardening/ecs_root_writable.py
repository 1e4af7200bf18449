import json

from tests.rules.envoy.parts import unknown_task
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_one_of_two() -> None:
    containers = [{"name": "web", "readonlyRootFilesystem": False}, {"name": "log", "readonlyRootFilesystem": True}]
    unknown_task(
        "web",  # violates
        json.dumps(containers),
    )


def clean_read_only() -> None:
    unknown_task("web", json.dumps([{"name": "web", "readonlyRootFilesystem": True}]))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
