from typing import Any

from tests.unknowns import unknown

from .parts import GROUP, entry, service, task

SINGLE_RESOURCE = True

CODEDEPLOY: Any = {"type": "CODE_DEPLOY"}
EXTERNAL: Any = {"type": "EXTERNAL"}


def several(count: int) -> Any:
    return [entry(f"{GROUP}{number}", 8080 + number) for number in range(count)]


def bad_two_for_task_sets() -> None:
    service(
        "web",  # violates
        None,
        several(2),
        deployment_controller=EXTERNAL,
        network_configuration=None,
    )


def bad_groups_are_outputs() -> None:
    service(
        "web",  # violates
        task("web").arn,
        [entry(unknown(name)) for name in "abc"],
        deployment_controller=CODEDEPLOY,
    )


def clean_one() -> None:
    for name, controller in {"web": CODEDEPLOY, "admin": EXTERNAL}.items():
        service(name, "shared:7", several(1), deployment_controller=controller)


def clean_pair_of_codedeploy() -> None:
    service("web", "shared:7", [entry(f"{GROUP}0"), entry(f"{GROUP}1")], deployment_controller=CODEDEPLOY)


def clean_several_deployed_by_ecs() -> None:
    service("web", "shared:7", several(5), deployment_controller={"type": "ECS"})
    service("bare", "shared:7", several(2))


def clean_no_load_balancer() -> None:
    service("web", None, deployment_controller=EXTERNAL, network_configuration=None)


def undecided_controller_is_an_output() -> None:
    service("web", "shared:7", several(3), deployment_controller={"type": unknown("type")})


def undecided_load_balancers_are_an_output() -> None:
    service("web", "shared:7", unknown("entries"), deployment_controller=CODEDEPLOY)
