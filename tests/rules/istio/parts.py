"""Parts of programs: a host outside the mesh and a rule that starts TLS towards it, both innocent by default."""

from __future__ import annotations

from typing import Any

import pulumi

HOST = "api.example.com"
LABELS = {"app": "frontend"}
ORIGINATE = {"number": 80, "name": "http", "protocol": "HTTP", "targetPort": 443}
PLAIN = {"number": 80, "name": "http", "protocol": "HTTP"}
HTTPS = {"number": 443, "name": "https", "protocol": "HTTPS"}
SELECTOR: Any = {"workloadSelector": {"matchLabels": LABELS}}


def istio(
    kind: str, name: str, spec: Any, *, namespace: Any = "shop", version: str = "v1", metadata: Any = None
) -> pulumi.CustomResource:
    """An object of Istio's."""
    group = "security" if kind in ("PeerAuthentication", "AuthorizationPolicy") else "networking"
    found = {"name": name, "namespace": namespace, **(metadata or {})}
    return pulumi.CustomResource(
        f"kubernetes:{group}.istio.io/{version}:{kind}", name, {"metadata": found, "spec": spec}
    )


def entry(*ports: Any, name: str = "entry", namespace: Any = "shop", metadata: Any = None, **spec: Any) -> Any:
    """A host outside the mesh, for its namespace only; without ports, one that leads from 80 to 443."""
    defaults = {"exportTo": ["."], "hosts": [HOST], "location": "MESH_EXTERNAL", "resolution": "DNS"}
    given = {**defaults, "ports": [*(ports or (ORIGINATE,))], **spec}
    return istio("ServiceEntry", name, given, namespace=namespace, metadata=metadata)


def tls(mode: Any = "SIMPLE", **settings: Any) -> dict[str, Any]:
    """TLS in which the server's name is verified."""
    return {"mode": mode, "sni": HOST, "subjectAltNames": [HOST], **settings}


def secret_tls(name: Any = "client") -> dict[str, Any]:
    """TLS with a client certificate from a Secret."""
    return tls("MUTUAL", credentialName=name)


def on_port(number: Any, settings: Any = None, **more: Any) -> dict[str, Any]:
    """What a rule says of one port; TLS if nothing is given."""
    found = {} if settings is None and more else {"tls": settings or tls()}
    return {"port": {"number": number}, **found, **more}


def rule(
    *levels: Any, name: str = "rule", host: Any = HOST, namespace: Any = "shop", policy: Any = None, **spec: Any
) -> Any:
    """A rule for the host, for its namespace only; without levels and policy, it starts TLS on port 80."""
    found = dict(policy or {})
    if levels or policy is None:
        found["portLevelSettings"] = [*(levels or (on_port(80),))]
    given = {"exportTo": ["."], "host": host, "trafficPolicy": found, **spec}
    return istio("DestinationRule", name, given, namespace=namespace)


def route(host: Any, port: Any, **destination: Any) -> dict[str, Any]:
    """A route to a port of a host."""
    return {"route": [{"destination": {"host": host, "port": {"number": port}, **destination}}]}


def service(*http: Any, name: str = "routes", hosts: Any = None, namespace: Any = "shop", **spec: Any) -> Any:
    """A VirtualService for the host."""
    given = {"hosts": hosts or [HOST], "http": [*http], **spec}
    return istio("VirtualService", name, given, namespace=namespace)


def through_gateway(port: int = 443) -> None:
    """Requests go to an egress gateway, which opens TLS."""
    gateway = "istio-egressgateway.istio-system.svc.cluster.local"
    service(
        {"match": [{"gateways": ["mesh"], "port": 80}], **route(gateway, 80)},
        {"match": [{"gateways": ["istio-egress"], "port": 80}], **route(HOST, port)},
        gateways=["mesh", "istio-egress"],
    )


def older_form(**settings: Any) -> None:
    """Two ports, requests routed from one to the other, and TLS on the latter."""
    entry(PLAIN, HTTPS)
    service({"match": [{"port": 80}], **route(HOST, 443)})
    rule(on_port(443, tls(**settings)))


def workload(name: str, labels: Any = None, *, namespace: Any = "shop", account: Any = None, kind: Any = None) -> Any:
    """A Deployment, or what else has pods in its template."""
    spec = {"containers": [{"name": "app", "image": "app:1"}], **({"serviceAccountName": account} if account else {})}
    return pulumi.CustomResource(
        kind or "kubernetes:apps/v1:Deployment",
        name,
        {
            "metadata": {"name": name, "namespace": namespace},
            "spec": {"template": {"metadata": {"labels": LABELS if labels is None else labels}, "spec": spec}},
        },
    )


def namespace(labels: Any, *, name: Any = "shop", kind: str = "Namespace") -> Any:
    """The Namespace of the pods, or a patch of it."""
    return pulumi.CustomResource(f"kubernetes:core/v1:{kind}", "shop", {"metadata": {"name": name, "labels": labels}})


def web(namespace: Any = "shop") -> Any:
    """A Service with port 443."""
    given = {"metadata": {"name": "web", "namespace": namespace}, "spec": {"ports": [{"name": "https", "port": 443}]}}
    return pulumi.CustomResource("kubernetes:core/v1:Service", "web", given)
