from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import AUTHORITY, ROLE, endpoint, one_of, service, task
from tests.unknowns import unknown

TAG = {"AmazonECSManaged": "true"}
SUBJECT: Any = {
    "key_algorithm": "EC_prime256v1",
    "signing_algorithm": "SHA256WITHECDSA",
    "subject": {"common_name": "mesh"},
}
TWO = ({"name": "http", "containerPort": 8080}, {"name": "admin", "containerPort": 9090})


def authority(name: str = "mesh", tags: Any = None, **options: Any) -> aws.acmpca.CertificateAuthority:
    return aws.acmpca.CertificateAuthority(
        name, certificate_authority_configuration=SUBJECT, tags=tags, opts=pulumi.ResourceOptions(**options)
    )


def tls(arn: Any) -> Any:
    return {"issuer_cert_authority": {"aws_pca_authority_arn": arn}, "role_arn": ROLE}


def issuing(*arns: Any) -> None:
    endpoints = [endpoint(name, tls=tls(arn)) for name, arn in zip(("http", "admin"), arns, strict=False)]
    service("web", task("web", *TWO).arn, None, *endpoints)


def activated(found: aws.acmpca.CertificateAuthority, name: str = "mesh") -> aws.acmpca.CertificateAuthorityCertificate:
    return aws.acmpca.CertificateAuthorityCertificate(name, certificate="pem", certificate_authority_arn=found.arn)


def bad_by_the_certificate_of_the_authority() -> None:
    found = authority(
        "mesh",  # violates
    )
    issuing(activated(found).certificate_authority_arn, found.arn)


def clean_by_the_certificate_of_the_authority() -> None:
    authority("unrelated")
    issuing(activated(authority(tags=TAG)).certificate_authority_arn)


def clean_by_the_certificate_of_an_authority_of_another_stack() -> None:
    authority("unrelated")
    found = aws.acmpca.CertificateAuthorityCertificate("mesh", certificate="pem", certificate_authority_arn=AUTHORITY)
    issuing(found.certificate_authority_arn)


def bad_other_tags_only() -> None:
    found = authority(
        "mesh",  # violates
        tags={"Team": "shop"},
    )
    issuing(found.arn)


def bad_capitalised_value() -> None:
    found = authority(
        "mesh",  # violates
        tags={"AmazonECSManaged": "True"},
    )
    issuing(found.arn)


def bad_one_of_two_authorities() -> None:
    found = authority(
        "green",  # violates
    )
    issuing(authority("blue", TAG).arn, found.arn)


def bad_own_tag_overrides_the_default() -> None:
    provider = aws.Provider("tagged", region="us-east-1", default_tags={"tags": TAG})
    found = authority(
        "mesh",  # violates
        tags={"AmazonECSManaged": "no"},
        provider=provider,
    )
    issuing(found.arn)


def clean_default_tag_of_the_provider() -> None:
    provider = aws.Provider("tagged", region="us-east-1", default_tags={"tags": TAG})
    issuing(authority(provider=provider).arn)


def clean_inherited_tags() -> None:
    properties = {"certificateAuthorityConfiguration": {}, "tagsAll": TAG, "arn": None}
    token = "aws:acmpca/certificateAuthority:CertificateAuthority"
    issuing(pulumi.CustomResource(token, "mesh", properties).id)


def clean_one_authority_for_two_endpoints() -> None:
    found = authority(tags=TAG)
    issuing(found.arn, found.arn)


def clean_authority_for_something_else() -> None:
    authority()
    issuing(AUTHORITY)


def clean_authority_of_another_stack() -> None:
    issuing(AUTHORITY)


def undecided_tag_is_an_output() -> None:
    issuing(authority(tags={"AmazonECSManaged": unknown("tag")}).arn)


def ambiguous_authorities_differ() -> None:
    issuing(one_of(authority("blue", TAG), authority("green")))
