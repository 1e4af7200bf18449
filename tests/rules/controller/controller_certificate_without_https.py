from tests.unknowns import unknown

from .controller_annotation_misspelt import ingress
from .controller_manages_custom_groups import ALB, release
from .controller_ssl_policy_weak import CERTIFICATE

SINGLE_RESOURCE = True

HTTP = '[{"HTTP": 80}, {"HTTP": 8080}]'


def bad_two_ports() -> None:
    ingress(
        "shop",  # violates
        certificate_arn=CERTIFICATE,
        listen_ports=HTTP,
    )


def bad_certificate_of_this_stack_and_in_a_group() -> None:
    ingress(
        "shop",  # violates
        certificate_arn=unknown("certificate"),
        listen_ports=HTTP,
        **{"group.name": "shop"},
    )


def bad_in_values_of_charts() -> None:
    release(
        "shop",  # violates
        {"ingress": {"annotations": {f"{ALB}certificate-arn": CERTIFICATE, f"{ALB}listen-ports": '[{"HTTP": 80}]'}}},
    )


def clean_https() -> None:
    ingress("both", certificate_arn=CERTIFICATE, listen_ports='[{"HTTP": 80}, {"HTTPS": 8443}]')
    ingress("by-default", certificate_arn=CERTIFICATE)


def clean_redirect_of_its_own() -> None:
    """One Ingress for HTTP that redirects to another, with the same certificate annotation on both."""
    ingress("redirect", certificate_arn=CERTIFICATE, listen_ports=HTTP, **{"actions.redirect": "{}"})


def clean_without_a_certificate() -> None:
    ingress("shop", certificate_arn="", listen_ports=HTTP)


def clean_unreadable_ports_belong_to_another_rule() -> None:
    ingress("shop", certificate_arn=CERTIFICATE, listen_ports="80")


def undecided_ports_are_an_output() -> None:
    ingress("shop", certificate_arn=CERTIFICATE, listen_ports=unknown("ports"))
