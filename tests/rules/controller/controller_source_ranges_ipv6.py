from tests.unknowns import unknown

from .parts import NLB, OWN, SERVICE, resource, service

SINGLE_RESOURCE = True
IPV6 = {"loadBalancerSourceRanges": ["2001:db8::/32"]}
ANNOTATION = "service.beta.kubernetes.io/load-balancer-source-ranges"


def bad_one_of_a_list() -> None:
    service(
        "stated",  # violates
        spec={"loadBalancerSourceRanges": ["10.0.0.0/8", "2001:db8::/32", unknown("range")]},
        ip_address_type="ipv4",
    )


def bad_annotations_and_older_ways_to_say_whose_it_is() -> None:
    for name, kind in (
        (
            "external",  # violates
            "external",
        ),
        (
            "ip",  # violates
            "nlb-ip",
        ),
    ):
        annotations = {f"{NLB}type": kind, ANNOTATION: "::/0, 10.0.0.0/8"}
        resource(SERVICE, name, annotations, {"type": "LoadBalancer", "loadBalancerSourceRanges": []})


def bad_auto_mode() -> None:
    service(
        "auto",  # violates
        class_name="eks.amazonaws.com/nlb",
        spec=IPV6,
        scheme="internet-facing",
    )


def clean_dualstack() -> None:
    service("dualstack", spec=IPV6, ip_address_type="dualstack")


def clean_ipv4_clients() -> None:
    service("none")
    service("ipv4", spec={"loadBalancerSourceRanges": ["10.0.0.0/8"]})


def clean_property_wins() -> None:
    spec = {"type": "LoadBalancer", "loadBalancerSourceRanges": ["10.0.0.0/8"]}
    resource(SERVICE, "both", {f"{NLB}type": "external", ANNOTATION: "::/0"}, spec)


def clean_other_clouds_and_classes() -> None:
    resource(SERVICE, "cloud", None, {"type": "LoadBalancer", **IPV6})
    resource(SERVICE, "legacy", {f"{NLB}type": "nlb"}, {"type": "LoadBalancer", **IPV6})
    service("cilium", class_name="io.cilium/l2", spec=IPV6)
    service("internal", spec={"type": "ClusterIP", **IPV6})


def clean_groups_of_its_own() -> None:
    service("groups", spec=IPV6, security_groups=OWN)


def undecided_address_type_is_an_output() -> None:
    service("shop", spec=IPV6, ip_address_type=unknown("type"))


def undecided_clients_are_an_output() -> None:
    service("shop", spec={"loadBalancerSourceRanges": unknown("clients")})
