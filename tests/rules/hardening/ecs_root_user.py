import json

from tests.rules.envoy.parts import unknown_task
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_users() -> None:
    for user in ("root", "0", "0:1000", "root:root"):
        unknown_task(
            "web",  # violates
            json.dumps([{"name": "web", "user": user}]),
        )


def clean_users() -> None:
    for number, user in enumerate(("1000", "1000:0", "envoy", "rooty")):
        unknown_task(f"web-{number}", json.dumps([{"name": "web", "user": user}]))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
