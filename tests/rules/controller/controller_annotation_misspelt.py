from typing import Any

from tests.unknowns import unknown

from .controller_manages_custom_groups import ALB, INGRESS, NLB, OWN, SERVICE, annotated, release

SINGLE_RESOURCE = True


def ingress(name: str, **annotations: Any) -> None:
    annotated(INGRESS, name, {f"{ALB}{key.replace('_', '-')}": value for key, value in annotations.items()})


def service(name: str, **annotations: Any) -> None:
    given = {f"{NLB}{key.replace('_', '-')}": value for key, value in annotations.items()}
    annotated(SERVICE, name, given, type="LoadBalancer", loadBalancerClass="service.k8s.aws/nlb")


def bad_ingress() -> None:
    ingress(
        "camel-case",  # violates
        securityGroups=OWN,
    )
    ingress(
        "transposed",  # violates
        ssl_polciy="ELBSecurityPolicy-TLS13-1-2-2021-06",
    )
    ingress(
        "plural",  # violates
        certificate_arns="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    )
    ingress(
        "of-the-first-version",  # violates
        security_group_inbound_cidrs="10.0.0.0/8",
    )
    ingress(
        "value-is-an-output",  # violates
        security_group=unknown("group"),
    )


def bad_service() -> None:
    service(
        "shop",  # violates
        source_ranges="10.0.0.0/8",
    )


def bad_in_values_of_charts() -> None:
    release(
        "shop",  # violates
        {"ingress": {"annotations": {f"{ALB}inbound-cidr": "10.0.0.0/8"}}},
    )


def clean_every_family() -> None:
    ingress("shop", **{"listener-attributes.HTTPS-443": "a=b", "actions.redirect": "{}", "conditions.a": "[]"})
    service("shop-nlb", **{"listener-attributes.TCP-443": "a=b", "target-group-attributes.443": "a=b"})
    service("classic", extra_security_groups=OWN)


def clean_without_loss_of_protection() -> None:
    """Unknown, and no more than that."""
    ingress("harmless", target_typ="ip", healthcheck_paths="/")
    ingress("both", security_group=OWN, security_groups=OWN)
    ingress("empty", security_group="")


def clean_names_that_a_later_version_may_have() -> None:
    ingress("shop", security_groups_of_nodes=OWN, backend_protocol_ports="443", ssl_policy_version="2")


def clean_other_prefixes() -> None:
    annotated(INGRESS, "nginx", {"nginx.ingress.kubernetes.io/whitelist-source-range": "10.0.0.0/8"})
    annotated(SERVICE, "azure", {"service.beta.kubernetes.io/azure-load-balancer-internal": "true"})


def undecided_annotations_are_an_output() -> None:
    annotated(INGRESS, "shop", unknown("annotations"))
