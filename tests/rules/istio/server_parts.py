"""Parts of programs: what ends TLS at gateways and sidecars, and who takes the mesh's mutual TLS; all innocent."""

from __future__ import annotations

from typing import Any

import pulumi

from tests.rules.istio.parts import LABELS, istio

SHOP = "shop.example.com"
FILES = {"serverCertificate": "/etc/certs/tls.crt", "privateKey": "/etc/certs/tls.key"}
SECRET = {"mode": "SIMPLE", "credentialName": "shop-example-com"}
INGRESS = {"istio": "ingress"}


def port(number: Any, protocol: Any) -> dict[str, Any]:
    """A port of a server or listener."""
    return {"number": number, "name": str(protocol).lower(), "protocol": protocol}


def server(
    tls: Any = None, *, number: Any = 443, protocol: Any = "HTTPS", hosts: Any = None, **more: Any
) -> dict[str, Any]:
    """A server that ends TLS on port 443."""
    return {"port": port(number, protocol), "hosts": hosts or [SHOP], "tls": tls or SECRET, **more}


def plain(tls: Any = None, *, number: Any = 80, protocol: Any = "HTTP", hosts: Any = None) -> dict[str, Any]:
    """A server without TLS on port 80."""
    return {"port": port(number, protocol), "hosts": hosts or [SHOP], **({"tls": tls} if tls else {})}


def passthrough(**more: Any) -> dict[str, Any]:
    """A server that passes TLS on."""
    return server({"mode": "PASSTHROUGH"}, **more)


def gateway(*servers: Any, name: str = "public", namespace: Any = "istio-ingress", **spec: Any) -> Any:
    """A Gateway of the ingress gateway's pods."""
    given = {"selector": INGRESS, "servers": [*(servers or (server(),))], **spec}
    return istio("Gateway", name, given, namespace=namespace)


def routes(
    gateways: Any = ("istio-ingress/public",), *, name: str = "shop", hosts: Any = None, kind: str = "http", **more: Any
) -> Any:
    """A VirtualService that leads from a gateway to a Service."""
    found: dict[str, Any] = {"route": [{"destination": {"host": "web", "port": {"number": 8443}}}]}
    if kind == "tls":
        found["match"] = [{"sniHosts": hosts or [SHOP]}]
    namespace = more.pop("namespace", "shop")
    given = {"hosts": hosts or [SHOP], "gateways": list(gateways), kind: [found], **more}
    return istio("VirtualService", name, given, namespace=namespace)


def listener(tls: Any = None, *, number: Any = 8443, protocol: Any = "HTTPS", **more: Any) -> dict[str, Any]:
    """A listener that ends TLS for the application."""
    found = {"port": port(number, protocol), "defaultEndpoint": "127.0.0.1:8080"}
    return {**found, "tls": {"mode": "SIMPLE", **FILES} if tls is None else tls, **more}


def sidecar(*listeners: Any, name: str = "frontend", namespace: Any = "shop", labels: Any = None, **spec: Any) -> Any:
    """The Sidecar of one workload."""
    given: dict[str, Any] = {"workloadSelector": {"labels": LABELS if labels is None else labels}}
    given["ingress"] = [*(listeners or (listener(),))]
    return istio("Sidecar", name, {**given, **spec}, namespace=namespace)


def peer(
    mode: Any = "STRICT",
    ports: Any = None,
    *,
    name: str = "peer",
    namespace: Any = "shop",
    labels: Any = None,
    **more: Any,
) -> Any:
    """A PeerAuthentication, for a whole namespace unless labels are given."""
    spec: dict[str, Any] = {"mtls": {"mode": mode}}
    if labels is not None:
        spec["selector"] = {"matchLabels": labels}
    if ports is not None:
        spec["portLevelMtls"] = {number: {"mode": found} for number, found in ports.items()}
    return istio("PeerAuthentication", name, spec, namespace=namespace, **more)


def peer_patch(ports: Any, name: str = "peer") -> Any:
    """What another program says of a PeerAuthentication."""
    spec = {"portLevelMtls": {number: {"mode": mode} for number, mode in ports.items()}}
    return pulumi.CustomResource(
        "kubernetes:security.istio.io/v1:PeerAuthenticationPatch",
        "patch",
        {"metadata": {"name": name, "namespace": "shop"}, "spec": spec},
    )


def istiod(values: Any = None, *, name: str = "istiod", chart: Any = "istiod", **more: Any) -> Any:
    """The chart of Istio's control plane."""
    return pulumi.CustomResource(
        "kubernetes:helm.sh/v3:Release", name, {"chart": chart, "values": values if values is not None else {}, **more}
    )


def secret(name: Any, *keys: str, namespace: Any = "istio-ingress", resource: str | None = None) -> Any:
    """A Secret with these entries."""
    return pulumi.CustomResource(
        "kubernetes:core/v1:Secret",
        resource or name,
        {"metadata": {"name": name, "namespace": namespace}, "stringData": dict.fromkeys(keys, "x")},
    )
