import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import OWN, configuration, ingress, ingress_class, member, resource, service

PREFIX_LIST = "pl-0123456789abcdef0"
RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges"
NLB_GROUPS = "service.beta.kubernetes.io/aws-load-balancer-security-groups"


def bad_prefix_list_and_group_of_this_stack() -> None:
    ingress(
        "shop",  # violates
        security_groups=aws.ec2.SecurityGroup("front").id,
        security_group_prefix_lists=PREFIX_LIST,
    )


def bad_another_member_names_the_groups() -> None:
    member("a", security_groups=OWN)
    member(
        "b",  # violates
        inbound_cidrs="10.0.0.0/8",
    )


def bad_services() -> None:
    service(
        "by-property",  # violates
        spec={"loadBalancerSourceRanges": ["10.0.0.0/8"]},
        security_groups=OWN,
    )
    resource(
        "kubernetes:core/v1:Service",
        "by-annotation",  # violates
        {RANGES: "10.0.0.0/8", NLB_GROUPS: OWN},
        {"type": "LoadBalancer"},
    )


def bad_gateways() -> None:
    configuration(
        "ranges",  # violates
        securityGroups=[OWN],
        sourceRanges=["10.0.0.0/8"],
    )
    configuration(
        "prefix-lists",  # violates
        version="v1beta1",
        securityGroups=[unknown("group")],
        securityGroupPrefixes=[PREFIX_LIST],
    )


def clean_one_of_both() -> None:
    ingress("groups", security_groups=OWN, inbound_cidrs="", security_group_prefix_lists=" , ")
    ingress("clients", inbound_cidrs="10.0.0.0/8", security_groups="")
    configuration("gateway", securityGroups=[OWN], sourceRanges=[], securityGroupPrefixes=[])
    configuration("other", sourceRanges=["10.0.0.0/8"])
    service("service", spec={"loadBalancerSourceRanges": ["10.0.0.0/8"]})


def clean_everybody() -> None:
    ingress("shop", security_groups=OWN, inbound_cidrs="0.0.0.0/0, ::/0")
    service("service", spec={"loadBalancerSourceRanges": ["0.0.0.0/0"]}, security_groups=OWN)
    configuration("gateway", securityGroups=[OWN], sourceRanges=["0.0.0.0/0"])


def clean_clients_of_the_class() -> None:
    ingress_class("office", {"inboundCIDRs": ["10.0.0.0/8"]})
    ingress("shop", class_name="office", security_groups=OWN)


def clean_other_groups() -> None:
    member("a", security_groups=OWN)
    member("b", group="office", inbound_cidrs="10.0.0.0/8")
    ingress("c", inbound_cidrs="10.0.0.0/8")


def clean_no_load_balancer_of_this_controller() -> None:
    service("internal", spec={"type": "ClusterIP", "loadBalancerSourceRanges": ["10.0.0.0/8"]}, security_groups=OWN)
    configuration("bare", securityGroups=[OWN], sourceRanges=["10.0.0.0/8"], disableSecurityGroup=True)


def undecided_clients_are_an_output() -> None:
    ingress("shop", security_groups=OWN, inbound_cidrs=unknown("clients"))


def ambiguous_group() -> None:
    member("a", security_groups=OWN)
    member("b", group=unknown("group"), inbound_cidrs="10.0.0.0/8")
