"""A load balancer must offer TLS 1.3 to reach a Service Connect proxy with TLS.

## What it does
Reports target groups that lead from an Application Load Balancer to a Service Connect proxy with TLS while no listener
of that load balancer offers TLS 1.3. All its listeners count, whatever they forward to; one without `sslPolicy` has
AWS's default, `ELBSecurityPolicy-2016-08`.

A load balancer that this stack does not create may have listeners elsewhere: then nothing is said.

## Why it is bad
The TLS that an Application Load Balancer speaks to its targets cannot be chosen: AWS derives it from the listeners. If
none has a TLS 1.3 policy, targets are offered TLS 1.2 at most. The proxy takes TLS 1.3 only, so that no handshake
succeeds: neither that of a request nor that of a health check.

## Example
```python
import json
import pulumi_aws as aws

group = aws.lb.TargetGroup(
    "web",  # violates
    port=8080,
    protocol="HTTPS",
    target_type="ip",
    vpc_id="vpc-0123456789abcdef0",
    health_check={"protocol": "HTTPS"},
)
balancer = aws.lb.LoadBalancer(
    "web", subnets=["subnet-0a", "subnet-0b"], security_groups=["sg-0123456789abcdef0"]
)
listener = aws.lb.Listener(
    "https",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS-1-2-2017-01",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
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
    "web",
    task_definition=task.arn,
    network_configuration={"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]},
    load_balancers=[{"target_group_arn": group.arn, "container_name": "web", "container_port": 8080}],
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
                    "role_arn": "arn:aws:iam::123456789012:role/shared",
                },
            }
        ],
    },
)
```

## Use instead
Give one HTTPS listener of the load balancer a policy with TLS 1.3; clients of TLS 1.2 can keep connecting.
```python
listener = aws.lb.Listener(
    "https",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn="arn:aws:acm:us-east-1:123456789012:certificate/shared",
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...facts.tls_policies import tls_policies
from ...model import TargetGroup, backends_where, every, load_balancer_of
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Attachment, Listener


@rule(
    on=TargetGroup,
    level=Level.MANDATORY,
    severity=Severity.CRITICAL,
    outcome=Outcome.UNHEALTHY,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",
    ),
)
def check(group: TargetGroup) -> Iterator[Violation]:
    def cannot_be_reached(entry: Attachment) -> bool:
        return every(
            [
                lambda: group.is_for_application_load_balancer,
                lambda: entry.behind_tls_proxy,
                lambda: _lacks_tls13(group),
            ]
        )

    for backend in backends_where(group, cannot_be_reached, lambda service: service.has_tls_endpoint):
        reference = load_balancer_of(group)
        balancers = reference.candidates if reference else ()
        listeners = dict.fromkeys(_described(own) for balancer in balancers for own in balancer.listeners)
        yield Violation(
            group,
            "protocol",
            f"{group.label} leads to the Service Connect proxy of {backend.service.label}, which takes only TLS "
            f"1.3, but no listener of {' or '.join(balancer.label for balancer in balancers)} offers it "
            f"({', '.join(listeners)}).",
            "The load balancer then offers TLS 1.2 at most to its targets: all stay unhealthy, and ECS stops and "
            "replaces the tasks without end.",
            "set sslPolicy (ssl_policy) of an HTTPS listener of that load balancer to one with TLS 1.3, for "
            f'example "{tls_policies().recommended.name}".',
        )


def _lacks_tls13(group: TargetGroup) -> bool:
    balancer = load_balancer_of(group)
    return balancer is not None and balancer.agree(lambda candidate: candidate.offers_tls13) is False


def _described(listener: Listener) -> str:
    if not listener.terminates_tls:
        return f"{listener.label}: {listener.protocol}"
    default = tls_policies().default.name
    return f"{listener.label}: {listener.ssl_policy or f'no sslPolicy, so {default}'}"
