import pulumi

from tests.unknowns import unknown

from .controller_annotation_misspelt import ingress
from .controller_manages_custom_groups import ALB, release
from .controller_ssl_policy_weak import CERTIFICATE

SINGLE_RESOURCE = True

PUBLIC = "internet-facing"


def bad_annotations_of_other_things() -> None:
    ingress(
        "shop",  # violates
        scheme=PUBLIC,
        ssl_redirect="443",
        certificate_arn="",
    )


def clean_https() -> None:
    ingress("by-certificate", scheme=PUBLIC, certificate_arn=CERTIFICATE)
    ingress("later", scheme=PUBLIC, certificate_arn=unknown("certificate"))
    ingress("by-host", scheme=PUBLIC, listen_ports='[{"HTTPS": 443}]')


def clean_of_another_rule() -> None:
    ingress("shop", scheme=PUBLIC, listen_ports='[{"HTTP": 80}]')


def clean_internal() -> None:
    ingress("stated", scheme="internal")
    ingress("default")


def clean_others_may_say_it() -> None:
    ingress("by-the-group", scheme=PUBLIC, **{"group.name": "shop"})
    ingress("by-action", scheme=PUBLIC, **{"actions.ssl-redirect": "{}"})
    release("shop", {"ingress": {"annotations": {f"{ALB}scheme": PUBLIC}}})


def clean_certificate_of_the_class() -> None:
    spec = {"certificateArn": [CERTIFICATE]}
    pulumi.CustomResource("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", "class", {"spec": spec})
    ingress("shop", scheme=PUBLIC)


def undecided_scheme_is_an_output() -> None:
    ingress("shop", scheme=unknown("scheme"))
