"""Parts of programs: a Service, the pods behind it, and what leads load balancers to it."""

from __future__ import annotations

from typing import Any

from tests.rules.controller.parts import INGRESS, SERVICE, resource

LABELS = {"app": "web"}
HTTPS = {"name": "https", "containerPort": 8443}
BALANCED = {"type": "LoadBalancer", "loadBalancerClass": "service.k8s.aws/nlb"}


def web(port: Any = None, key: str = "web", namespace: Any = "shop", selector: Any = LABELS, **spec: Any) -> None:
    """A Service; without a port, it leads to the one that the pods call "https"."""
    ports = [{"port": 443, "targetPort": "https"} if port is None else port]
    resource(SERVICE, key, None, {"ports": ports, "selector": selector, **spec}, name="web", namespace=namespace)


def pods(
    *ports: Any, name: str = "web", labels: Any = LABELS, namespace: Any = "shop", kind: str = "Deployment", **spec: Any
) -> None:
    """A workload whose pods have these ports."""
    described = {"containers": [{"name": "app", "image": "app:1", "ports": [*ports]}], **spec}
    template = {"metadata": {"labels": labels}, "spec": described}
    resource(f"kubernetes:apps/v1:{kind}", name, None, {"template": template}, name=name, namespace=namespace)


def front(service: Any = "web", namespace: Any = "shop", class_name: Any = "alb") -> None:
    """An Ingress with a path to the Service."""
    backend = {"service": {"name": service, "port": {"number": 443}}}
    spec = {"ingressClassName": class_name, "rules": [{"http": {"paths": [{"path": "/", "backend": backend}]}}]}
    resource(INGRESS, "front", None, spec, name="front", namespace=namespace)


def binding(service: Any = "web", namespace: Any = "shop") -> None:
    """A TargetGroupBinding for the pods of the Service."""
    spec = {"serviceRef": {"name": service, "port": 443}}
    resource("kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding", "bind", None, spec, namespace=namespace)


def namespace() -> None:
    """The Namespace of all of them."""
    resource("kubernetes:core/v1:Namespace", "shop", None, None, name="shop")
