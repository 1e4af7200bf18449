"""ACM certificates, and the waiting for their validation."""

from __future__ import annotations

from typing import Any, ClassVar

from .node import Block, Resource, Undecided, block, keyword, sequence, text, those
from .order import waits_for
from .pca import CertificateAuthority, PrivateCertificate
from .stack import Found, Reference
from .values import UNKNOWN


class CertificateOptions(Block):
    """`options` of a certificate."""

    transparency_logging = keyword("certificateTransparencyLoggingPreference", default="ENABLED")


class Certificate(Resource):
    """An ACM certificate: requested from Amazon or a private authority, or imported."""

    tokens = frozenset({"aws:acm/certificate:Certificate"})
    kind = "certificate"

    domain_name = text("domainName")
    alternative_names = sequence("subjectAlternativeNames")
    key_algorithm = text("keyAlgorithm", default="RSA_2048")
    options = block("options", CertificateOptions)

    @property
    def authority(self) -> Reference[CertificateAuthority]:
        """The private certificate authority that issues it; absent where ACM itself does."""
        return self.stack.refer(self, "certificateAuthorityArn", CertificateAuthority)

    @property
    def is_issued(self) -> bool:
        """Whether AWS says that it is there already, from an earlier update."""
        return self.record.outputs.get("status") == "ISSUED"

    @property
    def awaits_validation(self) -> bool:
        """Whether ACM issues it only after the owner of its names has shown that they are theirs: not so for what is
        imported or comes from a private authority."""
        given = ("certificateBody", "privateKey", "certificateAuthorityArn")
        return not self.is_issued and not any(self.has(key) for key in given)

    def is_issued_before(self, later: Resource) -> bool:
        """Whether another resource is created only after something has waited until this is issued: a
        CertificateValidation, or what is not read here, such as a command."""

        def collect() -> tuple[Resource, ...]:
            foreign = (self.stack.view(urn, Resource) for urn in self.stack.foreign_dependents(self.urn))
            validations = (found for found, _ in self.stack.referrers(self, CertificateValidation, "certificate"))
            return (*validations, *foreign)

        waiting = self.stack.remember(("waiting", self.urn), collect)
        return any(waits_for(later, found) for found in waiting)

    @property
    def names(self) -> tuple[str, ...]:
        """The host names on it, in small letters; raises Undecided when one is not known."""
        for path, name in self._written_names:
            if name is UNKNOWN:
                raise Undecided(self, path)
        return tuple(str(name).lower() for _, name in self._written_names if name)

    @property
    def wildcards(self) -> tuple[str, ...]:
        """Those of its names that stand for all hosts of a domain; raises Undecided when only one that is not known may
        be such a name."""

        def stands_for_many(written: tuple[str, Any]) -> bool:
            path, name = written
            if name is UNKNOWN:
                raise Undecided(self, path)
            return str(name).startswith("*.")

        return tuple(str(name) for _, name in those(self._written_names, stands_for_many))

    @property
    def _written_names(self) -> list[tuple[str, Any]]:
        """Its names, each with the property that gives it."""
        more = [(f"subjectAlternativeNames[{index}]", name) for index, name in enumerate(self.alternative_names)]
        return [("domainName", self.raw("domainName")), *more]


class CertificateValidation(Resource):
    """Not a thing in AWS: it waits until a certificate is issued."""

    tokens = frozenset({"aws:acm/certificateValidation:CertificateValidation"})
    kind = "certificate validation"
    identity = ()
    passes_on: ClassVar = {"certificate": Certificate}

    @property
    def certificate(self) -> Reference[Certificate]:
        return self.stack.refer(self, "certificateArn", Certificate)


class ServerCertificate(Resource):
    """A certificate that was uploaded to IAM, which load balancers take, too."""

    tokens = frozenset({"aws:iam/serverCertificate:ServerCertificate"})
    kind = "server certificate"


class AnyCertificate(Resource):
    """A certificate with its key: of ACM, or uploaded to IAM."""

    tokens = Certificate.tokens | CertificateValidation.tokens | ServerCertificate.tokens
    kind = "certificate"
    identity = ("arn", "certificateArn")

    @property
    def is_of_iam(self) -> bool:
        """Whether it was uploaded to IAM."""
        return ServerCertificate.reads(self.record.type)


def is_of_iam(certificate: Reference[AnyCertificate]) -> bool:
    """Whether what is referred to was uploaded to IAM, as its ARN tells, too."""
    if certificate.literal is not None:
        return ":server-certificate/" in certificate.literal
    return certificate.agree(lambda found: found.is_of_iam) is True


def certificate_of(resource: Resource) -> Reference[Certificate]:
    """What `certificateArn` of a resource names: a certificate; one of IAM is outside of what is read here."""
    direct = resource.stack.refer(resource, "certificateArn", Certificate)
    if direct.found is not Found.ANYTHING:
        return direct
    uploaded = resource.stack.refer(resource, "certificateArn", ServerCertificate)
    return direct._replace(found=Found.OUTSIDE) if uploaded.found is Found.ONE else direct


def issues_long_lived(authority: CertificateAuthority) -> bool:
    """Whether a private authority issues, or may issue, certificates of this stack that a short-lived one could not:
    those of ACM, and those of AWS Private CA other than its own root certificate."""
    return bool(
        authority.stack.referrers(authority, Certificate, "authority")
        or authority.stack.referrers(authority, PrivateCertificate, "authority")
    )
