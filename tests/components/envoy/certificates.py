"""Certificate authorities for tests, and what they issue."""

import datetime
import functools
import json
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

_NOW = datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True)
class Certificate:
    """A certificate with its private key, as PEM."""

    certificate: str
    private_key: str

    @property
    def secret(self) -> str:
        """As the text of a secret."""
        return json.dumps({"certificate": self.certificate, "private_key": self.private_key})

    @property
    def serial_number(self) -> int:
        return x509.load_pem_x509_certificate(self.certificate.encode()).serial_number


class Authority:
    """A certificate authority."""

    def __init__(self, name: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name(name)
        extension = x509.BasicConstraints(ca=True, path_length=None)
        self._certificate = _builder(self._name, self._name, self._key, 365).add_extension(extension, critical=True)
        self.certificate = _pem(self._certificate.sign(self._key, hashes.SHA256()))

    @property
    def secret(self) -> str:
        """As the text of a secret."""
        return json.dumps({"ca": self.certificate})

    def issue(self, *names: str, days: int = 30) -> Certificate:
        """A certificate for these DNS names and URIs."""
        key = ec.generate_private_key(ec.SECP256R1())
        sans = x509.SubjectAlternativeName(
            [x509.UniformResourceIdentifier(name) if "://" in name else x509.DNSName(name) for name in names]
        )
        certificate = _builder(_name(names[0]), self._name, key, days).add_extension(sans, critical=False)
        private_key = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return Certificate(_pem(certificate.sign(self._key, hashes.SHA256())), private_key.decode())


@functools.cache
def authority(name: str) -> Authority:
    """The authority of that name."""
    return Authority(name)


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common_name[:64])])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_NOW - datetime.timedelta(days=1))
        .not_valid_after(_NOW + datetime.timedelta(days=days))
    )


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
