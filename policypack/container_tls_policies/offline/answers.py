"""What stands in for the provider: names it would fill in, and answers to function calls."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

region: Final = "us-east-1"
account: Final = "123456789012"

# Types that the provider names when the program does not; the name is known at preview.
_named_by_provider: Final = frozenset(
    {
        "aws:alb/loadBalancer:LoadBalancer",
        "aws:alb/targetGroup:TargetGroup",
        "aws:cloudwatch/logGroup:LogGroup",
        "aws:ec2/securityGroup:SecurityGroup",
        "aws:ecs/cluster:Cluster",
        "aws:ecs/service:Service",
        "aws:iam/role:Role",
        "aws:lb/loadBalancer:LoadBalancer",
        "aws:lb/targetGroup:TargetGroup",
    }
)

_functions: Final[Mapping[str, Mapping[str, Any]]] = {
    "aws:index/getAvailabilityZones:getAvailabilityZones": {
        "id": region,
        "names": [f"{region}{zone}" for zone in "abc"],
        "zoneIds": ["use1-az1", "use1-az2", "use1-az3"],
        "state": "available",
    },
    "aws:index/getCallerIdentity:getCallerIdentity": {
        "accountId": account,
        "arn": f"arn:aws:iam::{account}:user/preview",
        "id": account,
        "userId": "AIDAPREVIEW",
    },
    "aws:index/getPartition:getPartition": {"dnsSuffix": "amazonaws.com", "id": "aws", "partition": "aws"},
    "aws:index/getRegion:getRegion": {"id": region, "name": region, "region": region},
    "aws:ec2/getSubnets:getSubnets": {"id": region, "ids": ["subnet-0000000000000000a", "subnet-0000000000000000b"]},
    "aws:ec2/getVpc:getVpc": {
        "arn": f"arn:aws:ec2:{region}:{account}:vpc/vpc-00000000000000000",
        "cidrBlock": "10.0.0.0/16",
        "id": "vpc-00000000000000000",
    },
}

_policy_document: Final = "aws:iam/getPolicyDocument:getPolicyDocument"


@dataclass(frozen=True)
class Answers:
    """Answers of the user's own, which come before the built-in ones.

    `functions` maps a function token, such as `aws:ec2/getSubnets:getSubnets`, to its result. `stack_references`
    maps a stack's full name to its outputs; the outputs of other stacks are unknown.
    """

    functions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    stack_references: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def has(self, token: str) -> bool:
        """Whether more is known of a function's result than its own arguments."""
        return token in self.functions or token in _functions or token == _policy_document

    def call(self, token: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The result of a function: what is known of it, on top of its own arguments."""
        if token in self.functions:
            return {**arguments, **self.functions[token]}
        if token == _policy_document:
            return {**arguments, "id": "preview", "json": json.dumps(policy_document(arguments))}
        return {**arguments, **_functions.get(token, {"id": "preview"})}


def policy_document(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The IAM policy that `aws.iam.get_policy_document` writes from its statements."""
    return {
        "Version": arguments.get("version", "2012-10-17"),
        "Statement": list(map(_statement, arguments.get("statements", ()))),
    }


def _statement(given: Mapping[str, Any]) -> dict[str, Any]:
    statement: dict[str, Any] = {"Effect": given.get("effect", "Allow")}
    if given.get("sid"):
        statement["Sid"] = given["sid"]
    for key in ("actions", "notActions", "resources", "notResources"):
        if values := given.get(key):
            statement[key[:1].upper() + key[1:-1]] = values
    for key in ("principals", "notPrincipals"):
        if values := given.get(key):
            principals = {value["type"]: value["identifiers"] for value in values}
            statement[key[:1].upper() + key[1:-1]] = "*" if principals == {"*": ["*"]} else principals
    for condition in given.get("conditions", ()):
        statement.setdefault("Condition", {}).setdefault(condition["test"], {})[condition["variable"]] = condition[
            "values"
        ]
    return statement


def checked(type_: str, urn: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Inputs as a provider's Check returns them: with a name, where the provider gives one."""
    name = urn.rpartition("::")[2]
    suffix = hashlib.sha256(urn.encode()).hexdigest()
    if type_ in _named_by_provider and not {"name", "namePrefix"} & inputs.keys():
        return {**inputs, "name": f"{name}-{suffix[:7]}"}
    metadata = inputs.get("metadata")
    if (
        type_.startswith("kubernetes:")
        and isinstance(metadata, dict)
        and not {"name", "generateName"} & metadata.keys()
    ):
        return {**inputs, "metadata": {**metadata, "name": f"{name}-{suffix[:8]}"}}
    return inputs
