from typing import Any

from tests.rules.envoy.parts import task, unknown_task
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def container(**variables: str) -> dict[str, Any]:
    """A container with these environment variables."""
    environment = [{"name": name, "value": value} for name, value in variables.items()]
    return {"name": "web", "image": "acme/web:1", "environment": environment}


def bad_names() -> None:
    names = (
        "PASSWORD db_password STRIPE_API_KEY AWS_SECRET_ACCESS_KEY JWT.SECRET PGPASSWORD MYSQL_PWD DB_PASS dbPassword"
    )
    for name in f"{names} SECRET_KEY_BASE ENCRYPTION_KEY JWT_SIGNING_KEY apiKey".split():
        task(
            "web",  # violates
            container(**{name: "correct horse"}),
        )


def bad_by_name_and_value() -> None:
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "AKIA" + "I" * 16),
        ("ECS_ENGINE_AUTH_DATA", '{"https://index.docker.io/v1/": {"auth": "Y29ycmVjdCBob3JzZQ=="}}'),
        ("GITHUB_PAT", "ghp_" + "x" * 36),
        ("DB_PASSWORD", "$ecret"),
        ("API_TOKEN", "Ab/cD+eF"),
    ):
        task(
            "web",  # violates
            container(**{name: value}),
        )


def clean_values() -> None:
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:web-AbCdEf"
    values = ("", arn, "/run/secrets/db", "vault:web#db", "${DB}", "true", "4096", "https://login.example.com/token")
    others = ("$(DB)", "$DB", "yes", "Off", "disabled", "none", "prod/db", "secret/data/app", "<password>")
    for number, value in enumerate((*values, *others)):
        task(f"web-{number}", container(DB_PASSWORD=value))


def clean_names() -> None:
    task("web", container(PASSWORD_FILE="db.txt", SECRET_NAME="web", TOKEN_ISSUER="acme", AWS_ACCESS_KEY_ID="test"))
    task("pattern", container(FILE_PAT="*.txt", PWD="srv", COMPASS="north", ECS_ENGINE_AUTH_DATA="{}"))
    task("public", container(NEXT_PUBLIC_API_KEY="abc", STRIPE_PUBLISHABLE_API_KEY="abc", STRIPE_API_KEY="pk_live_abc"))
    task("model", container(HF_EOS_TOKEN="</s>", PAD_TOKEN="[PAD]", ALLOW_EMPTY_PASSWORD="yes"))
    task("kms", container(ENCRYPTION_KEY="1234abcd-12ab-34cd-56ef-1234567890ab"))


def clean_secrets() -> None:
    secret = [{"name": "DB_PASSWORD", "valueFrom": "/web/db"}]
    task("web", {"name": "web", "image": "acme/web:1", "secrets": secret})


def undecided_containers_are_an_output() -> None:
    unknown_task("web", unknown("containers"))
