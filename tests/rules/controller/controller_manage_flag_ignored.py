from tests.unknowns import unknown

from .parts import OWN, configuration, ingress, member, resource, service

OFF = {"manage_backend_security_group_rules": "false"}


def bad_every_word_that_go_reads_as_false() -> None:
    ingress(
        "ingress",  # violates
        manage_backend_security_group_rules="F",
        security_groups="",
    )
    service(
        "service",  # violates
        manage_backend_security_group_rules="0",
        disable_nlb_sg="false",
    )
    service(
        "older",  # violates
        class_name=None,
        type="external",
        **OFF,
    )


def bad_whatever_group_another_one_is_in() -> None:
    member(
        "a",  # violates
        **OFF,
    )
    member("b", group=unknown("group"), inbound_cidrs="10.0.0.0/8")


def bad_in_a_group() -> None:
    member(
        "a",  # violates
        **OFF,
    )
    member("b", inbound_cidrs="10.0.0.0/8")


def clean_beside_groups() -> None:
    ingress("ingress", security_groups=unknown("groups"), **OFF)
    service("service", security_groups=OWN, **OFF)


def clean_another_member_names_them() -> None:
    member("a", security_groups=OWN)
    member("b", **OFF)


def clean_true_or_nothing_is_what_happens_anyway() -> None:
    ingress("true", manage_backend_security_group_rules="true")
    ingress("nothing")
    configuration("gateway", manageBackendSecurityGroupRules=False)


def clean_where_it_counts_or_nobody_reads_it() -> None:
    service("no-group", disable_nlb_sg="true", **OFF)
    service("cilium", class_name="io.cilium/l2", **OFF)
    service("internal", spec={"type": "ClusterIP"}, **OFF)
    annotations = {"alb.ingress.kubernetes.io/manage-backend-security-group-rules": "false"}
    resource("kubernetes:networking.k8s.io/v1:IngressPatch", "patch", annotations, name="shop")


def undecided_flag_is_an_output() -> None:
    ingress("shop", manage_backend_security_group_rules=unknown("flag"))


def ambiguous_group() -> None:
    member("a", **OFF)
    member("b", group=unknown("group"), security_groups=OWN)
