from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True


def policy(*attributes: tuple[Any, Any], name: str = "tls", kind: Any = "SSLNegotiationPolicyType") -> None:
    found: Any = [{"name": name, "value": value} for name, value in attributes]
    aws.elb.LoadBalancerPolicy(
        name,
        load_balancer_name="shared",
        policy_name="tls",
        policy_type_name=kind,
        policy_attributes=found,
    )


def bad_predefined() -> None:
    policy(
        ("Reference-Security-Policy", "ELBSecurityPolicy-TLS-1-1-2017-01"),
        name="tls",  # violates
    )


def bad_policy_of_other_load_balancers() -> None:
    policy(
        ("Reference-Security-Policy", "ELBSecurityPolicy-TLS13-1-2-2021-06"),
        name="tls",  # violates
    )


def bad_versions_of_its_own() -> None:
    policy(
        ("Protocol-TLSv1", "false"),
        ("Protocol-TLSv1.1", "true"),
        ("Protocol-TLSv1.2", "true"),
        name="tls",  # violates
    )


def bad_in_one_with_its_assignment() -> None:
    old: Any = [{"name": "Protocol-TLSv1", "value": "True"}]
    aws.elb.SslNegotiationPolicy(
        "old",  # violates
        load_balancer="shared",
        lb_port=443,
        attributes=old,
    )


def bad_given_to_a_listener_by_name() -> None:
    aws.elb.ListenerPolicy(
        "https",  # violates
        load_balancer_name="shared",
        load_balancer_port=443,
        policy_names=["sticky", "ELBSecurityPolicy-2016-08"],
    )


def clean_names_of_ones_own() -> None:
    names: Any = ["tls", unknown("name"), "ELBSecurityPolicy-TLS-1-2-2017-01"]
    aws.elb.ListenerPolicy("https", load_balancer_name="shared", load_balancer_port=443, policy_names=names)


def clean_predefined() -> None:
    policy(("Reference-Security-Policy", "ELBSecurityPolicy-TLS-1-2-2017-01"))


def clean_only_tls_12() -> None:
    policy(
        ("Protocol-TLSv1", "false"),
        ("Protocol-TLSv1.1", "false"),
        ("Protocol-TLSv1.2", "true"),
        ("ECDHE-RSA-AES128-GCM-SHA256", "true"),
        ("Server-Defined-Cipher-Order", "true"),
    )


def clean_about_other_things() -> None:
    policy(("ProxyProtocol", "true"), kind="ProxyProtocolPolicyType")


def undecided_version_is_an_output() -> None:
    policy(("Protocol-TLSv1.1", unknown("version")), ("Protocol-TLSv1.2", "true"))


def undecided_predefined_is_an_output() -> None:
    policy(("Reference-Security-Policy", unknown("policy")))
