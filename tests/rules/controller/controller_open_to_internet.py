from tests.unknowns import unknown

from .parts import OWN, configuration, controller, ingress, ingress_class, member, resource, service

PUBLIC = {"scheme": "internet-facing"}


def bad_each_kind() -> None:
    ingress(
        "ingress",  # violates
        inbound_cidrs="",
        **PUBLIC,
    )
    service(
        "service",  # violates
        spec={"loadBalancerSourceRanges": []},
        **PUBLIC,
    )
    configuration(
        "gateway",  # violates
        **PUBLIC,
    )


def bad_scheme_of_class_and_of_another_member() -> None:
    ingress_class("public", PUBLIC)
    ingress(
        "by-class",  # violates
        class_name="public",
        scheme="internal",
    )
    member(
        "a",  # violates
        **PUBLIC,
    )
    member(
        "b",  # violates
        security_groups="",
    )


def clean_clients() -> None:
    ingress("ranges", inbound_cidrs="0.0.0.0/0", **PUBLIC)
    ingress("lists", security_group_prefix_lists=unknown("lists"), **PUBLIC)
    service("service", spec={"loadBalancerSourceRanges": ["10.0.0.0/8"]}, **PUBLIC)
    configuration("gateway", sourceRanges=["10.0.0.0/8"], **PUBLIC)
    configuration("gateway-lists", securityGroupPrefixes=["pl-0123456789abcdef0"], **PUBLIC)


def clean_groups_of_its_own() -> None:
    ingress("ingress", security_groups=OWN, **PUBLIC)
    service("service", security_groups=OWN, **PUBLIC)
    configuration("gateway", securityGroups=[OWN], **PUBLIC)
    configuration("bare", disableSecurityGroup=True, **PUBLIC)


def clean_internal() -> None:
    ingress("default")
    ingress("stated", scheme="internal")
    service("service")
    configuration("gateway", scheme="internal")


def clean_clients_of_the_class() -> None:
    ingress_class("office", {"inboundCIDRs": ["10.0.0.0/8"]})
    ingress("office", class_name="office", **PUBLIC)
    ingress_class("cdn", {"prefixListsIDs": ["pl-0123456789abcdef0"]})
    ingress("cdn", class_name="cdn", **PUBLIC)
    ingress_class("older", {"PrefixListsIDs": ["pl-0123456789abcdef0"]})
    ingress("older", class_name="older", **PUBLIC)


def clean_clients_of_the_class_of_a_chart() -> None:
    controller("controller", {"ingressClassParams": {"spec": {"inboundCIDRs": ["10.0.0.0/8"]}}})
    ingress("shop", **PUBLIC)


def clean_another_member_says_it() -> None:
    member("a", **PUBLIC)
    member("b", inbound_cidrs="10.0.0.0/8")
    member("c", group="office", **PUBLIC)
    member("d", group="office", security_groups=OWN)


def clean_patches_and_others_load_balancers() -> None:
    annotations = {"alb.ingress.kubernetes.io/scheme": "internet-facing"}
    resource("kubernetes:networking.k8s.io/v1:IngressPatch", "patch", annotations, name="shop")
    ingress_class("nginx", handler="k8s.io/ingress-nginx")
    ingress("nginx", class_name="nginx", **PUBLIC)


def undecided_scheme_is_an_output() -> None:
    ingress("shop", scheme=unknown("scheme"))


def undecided_spec_is_an_output() -> None:
    resource("kubernetes:gateway.k8s.aws/v1:LoadBalancerConfiguration", "gateway", None, unknown("spec"))


def ambiguous_group() -> None:
    member("a", **PUBLIC)
    member("b", group=unknown("group"), inbound_cidrs="10.0.0.0/8")
