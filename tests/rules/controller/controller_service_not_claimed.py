from typing import Any

from tests.unknowns import unknown

from .controller_manages_custom_groups import NLB, OWN, SERVICE, annotated, controller, release

NO_WEBHOOK = {"enableServiceMutatorWebhook": False}


def service(name: str, class_name: Any = None, **annotations: Any) -> None:
    found = {f"{NLB}{key.replace('_', '-')}": value for key, value in annotations.items()}
    spec = {"type": "LoadBalancer"} | ({"loadBalancerClass": class_name} if class_name else {})
    annotated(SERVICE, name, found, **spec)


def bad_whatever_the_type_says() -> None:
    controller("controller", NO_WEBHOOK)
    service(
        "external",  # violates
        type="external",
        security_groups=OWN,
    )
    service(
        "nlb",  # violates
        type="nlb",
        security_group_prefix_lists="pl-0123456789abcdef0",
    )


def bad_groups_of_a_network_load_balancer() -> None:
    controller("controller", NO_WEBHOOK)
    service(
        "nlb",  # violates
        type="nlb",
        security_groups=OWN,
    )
    service(
        "output",  # violates
        type="nlb",
        security_groups=unknown("groups"),
    )


def clean_claimed() -> None:
    controller("controller", NO_WEBHOOK)
    service("class", "service.k8s.aws/nlb", scheme="internal")
    service("by-type", type="external", nlb_target_type="ip")
    service("by-older-type", type="nlb-ip", scheme="internal")


def clean_webhook_claims_it() -> None:
    controller("controller", {"clusterName": "shop"})
    service("shop", scheme="internal")


def clean_of_the_cloud_provider() -> None:
    """Which reads these annotations as well."""
    controller("controller", NO_WEBHOOK)
    service("classic", security_groups=OWN, internal="true", connection_idle_timeout="60")
    service("network", type="nlb", security_groups="", internal="true")
    service("cilium", "io.cilium/l2", scheme="internal")
    annotated(SERVICE, "internal", {f"{NLB}scheme": "internal"}, type="ClusterIP")


def clean_controller_of_another_stack() -> None:
    service("shop", scheme="internal")


def clean_values_of_charts() -> None:
    controller("controller", NO_WEBHOOK)
    release("nginx", {"controller": {"service": {"annotations": {f"{NLB}scheme": "internal"}}}}, "ingress-nginx")


def undecided_class_is_an_output() -> None:
    controller("controller", NO_WEBHOOK)
    service("shop", unknown("class"), scheme="internal")


def ambiguous_controllers_differ() -> None:
    controller("blue", NO_WEBHOOK)
    controller("green", {})
    service("shop", scheme="internal")


def undecided_type_is_an_output() -> None:
    controller("controller", NO_WEBHOOK)
    service("shop", type=unknown("type"), security_groups=OWN)
