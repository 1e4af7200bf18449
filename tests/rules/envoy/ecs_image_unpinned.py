from tests.unknowns import unknown

from .parts import task, unknown_task

SINGLE_RESOURCE = True


def bad_no_tag_behind_a_port() -> None:
    task(
        "web",  # violates
        {"name": "web", "image": "registry.example.com:5000/acme/web"},
    )


def clean_versions() -> None:
    task("tag", {"name": "web", "image": "registry.example.com:5000/acme/web:1"})
    task("digest", {"name": "web", "image": "acme/web@sha256:" + "0" * 64})
    task("both", {"name": "web", "image": "acme/web:latest@sha256:" + "0" * 64})


def clean_no_image() -> None:
    task("web", {"name": "web"})


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
