from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import AUTHORITY, ROLE, endpoint, one_of, service
from tests.unknowns import unknown

TRUST = (
    '{"Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs.amazonaws.com"}, "Action": "sts:AssumeRole"}]}'
)
POLICY = "arn:aws:iam::123456789012:policy/mesh"
SUBJECT: Any = {
    "key_algorithm": "EC_prime256v1",
    "signing_algorithm": "SHA256WITHECDSA",
    "subject": {"common_name": "mesh"},
}


def role(name: str = "mesh", **options: Any) -> aws.iam.Role:
    return aws.iam.Role(name, name=name, assume_role_policy=TRUST, opts=pulumi.ResourceOptions(**options))


def attach(to: aws.iam.Role, name: str = "mesh", **options: Any) -> aws.iam.RolePolicyAttachment:
    opts = pulumi.ResourceOptions(**options)
    return aws.iam.RolePolicyAttachment(name, role=to.name, policy_arn=POLICY, opts=opts)


def tls(role_arn: Any = ROLE, authority: Any = AUTHORITY, **args: Any) -> Any:
    return endpoint(tls={"issuer_cert_authority": {"aws_pca_authority_arn": authority}, "role_arn": role_arn, **args})


def after(*resources: pulumi.Resource) -> pulumi.ResourceOptions:
    return pulumi.ResourceOptions(depends_on=[*resources])


def bad_inline_policy() -> None:
    mesh = role()
    aws.iam.RolePolicy("mesh", role=mesh.id, policy="{}")
    service(
        "web",  # violates
        "web:7",
        None,
        tls(mesh.arn),
    )


def bad_one_of_two_attachments() -> None:
    mesh = role()
    first = attach(mesh, "first")
    aws.iam.PolicyAttachment("second", roles=[mesh.name], policy_arn=POLICY)
    service(
        "web",  # violates
        "web:7",
        None,
        tls(mesh.arn),
        opts=after(first),
    )


def bad_many_attachments() -> None:
    mesh = role()
    for number in range(4):
        attach(mesh, f"policy-{number}")
    service(
        "web",  # violates
        "web:7",
        None,
        tls(mesh.arn),
    )


def bad_role_by_its_written_name() -> None:
    role()
    service(
        "web",  # violates
        "web:7",
        None,
        tls("mesh"),
    )


def bad_whichever_role_is_meant() -> None:
    roles = role("blue"), role("green")
    for found in roles:
        attach(found, found._name)
    service(
        "web",  # violates
        "web:7",
        None,
        tls(one_of(*roles)),
    )


def clean_depends_on_the_attachment() -> None:
    mesh = role()
    service("web", "web:7", None, tls(mesh.arn), opts=after(attach(mesh)))


def clean_through_another_resource() -> None:
    mesh = role()
    cluster = aws.ecs.Cluster("shop", name="shop", opts=after(attach(mesh)))
    service("web", "web:7", None, tls(mesh.arn), cluster=cluster.arn)


def clean_through_a_component() -> None:
    part = pulumi.ComponentResource("shop:index:Mesh", "mesh")
    mesh = role(parent=part)
    attach(mesh, parent=part)
    service("web", "web:7", None, tls(mesh.arn), opts=after(part))


def clean_role_without_attachments() -> None:
    service("web", "web:7", None, tls(role().arn))


def clean_attachment_of_another_role() -> None:
    attach(role("other"))
    service("web", "web:7", None, tls(role().arn))


def clean_key_and_authority() -> None:
    key = aws.kms.Key("mesh", enable_key_rotation=True)
    authority = aws.acmpca.CertificateAuthority("mesh", certificate_authority_configuration=SUBJECT)
    service("web", "web:7", None, tls(authority=authority.arn, kms_key=key.arn))


def clean_all_of_another_stack() -> None:
    service("web", "web:7", None, tls(kms_key="arn:aws:kms:us-east-1:123456789012:key/shared"))


def clean_without_tls() -> None:
    attach(role())
    service("web", "web:7", None, endpoint(tls=False))


def undecided_role_is_an_output() -> None:
    attach(role())
    service("web", "web:7", None, tls(unknown("role")))


def undecided_attachment_is_of_an_unknown_role() -> None:
    mesh = role()
    aws.iam.RolePolicyAttachment("mesh", role=unknown("role"), policy_arn=POLICY)
    service("web", "web:7", None, tls(mesh.arn))


def ambiguous_roles_differ() -> None:
    roles = role("blue"), role("green")
    attach(roles[0])
    service("web", "web:7", None, tls(one_of(*roles)))
