from tests.unknowns import unknown

from .controller_annotation_misspelt import service
from .controller_manages_custom_groups import NLB, SERVICE, annotated, release
from .controller_ssl_policy_weak import CERTIFICATE

SINGLE_RESOURCE = True


def bad_words_for_tls() -> None:
    service(
        "https",  # violates
        ssl_cert=CERTIFICATE,
        backend_protocol="https",
    )
    service(
        "capital",  # violates
        ssl_cert=unknown("certificate"),
        backend_protocol="SSL",
    )


def bad_in_values_of_charts() -> None:
    annotations = {f"{NLB}ssl-cert": CERTIFICATE, f"{NLB}backend-protocol": "tls", f"{NLB}type": "nlb-ip"}
    release(
        "nginx",  # violates
        {"controller": {"service": {"annotations": annotations}}},
        chart="ingress-nginx",
    )


def clean_words_that_are_meant() -> None:
    service("ssl", ssl_cert=CERTIFICATE, backend_protocol="ssl")
    service("tcp", ssl_cert=CERTIFICATE, backend_protocol="tcp")
    service("http", ssl_cert=CERTIFICATE, backend_protocol="http")
    service("default", ssl_cert=CERTIFICATE)


def clean_passthrough() -> None:
    service("shop", backend_protocol="https")


def clean_classic_load_balancer() -> None:
    annotations = {f"{NLB}ssl-cert": CERTIFICATE, f"{NLB}backend-protocol": "https"}
    annotated(SERVICE, "classic", annotations, type="LoadBalancer")
    annotated(SERVICE, "cloud-provider", annotations | {f"{NLB}type": "nlb"}, type="LoadBalancer")
    annotated(SERVICE, "internal", annotations, type="ClusterIP")


def undecided_protocol_is_an_output() -> None:
    service("shop", ssl_cert=CERTIFICATE, backend_protocol=unknown("protocol"))


def undecided_type_is_left_to_the_chart() -> None:
    annotations = {f"{NLB}ssl-cert": CERTIFICATE, f"{NLB}backend-protocol": "https", f"{NLB}type": "external"}
    release("shop", {"service": {"annotations": annotations}})
