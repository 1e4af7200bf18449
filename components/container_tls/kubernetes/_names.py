"""What AWS and Kubernetes take as ids and names."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import pulumi

from .._arguments import ArgumentError, lift, mapping, matching, sequence

T = TypeVar("T", str, int)

_SECURITY_GROUP = re.compile(r"sg-([0-9a-f]{8}|[0-9a-f]{17})")
_PREFIX_LIST = re.compile(r"pl-([0-9a-f]{8}|[0-9a-f]{17})")
_VPC = re.compile(r"vpc-([0-9a-f]{8}|[0-9a-f]{17})")
_OIDC_PROVIDER = re.compile(r"arn:[a-z-]+:iam::\d{12}:oidc-provider/[^/]+\.[^/]+(/.+)?")
_CERTIFICATE = re.compile(
    r"arn:[a-z-]+:(acm:[a-z0-9-]+:\d{12}:certificate/[\w-]+|iam::\d{12}:server-certificate/[\w/+=.@-]+)"
)
_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-\d+")
_CLUSTER = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,99}")
_INGRESS = re.compile(r"[a-z0-9]([a-z0-9.-]{0,242}[a-z0-9])?")
_SERVICE = re.compile(r"[a-z]([a-z0-9-]{0,52}[a-z0-9])?")
_HOST = re.compile(r"(?=.{1,253}$)(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


def security_group_id(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """The id of a security group; the controller takes everything else for the value of a Name tag."""
    return _aws_id(value, argument, _SECURITY_GROUP, "the id of a security group, such as sg-0a1b2c3d4e5f60718")


def prefix_list_id(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """The id of a managed prefix list."""
    return _aws_id(value, argument, _PREFIX_LIST, "the id of a prefix list, such as pl-0a1b2c3d4e5f60718")


def vpc_id(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """The id of a VPC."""
    return _aws_id(value, argument, _VPC, "the id of a VPC, such as vpc-0a1b2c3d4e5f60718")


def oidc_provider_arn(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """The ARN of an OIDC provider in IAM, which ends in the issuer's URL without `https://`."""
    allowed = "the ARN in IAM, such as arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0A1B"
    return _aws_id(value, argument, _OIDC_PROVIDER, allowed)


def certificate_arn(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """The ARN of a certificate that a load balancer can use."""
    return _aws_id(
        value, argument, _CERTIFICATE, "the ARN of one certificate in ACM, or of a server certificate in IAM"
    )


def region_name(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """The name of a region."""
    return _aws_id(value, argument, _REGION, "the name of a region, such as eu-west-1")


def cluster_name(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """The name of an EKS cluster."""
    return _aws_id(value, argument, _CLUSTER, "1 to 100 of A-Z, a-z, 0-9, '_' and '-', as EKS has it")


def ingress_prefix(name: str) -> None:
    """Whether Kubernetes takes the component's name, with the suffix that Pulumi adds, as the name of an Ingress."""
    matching(name, "name", _INGRESS, "at most 244 of a-z, 0-9, '-' and '.', beginning with a letter or digit")


def service_prefix(name: str) -> None:
    """Whether Kubernetes takes the component's name, with the suffix that Pulumi adds, as the name of a Service."""
    matching(name, "name", _SERVICE, "at most 54 of a-z, 0-9 and '-', beginning with a letter")


def host(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """A host name, in which `*` may stand for the first label."""
    return matching(value, argument, _HOST, "a host name in lower case, such as shop.example.com or *.example.com")


def tags(given: Mapping[str, pulumi.Input[str]], argument: str) -> dict[str, pulumi.Input[str]]:
    """Tags that the controller gets as one text, in which ',' stands between tags and '=' after a key."""

    def check(key: str, value: object, is_value: bool) -> str:
        text = value if is_value else key
        if not isinstance(text, str) or "," in text or ("=" in text and not is_value):
            raise ArgumentError(
                f"{argument}.{key}",
                f"got {text!r}",
                "Use text without ',', and no '=' in keys: the controller gets all tags in one text",
            )
        return text

    return {
        check(key, None, False): lift(lambda known, key=key: check(key, known, True), value)
        for key, value in mapping(given, argument).items()
    }


def distinct(
    values: Sequence[pulumi.Input[T]], check: Callable[[pulumi.Input[T], str], pulumi.Input[T]], argument: str
) -> list[pulumi.Input[T]]:
    """The checked values of a list, each once."""
    found = [check(value, argument) for value in sequence(values, argument)]
    known: list[Any] = [value for value in found if isinstance(value, str | int)]
    for value in known:
        if known.count(value) > 1:
            raise ArgumentError(argument, f"{value!r} is there twice", "Name each once")
    return found


def _aws_id(value: pulumi.Input[str], argument: str, pattern: re.Pattern[str], allowed: str) -> pulumi.Input[str]:
    # An output is what AWS answered, or the mocks of a unit test made up.
    return value if isinstance(value, pulumi.Output) else matching(value, argument, pattern, allowed)
