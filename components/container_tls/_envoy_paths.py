"""The ways of TLS through Envoy: what ends in it, and what begins there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NotRequired, TypedDict

import pulumi

from ._arguments import ArgumentError, choice, group, integer, lift, matching, port, sequence
from ._envoy_certificates import Credential, EnvoySecretArgs, Secret
from ._tasks import TlsVersion

TERMINATION = "termination"
APPLICATION = "application"

_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")
_LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}$)(?!.*\.[0-9]+$){_LABEL}(\.{_LABEL})*")
_URI = re.compile(r"[a-z][a-z0-9+.-]*://[!-~]{1,2000}")


class EnvoyProtocol(StrEnum):
    """What goes through Envoy, inside of TLS."""

    HTTP = "http"
    """HTTP/1.1 towards the server; clients may also use HTTP/2."""
    HTTP2 = "http2"
    """HTTP/2 towards the server, as gRPC needs; clients may also use HTTP/1.1."""
    TCP = "tcp"
    """Anything; Envoy passes on bytes."""


class EnvoyClientCertificatesArgs(TypedDict):
    """Mutual TLS: which clients may connect."""

    ca: EnvoySecretArgs
    """Secret with the authorities of the clients' certificates under the key `ca`."""
    allowed_sans: NotRequired[Sequence[pulumi.Input[str]]]
    """Names of which a client's certificate must have one as subject alternative name: DNS names, or URIs such as
    `spiffe://example.org/orders`. Default: any, whoever has a certificate of these authorities may connect."""


class EnvoyTerminationArgs(TypedDict):
    """TLS of clients, which ends in Envoy."""

    port: pulumi.Input[int]
    """TCP port on which Envoy listens, 1024 to 65535, for it does not run as root."""
    application_port: pulumi.Input[int]
    """TCP port on which the application listens, on 127.0.0.1 only: what listens on all addresses can be reached past
    Envoy by whoever the security group lets in."""
    certificate: EnvoySecretArgs
    """Secret with the certificate that clients see, under the keys `certificate` and `private_key`."""
    protocol: NotRequired[EnvoyProtocol]
    """What the application speaks: http, http2 or tcp. Default: http."""
    min_tls_version: NotRequired[TlsVersion]
    """The lowest TLS version, 1.2 or 1.3; the highest is 1.3. Default: 1.2, because health checks of Network Load
    Balancers do not speak 1.3."""
    client_certificates: NotRequired[EnvoyClientCertificatesArgs]
    """Which certificates clients must show; load balancers have none. The application finds the certificate's names in
    the header `x-forwarded-client-cert`, unless the protocol is tcp. Default: none, clients need no certificate, and
    the header is removed."""
    trusted_hops: NotRequired[pulumi.Input[int]]
    """Number of proxies before Envoy, 0 to 10, whose `x-forwarded-for` and `x-forwarded-proto` are believed: 1 behind
    an Application Load Balancer. Not for tcp. Default: 0, as in Envoy (`xff_num_trusted_hops`): Envoy itself states the
    client's address and scheme."""
    request_timeout_seconds: NotRequired[pulumi.Input[int]]
    """Seconds from the end of a request to the end of the answer, 0 to 86400; 0 means no limit, but nothing may stand
    still for more than five minutes. Not for tcp. Default: 60, like the idle timeout of an Application Load Balancer.
    Envoy's default is 15."""


