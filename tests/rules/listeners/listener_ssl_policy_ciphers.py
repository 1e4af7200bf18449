from tests.unknowns import unknown

from .listener_ssl_policy_unset import CERTIFICATE, MODERN, listener

SINGLE_RESOURCE = True


def https(policy: object) -> None:
    listener("https", port=443, protocol="HTTPS", ssl_policy=policy, certificate_arn=CERTIFICATE)


def bad_second_extension_with_post_quantum() -> None:
    listener(
        "tls",  # violates
        port=443,
        protocol="TLS",
        ssl_policy="ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09",
        certificate_arn=CERTIFICATE,
    )


def clean_recommended() -> None:
    https(MODERN)


def clean_hardened() -> None:
    https("ELBSecurityPolicy-TLS13-1-2-Res-2021-06")


def clean_plain_fips_and_its_first_extension() -> None:
    https("ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04")
    listener(
        "other",
        port=8443,
        protocol="HTTPS",
        ssl_policy="ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04",
        certificate_arn=CERTIFICATE,
    )


def clean_plaintext_listener() -> None:
    listener("http", port=80, protocol="HTTP", ssl_policy="ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06")


def undecided_policy_is_an_output() -> None:
    https(unknown("policy"))
