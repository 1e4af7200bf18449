from tests.unknowns import unknown

from .controller_annotation_misspelt import ingress
from .controller_manages_custom_groups import ALB, release

SINGLE_RESOURCE = True

BOTH = '[{"HTTP": 80}, {"HTTPS": 443}]'


def bad_other_listeners() -> None:
    ingress(
        "other-port",  # violates
        listen_ports=BOTH,
        ssl_redirect="8443",
    )
    ingress(
        "no-https-at-all",  # violates
        ssl_redirect="443",
    )
    ingress(
        "to-http",  # violates
        listen_ports='[{"HTTP": 443}]',
        ssl_redirect="443",
        **{"group.name": "shop"},
    )


def bad_in_values_of_charts() -> None:
    release(
        "shop",  # violates
        {"ingress": {"annotations": {f"{ALB}ssl-redirect": 443, f"{ALB}listen-ports": '[{"HTTP": 80}]'}}},
    )


def clean_with_the_listener() -> None:
    ingress("stated", listen_ports=BOTH, ssl_redirect="443")
    ingress("by-certificate", certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/a", ssl_redirect="443")
    ingress("by-unknown-certificate", certificate_arn=unknown("certificate"), ssl_redirect="443")
    ingress("no-redirect", listen_ports='[{"HTTP": 80}]')


def clean_others_of_the_group_may_have_it() -> None:
    ingress("shop", ssl_redirect="443", listen_ports='[{"HTTP": 80}]', **{"group.name": "shop"})


def clean_what_cannot_be_read_belongs_to_others() -> None:
    ingress("ports", listen_ports="443", ssl_redirect="443")
    ingress("redirect", ssl_redirect="https")


def undecided_redirect_is_an_output() -> None:
    ingress("shop", ssl_redirect=unknown("port"))


def undecided_chart_may_have_a_certificate_itself() -> None:
    release("shop", {"ingress": {"annotations": {f"{ALB}ssl-redirect": "443"}}})
