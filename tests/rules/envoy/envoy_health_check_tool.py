from tests.unknowns import unknown

from .parts import envoy, task, unknown_task

SINGLE_RESOURCE = True

BASH = ["CMD", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9901"]
CURL = ["CMD-SHELL", "curl -f http://127.0.0.1:9901/ready || exit 1"]


def bad_wget_without_shell() -> None:
    task(
        "web",  # violates
        envoy(healthCheck={"command": ["CMD", "/usr/bin/wget", "-q", "http://127.0.0.1:9901/ready"]}),
    )


def bad_registry_and_digest() -> None:
    image = "docker.io/envoyproxy/envoy:v1.36.2@sha256:" + "0" * 64
    task(
        "web",  # violates
        envoy(image=image, healthCheck={"command": ["CMD", "bash", "-c", "curl -sf http://127.0.0.1:9901/ready"]}),
    )


def bad_tcp_in_sh() -> None:
    task(
        "web",  # violates
        envoy(healthCheck={"command": ["CMD-SHELL", "exec 3<>/dev/tcp/127.0.0.1/9901"]}),
    )


def bad_shell_in_distroless() -> None:
    task(
        "web",  # violates
        envoy(image="envoyproxy/envoy:distroless-v1.36.2", healthCheck={"command": BASH}),
    )


def clean_bash() -> None:
    task("direct", envoy(healthCheck={"command": BASH}))
    task("by-sh", envoy(healthCheck={"command": ["CMD-SHELL", "bash -c '</dev/tcp/127.0.0.1/9901' || exit 1"]}))


def clean_other_images() -> None:
    images = ("acme/envoy:1", "envoyproxy/envoy-alpine:v1.20.0", "envoyproxy/envoy:tools-v1.36.2", "acme/web:1")
    for number, image in enumerate(images):
        task(f"web-{number}", envoy(image=image, healthCheck={"command": CURL}))


def clean_alternatives() -> None:
    checks = ("curl http://127.0.0.1:9901 || true", "curl -f http://127.0.0.1 || test -f /ready", "test -f curl.pid")
    for number, check in enumerate(checks):
        task(f"web-{number}", envoy(healthCheck={"command": ["CMD-SHELL", check]}))


def clean_installs_it() -> None:
    start = ["sh", "-c", "apt-get update && apt-get install -y curl && exec envoy -c /etc/envoy/envoy.yaml"]
    task("web", envoy(entryPoint=start, healthCheck={"command": CURL}))


def clean_no_check() -> None:
    task("none", envoy())
    task("off", envoy(healthCheck={"command": ["NONE"]}))
    task("empty", envoy(healthCheck={"command": []}))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
