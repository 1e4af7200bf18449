"""Serves the components to programs in every Pulumi language."""

import tomllib
from pathlib import Path

from container_tls import ApplicationLoadBalancer, EcsService, ServiceConnectCluster, ServiceConnectTls, TlsAlarms
from pulumi.provider.experimental import component_provider_host

if __name__ == "__main__":
    project = tomllib.loads((Path(__file__).parent / "pyproject.toml").read_text("utf-8"))["project"]
    component_provider_host(
        name="container-tls",
        version=project["version"],
        components=[ApplicationLoadBalancer, EcsService, ServiceConnectCluster, ServiceConnectTls, TlsAlarms],
    )
