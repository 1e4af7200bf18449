"""What the components share about AWS."""

import re
from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws

from ._arguments import lift

Tags = pulumi.Input[Mapping[str, pulumi.Input[str]]]
ANYWHERE = ("0.0.0.0/0", "::/0")
# https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html, and the European
# Sovereign Cloud.
_PARTITIONS = {
    "cn-": "aws-cn",
    "us-gov-": "aws-us-gov",
    "us-iso-": "aws-iso",
    "us-isob-": "aws-iso-b",
    "eu-isoe-": "aws-iso-e",
    "us-isof-": "aws-iso-f",
    "eusc-": "aws-eusc",
}
Exceptions = pulumi.Input[Mapping[str, pulumi.Input[str]]]


def partition(region: str | None = None) -> str:
    """The partition of a region, the configured one if none is given: the second part of every ARN there."""
    region = region or aws.config.region or ""
    return next((found for prefix, found in _PARTITIONS.items() if region.startswith(prefix)), "aws")


def region_of(component: pulumi.ComponentResource) -> str | pulumi.Output[str | None] | None:
    """The region of the component's provider: its own, or the configured one. None if the program states neither."""
    provider = component.get_provider("aws:index/provider:Provider")
    if provider is None:
        return aws.config.region
    return provider.region if isinstance(provider, aws.Provider) else pulumi.Output.from_input(None)


def managed_policy_arn(component: pulumi.ComponentResource, path: str) -> pulumi.Input[str]:
    """The ARN of a policy that AWS maintains, for resources of the component."""
    return lift(lambda region: f"arn:{partition(region)}:iam::aws:policy/{path}", region_of(component))


def trust(service: str) -> dict[str, object]:
    """The trust policy of a role that an AWS service takes on."""
    return {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}],
    }


def after(value: pulumi.Output[str], *resources: pulumi.CustomResource) -> pulumi.Output[str]:
    """The value, which depends on these resources too: who uses it is created after them and deleted before them."""
    return pulumi.Output.all(value, *(resource.id for resource in resources)).apply(lambda known: str(known[0]))


def name_prefix(name: str) -> str:
    """A name prefix for load balancers and target groups, which take at most six characters of it."""
    slug = re.sub("[^A-Za-z0-9]+", "-", name).strip("-")
    return f"{slug[:5].rstrip('-') or 'ctls'}-"


def cidr_field(block: pulumi.Input[str], *, ipv4: str = "cidr_ipv4", ipv6: str = "cidr_ipv6") -> dict[str, Any]:
    """The field of a security group rule, or of something else, that takes this block: the IPv4 or the IPv6 one."""
    if isinstance(block, str):
        return {ipv6 if ":" in block else ipv4: block}
    return {
        ipv4: lift(lambda text: None if ":" in text else text, block),
        ipv6: lift(lambda text: text if ":" in text else None, block),
    }
