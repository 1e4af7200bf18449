from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

MODERN: Any = [{"name": "Reference-Security-Policy", "value": "ELBSecurityPolicy-TLS-1-2-2017-01"}]


def listener(port: Any = 443, protocol: Any = "https") -> dict[str, Any]:
    found = {"lb_port": port, "lb_protocol": protocol, "instance_port": 8443, "instance_protocol": protocol}
    return {**found, "ssl_certificate_id": "arn:aws:acm:us-east-1:123456789012:certificate/shared"}


def balancer(*listeners: dict[str, Any], name: str = "web") -> aws.elb.LoadBalancer:
    given: Any = [*listeners]
    return aws.elb.LoadBalancer(name, name="web", listeners=given)


def bad_policy_of_another_port() -> None:
    web = balancer(
        listener(),
        listener(8443, "ssl"),
        name="web",  # violates
    )
    aws.elb.SslNegotiationPolicy("tls", load_balancer=web.name, lb_port=8443, attributes=MODERN)


def bad_policy_of_another_load_balancer() -> None:
    balancer(
        listener(),
        name="web",  # violates
    )
    aws.elb.ListenerPolicy("tls", load_balancer_name="shared", load_balancer_port=443, policy_names=["tls"])


def bad_sticky_sessions_only() -> None:
    web = balancer(
        listener(),
        name="web",  # violates
    )
    sticky = aws.elb.AppCookieStickinessPolicy("sticky", load_balancer=web.name, lb_port=443, cookie_name="session")
    aws.elb.ListenerPolicy("https", load_balancer_name=web.name, load_balancer_port=443, policy_names=[sticky.name])


def clean_sticky_sessions_and_tls() -> None:
    web = balancer(listener())
    sticky = aws.elb.AppCookieStickinessPolicy("sticky", load_balancer=web.name, lb_port=443, cookie_name="session")
    names: Any = [sticky.name, "of-elsewhere"]
    aws.elb.ListenerPolicy("https", load_balancer_name=web.name, load_balancer_port=443, policy_names=names)


def clean_policy_of_this_stack() -> None:
    web = balancer(listener())
    kind: Any = {"policy_type_name": "SSLNegotiationPolicyType", "policy_attributes": MODERN}
    tls = aws.elb.LoadBalancerPolicy("tls", load_balancer_name=web.name, policy_name="tls", **kind)
    names: Any = [tls.policy_name]
    aws.elb.ListenerPolicy("https", load_balancer_name=web.name, load_balancer_port=443, policy_names=names)


def clean_negotiation_policy() -> None:
    web = balancer(listener())
    aws.elb.SslNegotiationPolicy("tls", load_balancer=web.id, lb_port=443, attributes=MODERN)


def clean_listener_policy_by_name() -> None:
    balancer(listener())
    aws.elb.ListenerPolicy("tls", load_balancer_name="web", load_balancer_port=443, policy_names=["tls"])


def clean_no_tls_of_its_own() -> None:
    balancer(listener(80, "http"), listener(443, "tcp"))


def undecided_port_is_an_output() -> None:
    web = balancer(listener())
    aws.elb.SslNegotiationPolicy("tls", load_balancer=web.name, lb_port=unknown("port"), attributes=MODERN)


def undecided_load_balancer_is_an_output() -> None:
    balancer(listener())
    aws.elb.SslNegotiationPolicy("tls", load_balancer=unknown("balancer"), lb_port=443, attributes=MODERN)


def ambiguous_policy_of_one_of_two() -> None:
    balancers = [balancer(listener(), name=name) for name in ("blue", "green")]
    either = pulumi.Output.all(*[found.arn for found in balancers]).apply(lambda arns: arns[0])
    aws.elb.SslNegotiationPolicy("tls", load_balancer=either, lb_port=443, attributes=MODERN)