class EnvoyOriginationArgs(TypedDict):
    """TLS to a server outside the task, which begins in Envoy; the application calls 127.0.0.1 without TLS."""

    host: pulumi.Input[str]
    """DNS name of the server."""
    local_port: pulumi.Input[int]
    """TCP port, 1024 to 65535, on which Envoy listens on 127.0.0.1 for the application."""
    port: NotRequired[pulumi.Input[int]]
    """TCP port of the server, 1 to 65535; the service lets its tasks out on it. Default: 443."""
    protocol: NotRequired[EnvoyProtocol]
    """What the server speaks inside of TLS: http, http2 or tcp. Default: http."""
    ca: NotRequired[EnvoySecretArgs]
    """Secret with the authorities of the server's certificate under the key `ca`. Default: the public authorities that
    the image knows."""
    sans: NotRequired[Sequence[pulumi.Input[str]]]
    """Names of which the server's certificate must have one as subject alternative name: DNS names or URIs. Default:
    the host."""
    sni: NotRequired[pulumi.Input[str]]
    """Name that Envoy asks for in the handshake (SNI). Default: the host."""
    min_tls_version: NotRequired[TlsVersion]
    """The lowest TLS version, 1.2 or 1.3. Default: 1.2, as in Envoy."""
    max_tls_version: NotRequired[TlsVersion]
    """The highest TLS version, 1.2 or 1.3. Default: 1.3. Envoy's default for connections to servers is 1.2."""
    client_certificate: NotRequired[EnvoySecretArgs]
    """Secret with the certificate that Envoy shows, under the keys `certificate` and `private_key`. Default: none."""
    connect_timeout_seconds: NotRequired[pulumi.Input[int]]
    """Seconds for the connection and its handshake, 1 to 300. Default: 5, as in Envoy."""
    request_timeout_seconds: NotRequired[pulumi.Input[int]]
    """Seconds from the end of a request to the end of the answer, 0 to 86400; 0 means no limit. Not for tcp.
    Default: 60. Envoy's default is 15."""


@dataclass(frozen=True)
class Termination:
    """TLS that Envoy ends."""

    port: pulumi.Input[int]
    application_port: pulumi.Input[int]
    protocol: EnvoyProtocol
    certificate: Credential
    min_tls_version: TlsVersion
    client_authorities: Credential | None
    client_sans: Sequence[pulumi.Input[str]]
    trusted_hops: pulumi.Input[int]
    request_timeout: pulumi.Input[int]

    @classmethod
    def of(cls, given: EnvoyTerminationArgs) -> "Termination":
        """What these arguments describe."""
        path = "terminates"
        args = group(EnvoyTerminationArgs, given, path)
        protocol = _protocol(args.get("protocol"), path)
        _check_http_only(args, protocol, path, "trusted_hops", "request_timeout_seconds")
        clients = None
        if "client_certificates" in args:
            clients = group(EnvoyClientCertificatesArgs, args["client_certificates"], f"{path}.client_certificates")
        return cls(
            port=unprivileged_port(args["port"], f"{path}.port"),
            application_port=port(args["application_port"], f"{path}.application_port"),
            protocol=protocol,
            certificate=_certificate(TERMINATION, args["certificate"], f"{path}.certificate"),
            min_tls_version=choice(
                TlsVersion, args.get("min_tls_version", TlsVersion.TLS_1_2), f"{path}.min_tls_version"
            ),
            client_authorities=None
            if clients is None
            else _authorities(TERMINATION, clients["ca"], f"{path}.client_certificates.ca"),
            client_sans=()
            if clients is None or "allowed_sans" not in clients
            else _sans(clients["allowed_sans"], f"{path}.client_certificates.allowed_sans"),
            trusted_hops=integer(args.get("trusted_hops", 0), f"{path}.trusted_hops", 0, 10),
            request_timeout=_request_timeout(args.get("request_timeout_seconds"), path),
        )

    @property
    def credentials(self) -> list[Credential]:
        """What it needs from secrets."""
        return [found for found in (self.certificate, self.client_authorities) if found is not None]


