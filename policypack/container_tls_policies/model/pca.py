"""AWS Private CA and ACM."""

from __future__ import annotations

from .node import Resource, mapping, text


class CertificateAuthority(Resource):
    """A private certificate authority."""

    tokens = frozenset({"aws:acmpca/certificateAuthority:CertificateAuthority"})
    kind = "certificate authority"

    usage_mode = text("usageMode", default="GENERAL_PURPOSE")
    tags = mapping("tags")


class Certificate(Resource):
    """An ACM certificate."""

    tokens = frozenset({"aws:acm/certificate:Certificate"})
    kind = "certificate"

    domain_name = text("domainName")
    key_algorithm = text("keyAlgorithm", default="RSA_2048")
