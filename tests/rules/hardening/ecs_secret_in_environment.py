from typing import Any

from tests.rules.envoy.parts import task, unknown_task
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def container(**variables: str) -> dict[str, Any]:
    """A container with these environment variables."""
    environment = [{"name": name, "value": value} for name, value in variables.items()]
    return {"name": "web", "image": "acme/web:1", "environment": environment}


def bad_names() -> None:
    for name in ("PASSWORD", "db_password", "STRIPE_API_KEY", "AWS_SECRET_ACCESS_KEY", "JWT.SECRET"):
        task(
            "web",  # violates
            container(**{name: "correct horse"}),
        )


def clean_values() -> None:
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:web-AbCdEf"
    values = ("", arn, "/run/secrets/db", "vault:web#db", "${DB}", "true", "4096", "https://login.example.com/token")
    for number, value in enumerate(values):
        task(f"web-{number}", container(DB_PASSWORD=value))


def clean_names() -> None:
    task("web", container(PASSWORD_FILE="db.txt", SECRET_NAME="web", TOKEN_ISSUER="acme", AWS_ACCESS_KEY_ID="AKIA"))


def clean_secrets() -> None:
    secret = [{"name": "DB_PASSWORD", "valueFrom": "/web/db"}]
    task("web", {"name": "web", "image": "acme/web:1", "secrets": secret})


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
