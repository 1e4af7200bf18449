from tests.unknowns import unknown

from .parts import OWN, controller, ingress, ingress_class, member

IPV6 = {"inbound_cidrs": "2001:db8::/32"}


def bad_several() -> None:
    ingress_class("alb")
    ingress(
        "shop",  # violates
        inbound_cidrs="::/0, 2001:db8::/32",
        ip_address_type="ipv4",
    )


def bad_class_of_a_chart_of_this_stack() -> None:
    controller("controller", {"ingressClassParams": {"spec": {"scheme": "internal"}}})
    ingress(
        "shop",  # violates
        **IPV6,
    )


def bad_clients_of_the_class_and_of_a_group() -> None:
    ingress_class("office", {"inboundCIDRs": ["2001:db8::/32"], "group": {"name": "shop"}})
    ingress(
        "a",  # violates
        class_name="office",
    )
    ingress(
        "b",  # violates
        class_name="office",
        inbound_cidrs="10.0.0.0/8",
    )


def bad_class_elsewhere_but_ipv4() -> None:
    ingress(
        "shop",  # violates
        ip_address_type="ipv4",
        **IPV6,
    )


def clean_class_elsewhere() -> None:
    ingress("shop", **IPV6)
    ingress("none", class_name=None, **IPV6)


def clean_class_is_dualstack() -> None:
    ingress_class("six", {"ipAddressType": "dualstack"})
    ingress("shop", class_name="six", ip_address_type="ipv4", **IPV6)


def clean_chart_says_dualstack() -> None:
    controller("controller", {"ingressClassParams": {"spec": {"ipAddressType": "dualstack"}}})
    ingress("shop", **IPV6)


def clean_ipv4_too_or_dualstack() -> None:
    ingress_class("alb")
    ingress("both", inbound_cidrs="10.0.0.0/8, ::/0")
    ingress("dualstack", ip_address_type="dualstack-without-public-ipv4", **IPV6)
    ingress("nobody", inbound_cidrs="")


def clean_another_member_is_dualstack() -> None:
    ingress_class("alb")
    member("a", **IPV6)
    member("b", ip_address_type="dualstack")


def clean_prefix_lists_and_groups() -> None:
    ingress_class("alb")
    ingress("lists", security_group_prefix_lists="pl-0123456789abcdef0", **IPV6)
    ingress("groups", security_groups=OWN, **IPV6)


def undecided_clients_are_an_output() -> None:
    ingress_class("alb")
    ingress("shop", inbound_cidrs=unknown("clients"))


def undecided_address_type_is_an_output() -> None:
    ingress_class("alb")
    ingress("shop", ip_address_type=unknown("type"), **IPV6)


def ambiguous_class() -> None:
    ingress_class("alb", {"ipAddressType": "dualstack"})
    ingress_class("alb", {}, prefix="green-")
    ingress("shop", **IPV6)
