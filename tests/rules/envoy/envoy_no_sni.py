from tests.unknowns import unknown

from .parts import changed, envoy, task, unknown_task, upstream

SINGLE_RESOURCE = True


def bad_empty_name() -> None:
    task(
        "web",  # violates
        envoy(upstream(sni="")),
    )


def clean_name() -> None:
    task("web", envoy(upstream()))


def clean_automatic() -> None:
    task("cluster", envoy(changed(upstream(sni=""), upstream_http_protocol_options={"auto_sni": True})))
    task("context", envoy(upstream(sni="", auto_host_sni=True)))


def clean_addresses() -> None:
    task("four", envoy(upstream(sni="", address="10.0.0.7")))
    task("six", envoy(upstream(sni="", address="fd00::a")))
    task("task", envoy(upstream(sni="", address="localhost")))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
