from tests.unknowns import unknown

from .listener_ssl_policy_unset import CERTIFICATE, MODERN, listener

SINGLE_RESOURCE = True


def bad_default_of_the_api_by_name() -> None:
    listener(
        "https",  # violates
        port=443,
        protocol="HTTPS",
        ssl_policy="ELBSecurityPolicy-2016-08",
        certificate_arn=CERTIFICATE,
    )


def bad_tls_11_on_a_network_load_balancer() -> None:
    listener(
        "tls",  # violates
        port=443,
        protocol="TLS",
        ssl_policy="ELBSecurityPolicy-TLS13-1-1-2021-06",
        certificate_arn=CERTIFICATE,
    )


def bad_name_without_its_prefix() -> None:
    listener(
        "https",  # violates
        port=443,
        protocol="HTTPS",
        ssl_policy="TLS13-1-2-2021-06",
        certificate_arn=CERTIFICATE,
    )


def clean_only_tls_12() -> None:
    listener(
        "https",
        port=443,
        protocol="HTTPS",
        ssl_policy="ELBSecurityPolicy-TLS-1-2-2017-01",
        certificate_arn=CERTIFICATE,
    )


def clean_modern_on_a_network_load_balancer() -> None:
    listener("tls", port=443, protocol="TLS", ssl_policy=MODERN, certificate_arn=CERTIFICATE)


def clean_policy_unset_belongs_to_another_rule() -> None:
    listener("https", port=443, protocol="HTTPS", certificate_arn=CERTIFICATE)


def clean_plaintext_listener() -> None:
    listener("http", port=80, protocol="HTTP", ssl_policy=unknown("policy"))


def undecided_policy_is_an_output() -> None:
    listener("https", port=443, protocol="HTTPS", ssl_policy=unknown("policy"), certificate_arn=CERTIFICATE)


def undecided_name_newer_than_the_table() -> None:
    listener(
        "https",
        port=443,
        protocol="HTTPS",
        ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2031-02",
        certificate_arn=CERTIFICATE,
    )
