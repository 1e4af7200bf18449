from typing import Any

import pulumi

from tests.unknowns import unknown

from .controller_manages_custom_groups import ALB, INGRESS, NLB, SERVICE, annotated, configuration, controller, release

SINGLE_RESOURCE = True

OLD = "ELBSecurityPolicy-2016-08"
MODERN = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/shared"


def https(name: str, policy: Any, **others: Any) -> None:
    """An Ingress with a certificate and a policy."""
    annotations = {f"{ALB}{key.replace('_', '-')}": value for key, value in others.items()}
    annotated(INGRESS, name, {f"{ALB}certificate-arn": CERTIFICATE, f"{ALB}ssl-policy": policy, **annotations})


def tls(name: str, policy: Any, certificate: Any = CERTIFICATE, **spec: Any) -> None:
    """A Service for a Network Load Balancer with a certificate and a policy."""
    stated = {f"{NLB}ssl-cert": certificate, f"{NLB}ssl-negotiation-policy": policy}
    annotations = {key: value for key, value in stated.items() if value is not None}
    annotated(
        SERVICE, name, annotations, **({"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb"} | spec)
    )


def class_params(name: str, policy: Any, group: str = "elbv2.k8s.aws/v1beta1") -> None:
    pulumi.CustomResource(f"kubernetes:{group}:IngressClassParams", name, {"spec": {"sslPolicy": policy}})


def bad_wherever_the_policy_is_named() -> None:
    https(
        "ingress",  # violates
        OLD,
        listen_ports='[{"HTTP": 80}, {"HTTPS": 443}]',
    )
    tls(
        "service",  # violates
        "ELBSecurityPolicy-TLS13-1-1-2021-06",
    )
    class_params(
        "class",  # violates
        OLD,
    )
    configuration(
        "gateway",  # violates
        listenerConfigurations=[{"protocolPort": "HTTPS:443", "sslPolicy": OLD}],
    )
    controller(
        "controller",  # violates
        {"defaultSSLPolicy": OLD},
    )
    controller(
        "class-of-controller",  # violates
        {"ingressClassParams": {"spec": {"sslPolicy": OLD}}},
    )


def bad_in_values_of_charts() -> None:
    release(
        "shop",  # violates
        {"ingress": {"annotations": {f"{ALB}ssl-policy": OLD}}},
    )
    annotations = {
        f"{NLB}ssl-cert": CERTIFICATE,
        f"{NLB}ssl-negotiation-policy": OLD,
        f"{NLB}type": "external",
        f"{NLB}nlb-target-type": "ip",
    }
    release(
        "nginx",  # violates
        {"controller": {"service": {"annotations": annotations}}},
        chart="ingress-nginx",
    )


def bad_name_that_does_not_exist() -> None:
    https(
        "shop",  # violates
        "TLS13-1-2-2021-06",
    )


def clean_modern_everywhere() -> None:
    https("ingress", MODERN)
    tls("service", MODERN)
    class_params("class", MODERN, "eks.amazonaws.com/v1")
    configuration("gateway", listenerConfigurations=[{"protocolPort": "HTTPS:443", "sslPolicy": MODERN}])
    controller("controller", {"defaultSSLPolicy": MODERN})
    tls("only-tls-12", "ELBSecurityPolicy-TLS-1-2-2017-01")


def clean_without_a_listener_for_it() -> None:
    https("plaintext", OLD, listen_ports='[{"HTTP": 80}]')
    tls("passthrough", OLD, certificate="")
    tls("empty", "")


def clean_policies_of_classic_load_balancers() -> None:
    """The cloud provider of Kubernetes takes names that only those have."""
    tls("classic", "ELBSecurityPolicy-2015-05", loadBalancerClass=None)
    tls("of-another-class", OLD, loadBalancerClass="io.cilium/l2")
    tls("internal", OLD, type="ClusterIP")


def clean_values_of_other_charts() -> None:
    release("nginx", {"defaultSSLPolicy": OLD}, chart="ingress-nginx")
    release("off", {"ingress": {"enabled": False, "annotations": {f"{ALB}ssl-policy": OLD}}})


def undecided_policy_is_an_output() -> None:
    https("shop", unknown("policy"))


def undecided_name_newer_than_the_table() -> None:
    https("shop", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2031-02")


def undecided_default_is_an_output() -> None:
    controller("controller", {"defaultSSLPolicy": unknown("policy")})
