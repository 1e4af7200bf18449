"""A service with Service Connect TLS should depend on all that its certificates need.

## What it does
Reports services with a Service Connect endpoint with `tls` that do not depend, directly or through others, on a policy
attachment of the role of that `tls`, or on the role, the KMS key or the certificate authority themselves, where these
are of this stack. A property that refers to a resource is such a dependency; the ARN written out is not.

## Why it is bad
The service refers to the role, and so Pulumi knows that order; nothing refers to the attachment of the role's policy.
On destroy, Pulumi may detach the policy while the service still runs: ECS can no longer clear away the certificates,
and the service hangs in DRAINING until somebody attaches the policy again. On creation, tasks may start before the
role may have certificates issued.

## Example
```python
import json
import pulumi
import pulumi_aws as aws

role = aws.iam.Role(
    "mesh",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "ecs.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
)
attachment = aws.iam.RolePolicyAttachment(
    "mesh",
    role=role.name,
    policy_arn="arn:aws:iam::aws:policy/service-role/"
    "AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
)
tls = {
    "issuer_cert_authority": {
        "aws_pca_authority_arn": "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/shared"
    },
    "role_arn": role.arn,
}
aws.ecs.Service(
    "web",  # violates
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80}], "tls": tls}],
    },
)
```

## Use instead
Let the service depend on the attachment.
```python
aws.ecs.Service(
    "web",
    task_definition="web:7",
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    service_connect_configuration={
        "enabled": True,
        "namespace": "internal",
        "services": [{"port_name": "http", "client_alias": [{"port": 80}], "tls": tls}],
    },
    opts=pulumi.ResourceOptions(depends_on=[attachment]),
)
```
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ...model import Service, every, some, waits_for
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Reference, Resource, Role


@rule(
    on=Service,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.LATER,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",),
)
def check(service: Service) -> Iterator[Violation]:
    if not service.has_tls_endpoint:
        return
    missing = list(dict.fromkeys(resource.label for resource in _out_of_order(service)))
    if missing:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        yield Violation(
            service,
            "serviceConnectConfiguration",
            f"{service.label} has Service Connect endpoints with tls, but does not depend on {', '.join(missing[:3])}"
            f"{more}, which their certificates need.",
            "Pulumi may remove these first when it destroys the stack: ECS can then not clear away the certificates, "
            "and the service hangs in DRAINING.",
            "name them in depends_on (dependsOn) of the service.",
        )


def _out_of_order(service: Service) -> Iterator[Resource]:
    """What the certificates of a service need, and the service does not wait for."""

    def is_overtaken(resource: Resource) -> bool:
        return not waits_for(service, resource)

    named: list[Reference[Any]] = [*service.certificate_authorities]
    for endpoint in service.endpoints:
        if not endpoint.has("tls"):
            continue
        named += [endpoint.role, endpoint.kms_key]
        if endpoint.role.agree(partial(_may_lose_policy, service)):
            for role in endpoint.role.candidates:
                sure = (attachment for attachment, reference in role.attachments() if reference.certain)
                yield from filter(is_overtaken, sure)
    for reference in named:
        if reference.literal and reference.agree(is_overtaken):
            yield from reference.candidates


def _may_lose_policy(service: Service, role: Role) -> bool:
    def is_overtaken(attachment: Resource, reference: Reference[Role]) -> bool:
        return every([lambda: not waits_for(service, attachment), lambda: role.is_meant_by(reference)])

    return some([partial(is_overtaken, attachment, reference) for attachment, reference in role.attachments()])
