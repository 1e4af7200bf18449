import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_alternative_name() -> None:
    aws.acm.Certificate(
        "web",  # violates
        domain_name="example.com",
        subject_alternative_names=["www.example.com", "*.example.com"],
    )


def bad_beside_a_name_that_is_an_output() -> None:
    aws.acm.Certificate(
        "web",  # violates
        domain_name=unknown("name"),
        subject_alternative_names=["*.example.com"],
    )


def clean_single_hosts() -> None:
    aws.acm.Certificate("web", domain_name="example.com", subject_alternative_names=["www.example.com"])


def clean_imported() -> None:
    aws.acm.Certificate("web", private_key="key", certificate_body="certificate")


def undecided_name_is_an_output() -> None:
    aws.acm.Certificate("web", domain_name="www.example.com", subject_alternative_names=[unknown("name")])
