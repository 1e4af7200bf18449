from tests.unknowns import unknown

from .controller_manages_custom_groups import ALB, INGRESS, annotated, controller, release
from .controller_ssl_policy_weak import CERTIFICATE, MODERN, class_params, https, tls

BY_CERTIFICATE = {f"{ALB}certificate-arn": CERTIFICATE}


def bad_ingress_and_service() -> None:
    controller("controller", {"clusterName": "shop", "defaultSSLPolicy": ""})
    https(
        "empty",  # violates
        "",
    )
    annotated(
        INGRESS,
        "by-port",  # violates
        {f"{ALB}listen-ports": '[{"HTTPS": 443}]'},
        rules=[{"host": "shop.example.com"}],
    )
    tls(
        "service",  # violates
        None,
    )


def clean_policy_of_one_or_of_all() -> None:
    controller("controller", {"defaultSSLPolicy": MODERN})
    annotated(INGRESS, "shop", BY_CERTIFICATE)


def clean_stated() -> None:
    controller("controller", {"clusterName": "shop"})
    https("shop", MODERN)
    tls("service", MODERN)


def clean_policy_of_the_group() -> None:
    controller("controller", {"clusterName": "shop"})
    annotated(INGRESS, "shop", BY_CERTIFICATE | {f"{ALB}group.name": "shop"})


def clean_controller_of_another_stack() -> None:
    annotated(INGRESS, "shop", BY_CERTIFICATE)


def clean_policy_of_the_class() -> None:
    controller("controller", {"clusterName": "shop"})
    class_params("class", MODERN)
    annotated(INGRESS, "shop", BY_CERTIFICATE, ingressClassName="alb")


def clean_plaintext_and_passthrough() -> None:
    controller("controller", {"clusterName": "shop"})
    annotated(INGRESS, "http", {f"{ALB}listen-ports": '[{"HTTP": 80}]'})
    annotated(INGRESS, "default", {f"{ALB}scheme": "internal"})
    tls("passthrough", None, certificate=None)
    tls("classic", None, loadBalancerClass=None)


def undecided_default_is_an_output() -> None:
    controller("controller", {"defaultSSLPolicy": unknown("policy")})
    annotated(INGRESS, "shop", BY_CERTIFICATE)


def undecided_chart_may_state_it_itself() -> None:
    controller("controller", {"clusterName": "shop"})
    release("shop", {"ingress": {"annotations": BY_CERTIFICATE}})


def undecided_listeners_are_an_output() -> None:
    controller("controller", {"clusterName": "shop"})
    annotated(INGRESS, "shop", {f"{ALB}listen-ports": unknown("ports")})


def ambiguous_controllers_differ() -> None:
    controller("blue", {"defaultSSLPolicy": MODERN})
    controller("green", {"clusterName": "shop"})
    annotated(INGRESS, "shop", BY_CERTIFICATE)
