from tests.unknowns import unknown

from .controller_manages_custom_groups import ALB, controller, release
from .controller_ssl_policy_weak import MODERN, OLD, class_params, https, tls

SINGLE_RESOURCE = True

ONLY_TLS_12 = "ELBSecurityPolicy-FS-1-2-Res-2020-10"


def bad_without_tls_13() -> None:
    https(
        "ingress",  # violates
        ONLY_TLS_12,
    )
    class_params(
        "class",  # violates
        ONLY_TLS_12,
    )
    controller(
        "controller",  # violates
        {"defaultSSLPolicy": ONLY_TLS_12},
    )
    release(
        "shop",  # violates
        {"ingress": {"annotations": {f"{ALB}ssl-policy": ONLY_TLS_12}}},
    )


def clean_modern() -> None:
    https("ingress", MODERN)
    tls("service", "ELBSecurityPolicy-TLS13-1-3-2021-06")


def clean_weak_ones_belong_to_another_rule() -> None:
    https("ingress", OLD)
    https("unlisted", "Custom")


def clean_without_a_listener_for_it() -> None:
    https("plaintext", ONLY_TLS_12, listen_ports='[{"HTTP": 80}]')
    tls("passthrough", ONLY_TLS_12, certificate=None)


def undecided_policy_is_an_output() -> None:
    tls("shop", unknown("policy"))
