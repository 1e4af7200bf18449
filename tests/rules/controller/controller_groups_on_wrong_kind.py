from tests.unknowns import unknown

from .controller_manages_custom_groups import ALB, GROUPS, INGRESS, NLB, OWN, SERVICE, annotated, release

SINGLE_RESOURCE = True

OF_INGRESSES = {f"{ALB}{GROUPS}": OWN}
OF_SERVICES = {f"{NLB}{GROUPS}": OWN}
RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges"
CLASS = "service.k8s.aws/nlb"


def bad_ingress() -> None:
    annotated(
        INGRESS,
        "groups",  # violates
        OF_SERVICES,
    )
    annotated(
        INGRESS,
        "ranges",  # violates
        {RANGES: "10.0.0.0/8"},
    )
    annotated(
        INGRESS,
        "value-is-an-output",  # violates
        {f"{NLB}{GROUPS}": unknown("group")},
    )


def bad_service() -> None:
    annotated(
        SERVICE,
        "lists",  # violates
        {f"{ALB}security-group-prefix-lists": "pl-0123456789abcdef0"},
        type="LoadBalancer",
        loadBalancerClass=CLASS,
        loadBalancerSourceRanges=[],
    )


def clean_annotations_for_both() -> None:
    annotated(INGRESS, "ingress", OF_INGRESSES | OF_SERVICES)
    annotated(SERVICE, "service", OF_INGRESSES | OF_SERVICES, type="LoadBalancer", loadBalancerClass=CLASS)
    annotated(INGRESS, "limited-otherwise", OF_SERVICES | {f"{ALB}inbound-cidrs": "10.0.0.0/8"})


def clean_services_without_a_load_balancer_of_this_controller() -> None:
    annotated(SERVICE, "behind-an-ingress", OF_INGRESSES, type="ClusterIP")
    annotated(SERVICE, "by-default", OF_INGRESSES)
    annotated(SERVICE, "of-another-class", OF_INGRESSES, type="LoadBalancer", loadBalancerClass="io.cilium/l2")
    annotated(SERVICE, "limited", OF_INGRESSES, type="LoadBalancer", loadBalancerSourceRanges=["10.0.0.0/8"])


def clean_values_of_charts() -> None:
    release("shop", {"annotations": {f"{ALB}scheme": "internal", f"{NLB}{GROUPS}": OWN}})


def clean_empty() -> None:
    annotated(INGRESS, "shop", {f"{NLB}{GROUPS}": " , "})


def undecided_type_is_an_output() -> None:
    annotated(SERVICE, "shop", OF_INGRESSES, type=unknown("type"))


def undecided_patch() -> None:
    annotated("kubernetes:networking.k8s.io/v1:IngressPatch", "shop", OF_SERVICES)
