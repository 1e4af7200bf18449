from tests.rules.ecs.parts import NOT_FOUND, listener
from tests.unknowns import unknown

SINGLE_RESOURCE = True

TRUST_STORE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:truststore/shared/0123456789abcdef"


def bad_empty() -> None:
    listener(
        "https",  # violates
        NOT_FOUND,
        mutual_authentication={"mode": "verify", "trust_store_arn": ""},
    )


def clean_named() -> None:
    listener("https", NOT_FOUND, mutual_authentication={"mode": "verify", "trust_store_arn": TRUST_STORE})


def clean_of_this_stack() -> None:
    listener("https", NOT_FOUND, mutual_authentication={"mode": "verify", "trust_store_arn": unknown("arn")})


def clean_passed_on_or_off() -> None:
    listener("passed-on", NOT_FOUND, mutual_authentication={"mode": "passthrough"})
    listener("off", NOT_FOUND, mutual_authentication={"mode": "off"})


def clean_without() -> None:
    listener("https", NOT_FOUND)


def undecided_mode_is_an_output() -> None:
    listener("https", NOT_FOUND, mutual_authentication={"mode": unknown("mode")})
