"""Serves the components to programs in every Pulumi language."""

from container_tls import ApplicationLoadBalancer, EcsService, ServiceConnectCluster, ServiceConnectTls, TlsAlarms
from pulumi.provider.experimental import component_provider_host

if __name__ == "__main__":
    component_provider_host(
        name="container-tls",
        components=[ApplicationLoadBalancer, EcsService, ServiceConnectCluster, ServiceConnectTls, TlsAlarms],
    )
