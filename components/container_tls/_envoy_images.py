"""The images of an Envoy sidecar's containers."""

import re
from collections.abc import Callable
from typing import Any

import pulumi

from ._arguments import ArgumentError, lift

# Releases in use in 2026-11. Envoy's is the one that the tests run, from https://hub.docker.com/r/envoyproxy/envoy.
ENVOY_IMAGE = "docker.io/envoyproxy/envoy:v1.40.0"
# https://gallery.ecr.aws/aws-cli/aws-cli; with jq since https://github.com/aws/aws-cli/pull/9600
AWS_CLI_IMAGE = "public.ecr.aws/aws-cli/aws-cli:2.36.46"
# https://gallery.ecr.aws/cloudwatch-agent/cloudwatch-agent
CLOUDWATCH_AGENT_IMAGE = "public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300072.0b1766"

_REFERENCE = re.compile(
    r"(?P<name>[^\s@]+?)(:(?P<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@sha256:(?P<digest>[0-9a-f]{64}))?"
)


def pinned_image(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """An image that stays the same: with a digest, or a tag that does not move."""
    return _image(value, argument, _check_pinned)


def envoy_image(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """An image of Envoy that stays the same and has the bash that the health check and the entry point need."""

    def check(given: str, argument: str) -> None:
        _check_pinned(given, argument)
        if "distroless" in given:
            raise ArgumentError(
                argument,
                f"got {given!r}, which has no bash, and neither health check nor entry point work without it",
                f"Use an image such as {ENVOY_IMAGE}, or your copy of it",
            )
        if "appmesh" in given:
            raise ArgumentError(
                argument,
                f"got {given!r}, which is part of App Mesh, discontinued on 2026-09-30",
                f"Use an image such as {ENVOY_IMAGE}, or your copy of it",
            )

    return _image(value, argument, check)


def _image(value: pulumi.Input[str], argument: str, check: Callable[[str, str], None]) -> pulumi.Input[str]:
    def checked(given: Any) -> str:
        if not isinstance(given, str):
            raise ArgumentError(argument, f"got {given!r}", "Pass an image with its tag or digest")
        check(given, argument)
        return given

    return lift(checked, value)


def _check_pinned(given: str, argument: str) -> None:
    found = _REFERENCE.fullmatch(given)
    tag = None if found is None else found["tag"]
    if found is None or not (found["digest"] or tag):
        raise ArgumentError(
            argument,
            f"got {given!r}, which says nothing of the version",
            "Name a full version or a digest",
        )
    if tag is not None and not found["digest"] and tag.endswith("latest"):
        raise ArgumentError(
            argument,
            f"got {given!r}, whose tag means another image from day to day",
            "Name a full version or a digest",
        )
