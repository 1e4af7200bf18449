from tests.rules.ecs.parts import service
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_off() -> None:
    service(
        "web",  # violates
        "web:7",
        deployment_circuit_breaker={"enable": False, "rollback": False},
        deployment_controller={"type": "ECS"},
    )


def clean_on() -> None:
    service("breaker", "web:7", deployment_circuit_breaker={"enable": True, "rollback": False})
    service("alarms", "web:7", alarms={"enable": True, "rollback": True, "alarm_names": ["errors"]})


def clean_deployed_by_others() -> None:
    service("blue-green", "web:7", deployment_controller={"type": "CODE_DEPLOY"})
    service("external", None, deployment_controller={"type": "EXTERNAL"})


def undecided_is_an_output() -> None:
    service("web", "web:7", deployment_circuit_breaker={"enable": unknown("enable"), "rollback": True})
