import pulumi

from tests.unknowns import unknown

from .controller_annotation_misspelt import ingress
from .controller_manages_custom_groups import ALB, release
from .controller_ssl_policy_weak import CERTIFICATE

SINGLE_RESOURCE = True

BOTH = '[{"HTTP": 80}, {"HTTPS": 443}]'


def bad_http_only() -> None:
    ingress(
        "shop",  # violates
        listen_ports='[{"HTTP": 8080}]',
    )


def bad_one_of_many() -> None:
    ingress(
        "shop",  # violates
        listen_ports='[{"HTTPS": 443}, {"HTTP": 8080}]',
        certificate_arn=CERTIFICATE,
    )


def clean_redirected() -> None:
    ingress("stated", listen_ports=BOTH, ssl_redirect="443")
    ingress("by-output", listen_ports=BOTH, ssl_redirect=unknown("port"))
    ingress("by-action", listen_ports=BOTH, **{"actions.ssl-redirect": "{}"})
    ingress("by-the-group", listen_ports=BOTH, **{"group.name": "shop"})


def clean_redirected_by_the_class() -> None:
    spec = {"sslRedirectPort": "443"}
    pulumi.CustomResource("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", "class", {"spec": spec})
    ingress("shop", listen_ports=BOTH)


def clean_https_only() -> None:
    ingress("shop", listen_ports='[{"HTTPS": 443}]')
    ingress("default", certificate_arn=CERTIFICATE)


def clean_values_of_charts() -> None:
    release("shop", {"ingress": {"annotations": {f"{ALB}listen-ports": BOTH}}})


def clean_certificate_without_https_belongs_to_another_rule() -> None:
    ingress("shop", listen_ports='[{"HTTP": 80}]', certificate_arn=CERTIFICATE)


def undecided_ports_are_an_output() -> None:
    ingress("shop", listen_ports=unknown("ports"))
