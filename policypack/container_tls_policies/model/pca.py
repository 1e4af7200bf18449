"""AWS Private CA."""

from __future__ import annotations

from typing import Any

from .node import Resource, Undecided, mapping, text
from .values import UNKNOWN, from_json


class CertificateAuthority(Resource):
    """A private certificate authority."""

    tokens = frozenset({"aws:acmpca/certificateAuthority:CertificateAuthority"})
    kind = "certificate authority"

    usage_mode = text("usageMode", default="GENERAL_PURPOSE")
    tags = mapping("tags")

    def tag(self, key: str) -> str | None:
        """The value of one tag, be it its own or a default tag of the provider; None when it has none.

        The provider writes the default tags into `tagsAll`. In previews without the provider, they are taken from the
        explicit providers of the stack, any of which may be its own.
        """
        own = self.tags.get(key)
        if own is UNKNOWN:
            raise Undecided(self, f"tags.{key}")
        if own is not None:
            return _text(own)
        inherited = self.raw("tagsAll")
        if inherited is UNKNOWN:
            raise Undecided(self, "tagsAll")
        if not isinstance(inherited, dict):
            if self.stack.leaves_out(Provider):
                raise Undecided(self, "tagsAll", "depends on a provider that is left out of this run")
            inherited = {name: value for provider in self.stack.all(Provider) for name, value in provider.default_tags}
        value = inherited.get(key)
        if value is UNKNOWN:
            raise Undecided(self, f"tagsAll.{key}")
        return None if value is None else _text(value)


class Provider(Resource):
    """An explicit AWS provider. Its properties are JSON in strings."""

    tokens = frozenset({"pulumi:providers:aws"})
    kind = "provider"

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


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
