"""Rules for the Internet, for the cases of this family."""

from __future__ import annotations

from typing import Any

import pulumi_aws as aws

from tests.rules.security_groups.hop import ANYWHERE


def opened(name: str, group_id: Any, first: Any, last: Any = None, **args: Any) -> None:
    """A standalone rule that lets in everybody, or another range, on TCP ports."""
    peer = {} if "cidr_ipv6" in args else {"cidr_ipv4": ANYWHERE}
    given = {"ip_protocol": "tcp", "from_port": first, "to_port": first if last is None else last, **peer, **args}
    aws.vpc.SecurityGroupIngressRule(name, security_group_id=group_id, **given)