@dataclass(frozen=True)
class Origination:
    """TLS that Envoy begins."""

    name: str
    host: pulumi.Input[str]
    port: pulumi.Input[int]
    local_port: pulumi.Input[int]
    protocol: EnvoyProtocol
    sni: pulumi.Input[str]
    sans: Sequence[pulumi.Input[str]]
    min_tls_version: TlsVersion
    max_tls_version: TlsVersion
    authorities: Credential | None
    certificate: Credential | None
    connect_timeout: pulumi.Input[int]
    request_timeout: pulumi.Input[int]

    @classmethod
    def of(cls, name: str, given: EnvoyOriginationArgs) -> "Origination":
        """What these arguments describe."""
        _check_name(name)
        path = f"originates.{name}"
        args = group(EnvoyOriginationArgs, given, path)
        protocol = _protocol(args.get("protocol"), path)
        _check_http_only(args, protocol, path, "request_timeout_seconds")
        host = _host(args["host"], f"{path}.host")
        low = choice(TlsVersion, args.get("min_tls_version", TlsVersion.TLS_1_2), f"{path}.min_tls_version")
        high = choice(TlsVersion, args.get("max_tls_version", TlsVersion.TLS_1_3), f"{path}.max_tls_version")
        if low > high:
            raise ArgumentError(
                f"{path}.max_tls_version", f"got {high.value!r}, which is below min_tls_version", f"Use {low.value!r}"
            )
        return cls(
            name=name,
            host=host,
            port=port(args.get("port", 443), f"{path}.port"),
            local_port=unprivileged_port(args["local_port"], f"{path}.local_port"),
            protocol=protocol,
            sni=_host(args["sni"], f"{path}.sni") if "sni" in args else host,
            sans=_sans(args["sans"], f"{path}.sans") if "sans" in args else [host],
            min_tls_version=low,
            max_tls_version=high,
            authorities=_authorities(name, args["ca"], f"{path}.ca") if "ca" in args else None,
            certificate=_certificate(name, args["client_certificate"], f"{path}.client_certificate")
            if "client_certificate" in args
            else None,
            connect_timeout=integer(
                args.get("connect_timeout_seconds", 5), f"{path}.connect_timeout_seconds", 1, 300, "seconds"
            ),
            request_timeout=_request_timeout(args.get("request_timeout_seconds"), path),
        )

    @property
    def credentials(self) -> list[Credential]:
        """What it needs from secrets."""
        return [found for found in (self.certificate, self.authorities) if found is not None]


def unprivileged_port(value: pulumi.Input[int], argument: str) -> pulumi.Input[int]:
    """A TCP port on which one may listen without being root."""
    return integer(value, argument, 1024, 65535)


def _certificate(owner: str, given: EnvoySecretArgs, path: str) -> Credential:
    return Credential(f"{owner}-certificate", Secret.of(given, path), ("certificate", "private_key"))


def _authorities(owner: str, given: EnvoySecretArgs, path: str) -> Credential:
    return Credential(f"{owner}-ca", Secret.of(given, path), ("ca",))


def _protocol(given: EnvoyProtocol | None, path: str) -> EnvoyProtocol:
    return choice(EnvoyProtocol, EnvoyProtocol.HTTP if given is None else given, f"{path}.protocol")


def _check_http_only(args: Mapping[str, Any], protocol: EnvoyProtocol, path: str, *fields: str) -> None:
    for field in fields:
        if field in args and protocol is EnvoyProtocol.TCP:
            raise ArgumentError(
                f"{path}.{field}", "Envoy knows no requests where the protocol is 'tcp'", "Remove it, or use 'http'"
            )


def _request_timeout(given: pulumi.Input[int] | None, path: str) -> pulumi.Input[int]:
    return integer(60 if given is None else given, f"{path}.request_timeout_seconds", 0, 86400, "seconds")


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or name in (TERMINATION, APPLICATION):
        raise ArgumentError(
            f"originates.{name}",
            f"{name!r} cannot be a name",
            f"Use 1 to 32 of a-z, 0-9 and '-', first a letter, and neither {TERMINATION!r} nor {APPLICATION!r}",
        )


def _host(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    return matching(value, argument, _HOST, "a DNS name, such as payments.example.com, without scheme, port or path")


def _sans(values: Sequence[pulumi.Input[str]], argument: str) -> Sequence[pulumi.Input[str]]:
    if not sequence(values, argument):
        raise ArgumentError(argument, "the list is empty, and would allow any name", "Name at least one, or remove it")
    return [lift(lambda given: _san(given, argument), value) for value in values]


def _san(given: Any, argument: str) -> str:
    if not isinstance(given, str) or not (_HOST.fullmatch(given) or _URI.fullmatch(given)):
        raise ArgumentError(argument, f"got {given!r}", "Use DNS names without wildcards, or URIs such as spiffe://a/b")
    return given
