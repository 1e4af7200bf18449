from tests.unknowns import unknown

from .parts import downstream, envoy, task, unknown_task

SINGLE_RESOURCE = True

MAPPED = {"name": "metrics", "image": "acme/metrics:1", "portMappings": [{"containerPort": 9000}]}


def bad_in_a_range() -> None:
    ranged = {**MAPPED, "portMappings": [{"containerPortRange": "8000-9000"}]}
    task(
        "web",  # violates
        envoy(downstream()),
        ranged,
    )


def bad_on_the_wrong_container() -> None:
    task(
        "web",  # violates
        envoy(downstream(), portMappings=[{"containerPort": 8080}, {"containerPort": 8443}]),
    )


def clean_other_ports() -> None:
    task("web", envoy(downstream(), portMappings=[{"containerPort": 8443}]), MAPPED)


def clean_bridge() -> None:
    task("web", envoy(downstream(port=9000)), MAPPED, mode="bridge")


def clean_without_tls() -> None:
    given = downstream(port=9000)
    (listener,) = given["static_resources"]["listeners"]
    (chain,) = listener["filter_chains"]
    plain = {**listener, "filter_chains": [{"filters": chain["filters"]}]}
    task("web", envoy({"static_resources": {**given["static_resources"], "listeners": [plain]}}), MAPPED)


def clean_strange_port() -> None:
    task("web", envoy(downstream(port="9000")), MAPPED)


def undecided_mode_is_an_output() -> None:
    task("web", envoy(downstream(port=9000)), MAPPED, mode=unknown("mode"))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
