import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import BALANCER, NOT_FOUND, listener, one_of
from tests.unknowns import unknown

from .parts import LISTENER, certificate

HERE = BALANCER.replace("us-east-1", "eu-central-1")


def of(region: str) -> pulumi.ResourceOptions:
    """The options of a resource in a Region."""
    return pulumi.ResourceOptions(provider=aws.Provider(region, region=region))


def bad_by_providers() -> None:
    issued = certificate(opts=of("us-east-1"))
    listener(
        "https",  # violates
        NOT_FOUND,
        certificate_arn=issued.arn,
        balancer=unknown("balancer"),
        opts=of("eu-central-1"),
    )


def bad_by_the_region_of_the_certificate() -> None:
    issued = certificate(region="us-east-1")
    validation = aws.acm.CertificateValidation("shop", certificate_arn=issued.arn, region="us-east-1")
    listener(
        "https",  # violates
        NOT_FOUND,
        certificate_arn=validation.certificate_arn,
        balancer=HERE,
    )


def bad_further_certificate() -> None:
    aws.lb.ListenerCertificate(
        "more",  # violates
        listener_arn=LISTENER.replace("us-east-1", "eu-central-1"),
        certificate_arn=certificate(region="us-east-1").arn,
    )


def clean_one_provider() -> None:
    options = of("eu-central-1")
    listener("https", NOT_FOUND, certificate_arn=certificate(opts=options).arn, balancer=HERE, opts=options)


def clean_region_wins_over_the_provider() -> None:
    issued = certificate(region="eu-central-1", opts=of("us-east-1"))
    listener("https", NOT_FOUND, certificate_arn=issued.arn, balancer=HERE)


def clean_region_of_the_environment() -> None:
    listener("https", NOT_FOUND, certificate_arn=certificate(opts=of("us-east-1")).arn, balancer=unknown("balancer"))


def clean_uploaded_to_iam() -> None:
    uploaded = aws.iam.ServerCertificate("web", certificate_body="-", private_key="-", opts=of("us-east-1"))
    listener("https", NOT_FOUND, certificate_arn=uploaded.arn, balancer=HERE)
    listener("named", NOT_FOUND, certificate_arn="arn:aws:iam::123456789012:server-certificate/web", balancer=HERE)


def undecided_region_is_an_output() -> None:
    listener("https", NOT_FOUND, certificate_arn=certificate(region=unknown("region")).arn, balancer=HERE)


def ambiguous_certificate() -> None:
    either = one_of(certificate("here", region="eu-central-1"), certificate("there", region="us-east-1"))
    listener("https", NOT_FOUND, certificate_arn=either, balancer=HERE)
