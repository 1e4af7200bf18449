"""Service Connect TLS needs a role that ECS can assume and that may issue certificates.

## What it does
Reports Service Connect endpoints with `tls` that name no role, or a role of this stack that does not trust
`ecs.amazonaws.com`, or one that no policy at all is attached to, or none but AWS's managed policies for other tasks of
ECS, such as `AmazonECSTaskExecutionRolePolicy`.

Other policies are not judged: one of your own may grant what AWS's managed policy does. A role of another stack is not
judged either.

## Why it is bad
ECS assumes this infrastructure role to have certificates issued by the private CA and to keep their keys in Secrets
Manager. The schema calls it optional, AWS requires it. `ecs-tasks.amazonaws.com`, which the task and execution roles
trust, is another principal. Without certificates no task of the service starts.

## Example
```python
import json
import pulumi_aws as aws

role = aws.iam.Role(
    "mesh",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment(
    "mesh",
    role=role.name,
    policy_arn="arn:aws:iam::aws:policy/service-role/"
    "AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
)
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode="awsvpc",
    memory="512",
    container_definitions=json.dumps(
        [{"name": "web", "image": "web", "portMappings": [{"name": "http", "containerPort": 8080}]}]
    ),
)
aws.ecs.Service(
    "web",  # violates
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [
            {
                "port_name": "http",
                "client_alias": [{"port": 80}],
                "tls": {
                    "issuer_cert_authority": {
                        "aws_pca_authority_arn": "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/shared"
                    },
                    "role_arn": role.arn,
                },
            }
        ],
    },
)
```

## Use instead
Let the role trust `ecs.amazonaws.com`, and attach AWS's managed policy to it.
```python
role = aws.iam.Role(
    "mesh",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "ecs.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    ),
)
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...model import Endpoint, Found
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Role

POLICY: Final = "AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity"

OTHERS: Final = re.compile(
    r"arn:aws[a-z-]*:iam::aws:policy/(service-role/)?Amazon(ECSTaskExecution|ECSInfrastructure|EC2ContainerService)\w+"
)
"""AWS's managed policies for roles that ECS and its instances have for other ends; apart from that one."""


@rule(
    on=Endpoint,
    level=Level.MANDATORY,
    severity=Severity.HIGH,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",),
)
def check(endpoint: Endpoint) -> Iterator[Violation]:
    if not endpoint.has("tls"):
        return
    service, role = endpoint.service, endpoint.role
    states = f"{service.label} has tls on {endpoint.display_name}, but"
    roles = " or ".join(candidate.label for candidate in role.candidates)
    effect = "ECS cannot have certificates issued: the deployment fails, and no task starts."
    if role.found is Found.ABSENT:
        yield Violation(
            service,
            endpoint.path_of("tls.roleArn"),
            f"{states} names no role for it.",
            effect,
            "set tls.roleArn (tls.role_arn) to a role that trusts ecs.amazonaws.com and has the AWS managed policy "
            f"{POLICY}.",
        )
    if role.agree(lambda candidate: candidate.may_have_policy) is False:
        yield Violation(
            service,
            endpoint.path_of("tls.roleArn"),
            f"{states} no policy is attached to its {roles}.",
            effect,
            f"attach the AWS managed policy {POLICY} to the role with aws.iam.RolePolicyAttachment.",
        )
    if role.agree(_serves_something_else):
        names = sorted({arn.rpartition("/")[2] for found in role.candidates for arn in found.managed_policies or ()})
        yield Violation(
            service,
            endpoint.path_of("tls.roleArn"),
            f"{states} its {roles} has only {' and '.join(names)}, which is for something else.",
            effect,
            f"attach the AWS managed policy {POLICY} to the role with aws.iam.RolePolicyAttachment.",
        )
    if role.agree(lambda candidate: candidate.trusts("ecs")) is False:
        yield Violation(
            service,
            endpoint.path_of("tls.roleArn"),
            f"{states} its {roles} does not trust ecs.amazonaws.com.",
            effect,
            "name ecs.amazonaws.com as a service principal in assumeRolePolicy (assume_role_policy) of the role.",
        )


def _serves_something_else(role: Role) -> bool:
    """Whether all of its policies are those that AWS manages for something else."""
    found = role.managed_policies
    if not found:
        return False
    return all(OTHERS.fullmatch(arn) and not arn.endswith(f"/{POLICY}") for arn in found)
