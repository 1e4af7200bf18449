from tests.rules.ecs.parts import service
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_two_versions_ago() -> None:
    service(
        "web",  # violates
        "web:7",
        launch_type="FARGATE",
        platform_version="1.2.0",
    )


def clean_latest() -> None:
    service("latest", "web:7", launch_type="FARGATE", platform_version="LATEST")
    service("pinned", "web:7", launch_type="FARGATE", platform_version="1.4.0")
    service("unset", "web:7", launch_type="FARGATE")


def undecided_is_an_output() -> None:
    service("web", "web:7", platform_version=unknown("version"))
