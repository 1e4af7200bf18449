from tests.unknowns import unknown

from .parts import ALB, GROUPS, MANAGE, OWN, ingress, ingress_class, member, resource


def bad_groups_on_one_member_only() -> None:
    member("a", security_groups=OWN)
    member("b", manage_backend_security_group_rules="false")
    member(
        "c",  # violates
        manage_backend_security_group_rules="true",
    )


def bad_every_word_that_go_reads() -> None:
    member("a", security_groups=unknown("groups"), manage_backend_security_group_rules="1")
    member(
        "b",  # violates
        manage_backend_security_group_rules="F",
    )


def bad_patch_in_the_group_of_the_class() -> None:
    ingress_class("shared", {"group": {"name": "shop"}})
    ingress("a", class_name="shared", security_groups=OWN, manage_backend_security_group_rules="false")
    resource(
        "kubernetes:networking.k8s.io/v1:IngressPatch",
        "b",  # violates
        {f"{ALB}{MANAGE}": "true"},
        {"ingressClassName": "shared"},
        name="b",
    )


def clean_same_meaning() -> None:
    member("a", security_groups=OWN, manage_backend_security_group_rules="true")
    member("b", security_groups=OWN, manage_backend_security_group_rules="True")
    member("c", security_groups=OWN)


def clean_without_groups_nobody_reads_it() -> None:
    member("a", manage_backend_security_group_rules="true")
    member("b", manage_backend_security_group_rules="false", security_groups="")


def clean_other_groups_and_no_booleans() -> None:
    member("a", security_groups=OWN, manage_backend_security_group_rules="true")
    member("b", security_groups=OWN, manage_backend_security_group_rules="false", group="office")
    resource("kubernetes:networking.k8s.io/v1:Ingress", "c", {f"{ALB}{GROUPS}": OWN, f"{ALB}{MANAGE}": "false"})
    member("d", manage_backend_security_group_rules="no")


def undecided_flag_is_an_output() -> None:
    member("a", security_groups=OWN, manage_backend_security_group_rules="true")
    member("b", manage_backend_security_group_rules=unknown("flag"))


def ambiguous_members_of_unknown_groups() -> None:
    member("a", group=unknown("one"), security_groups=OWN, manage_backend_security_group_rules="true")
    member("b", group=unknown("other"), security_groups=OWN, manage_backend_security_group_rules="false")
