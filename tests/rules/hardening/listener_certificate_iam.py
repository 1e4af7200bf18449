import pulumi_aws as aws

from tests.rules.ecs.parts import NOT_FOUND, listener, one_of
from tests.rules.listeners.parts import LISTENER, PLAIN, certificate
from tests.unknowns import unknown


def uploaded(name: str = "uploaded") -> aws.iam.ServerCertificate:
    return aws.iam.ServerCertificate(name, certificate_body="-", private_key="-")


def bad_of_this_stack() -> None:
    listener(
        "https",  # violates
        NOT_FOUND,
        certificate_arn=uploaded().arn,
    )


def bad_further_certificate() -> None:
    aws.lb.ListenerCertificate(
        "more",  # violates
        listener_arn=LISTENER,
        certificate_arn="arn:aws:iam::123456789012:server-certificate/web",
    )


def clean_of_acm() -> None:
    listener("https", NOT_FOUND, certificate_arn=certificate().arn)
    listener("named", NOT_FOUND)


def clean_without() -> None:
    listener("http", NOT_FOUND, **PLAIN)


def undecided_certificate_is_an_output() -> None:
    listener("https", NOT_FOUND, certificate_arn=unknown("certificate"))


def ambiguous_certificate() -> None:
    listener("https", NOT_FOUND, certificate_arn=one_of(uploaded(), certificate()))
