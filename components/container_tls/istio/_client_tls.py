"""How a proxy opens TLS to a host outside the mesh."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

import pulumi

from .._arguments import ArgumentError, group, host_name, lift
from ._objects import absolute_path, credential, hosts

SYSTEM_CA = "system"


class IstioClientTlsArgs(TypedDict, total=False):
    """How a proxy opens TLS: whom it trusts, and what it shows of itself. With a client certificate the mode is MUTUAL,
    without it SIMPLE."""

    sni: pulumi.Input[str]
    """Server name that the proxy asks for. Default: the host."""
    subject_alt_names: Sequence[pulumi.Input[str]]
    """DNS names of which the server's certificate must have one. Default: the server name."""
    ca_file: pulumi.Input[str]
    """Absolute path, in the proxy's container, of the certificates that are trusted. A sidecar has the files that its
    pod's annotations `sidecar.istio.io/userVolume` and `userVolumeMount` say. Default: the CA bundle of the proxy's
    image."""
    ca_config_map: pulumi.Input[str]
    """Name of a ConfigMap, in the proxy's namespace, with the trusted certificates under `ca.crt`; from Istio 1.26 on.
    Default: the CA bundle of the proxy's image."""
    ca_credential_name: pulumi.Input[str]
    """Name of a Secret, in the proxy's namespace, with the trusted certificates under `ca.crt`; Istio prefers one of
    that name and `-cacert`. Default: the CA bundle of the proxy's image."""
    client_credential_name: pulumi.Input[str]
    """Name of a Secret, in the proxy's namespace, with the client certificate under `tls.crt`, its key under `tls.key`
    and the trusted certificates under `ca.crt`. Default: none."""
    client_certificate_file: pulumi.Input[str]
    """Absolute path, in the proxy's container, of the client certificate with its chain; together with
    client_private_key_file. Default: none."""
    client_private_key_file: pulumi.Input[str]
    """Absolute path, in the proxy's container, of the client certificate's key. Default: none."""


@dataclass(frozen=True)
class ClientTls:
    """The TLS of one host, checked, in the terms of a DestinationRule."""

    settings: dict[str, Any]
    without_credentials: dict[str, Any]
    """For proxies that are not meant to have what is in `settings`."""
    needs_secret: bool
    """Whether proxies ask istiod for a Secret, so that the rule must select them."""
    needs_client_secret: bool
    """Whether there is a private key in it."""

    @classmethod
    def of(cls, given: IstioClientTlsArgs, target: pulumi.Input[str], namespace: pulumi.Input[str]) -> "ClientTls":
        """The TLS that these arguments describe, for proxies in the namespace."""
        args = group(IstioClientTlsArgs, given, "tls")
        _check(args)
        sni = host_name(args["sni"], "tls.sni") if "sni" in args else target
        names = hosts(args["subject_alt_names"], "tls.subject_alt_names") if "subject_alt_names" in args else [sni]
        verified = {"sni": sni, "subjectAltNames": names}
        return cls(
            settings={**verified, **_credentials(args, namespace)},
            without_credentials={**verified, "mode": "SIMPLE", "caCertificates": SYSTEM_CA},
            needs_secret="ca_credential_name" in args or "client_credential_name" in args,
            needs_client_secret="client_credential_name" in args,
        )

    @property
    def mode(self) -> str:
        """SIMPLE or MUTUAL."""
        return str(self.settings["mode"])


def _credentials(args: IstioClientTlsArgs, namespace: pulumi.Input[str]) -> dict[str, Any]:
    if "client_credential_name" in args:
        name = credential(args["client_credential_name"], "tls.client_credential_name")
        return {"mode": "MUTUAL", "credentialName": name}
    if "ca_credential_name" in args:
        return {"mode": "SIMPLE", "credentialName": credential(args["ca_credential_name"], "tls.ca_credential_name")}
    if "ca_config_map" in args:
        name = credential(args["ca_config_map"], "tls.ca_config_map")
        return {"mode": "SIMPLE", "credentialName": lift("configmap://{}/{}".format, namespace, name)}
    trusted = absolute_path(args["ca_file"], "tls.ca_file") if "ca_file" in args else SYSTEM_CA
    if "client_certificate_file" in args:
        return {
            "mode": "MUTUAL",
            "clientCertificate": absolute_path(args["client_certificate_file"], "tls.client_certificate_file"),
            "privateKey": absolute_path(args["client_private_key_file"], "tls.client_private_key_file"),
            "caCertificates": trusted,
        }
    return {"mode": "SIMPLE", "caCertificates": trusted}


def _check(args: IstioClientTlsArgs) -> None:
    if ("client_certificate_file" in args) != ("client_private_key_file" in args):
        missing = "client_private_key_file" if "client_certificate_file" in args else "client_certificate_file"
        raise ArgumentError(f"tls.{missing}", "there is none, and a certificate needs its key", "Pass both or neither")
    if "client_credential_name" in args:
        for other in ("ca_file", "ca_config_map", "ca_credential_name", "client_certificate_file"):
            _exclude(args, other, "client_credential_name", "keep everything in that Secret, the CA under ca.crt")
    if "client_certificate_file" in args:
        for other in ("ca_config_map", "ca_credential_name"):
            _exclude(args, other, "client_certificate_file", "use ca_file")
    trusted = [key for key in ("ca_file", "ca_config_map", "ca_credential_name") if key in args]
    if len(trusted) > 1:
        _exclude(args, trusted[1], trusted[0], "choose one")


def _exclude(args: IstioClientTlsArgs, key: str, beside: str, remedy: str) -> None:
    if key in args:
        raise ArgumentError(f"tls.{key}", f"Istio takes none beside {beside}", f"Remove it, and {remedy}")
