"""AWS Private CA."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from .node import Resource, Undecided, mapping, text
from .values import UNKNOWN, from_json

if TYPE_CHECKING:
    from .stack import Reference, Stack


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
                raise Undecided(self, "tagsAll", "depends on a provider that this run does not show")
            inherited = self.stack.remember("default tags", lambda: _default_tags(self.stack))
        value = inherited.get(key)
        if value is UNKNOWN:
            raise Undecided(self, f"tagsAll.{key}")
        return None if value is None else _text(value)


class CertificateAuthorityCertificate(Resource):
    """The certificate of a certificate authority itself, with which AWS begins to issue."""

    tokens = frozenset({"aws:acmpca/certificateAuthorityCertificate:CertificateAuthorityCertificate"})
    kind = "certificate of an authority"
    passes_on: ClassVar = {"authority": CertificateAuthority}

    @property
    def authority(self) -> Reference[CertificateAuthority]:
        return self.stack.refer(self, "certificateAuthorityArn", CertificateAuthority)


class PrivateCertificate(Resource):
    """A certificate that AWS Private CA issues."""

    tokens = frozenset({"aws:acmpca/certificate:Certificate"})
    kind = "private certificate"

    @property
    def authority(self) -> tuple[Reference[CertificateAuthority], ...]:
        """The certificate authority that issues it; none where it is the root certificate of that authority itself."""
        template = self.raw("templateArn")
        if isinstance(template, str) and "/RootCACertificate" in template:
            return ()
        return (self.stack.refer(self, "certificateAuthorityArn", CertificateAuthority),)


class Provider(Resource):
    """An explicit AWS provider. Its properties are JSON in strings."""

    tokens = frozenset({"pulumi:providers:aws"})
    kind = "provider"

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


def _default_tags(stack: Stack) -> dict[str, Any]:
    return {name: value for provider in stack.all(Provider) for name, value in provider.default_tags}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
