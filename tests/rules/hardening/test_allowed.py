"""What organizations accept from the Internet."""

from __future__ import annotations

import pulumi_aws as aws
import pytest
from container_tls_policies.testing import run_preview


def rules() -> None:
    for name, port, cidr in (("amqp", 5671, "0.0.0.0/0"), ("half", 9090, "128.0.0.0/1")):
        aws.vpc.SecurityGroupIngressRule(
            name, security_group_id="sg-0a", cidr_ipv4=cidr, ip_protocol="tcp", from_port=port, to_port=port
        )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"amqp", "half"}),
        ({"allowedPorts": [5671]}, {"half"}),
        ({"allowedCidrs": ["128.0.0.0/1", "::/0"]}, {"amqp"}),
        ({"allowedCidrs": ["0.0.0.0/0"]}, set()),
    ],
)
def test_options(options: dict[str, list[object]], expected: set[str]) -> None:
    found = run_preview(rules, policy_config={"sg-world-open": options}).findings
    assert {finding.resource for finding in found if finding.policy == "sg-world-open"} == expected
