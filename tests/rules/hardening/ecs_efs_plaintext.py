from typing import Any

from tests.rules.envoy.parts import task
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def volumes(**efs: Any) -> Any:
    """A volume on EFS."""
    return [{"name": "data", "efs_volume_configuration": {"file_system_id": "fs-0123456789abcdef0", **efs}}]


def bad_off() -> None:
    task(
        "web",  # violates
        volumes=volumes(transit_encryption="DISABLED"),
    )


def clean_on() -> None:
    task("web", volumes=volumes(transit_encryption="ENABLED"))


def clean_other_volumes() -> None:
    task("web", volumes=[{"name": "scratch"}, {"name": "host", "host_path": "/srv"}])


def undecided_is_an_output() -> None:
    task("web", volumes=volumes(transit_encryption=unknown("encryption")))
