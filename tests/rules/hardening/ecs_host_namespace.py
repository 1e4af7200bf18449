from tests.rules.envoy.parts import task
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_network() -> None:
    task(
        "web",  # violates
        mode="host",
    )


def bad_shared_memory() -> None:
    task(
        "web",  # violates
        ipc_mode="host",
    )


def clean_of_the_task() -> None:
    task("awsvpc", pid_mode="task", ipc_mode="task")
    task("bridge", mode="bridge", ipc_mode="none")
    task("unset", mode=None)


def undecided_mode_is_an_output() -> None:
    task("web", pid_mode=unknown("mode"))
