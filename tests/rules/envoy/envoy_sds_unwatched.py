import json
from typing import Any

from tests.unknowns import unknown

from .parts import TLS, task, unknown_task

SINGLE_RESOURCE = True

WATCHED = {"watched_directory": {"path": "/etc/envoy"}}
FILES = {"certificate_chain": {"filename": "/etc/envoy/web.pem"}, "private_key": {"filename": "/etc/envoy/web.key"}}


def writer(value: str) -> dict[str, Any]:
    """A container that writes what is in its environment to a file."""
    return {"name": "writer", "image": "acme/writer:1", "environment": [{"name": "SDS", "value": value}]}


def secret(**content: Any) -> str:
    """A file for SDS with one secret."""
    return json.dumps({"resources": [{"@type": f"{TLS}.Secret", "name": "web", **content}]})


def bad_one_of_several_lines() -> None:
    good = secret(validation_context={"trusted_ca": {"filename": "/etc/envoy/ca.pem"}, **WATCHED})
    lines = "\n".join(["web.json " + secret(tls_certificate=FILES), "ca.json " + good])
    task(
        "web",  # violates
        writer(lines),
    )


def bad_authorities() -> None:
    task(
        "web",  # violates
        writer(secret(validation_context={"trusted_ca": {"filename": "/etc/envoy/ca.pem"}})),
    )


def clean_watched() -> None:
    task("web", writer(secret(tls_certificate={**FILES, **WATCHED})))


def clean_without_files() -> None:
    task("web", writer(secret(tls_certificate={"certificate_chain": {"inline_string": "web"}})))


def clean_what_is_no_json() -> None:
    task("yaml", writer(f"resources:\n- '@type': {TLS}.Secret"))
    task("broken", writer(f'{{"@type": "{TLS}.Secret", '))
    task("other", writer(json.dumps({"@type": f"{TLS}.SecretList", "tls_certificate": FILES})))


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
