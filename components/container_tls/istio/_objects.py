"""What the Istio components share: names and labels as Kubernetes takes them, and the objects themselves."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
import pulumi_kubernetes as kubernetes

from .._arguments import ArgumentError, host_name, lift, matching, sequence
from .._kubernetes_names import DNS_LABEL, LABEL, SUBDOMAIN

NETWORKING = "networking.istio.io/v1"
SECURITY = "security.istio.io/v1"

_SIDECAR_HOST = re.compile(rf"(?:\*|{LABEL})/(?:\*|(?:\*\.)?{LABEL}(?:\.{LABEL})*)")
_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[^/\0]+)+")


def credential(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """The name of a Secret or ConfigMap, which Istio looks up in one namespace only."""
    return matching(
        value,
        argument,
        SUBDOMAIN,
        "the object's name alone, without namespace and scheme: at most 253 of a-z, 0-9, '-' and '.'",
    )


def cluster_domain(value: pulumi.Input[str] | None) -> pulumi.Input[str]:
    """The DNS domain of the cluster."""
    return matching(
        "cluster.local" if value is None else value,
        "cluster_domain",
        SUBDOMAIN,
        "the DNS domain of the cluster, such as cluster.local",
    )


def hosts(values: Sequence[pulumi.Input[str]], argument: str) -> list[pulumi.Input[str]]:
    """At least one full DNS name."""
    if not sequence(values, argument):
        raise ArgumentError(argument, "it is empty", "Pass at least one name, or leave it out")
    return [host_name(value, argument) for value in values]


def sidecar_host(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """A host in the terms of a Sidecar: its namespace, and its name there."""
    return matching(
        value,
        argument,
        _SIDECAR_HOST,
        "<namespace>/<DNS name>, such as orders/*, */api.example.com or egress/*.example.com",
    )


def absolute_path(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """The absolute path of a file or directory."""
    return matching(value, argument, _PATH, "an absolute path without '..', such as /etc/tls/tls.crt")


def object_name(component: str, suffix: str = "") -> str:
    """The name of an object, after the component's."""
    name = f"{component}{suffix}"
    if not DNS_LABEL.fullmatch(component) or not SUBDOMAIN.fullmatch(name):
        raise ArgumentError(
            "name",
            f"Kubernetes objects cannot be named {name!r}",
            "Name the component with at most 63 of a-z, 0-9 and '-'",
        )
    return name


def fqdn(
    service_name: pulumi.Input[str], namespace_name: pulumi.Input[str], domain: pulumi.Input[str]
) -> pulumi.Input[str]:
    """The full name of a Service: Istio resolves a short one in the namespace of the object that names it."""
    return lift("{}.{}.svc.{}".format, service_name, namespace_name, domain)


def custom_resource(
    kind: str,
    name: str,
    namespace_name: pulumi.Input[str],
    spec: Mapping[str, Any],
    opts: pulumi.ResourceOptions,
    *,
    api_version: str = NETWORKING,
    metadata_name: str | None = None,
    annotations: Mapping[str, pulumi.Input[str]] | None = None,
) -> kubernetes.apiextensions.CustomResource:
    """An object of Istio's; it is named after its resource unless said otherwise."""
    return kubernetes.apiextensions.CustomResource(
        name,
        api_version=api_version,
        kind=kind,
        metadata=kubernetes.meta.v1.ObjectMetaArgs(
            name=metadata_name or name, namespace=namespace_name, annotations=annotations
        ),
        spec=spec,
        opts=opts,
    )
