"""A rule should refer to a security group of its own VPC, or of one that is joined to it.

## What it does
Reports security group rules whose peer is a group of another VPC while nothing in the stack joins either VPC to others.
A VPC peering makes such references possible, a transit gateway attachment those of ingress rules only.

VPCs are told apart where the stack has both, or gives the ids of both. The joint may stand in another stack: then this
is a false alarm, for an exception with the reason.

## Why it is bad
AWS looks for the group in the rule's own VPC and in those peered with it. It refuses the rule as a group that does not
exist. Across a transit gateway it takes a reference in an egress rule, and lets nothing pass.

## Example
```python
import pulumi_aws as aws

edge = aws.ec2.SecurityGroup("edge", vpc_id="vpc-0aaaaaaaaaaaaaaaa")
tasks = aws.ec2.SecurityGroup("tasks", vpc_id="vpc-0bbbbbbbbbbbbbbbb")
aws.vpc.SecurityGroupIngressRule(
    "tasks-from-edge",  # violates
    security_group_id=tasks.id,
    referenced_security_group_id=edge.id,
    ip_protocol="tcp",
    from_port=8443,
    to_port=8443,
)
```

## Use instead
The address ranges of the other VPC's subnets, or both groups in one VPC.
```python
aws.vpc.SecurityGroupIngressRule(
    "tasks-from-edge",
    security_group_id=tasks.id,
    cidr_ipv4="10.1.0.0/24",
    ip_protocol="tcp",
    from_port=8443,
    to_port=8443,
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Found, JoinedVpcs, RuleOwner, TransitGatewayAttachment, VpcPeering
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Permission, Reference, SecurityGroup


@rule(
    on=RuleOwner,
    level=Level.ADVISORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html",
    ),
)
def check(owner: RuleOwner) -> Iterator[Violation]:
    peered = JoinedVpcs.by(VpcPeering, owner.stack)
    attached = JoinedVpcs.by(TransitGatewayAttachment, owner.stack)
    for permission, peer in owner.group_permissions:
        if not _are_apart(permission, peer):
            continue
        vpcs = [group.vpc for reference in (permission.group, peer) for group in reference.candidates]
        by_gateway = any(map(attached.may_include, vpcs))
        if any(map(peered.may_include, vpcs)) or (by_gateway and not permission.is_for("egress")):
            continue
        between = "joined by a transit gateway" if by_gateway else "which nothing in the stack joins"
        yield Violation(
            permission.ports.resource,
            peer.path,
            f"{permission.ports.resource.label} lets {permission.group.candidates[0].label} meet "
            f"{peer.candidates[0].label} of another VPC, {between}.",
            "A reference in an egress rule lets nothing pass across a transit gateway."
            if by_gateway
            else "AWS refuses the rule: without a peering there is no such group for it.",
            "give the address ranges of the other VPC, cidrIpv4 (cidr_ipv4), or put both groups into one VPC.",
        )


def _are_apart(permission: Permission, peer: Reference[SecurityGroup]) -> bool:
    """Whether the two groups are known to be in different VPCs, whichever they are."""

    def differs(own: SecurityGroup, other: SecurityGroup) -> bool:
        if Found.ABSENT in (own.vpc.found, other.vpc.found) or own.has_vpc_of(other):
            return False
        ends = [vpc.literal if (found := vpc.one()) is None else found.urn for vpc in (own.vpc, other.vpc)]
        kinds = {vpc.found for vpc in (own.vpc, other.vpc)}
        return len(kinds) == 1 and None not in ends and ends[0] != ends[1]

    return bool(permission.group.agree(lambda own: bool(peer.agree(lambda other: differs(own, other)))))
