"""AWS Private CA."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .node import Resource, Undecided, mapping, text
from .providers import Provider
from .values import UNKNOWN

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


def _default_tags(stack: Stack) -> dict[str, Any]:
    return {name: value for provider in stack.all(Provider) for name, value in provider.default_tags}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
