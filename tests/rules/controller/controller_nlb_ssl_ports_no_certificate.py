from tests.unknowns import unknown

from .controller_annotation_misspelt import service
from .controller_manages_custom_groups import NLB, SERVICE, annotated, release
from .controller_ssl_policy_weak import CERTIFICATE

SINGLE_RESOURCE = True


def bad_ports_that_are_an_output() -> None:
    service(
        "shop",  # violates
        ssl_ports=unknown("ports"),
        ssl_cert="",
    )


def clean_with_a_certificate() -> None:
    service("shop", ssl_ports="443", ssl_cert=CERTIFICATE)
    service("by-output", ssl_ports="443", ssl_cert=unknown("certificate"))


def clean_passthrough() -> None:
    service("shop", nlb_target_type="ip")


def clean_without_a_load_balancer() -> None:
    annotated(SERVICE, "shop", {f"{NLB}ssl-ports": "443"}, type="ClusterIP")


def undecided_chart_may_name_it_itself() -> None:
    release("shop", {"service": {"type": "LoadBalancer", "annotations": {f"{NLB}ssl-ports": "443"}}})
