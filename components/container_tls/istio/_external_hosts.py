"""A host outside the mesh that applications call without TLS, and proxies with TLS.

A ServiceEntry that leads from port 80 to a TLS port must never be seen without a rule that starts TLS on that way: the
proxy would send plaintext to the TLS port. So each has a DestinationRule, visible wherever the entry is, that
selects no pods, and the entry is created after it and deleted before it. A credential needs a rule that selects pods;
it stands beside the other one.
"""

from collections.abc import Sequence
from typing import Any

import pulumi
import pulumi_kubernetes as kubernetes

from .._arguments import ArgumentError, integer, lift
from .._kubernetes_names import Labels
from ._objects import custom_resource

HTTP_PORT = 80


def tls_port(value: pulumi.Input[int], argument: str) -> pulumi.Input[int]:
    """The external host's port, which speaks TLS."""

    def check(given: int) -> int:
        if given == HTTP_PORT:
            raise ArgumentError(argument, "port 80 speaks HTTP without TLS", "Pass the host's TLS port, such as 443")
        return given

    return lift(check, integer(value, argument, 1, 65535))


def origination_rule(
    name: str,
    namespace: pulumi.Input[str],
    host: pulumi.Input[str],
    settings: dict[str, Any],
    export_to: Sequence[pulumi.Input[str]],
    opts: pulumi.ResourceOptions,
    *,
    workload_labels: pulumi.Input[Labels] | None = None,
) -> kubernetes.apiextensions.CustomResource:
    """A rule that starts TLS where applications call port 80."""
    spec: dict[str, Any] = {
        "exportTo": export_to,
        "host": host,
        "trafficPolicy": {"portLevelSettings": [{"port": {"number": HTTP_PORT}, "tls": settings}]},
    }
    if workload_labels is not None:
        spec["workloadSelector"] = {"matchLabels": workload_labels}
    return custom_resource("DestinationRule", name, namespace, spec, opts)


def external_service(
    name: str,
    namespace: pulumi.Input[str],
    host: pulumi.Input[str],
    target_port: pulumi.Input[int],
    export_to: Sequence[pulumi.Input[str]],
    opts: pulumi.ResourceOptions,
    *,
    direct_https: bool = False,
) -> kubernetes.apiextensions.CustomResource:
    """The host in the mesh's registry; with `direct_https` also its TLS port, for applications that call
    https:// themselves."""
    ports: list[dict[str, Any]] = [
        {"number": HTTP_PORT, "name": "http-originate", "protocol": "HTTP", "targetPort": target_port}
    ]
    if direct_https:
        ports.append({"number": target_port, "name": "https", "protocol": "HTTPS"})
    spec = {
        "exportTo": export_to,
        "hosts": [host],
        "location": "MESH_EXTERNAL",
        "resolution": "DNS",
        "ports": ports,
    }
    return custom_resource("ServiceEntry", name, namespace, spec, opts)
