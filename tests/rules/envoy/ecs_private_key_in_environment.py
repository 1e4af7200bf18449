import base64
import json

from tests.unknowns import unknown

from .parts import envoy, task, unknown_task

SINGLE_RESOURCE = True

BODY = "MC4CAQAwBQYDK2VwBCIEIHAdGn3m0aLkVn1cJ2C7Xy4bQW9sR5tU6vZ8eFgHiJkL"


def pem(kind: str) -> str:
    """Something that looks like PEM."""
    return f"-----BEGIN {kind}-----\n{BODY}\n-----END {kind}-----\n"


def bad_base64() -> None:
    for kind in ("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"):
        key = base64.b64encode(pem(kind).encode()).decode()
        task(
            "web",  # violates
            {"name": "web", "image": "acme/web:1", "environment": [{"name": "KEY", "value": key}]},
        )


def bad_in_the_configuration() -> None:
    certificate = {"tls_certificates": [{"private_key": {"inline_string": pem("EC PRIVATE KEY")}}]}
    task(
        "web",  # violates
        envoy({"static_resources": {"common_tls_context": certificate}}),
    )


def bad_in_a_json_of_ones_own() -> None:
    settings = json.dumps({"key": pem("PRIVATE KEY")})
    task(
        "web",  # violates
        {"name": "web", "image": "acme/web:1", "environment": [{"name": "SETTINGS", "value": settings}]},
    )


def clean_other_pem() -> None:
    for kind in ("CERTIFICATE", "PUBLIC KEY", "ENCRYPTED PRIVATE KEY"):
        variables = [
            {"name": "PEM", "value": pem(kind)},
            {"name": "BASE64", "value": base64.b64encode(pem(kind).encode()).decode()},
        ]
        task(kind.lower().replace(" ", "-"), {"name": "web", "image": "acme/web:1", "environment": variables})


def clean_speaks_of_keys() -> None:
    command = ["grep", "-q", "-----BEGIN PRIVATE KEY-----", "/key"]
    task("web", {"name": "web", "image": "acme/web:1", "command": command})


def clean_secrets() -> None:
    secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:web-AbCdEf"
    task("web", {"name": "web", "image": "acme/web:1", "secrets": [{"name": "KEY", "valueFrom": secret}]})


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
