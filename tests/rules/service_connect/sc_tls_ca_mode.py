from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import AUTHORITY, ROLE, endpoint, one_of, service
from tests.unknowns import unknown

SHORT = "SHORT_LIVED_CERTIFICATE"
SUBJECT: Any = {
    "key_algorithm": "EC_prime256v1",
    "signing_algorithm": "SHA256WITHECDSA",
    "subject": {"common_name": "mesh"},
}
YEAR: Any = {"type": "YEARS", "value": 1}


def authority(name: str = "mesh", mode: Any = None) -> aws.acmpca.CertificateAuthority:
    return aws.acmpca.CertificateAuthority(
        name, certificate_authority_configuration=SUBJECT, usage_mode=mode, tags={"AmazonECSManaged": "true"}
    )


def issuing(name: str, arn: Any) -> None:
    service(
        name,
        "web:7",
        None,
        endpoint(tls={"issuer_cert_authority": {"aws_pca_authority_arn": arn}, "role_arn": ROLE}),
    )


def certificate(by: aws.acmpca.CertificateAuthority, template: str) -> None:
    aws.acmpca.Certificate(
        template,
        certificate_authority_arn=by.arn,
        certificate_signing_request="request",
        signing_algorithm="SHA256WITHECDSA",
        template_arn=f"arn:aws:acm-pca:::template/{template}/V1",
        validity=YEAR,
    )


def bad_default_stated() -> None:
    found = authority(
        "mesh",  # violates
        mode="GENERAL_PURPOSE",
    )
    issuing("web", found.arn)


def bad_root_with_its_own_certificate() -> None:
    found = authority(
        "mesh",  # violates
    )
    certificate(found, "RootCACertificate")
    issuing("web", found.arn)
    issuing("api", found.arn)


def clean_short_lived() -> None:
    issuing("web", authority(mode=SHORT).arn)


def clean_issues_for_acm_too() -> None:
    found = authority()
    aws.acm.Certificate("web", domain_name="web.internal", certificate_authority_arn=found.arn)
    issuing("web", found.arn)


def clean_issues_for_a_subordinate_too() -> None:
    found = authority()
    certificate(found, "SubordinateCACertificate_PathLen0")
    issuing("web", found.arn)


def clean_authority_for_something_else() -> None:
    authority("other")
    issuing("web", AUTHORITY)


def clean_without_service_connect() -> None:
    authority()
    service("web", "web:7")


def undecided_mode_is_an_output() -> None:
    issuing("web", authority(mode=unknown("mode")).arn)


def ambiguous_one_of_two_issues() -> None:
    issuing("web", one_of(authority("blue"), authority("green", SHORT)))
