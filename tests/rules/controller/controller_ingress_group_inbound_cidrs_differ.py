from tests.unknowns import unknown

from .parts import ingress, ingress_class, member

HTTPS = '[{"HTTPS": 443}]'
BOTH = '[{"HTTP": 80}, {"HTTPS": 443}]'
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/shop"


def bad_one_port_in_common() -> None:
    member("a", inbound_cidrs="10.0.0.0/8", listen_ports=BOTH)
    member(
        "b",  # violates
        inbound_cidrs="10.1.0.0/16",
        certificate_arn=unknown("certificate"),
    )


def bad_default_port_and_a_third_member() -> None:
    member("a", inbound_cidrs="10.0.0.0/8,2001:db8::/32")
    member("b", inbound_cidrs="2001:db8::/32, 10.0.0.0/8")
    member(
        "c",  # violates
        inbound_cidrs="10.0.0.0/8",
    )


def bad_class_of_one_of_them() -> None:
    ingress_class("office", {"inboundCIDRs": ["192.0.2.0/24"], "certificateArn": [CERTIFICATE]})
    ingress_class("any", {})
    member("a", class_name="any", inbound_cidrs="10.0.0.0/8", listen_ports=HTTPS)
    member(
        "b",  # violates
        class_name="office",
        inbound_cidrs="10.0.0.0/8",
    )


def clean_other_order() -> None:
    member("a", inbound_cidrs="10.0.0.0/8, 192.0.2.0/24")
    member("b", inbound_cidrs="192.0.2.0/24,10.0.0.0/8,")


def clean_no_port_in_common() -> None:
    member("a", inbound_cidrs="0.0.0.0/0", listen_ports='[{"HTTP": 80}]')
    member("b", inbound_cidrs="10.0.0.0/8", certificate_arn=CERTIFICATE)
    member("c", inbound_cidrs="192.0.2.0/24", listen_ports='[{"HTTPS": 8443}]')


def clean_clients_on_one_member_only() -> None:
    member("a", inbound_cidrs="10.0.0.0/8")
    member("b", security_group_prefix_lists="pl-0123456789abcdef0")
    member("c", inbound_cidrs="")


def clean_class_wins_over_both() -> None:
    ingress_class("office", {"inboundCIDRs": ["192.0.2.0/24"]})
    member("a", class_name="office", inbound_cidrs="10.0.0.0/8")
    member("b", class_name="office", inbound_cidrs="10.1.0.0/16")


def clean_no_group() -> None:
    ingress("a", inbound_cidrs="10.0.0.0/8")
    ingress("b", inbound_cidrs="10.1.0.0/16")


def clean_ports_that_cannot_be_read() -> None:
    member("a", inbound_cidrs="10.0.0.0/8", listen_ports="443")
    member("b", inbound_cidrs="10.1.0.0/16", listen_ports="[443]")
    member("c", inbound_cidrs="10.2.0.0/16", listen_ports="{")


def undecided_clients_are_an_output() -> None:
    member("a", inbound_cidrs="10.0.0.0/8")
    member("b", inbound_cidrs=unknown("clients"))


def undecided_ports_are_an_output() -> None:
    member("a", inbound_cidrs="10.0.0.0/8")
    member("b", inbound_cidrs="10.1.0.0/16", listen_ports=unknown("ports"))


def ambiguous_class() -> None:
    ingress_class("office", {"inboundCIDRs": ["192.0.2.0/24", unknown("more")]})
    member("a", class_name="office")
    member("b", class_name="alb", inbound_cidrs="10.0.0.0/8")
