from tests.unknowns import unknown

from .parts import OTHER, OWN, ingress, ingress_class, member, resource


def bad_each_member_without() -> None:
    member(
        "a",  # violates
        inbound_cidrs="10.0.0.0/8",
    )
    member("b", security_groups=unknown("groups"))
    member(
        "c",  # violates
        group_order="10",
    )


def bad_group_of_the_class() -> None:
    ingress_class("shared", {"group": {"name": "shop"}})
    ingress("a", class_name="shared", security_groups=OWN)
    ingress(
        "b",  # violates
        class_name="shared",
    )


def clean_all_or_none() -> None:
    member("a", security_groups=OWN)
    member("b", security_groups=OWN)
    member("c", group="office")
    member("d", group="office", security_groups="")


def clean_list_that_is_empty() -> None:
    member("a", security_groups=OWN)
    member("b", security_groups="")


def clean_of_its_own() -> None:
    member("a", security_groups=OWN)
    ingress("b")
    ingress("c", security_groups=OTHER)


def clean_patch_of_something_else() -> None:
    member("a", security_groups=OWN)
    patch = {"alb.ingress.kubernetes.io/group.name": "shop"}
    resource("kubernetes:networking.k8s.io/v1:IngressPatch", "b", patch, {"ingressClassName": "alb"}, name="b")


def undecided_group_is_an_output() -> None:
    member("a", security_groups=OWN)
    member("b", group=unknown("group"))


def ambiguous_annotations_are_an_output() -> None:
    member("a", security_groups=OWN)
    resource("kubernetes:networking.k8s.io/v1:Ingress", "b", unknown("annotations"), {"ingressClassName": "alb"})
