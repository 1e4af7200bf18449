"""Parts of programs: Envoy's bootstrap configuration, and the task that runs it."""

from __future__ import annotations

import json
from typing import Any

import pulumi_aws as aws

IMAGE = "envoyproxy/envoy:v1.36.2"
TLS = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3"
PUBLIC = {"filename": "/etc/ssl/certs/ca-certificates.crt"}
PRIVATE = {"filename": "/etc/envoy/authority.pem"}
SAN = [{"san_type": "DNS", "matcher": {"exact": "payments.example.com"}}]
NODE = {"id": "web", "cluster": "web"}


def task(name: str, *containers: Any, mode: Any = "awsvpc", **args: Any) -> aws.ecs.TaskDefinition:
    """A task definition with an application and these containers."""
    definitions = json.dumps([{"name": "app", "image": "acme/web:1.4.2"}, *containers])
    return aws.ecs.TaskDefinition(name, family=name, network_mode=mode, container_definitions=definitions, **args)


def unknown_task(name: str, definitions: Any, **args: Any) -> aws.ecs.TaskDefinition:
    """A task definition whose containers are an output."""
    return aws.ecs.TaskDefinition(name, family=name, network_mode="awsvpc", container_definitions=definitions, **args)


def envoy(bootstrap: Any = None, **args: Any) -> dict[str, Any]:
    """The container that runs Envoy with a bootstrap configuration in its command."""
    command = ["--config-yaml", bootstrap if isinstance(bootstrap, str) else json.dumps(bootstrap or {"node": NODE})]
    return {"name": "envoy", "image": IMAGE, "command": command, **args}


def socket(kind: str, context: Any) -> dict[str, Any]:
    """The transport socket for TLS."""
    return {"name": "envoy.transport_sockets.tls", "typed_config": {"@type": f"{TLS}.{kind}", **context}}


def assignment(address: str, port: Any) -> dict[str, Any]:
    """The one server of a cluster."""
    endpoint = {"address": {"socket_address": {"address": address, "port_value": port}}}
    return {"endpoints": [{"lb_endpoints": [{"endpoint": endpoint}]}]}


def upstream(common: Any = None, address: str = "payments.example.com", **context: Any) -> dict[str, Any]:
    """A bootstrap with one cluster that speaks TLS to a server."""
    given = {"sni": "payments.example.com", "common_tls_context": common or {}, **context}
    cluster = {
        "name": "payments",
        "load_assignment": assignment(address, 443),
        "transport_socket": socket("UpstreamTlsContext", given),
    }
    return {"node": NODE, "static_resources": {"clusters": [cluster]}}


def changed(bootstrap: dict[str, Any], **cluster: Any) -> dict[str, Any]:
    """The same with other settings of its cluster."""
    (found,) = bootstrap["static_resources"]["clusters"]
    return {**bootstrap, "static_resources": {"clusters": [{**found, **cluster}]}}


def downstream(common: Any = None, port: Any = 8080, **context: Any) -> dict[str, Any]:
    """A bootstrap with one listener that takes TLS and passes it on to the application."""
    proxy = {"name": "envoy.filters.network.tcp_proxy", "typed_config": {"stat_prefix": "in", "cluster": "app"}}
    chain = {
        "filters": [proxy],
        "transport_socket": socket("DownstreamTlsContext", {"common_tls_context": common or {}, **context}),
    }
    listener = {"name": "in", "address": address("0.0.0.0", 8443), "filter_chains": [chain]}
    cluster = {"name": "app", "type": "STATIC", "load_assignment": assignment("127.0.0.1", port)}
    return {"node": NODE, "static_resources": {"listeners": [listener], "clusters": [cluster]}}


def address(host: str, port: Any) -> dict[str, Any]:
    """An address in Envoy's terms."""
    return {"socket_address": {"address": host, "port_value": port}}
