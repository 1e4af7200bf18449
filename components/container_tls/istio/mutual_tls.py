"""Mutual TLS between the workloads of the mesh."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_kubernetes as kubernetes

from .._arguments import ArgumentError, choice, group, mapping
from .._aws import Exceptions
from .._kubernetes_names import Labels, labels, namespace
from ._objects import SECURITY, custom_resource, object_name

REASON_PREFIX = "container-tls.reason/port-"

_PORT_NUMBER = re.compile("[1-9][0-9]{0,4}")


class IstioMutualTlsException(StrEnum):
    """What a port takes that is excepted from mutual TLS."""

    PERMISSIVE = "PERMISSIVE"
    DISABLE = "DISABLE"


class IstioPortExceptionArgs(TypedDict):
    """A port on which a workload takes connections without the mesh's mutual TLS."""

    mode: IstioMutualTlsException
    """PERMISSIVE takes plaintext and mutual TLS, DISABLE only connections without the mesh's TLS."""
    reason: str
    """Why; it is kept as an annotation of the PeerAuthentication."""


class IstioMutualTlsArgs(TypedDict):
    """Arguments of an IstioMutualTls."""

    namespace: pulumi.Input[str]
    """Namespace of the workloads. Istio's root namespace, usually istio-system, stands for the whole mesh."""
    workload_labels: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]]]]
    """Labels of the pods of one workload. Default: none, the whole namespace."""
    port_exceptions: NotRequired[Mapping[str, IstioPortExceptionArgs]]
    """Ports of the pods that are excepted, by number; only with workload_labels. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class IstioMutualTls(pulumi.ComponentResource):
    """Mutual TLS for every connection to the workloads of a namespace, or to one workload, with stated exceptions.

    ```text
    sidecar ==mesh mTLS==> sidecar -> app
    anyone --plaintext--> sidecar: refused
    ```

    Istio has one PeerAuthentication for a workload. An IstioSidecar that ends TLS brings it, and takes the exceptions.

    ```python
    from container_tls.istio import IstioMutualTls, IstioMutualTlsException

    IstioMutualTls("shop", {"namespace": "shop"})
    IstioMutualTls(
        "shop-legacy",
        {
            "namespace": "shop",
            "workload_labels": {"app": "legacy"},
            "port_exceptions": {
                "9000": {"mode": IstioMutualTlsException.PERMISSIVE, "reason": "scanners outside the mesh, PLAT-212"}
            },
        },
    )
    ```
    """

    def __init__(self, name: str, args: IstioMutualTlsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(IstioMutualTlsArgs, args)
        exceptions = port_exceptions(args.get("port_exceptions", {}), "port_exceptions")
        selector = labels(args["workload_labels"], "workload_labels") if "workload_labels" in args else None
        if exceptions and selector is None:
            raise ArgumentError(
                "port_exceptions", "Istio has none for a whole namespace", "Pass workload_labels of the one workload"
            )
        super().__init__(
            "container-tls:index:IstioMutualTls",
            name,
            {
                "wholeNamespace": selector is None,
                "portExceptions": {number: found["mode"] for number, found in exceptions.items()},
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        self.peer_authentication = strict_peer_authentication(
            name, namespace(args["namespace"]), selector, exceptions, pulumi.ResourceOptions(parent=self)
        )
        self.register_outputs({})


def port_exceptions(given: Mapping[str, IstioPortExceptionArgs], argument: str) -> dict[str, IstioPortExceptionArgs]:
    """Exceptions with their reasons, by the port's number."""
    return {
        _port_number(number, argument): _exception(found, f"{argument}.{number}")
        for number, found in mapping(given, argument).items()
    }


def strict_peer_authentication(
    name: str,
    namespace_name: pulumi.Input[str],
    workload_labels: pulumi.Input[Labels] | None,
    exceptions: Mapping[str, IstioPortExceptionArgs],
    opts: pulumi.ResourceOptions,
) -> kubernetes.apiextensions.CustomResource:
    """Mutual TLS on all ports but the excepted ones.

    For a whole namespace Istio obeys only the oldest; a fixed name keeps Kubernetes from taking a second.
    """
    spec: dict[str, Any] = {"mtls": {"mode": "STRICT"}}
    if workload_labels is not None:
        spec["selector"] = {"matchLabels": workload_labels}
    if exceptions:
        spec["portLevelMtls"] = {number: {"mode": found["mode"]} for number, found in exceptions.items()}
    return custom_resource(
        "PeerAuthentication",
        name,
        namespace_name,
        spec,
        opts,
        api_version=SECURITY,
        metadata_name="default" if workload_labels is None else object_name(name),
        annotations={f"{REASON_PREFIX}{number}": found["reason"] for number, found in exceptions.items()} or None,
    )


def _exception(given: IstioPortExceptionArgs, path: str) -> IstioPortExceptionArgs:
    args = group(IstioPortExceptionArgs, given, path)
    reason = args["reason"]
    if not isinstance(reason, str) or not reason.strip():
        raise ArgumentError(f"{path}.reason", "there is none", "Say why the port cannot have mutual TLS")
    return {"mode": choice(IstioMutualTlsException, args["mode"], f"{path}.mode"), "reason": reason}


def _port_number(given: str, argument: str) -> str:
    if not _PORT_NUMBER.fullmatch(str(given)) or int(given) > 65535:
        raise ArgumentError(f"{argument}.{given}", "that is no port", "Use a port's number, 1 to 65535, as the key")
    return str(given)
