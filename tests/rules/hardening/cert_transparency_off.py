from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True

OFF: Any = {"certificate_transparency_logging_preference": "DISABLED"}


def bad_validated_by_mail() -> None:
    aws.acm.Certificate(
        "web",  # violates
        domain_name="www.example.com",
        validation_method="EMAIL",
        options=OFF,
    )


def clean_on() -> None:
    aws.acm.Certificate("unset", domain_name="www.example.com")
    aws.acm.Certificate(
        "set", domain_name="www.example.com", options={"certificate_transparency_logging_preference": "ENABLED"}
    )


def clean_private() -> None:
    authority = "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/shared"
    aws.acm.Certificate("web", domain_name="web.internal", certificate_authority_arn=authority, options=OFF)


def undecided_preference_is_an_output() -> None:
    options: Any = {"certificate_transparency_logging_preference": unknown("preference")}
    aws.acm.Certificate("web", domain_name="www.example.com", options=options)
