from typing import Any

from tests.rules.ecs.parts import NOT_FOUND, listener
from tests.unknowns import unknown

SINGLE_RESOURCE = True

TRUST_STORE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:truststore/shared/0123456789abcdef"
VERIFY: Any = {"mode": "verify", "trust_store_arn": TRUST_STORE}


def bad_as_a_string() -> None:
    listener(
        "https",  # violates
        NOT_FOUND,
        mutual_authentication=VERIFY | {"ignore_client_certificate_expiry": "true"},
    )


def clean_refused() -> None:
    listener("https", NOT_FOUND, mutual_authentication=VERIFY | {"ignore_client_certificate_expiry": False})
    listener("unset", NOT_FOUND, mutual_authentication=VERIFY)


def clean_passed_on() -> None:
    listener(
        "https", NOT_FOUND, mutual_authentication={"mode": "passthrough", "ignore_client_certificate_expiry": True}
    )


def clean_without() -> None:
    listener("https", NOT_FOUND)


def undecided_is_an_output() -> None:
    listener("https", NOT_FOUND, mutual_authentication=VERIFY | {"ignore_client_certificate_expiry": unknown("expiry")})
