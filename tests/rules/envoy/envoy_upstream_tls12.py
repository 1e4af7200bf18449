from tests.unknowns import unknown

from .parts import envoy, task, unknown_task, upstream

SINGLE_RESOURCE = True


def bad_automatic() -> None:
    task(
        "web",  # violates
        envoy(upstream({"tls_params": {"tls_maximum_protocol_version": "TLS_AUTO"}})),
    )


def bad_lowest_only() -> None:
    task(
        "web",  # violates
        envoy(upstream({"tls_params": {"tls_minimum_protocol_version": "TLSv1_2"}})),
    )


def clean_stated() -> None:
    for version in ("TLSv1_2", "TLSv1_3"):
        task(version, envoy(upstream({"tls_params": {"tls_maximum_protocol_version": version}})))


def clean_in_the_task() -> None:
    task("web", envoy(upstream(address="::1")))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
