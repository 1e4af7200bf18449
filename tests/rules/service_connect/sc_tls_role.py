import json
from typing import Any

import pulumi_aws as aws

from tests.rules.ecs.parts import AUTHORITY, endpoint, one_of, service, task
from tests.unknowns import unknown

MANAGED = (
    "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity"
)
OWN = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "acm-pca:*", "Resource": "*"}]})
TWO = ({"name": "http", "containerPort": 8080}, {"name": "admin", "containerPort": 9090})


def trust(*services: str, **statement: Any) -> str:
    principal = {"Service": services[0] if len(services) == 1 else services}
    allow = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", **statement}
    return json.dumps({"Version": "2012-10-17", "Statement": [allow]})


ECS = trust("ecs.amazonaws.com")


def role(name: str = "mesh", policy: Any = ECS, **args: Any) -> aws.iam.Role:
    return aws.iam.Role(name, assume_role_policy=policy, **args)


def attach(to: aws.iam.Role) -> aws.iam.Role:
    aws.iam.RolePolicyAttachment(to._name, role=to.name, policy_arn=MANAGED)
    return to


def tls(role_arn: Any) -> Any:
    issuer = {"aws_pca_authority_arn": AUTHORITY}
    return {"issuer_cert_authority": issuer} | ({"role_arn": role_arn} if role_arn is not None else {})


def using(role_arn: Any) -> None:
    service("web", task("web").arn, None, endpoint(tls=tls(role_arn)))


def bad_role_missing() -> None:
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=tls(None)),
    )


def bad_no_policy_attached() -> None:
    attach(role("another"))
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=tls(role().arn)),
    )


def bad_trusts_tasks_and_lambda() -> None:
    found = attach(role(policy=trust("ecs-tasks.amazonaws.com", "lambda.amazonaws.com")))
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=tls(found.arn)),
    )


def bad_trusts_an_account_only() -> None:
    found = attach(role(policy=trust("ecs.amazonaws.com", Principal={"AWS": "123456789012"})))
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=tls(found.arn)),
    )


def bad_trust_given_as_an_object() -> None:
    found = attach(role(policy=json.loads(trust("ecs-tasks.amazonaws.com"))))
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=tls(found.arn)),
    )


def bad_second_of_two_endpoints() -> None:
    service(
        "web",  # violates
        task("web", *TWO).arn,
        None,
        endpoint(tls=tls(attach(role()).arn)),
        endpoint("admin", tls=tls(None)),
    )


def bad_whichever_role_is_meant() -> None:
    roles = role("blue"), role("green")
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=tls(one_of(*roles))),
    )


EXECUTION = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"


def bad_only_the_policy_of_execution_roles() -> None:
    found = role()
    aws.iam.RolePolicyAttachment("mesh", role=found.name, policy_arn=EXECUTION)
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=tls(found.arn)),
    )


def bad_only_policies_of_other_infrastructure() -> None:
    policy = "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyFor"
    given = [f"{policy}{other}" for other in ("Volumes", "VpcLattice")]
    service(
        "web",  # violates
        task("web").arn,
        None,
        endpoint(tls=tls(role(managed_policy_arns=given).arn)),
    )


def clean_policies_beside_that_of_execution_roles() -> None:
    inline: Any = [{"name": "own", "policy": OWN}]
    own = aws.iam.Policy("own", policy=OWN)
    roles = [
        attach(role("both", managed_policy_arns=[EXECUTION])),
        role("inline", managed_policy_arns=[EXECUTION], inline_policies=inline),
        role("own", managed_policy_arns=[EXECUTION, own.arn]),
        role("administrator", managed_policy_arns=[EXECUTION, "arn:aws:iam::aws:policy/AdministratorAccess"]),
        role("unknown", managed_policy_arns=[EXECUTION, unknown("policy")]),
        role("separate", managed_policy_arns=[EXECUTION]),
    ]
    aws.iam.RolePolicy("separate", role=roles[-1].id, policy=OWN)
    for index, found in enumerate(roles):
        service(f"web-{index}", task(f"web-{index}").arn, None, endpoint(tls=tls(found.arn)))


def clean_one_role_for_two_endpoints() -> None:
    given = tls(attach(role()).arn)
    service("web", task("web", *TWO).arn, None, endpoint(tls=given), endpoint("admin", tls=given))


def clean_two_roles_that_cannot_be_told_apart() -> None:
    blue, green = attach(role("blue")), attach(role("green"))
    endpoints = endpoint(tls=tls(blue.arn)), endpoint("admin", tls=tls(green.arn))
    service("web", task("web", *TWO).arn, None, *endpoints)


def clean_role_of_another_stack() -> None:
    using("arn:aws:iam::123456789012:role/mesh")


def clean_policy_of_ones_own() -> None:
    found = role()
    aws.iam.RolePolicy("mesh", role=found.id, policy=OWN)
    using(found.arn)


def clean_policy_written_into_the_role() -> None:
    using(role(inline_policies=[{"name": "own", "policy": OWN}]).arn)


def clean_managed_policy_arns() -> None:
    using(role(managed_policy_arns=[MANAGED]).arn)


def clean_one_attachment_for_many_roles() -> None:
    found = role()
    aws.iam.PolicyAttachment("mesh", roles=[found.name], policy_arn=MANAGED)
    using(found.arn)


def clean_several_principals_and_a_condition() -> None:
    condition = {"StringEquals": {"aws:SourceAccount": "123456789012"}}
    using(attach(role(policy=trust("ecs-tasks.amazonaws.com", "ecs.amazonaws.com", Condition=condition))).arn)


def clean_principal_of_a_region_in_china() -> None:
    using(attach(role(policy=trust("ecs.cn-north-1.amazonaws.com.cn"))).arn)


def clean_documents_given_as_objects() -> None:
    found = role(policy=json.loads(ECS))
    aws.iam.RolePolicy("mesh", role=found.id, policy=json.loads(OWN))
    using(found.arn)


def clean_without_tls() -> None:
    service("web", task("web").arn, None, endpoint(tls=False))


def undecided_trust_is_an_output() -> None:
    using(attach(role(policy=unknown("trust"))).arn)


def undecided_service_connect_is_an_output() -> None:
    service("web", task("web").arn, service_connect_configuration=unknown("connect"))


def ambiguous_roles_differ() -> None:
    using(one_of(attach(role("blue")), role("green")))
