"""TLS that a sidecar ends must be of a kind that sidecars have.

## What it does
Reports listeners in `ingress` of a Sidecar with a `tls` that

- has `credentialName`, `credentialNames` or `tlsCertificates`: sidecars read files only;
- has `httpsRedirect` or `subjectAltNames`;
- has mode ISTIO_MUTUAL or AUTO_PASSTHROUGH;
- lacks the files of the certificate or its key, or with mode MUTUAL `caCertificates`;
- is on a port with a protocol other than HTTPS and TLS.

## Why it is bad
Istio's admission webhook refuses the object, and the update fails halfway.

## Example
```python
import pulumi

pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Sidecar",
    "frontend",  # violates
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {
            "workloadSelector": {"labels": {"app": "frontend"}},
            "ingress": [
                {
                    "port": {"number": 8443, "name": "https", "protocol": "HTTPS"},
                    "defaultEndpoint": "127.0.0.1:8080",
                    "tls": {"mode": "SIMPLE", "credentialName": "frontend-tls"},
                }
            ],
        },
    },
)
```

## Use instead
Name files, and have the Secret mounted into the proxy: annotations `sidecar.istio.io/userVolume` and
`sidecar.istio.io/userVolumeMount` of the pods.
```python
pulumi.CustomResource(
    "kubernetes:networking.istio.io/v1:Sidecar",
    "frontend",
    {
        "metadata": {"name": "frontend", "namespace": "shop"},
        "spec": {
            "workloadSelector": {"labels": {"app": "frontend"}},
            "ingress": [
                {
                    "port": {"number": 8443, "name": "https", "protocol": "HTTPS"},
                    "defaultEndpoint": "127.0.0.1:8080",
                    "tls": {
                        "mode": "SIMPLE",
                        "serverCertificate": "/etc/certs/tls.crt",
                        "privateKey": "/etc/certs/tls.key",
                    },
                }
            ],
        },
    },
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import ServerTls, SidecarListener, some, tls_protocols
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    on=SidecarListener,
    level=Level.MANDATORY,
    severity=Severity.MEDIUM,
    outcome=Outcome.REJECTED,
    since="0.1.0",
    references=(
        "https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener",
        "https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-sidecar-tls-termination/",
    ),
)
def check(listener: SidecarListener) -> Iterator[Violation]:
    tls, sidecar = listener.tls, listener.sidecar
    if tls is None or sidecar.is_patch:
        return
    if problem := _problem(tls) or _protocol_problem(listener):
        yield Violation(
            sidecar,
            listener.path_of("tls"),
            f"{sidecar.label} ends TLS on port {listener.number} with {problem}.",
            "Istio's admission webhook refuses the object, and the update fails.",
            f"give {listener.path_of('tls')} mode SIMPLE or MUTUAL and paths of files in the proxy "
            "(serverCertificate, privateKey, for MUTUAL caCertificates), on a port with protocol HTTPS or TLS.",
        )


def _problem(tls: ServerTls) -> str | None:
    if tls.mode in ("ISTIO_MUTUAL", "AUTO_PASSTHROUGH"):
        return f"mode {tls.mode}"
    if some([lambda: tls.names_secret, lambda: bool(tls.tls_certificates)]):
        return "certificates from Secrets (credentialName), which only gateways have"
    if some([lambda: tls.https_redirect, lambda: bool(tls.subject_alt_names)]):
        return "httpsRedirect or subjectAltNames, which only gateways have"
    if tls.lacks_certificate:
        return "no files of a certificate and its key"
    return "no CA of the clients' certificates" if tls.lacks_client_authority else None


def _protocol_problem(listener: SidecarListener) -> str | None:
    protocol = listener.protocol
    return f"protocol {protocol}" if protocol is not None and protocol not in tls_protocols else None
