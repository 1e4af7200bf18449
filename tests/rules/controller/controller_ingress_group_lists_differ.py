import pulumi
import pulumi_aws as aws
import pulumi_kubernetes

from tests.unknowns import unknown

from .parts import ALB, GROUPS, INGRESS, OTHER, OWN, ingress, ingress_class, member, resource

BOTH = f"{OWN},{OTHER}"


def bad_other_order() -> None:
    member("a", security_groups=BOTH)
    member(
        "b",  # violates
        security_groups=f"{OTHER},{OWN}",
    )


def bad_empty_value_and_more_members_than_two() -> None:
    member("a", security_groups=OWN)
    member(
        "b",  # violates
        security_groups="",
    )
    member("c", security_groups=f" {OWN} ")
    member(
        "d",  # violates
        security_groups=f"{OWN}, frontend-by-name, another-one, a-third-one, a-fourth-one",
    )


def bad_group_of_the_class() -> None:
    ingress_class("shared", {"group": {"name": "shop"}})
    ingress("a", class_name="shared", security_groups=OWN)
    ingress(
        "b",  # violates
        class_name="shared",
        group_name="ignored",
        security_groups=OTHER,
    )


def bad_older_versions_patches_and_the_old_annotation_of_the_class() -> None:
    found = {"kubernetes.io/ingress.class": "alb", f"{ALB}group.name": "shop"}
    resource("kubernetes:extensions/v1beta1:Ingress", "a", {**found, f"{ALB}{GROUPS}": OWN}, name="a")
    resource(
        "kubernetes:networking.k8s.io/v1beta1:Ingress",
        "b",  # violates
        {**found, f"{ALB}{GROUPS}": OTHER},
        name="b",
    )
    resource(
        "kubernetes:networking.k8s.io/v1:IngressPatch",
        "c",  # violates
        {**found, f"{ALB}{GROUPS}": OTHER},
        name="c",
    )


def bad_last_of_three() -> None:
    member("a", security_groups=OWN)
    member("b", security_groups=OWN)
    member(
        "c",  # violates
        security_groups=OTHER,
    )


def clean_same_list_in_other_white_space() -> None:
    member("a", security_groups=BOTH)
    member("b", security_groups=f" {OWN} , {OTHER},")


def clean_without_a_list() -> None:
    """The controller lets the second one share the list of the first."""
    member("a", security_groups=OWN)
    member("b")


def clean_groups_of_one_frontend() -> None:
    frontend = aws.ec2.SecurityGroup("frontend")
    member("a", security_groups=frontend.id)
    member("b", security_groups=frontend.id)


def clean_no_group_or_another_one() -> None:
    member("a", security_groups=OWN)
    member("b", group="office", security_groups=OTHER)
    ingress("c", security_groups=OTHER)
    ingress("d", security_groups=OWN)


def clean_names_that_are_no_groups() -> None:
    """The controller takes such an Ingress for a member of no group."""
    member("a", group="Shop", security_groups=OWN)
    member("b", group="Shop", security_groups=OTHER)
    member("c", group="", security_groups=OWN)
    member("d", group="", security_groups=OTHER)


def clean_classes_with_groups_of_their_own() -> None:
    ingress_class("internal", {"group": {"name": "internal"}})
    ingress_class("public", {"group": {"name": "public"}})
    member("a", class_name="internal", security_groups=OWN)
    member("b", class_name="public", security_groups=OTHER)


def clean_class_of_another_controller() -> None:
    ingress_class("nginx", handler="k8s.io/ingress-nginx")
    member("a", security_groups=OWN)
    member("b", class_name="nginx", security_groups=OTHER)
    member("c", class_name="elsewhere", security_groups=OTHER)


def clean_annotation_in_auto_mode() -> None:
    """EKS Auto Mode does not know it."""
    ingress_class("auto", {}, handler="eks.amazonaws.com/alb", group="eks.amazonaws.com")
    member("a", class_name="auto", security_groups=OWN)
    member("b", class_name="auto", security_groups=OTHER)


def clean_patch_of_the_same_object() -> None:
    member("a", security_groups=OWN)
    resource(
        "kubernetes:networking.k8s.io/v1:IngressPatch",
        "a-patch",
        {f"{ALB}group.name": "shop", f"{ALB}{GROUPS}": OTHER},
        {"ingressClassName": "alb"},
        name="a",
    )


def undecided_list_is_an_output() -> None:
    member("a", security_groups=OWN)
    member("b", security_groups=unknown("groups"))


def undecided_group_is_an_output() -> None:
    member("a", security_groups=OWN)
    member("b", group=unknown("group"), security_groups=OTHER)


def clean_several_clusters() -> None:
    for name, groups in (("blue", OWN), ("green", OTHER)):
        cluster = pulumi_kubernetes.Provider(name, kubeconfig=f"server: https://{name}.example.com")
        annotations = {f"{ALB}group.name": "shop", f"{ALB}{GROUPS}": groups}
        pulumi.CustomResource(
            INGRESS,
            name,
            {"metadata": {"annotations": annotations}, "spec": {"ingressClassName": "alb"}},
            pulumi.ResourceOptions(provider=cluster),
        )


def clean_class_of_the_same_name_in_two_clusters() -> None:
    settings = {"group": {"name": "shop"}}
    ingress_class("alb", settings)
    ingress_class("alb", settings, prefix="green-")
    ingress("a", security_groups=OWN)
    ingress("b", security_groups=OWN)


def bad_in_one_cluster_beside_another() -> None:
    member("a", security_groups=OWN)
    member(
        "b",  # violates
        security_groups=OTHER,
    )
    pulumi_kubernetes.Provider("green", kubeconfig="server: https://green.example.com")


def ambiguous_class_that_differs_in_two_clusters() -> None:
    ingress_class("alb", {"group": {"name": "shop"}})
    ingress_class("alb", {"group": {"name": "office"}}, prefix="green-")
    ingress("a", security_groups=OWN)
    ingress("b", security_groups=OTHER)


def ambiguous_lists_of_different_groups_of_this_stack() -> None:
    member("a", security_groups=aws.ec2.SecurityGroup("one").id)
    member("b", security_groups=aws.ec2.SecurityGroup("two").id)
