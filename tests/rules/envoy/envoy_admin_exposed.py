from tests.unknowns import unknown

from .parts import NODE, address, envoy, task, unknown_task

SINGLE_RESOURCE = True


def bad_every_address_of_ipv6() -> None:
    task(
        "web",  # violates
        envoy({"node": NODE, "admin": {"address": address("::", 9901)}}),
    )


def bad_host_mode() -> None:
    task(
        "web",  # violates
        envoy({"admin": {"address": address("0.0.0.0", 9901)}}),
        mode="host",
    )


def clean_loopback() -> None:
    for number, host in enumerate(("127.0.0.1", "::1")):
        task(f"web-{number}", envoy({"admin": {"address": address(host, 9901)}}))


def clean_pipe_or_none() -> None:
    task("pipe", envoy({"admin": {"address": {"pipe": {"path": "/tmp/admin"}}}}))
    task("none", envoy({"static_resources": {}}))


def clean_bridge() -> None:
    task("web", envoy({"admin": {"address": address("0.0.0.0", 9901)}}), mode="bridge")
    task("unset", envoy({"admin": {"address": address("0.0.0.0", 9901)}}), mode=None)


def undecided_mode_is_an_output() -> None:
    task("web", envoy({"admin": {"address": address("0.0.0.0", 9901)}}), mode=unknown("mode"))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
