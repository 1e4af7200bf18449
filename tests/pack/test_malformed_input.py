"""Stacks whose properties make no sense: a message that names the resource, and the other rules still run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pulumi
import pulumi_aws as aws
import pytest
from container_tls_policies.testing import Finding, run_preview

from tests.unknowns import unknown

if TYPE_CHECKING:
    from collections.abc import Callable

GROUP_ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shared/0123456789abcdef"


def service_of(containers: str) -> Callable[[], None]:
    """A service whose attachment to a load balancer makes rules read its container definitions, and a listener with
    a mistake of its own."""

    def program() -> None:
        task = aws.ecs.TaskDefinition("web", family="web", network_mode="bridge", container_definitions=containers)
        aws.ecs.Service(
            "web",
            task_definition=task.arn,
            service_connect_configuration={"enabled": True},
            load_balancers=[{"target_group_arn": GROUP_ARN, "container_name": "web", "container_port": 8080}],
        )

    return program


def found(program: Callable[[], None], **policy_config: Any) -> dict[tuple[str, str], Finding]:
    """What blocks, and what cannot be read or decided; not what is mere advice."""
    result = run_preview(program, policy_config=policy_config)
    assert not [finding for finding in result.findings if "could not be run" in finding.message]
    decisive = [x for x in result.findings if x.level == "mandatory" or x.policy in ("malformed-input", "undecided")]
    return {(finding.policy, finding.resource): finding for finding in decisive}


@pytest.mark.parametrize(
    ("containers", "complaint"),
    [
        ("[{", "is not JSON"),
        ('{"name": "web"}', "is not a list of container objects"),
        ('["web"]', "is not a list of container objects"),
        (
            json.dumps([{"name": "web", "portMappings": [{"containerPort": "8080"}]}]),
            "containerDefinitions[0].portMappings[0].containerPort of task definition web is a string",
        ),
        (
            json.dumps([{"name": "web", "portMappings": [{"containerPort": 8080.0}]}]),
            "containerPort of task definition web is a number with a decimal point",
        ),
        (json.dumps([{"name": "web", "portMappings": "8080"}]), "is a string, not a list of objects"),
    ],
)
def test_container_definitions(containers: str, complaint: str) -> None:
    findings = found(service_of(containers))
    malformed = findings["malformed-input", "web"]
    assert malformed.level == "mandatory"
    assert complaint in malformed.message
    assert ("sc-network-mode", "web") in findings


def test_classic_load_balancer_in_load_balancers() -> None:
    def program() -> None:
        aws.ecs.Service(
            "web",
            task_definition="web:1",
            load_balancers=[{"elb_name": "classic", "container_name": "web", "container_port": 8080}],
        )

    assert found(program) == {}


def test_security_group_rule_with_unknown_ports() -> None:
    def program() -> None:
        group = aws.ec2.SecurityGroup("web", description="web")
        aws.vpc.SecurityGroupIngressRule(
            "web",
            security_group_id=group.id,
            from_port=unknown("port"),
            to_port=unknown("other-port"),
            ip_protocol="tcp",
            cidr_ipv4="10.0.0.0/16",
        )

    assert {policy for policy, _ in found(program)} == {"undecided"}


def test_cyclic_security_groups() -> None:
    def program() -> None:
        groups = [aws.ec2.SecurityGroup(name, description=name) for name in ("a", "b")]
        for one, other in (groups, reversed(groups)):
            aws.vpc.SecurityGroupEgressRule(
                f"{one._name}-out",
                security_group_id=one.id,
                referenced_security_group_id=other.id,
                from_port=1,
                to_port=2,
                ip_protocol="tcp",
            )

    assert found(program) == {}


@pytest.mark.parametrize("value", [True, 1, ["sg-1"], {"a": "b"}])
def test_annotations_that_are_not_strings(value: object) -> None:
    key = "alb.ingress.kubernetes.io/manage-backend-security-group-rules"

    def program() -> None:
        annotations = {"alb.ingress.kubernetes.io/security-groups": "sg-0a1b2c3d4e5f60718", key: value}
        pulumi.CustomResource(
            "kubernetes:networking.k8s.io/v1:Ingress", "shop", {"metadata": {"annotations": annotations}}
        )

    malformed = found(program)["malformed-input", "shop"]
    assert f"annotation {key} of Ingress shop" in malformed.message


@pytest.mark.parametrize("port", ["²", "--5", "9" * 5000, "٨٠", "1e3", "-", " "])
def test_ports_that_only_look_like_numbers(port: str) -> None:
    def program() -> None:
        group = aws.lb.TargetGroup("web", health_check={"port": port})
        pulumi.CustomResource("aws:lb/listener:Listener", "https", {"port": port, "defaultActions": []})
        span = [{"name": "web", "portMappings": [{"containerPortRange": f"{port}-{port}"}]}]
        task = aws.ecs.TaskDefinition("web", family="web", container_definitions=json.dumps(span))
        attachment: Any = {"target_group_arn": group.arn, "container_name": "web", "container_port": 80}
        aws.ecs.Service("web", task_definition=task.arn, load_balancers=[attachment])

    assert ("malformed-input", "https") in found(program)


def test_containers_nested_beyond_reason() -> None:
    assert "nested too deeply" in found(service_of("[" * 100_000))["malformed-input", "web"].message


def test_an_exception_excuses_malformed_input() -> None:
    exception = {"rule": "malformed-input", "resource": "web", "reason": "fixture"}
    findings = found(service_of("[{"), settings={"exceptions": [exception]})
    assert findings["malformed-input", "web"].level == "advisory"
    assert "Excused: fixture" in findings["malformed-input", "web"].message


def test_properties_of_the_wrong_type() -> None:
    def program() -> None:
        pulumi.CustomResource("aws:lb/targetGroup:TargetGroup", "web", {"healthCheck": "443", "port": {}})
        pulumi.CustomResource("aws:lb/listener:Listener", "https", {"defaultActions": 1, "protocol": [], "port": "x"})
        pulumi.CustomResource("aws:ecs/service:Service", "web", {"loadBalancers": {"a": 1}, "taskDefinition": 7})
        pulumi.CustomResource("aws:ec2/securityGroup:SecurityGroup", "web", {"ingress": "all", "egress": [1]})

    findings = found(program)
    assert {policy for policy, _ in findings} == {"malformed-input"}


@pytest.mark.parametrize(("value", "expected"), [("", False), ("true", False), ("yes", True)])
def test_booleans_that_the_provider_takes_as_strings(value: str, expected: bool) -> None:
    findings = found(lambda: None or aws.lb.TargetGroup("web", protocol="TCP", preserve_client_ip=value))  # type: ignore[arg-type]
    assert (("malformed-input", "web") in findings) is expected
