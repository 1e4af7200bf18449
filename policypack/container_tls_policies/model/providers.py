"""AWS providers, and the Region of what they make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .node import Resource, text
from .values import from_json

if TYPE_CHECKING:
    from .stack import Stack


class Provider(Resource):
    """An AWS provider: an explicit one, or the one that Pulumi makes by itself. Its properties are JSON in strings."""

    tokens = frozenset({"pulumi:providers:aws"})
    kind = "provider"

    region = text("region")

    @property
    def is_default(self) -> bool:
        """Whether the engine made it, for resources without a provider of their own."""
        return re.fullmatch(r"default(_[0-9_]+)?", self.name) is not None

    @property
    def default_tags(self) -> list[tuple[str, Any]]:
        """The tags that it gives to every resource, as far as they are known."""
        value = self.raw("defaultTags")
        try:
            found = from_json(value) if isinstance(value, str) else value
        except ValueError:
            return []
        tags = found.get("tags") if isinstance(found, dict) else None
        return list(tags.items()) if isinstance(tags, dict) else []


def has_explicit_provider(stack: Stack) -> bool:
    """Whether the program makes an AWS provider itself, which may be of another Region or account than others."""
    return stack.remember(
        "explicit provider",
        lambda: stack.leaves_out(Provider) or not all(provider.is_default for provider in stack.all(Provider)),
    )


def region_of(resource: Resource) -> str | None:
    """The Region that a resource of AWS is in: its own `region`, or that of its provider; None where the stack does not
    say, but the environment."""
    if resource.has("region"):
        return str(resource.known("region"))
    provider = resource.record.provider
    if provider is None or provider not in resource.stack.records:
        return None
    return resource.stack.view(provider, Provider).region


def region_in(arn: str) -> str | None:
    """The Region that an ARN names; None where it names none."""
    parts = arn.split(":")
    return parts[3] or None if len(parts) > 5 and parts[0] == "arn" else None
