"""Clients -> Istio gateway -> web -> sidecar -> a host outside: TLS on every hop that leaves a pod.

The gateway ends the clients' TLS, between pods there is mutual TLS, and the sidecar of web starts TLS to the host that
web calls with http://. Istio is installed in the cluster, its gateway in the namespace istio-ingress.
"""

import pulumi
import pulumi_kubernetes as kubernetes
from container_tls.istio import IstioGateway, IstioMutualTls, IstioSidecar, IstioTlsOrigination


def build(config: pulumi.Config) -> None:
    """A web service in the mesh."""
    host = f"shop.{config.require('domain')}"
    labels = {"app": "web"}
    shop = kubernetes.core.v1.Namespace(
        "shop",
        metadata=kubernetes.meta.v1.ObjectMetaArgs(name="shop", labels={"istio-injection": "enabled"}),
    )
    metadata = kubernetes.meta.v1.ObjectMetaArgs(name="web", namespace="shop")
    in_shop = pulumi.ResourceOptions(depends_on=[shop])

    IstioMutualTls("shop", {"namespace": "shop"}, in_shop)
    payments = IstioTlsOrigination("payments", {"namespace": "shop", "host": config.require("externalHost")}, in_shop)
    IstioSidecar("web", {"namespace": "shop", "workload_labels": labels}, in_shop)
    gateway = IstioGateway(
        "public",
        {
            "namespace": "istio-ingress",
            "selector": {"istio": "ingress"},
            "credential_name": "shop-certificate",
            "hosts": {host: {"service": "web", "namespace": "shop", "port": 80}},
        },
    )
    kubernetes.apps.v1.Deployment(
        "web",
        metadata=metadata,
        spec=kubernetes.apps.v1.DeploymentSpecArgs(
            replicas=2,
            selector=kubernetes.meta.v1.LabelSelectorArgs(match_labels=labels),
            template=kubernetes.core.v1.PodTemplateSpecArgs(
                metadata=kubernetes.meta.v1.ObjectMetaArgs(labels=labels),
                spec=kubernetes.core.v1.PodSpecArgs(
                    containers=[
                        kubernetes.core.v1.ContainerArgs(
                            name="web",
                            image=config.require("image"),
                            command=["python", "-m", "http.server", "8080"],
                            ports=[kubernetes.core.v1.ContainerPortArgs(container_port=8080)],
                            env=[kubernetes.core.v1.EnvVarArgs(name="PAYMENTS_URL", value=payments.url)],
                        )
                    ]
                ),
            ),
        ),
        opts=in_shop,
    )
    kubernetes.core.v1.Service(
        "web",
        metadata=metadata,
        spec=kubernetes.core.v1.ServiceSpecArgs(
            selector=labels,
            ports=[kubernetes.core.v1.ServicePortArgs(name="http", port=80, target_port=8080)],
        ),
        opts=in_shop,
    )

    pulumi.export("url", f"https://{host}")
    pulumi.export("gateway", gateway.gateway)
