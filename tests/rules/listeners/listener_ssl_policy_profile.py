from tests.unknowns import unknown

from .listener_ssl_policy_unset import CERTIFICATE, MODERN, listener

SINGLE_RESOURCE = True


def bad_forward_secrecy_without_tls_13() -> None:
    listener(
        "tls",  # violates
        port=443,
        protocol="TLS",
        ssl_policy="ELBSecurityPolicy-FS-1-2-Res-2020-10",
        certificate_arn=CERTIFICATE,
    )


def clean_recommended() -> None:
    listener("https", port=443, protocol="HTTPS", ssl_policy=MODERN, certificate_arn=CERTIFICATE)


def clean_hardened_before_post_quantum() -> None:
    policy = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
    listener("https", port=443, protocol="HTTPS", ssl_policy=policy, certificate_arn=CERTIFICATE)


def clean_plain_fips() -> None:
    policy = "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04"
    listener("https", port=443, protocol="HTTPS", ssl_policy=policy, certificate_arn=CERTIFICATE)


def clean_weak_ones_belong_to_another_rule() -> None:
    policy = "ELBSecurityPolicy-TLS13-1-0-2021-06"
    listener("https", port=443, protocol="HTTPS", ssl_policy=policy, certificate_arn=CERTIFICATE)


def clean_passthrough_on_443() -> None:
    listener("tcp", port=443, protocol="TCP")


def undecided_policy_is_an_output() -> None:
    listener("https", port=443, protocol="HTTPS", ssl_policy=unknown("policy"), certificate_arn=CERTIFICATE)
