import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import OTHER, OWN, configuration, ingress, resource, service

SINGLE_RESOURCE = True


def bad_one_of_a_list() -> None:
    ingress(
        "first",  # violates
        security_groups="sg-frontend, sg-backend",
    )
    ingress(
        "last",  # violates
        security_groups=f"{OWN},by-name, sg-0123456789ABCDEF0",
    )
    resource(
        "kubernetes:networking.k8s.io/v1:IngressPatch",
        "patch",  # violates
        {"alb.ingress.kubernetes.io/security-groups": "sg-"},
    )


def bad_service_and_gateway() -> None:
    service(
        "service",  # violates
        security_groups="sg-12345",
    )
    configuration(
        "gateway",  # violates
        securityGroups=[unknown("one"), "sg-frontend"],
    )


def clean_ids_old_and_new_and_names() -> None:
    ingress("ids", security_groups=f"sg-01234567,{OWN}, {OTHER},")
    ingress("names", security_groups="frontend-sg, shop-sg-frontend")
    configuration("gateway", securityGroups=[OWN, "frontend"])
    configuration("empty", securityGroups=[])
    ingress("empty-list", security_groups=" , ")


def clean_groups_of_this_stack() -> None:
    frontend, more = aws.ec2.SecurityGroup("frontend"), aws.ec2.SecurityGroup("more")
    ingress("one", security_groups=frontend.id)
    ingress("two", security_groups=frontend.id.apply(lambda known: f"{known},{OWN}"))
    configuration("gateway", securityGroups=[frontend.id, more.id, OWN])


def clean_what_is_not_read() -> None:
    service("other", class_name="io.cilium/l2", security_groups="sg-frontend")
    service("internal", spec={"type": "ClusterIP"}, security_groups="sg-frontend")
    configuration("bare", securityGroups=["sg-frontend"], disableSecurityGroup=True)


def undecided_groups_are_an_output() -> None:
    ingress("shop", security_groups=unknown("groups"))


def undecided_one_of_a_list_is_an_output() -> None:
    configuration("shop", securityGroups=[OWN, unknown("group")])
