from tests.unknowns import unknown

from .parts import configuration, ingress, ingress_class, resource, service


def bad_ingresses() -> None:
    ingress(
        "address",  # violates
        inbound_cidrs="192.0.2.1",
    )
    ingress(
        "long",  # violates
        inbound_cidrs="10.0.0.0/8,10.0.0.0/33",
    )
    ingress(
        "mask",  # violates
        inbound_cidrs="10.0.0.0/255.0.0.0",
    )
    ingress(
        "zeros",  # violates
        inbound_cidrs="010.0.0.0/8",
    )
    ingress(
        "six",  # violates
        inbound_cidrs="2001:db8::1",
    )
    ingress(
        "name",  # violates
        inbound_cidrs="office.example.com/32",
    )
    ingress(
        "semicolons",  # violates
        inbound_cidrs="10.0.0.0/8;192.0.2.0/24",
    )


def bad_service_and_gateway() -> None:
    service(
        "service",  # violates
        spec={"loadBalancerSourceRanges": ["10.0.0.0"]},
    )
    resource(
        "kubernetes:core/v1:Service",
        "annotation",  # violates
        {"service.beta.kubernetes.io/load-balancer-source-ranges": "10.0.0.0/8, all"},
        {"type": "LoadBalancer"},
    )
    configuration(
        "gateway",  # violates
        sourceRanges=[unknown("one"), "192.0.2.1"],
    )


def clean_ranges() -> None:
    ingress("ingress", inbound_cidrs=" 10.0.0.0/8 ,192.0.2.1/32,0.0.0.0/0,::/0, 2001:db8::1/128,")
    ingress("host-bits", inbound_cidrs="10.1.2.3/8")
    service("service", spec={"loadBalancerSourceRanges": ["10.0.0.0/8", " 192.0.2.1/32 "]})
    configuration("gateway", sourceRanges=["10.0.0.0/8"])
    configuration("nobody", sourceRanges=[])
    ingress("none", inbound_cidrs=" , ")


def clean_class_wins() -> None:
    ingress_class("office", {"inboundCIDRs": ["10.0.0.0/8"]})
    ingress("shop", class_name="office", inbound_cidrs="192.0.2.1")


def undecided_clients_are_an_output() -> None:
    ingress("shop", inbound_cidrs=unknown("clients"))


def ambiguous_class() -> None:
    ingress_class("alb", {"inboundCIDRs": ["10.0.0.0/8"]})
    ingress_class("alb", {}, prefix="green-")
    ingress("shop", inbound_cidrs="192.0.2.1")
