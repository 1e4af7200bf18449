from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import AUTHORITY, ROLE, endpoint, one_of, service, task
from tests.rules.service_connect.parts import TWO
from tests.unknowns import unknown

FOREIGN = "arn:aws:kms:us-east-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef"


def encrypted(key: Any, port_name: str = "http") -> Any:
    tls = {"issuer_cert_authority": {"aws_pca_authority_arn": AUTHORITY}, "role_arn": ROLE}
    return endpoint(port_name, tls=tls | ({"kms_key": key} if key is not None else {}))


def bad_elliptic_curve_by_key_id() -> None:
    key = aws.kms.Key("mesh", customer_master_key_spec="ECC_NIST_P256", key_usage="SIGN_VERIFY")
    service(
        "web",  # violates
        task("web").arn,
        None,
        encrypted(key.key_id),
    )


def bad_by_an_alias() -> None:
    key = aws.kms.Key("mesh", customer_master_key_spec="RSA_2048")
    service(
        "web",  # violates
        task("web").arn,
        None,
        encrypted(aws.kms.Alias("mesh", target_key_id=key.key_id).target_key_arn),
    )


def bad_hmac() -> None:
    key = aws.kms.Key("mesh", customer_master_key_spec="HMAC_256", key_usage="GENERATE_VERIFY_MAC")
    service(
        "web",  # violates
        task("web").arn,
        None,
        encrypted(key.arn),
    )


def bad_shared_by_two_endpoints() -> None:
    key = aws.kms.Key("mesh", customer_master_key_spec="RSA_4096")
    service(
        "web",  # violates
        task("web", *TWO).arn,
        None,
        encrypted(key.arn),
        encrypted(key.arn, "admin"),
    )


def bad_whichever_key_is_meant() -> None:
    keys = [aws.kms.Key(name, customer_master_key_spec="RSA_2048") for name in ("blue", "green")]
    service(
        "web",  # violates
        task("web").arn,
        None,
        encrypted(one_of(*keys)),
    )


def clean_default_key() -> None:
    service("web", task("web").arn, None, encrypted(aws.kms.Key("mesh", enable_key_rotation=True).arn))


def clean_default_stated() -> None:
    key = aws.kms.Key("mesh", customer_master_key_spec="SYMMETRIC_DEFAULT", key_usage="ENCRYPT_DECRYPT")
    service("web", task("web").arn, None, encrypted(key.arn))


def clean_no_key() -> None:
    service("web", task("web").arn, None, encrypted(None))


def clean_key_of_another_stack() -> None:
    service("web", task("web").arn, None, encrypted(FOREIGN))


def clean_asymmetric_key_for_something_else() -> None:
    aws.kms.Key("signing", customer_master_key_spec="RSA_2048", key_usage="SIGN_VERIFY")
    service("web", task("web").arn, None, encrypted(aws.kms.Key("mesh", enable_key_rotation=True).arn))


def clean_without_tls() -> None:
    service("web", task("web").arn, None, endpoint(tls=False))


def undecided_spec_is_an_output() -> None:
    service("web", task("web").arn, None, encrypted(aws.kms.Key("mesh", customer_master_key_spec=unknown("x")).arn))


def ambiguous_keys_differ() -> None:
    keys = aws.kms.Key("blue", enable_key_rotation=True), aws.kms.Key("green", customer_master_key_spec="RSA_2048")
    service("web", task("web").arn, None, encrypted(one_of(*keys)))
