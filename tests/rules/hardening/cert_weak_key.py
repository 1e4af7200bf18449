import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_private_certificate() -> None:
    aws.acm.Certificate(
        "web",  # violates
        domain_name="web.internal",
        certificate_authority_arn="arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/shared",
        key_algorithm="RSA_1024",
    )


def clean_keys() -> None:
    aws.acm.Certificate("unset", domain_name="www.example.com")
    for algorithm in ("RSA_2048", "RSA_4096", "EC_prime256v1", "EC_secp384r1"):
        aws.acm.Certificate(algorithm, domain_name="www.example.com", key_algorithm=algorithm)


def undecided_algorithm_is_an_output() -> None:
    aws.acm.Certificate("web", domain_name="www.example.com", key_algorithm=unknown("algorithm"))
