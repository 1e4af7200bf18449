"""What a workload's sidecar lets out, and the TLS that it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

import pulumi

from .._arguments import ArgumentError, choice, group, lift, plain, port, sequence, to_json
from .._aws import Exceptions
from .._kubernetes_names import labels, namespace
from .._tasks import TlsVersion
from ._objects import absolute_path, credential, custom_resource, object_name, sidecar_host
from ._server_tls import MIN_PROTOCOL_VERSION, IstioServerTlsMode
from .mutual_tls import (
    IstioMutualTlsException,
    IstioPortExceptionArgs,
    port_exceptions,
    strict_peer_authentication,
)

MOUNT_PATH = "/etc/sidecar-tls"
VOLUME = "sidecar-tls"

ISTIOD_VALUES = {"pilot": {"env": {"ENABLE_TLS_ON_SIDECAR_INGRESS": "true"}}}

# Ports that the sidecar itself uses.
# https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio
PROXY_PORTS = frozenset({15000, 15001, 15002, 15004, 15006, 15008, 15020, 15021, 15053, 15090})


class IstioSidecarIngressArgs(TypedDict):
    """TLS that the sidecar ends for the application. istiod must run with what the output `istiod_values` says, a
    setting that Istio calls experimental: otherwise the sidecar passes TLS on to the application as it comes."""

    port: int
    """Port, 1 to 65535, on which clients reach the sidecar with TLS."""
    application_port: pulumi.Input[int]
    """Port on which the application listens, without TLS, on 127.0.0.1."""
    secret_name: pulumi.Input[str]
    """Name of the Secret, in the workload's namespace, with the server certificate under `tls.crt` and its key under
    `tls.key`, and with mode MUTUAL the CA of the clients' certificates under `ca.crt`."""
    mode: NotRequired[IstioServerTlsMode]
    """SIMPLE asks clients for no certificate, MUTUAL refuses those without one; OPTIONAL_MUTUAL is for gateways only.
    Default: SIMPLE."""
    min_tls_version: NotRequired[TlsVersion]
    """The lowest TLS version that is accepted, 1.2 or 1.3. Default: 1.2, as in Istio."""
    mount_path: NotRequired[pulumi.Input[str]]
    """Absolute path, in the proxy's container, at which the Secret appears. Default: /etc/sidecar-tls."""
    port_exceptions: NotRequired[Mapping[str, IstioPortExceptionArgs]]
    """Other ports of the pods that are excepted from the mesh's mutual TLS, by number. Default: none."""


class IstioSidecarArgs(TypedDict):
    """Arguments of an IstioSidecar."""

    namespace: pulumi.Input[str]
    """Namespace of the workload."""
    workload_labels: pulumi.Input[Mapping[str, pulumi.Input[str]]]
    """Labels of the workload's pods."""
    egress_hosts: NotRequired[Sequence[pulumi.Input[str]]]
    """More hosts that the workload calls, as `<namespace>/<DNS name>`; both parts may be `*`, and the name may begin
    with `*.`. Default: none; what the workload's own namespace and the control plane's have is always there."""
    control_plane_namespace: NotRequired[pulumi.Input[str]]
    """Namespace of istiod. Default: istio-system, as in Istio."""
    ingress: NotRequired[IstioSidecarIngressArgs]
    """TLS that the sidecar ends. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class IstioSidecar(pulumi.ComponentResource):
    """The sidecar of one workload: it calls only hosts that the mesh knows, and may end TLS for the application.

    ```text
    client ==TLS:8443==> sidecar --http:8080--> app
    app --> sidecar --> hosts of the mesh's registry; any other is refused
    ```

    Istio has one Sidecar for a workload, so that both sides are in this one. Use it beside an IstioTlsOrigination: a
    host or port that is missing there then fails instead of leaving in plaintext.

    ```python
    import pulumi
    import pulumi_kubernetes as kubernetes
    from container_tls.istio import IstioSidecar

    sidecar = IstioSidecar(
        "frontend",
        {
            "namespace": "shop",
            "workload_labels": {"app": "frontend"},
            "ingress": {"port": 8443, "application_port": 8080, "secret_name": "frontend-tls"},
        },
    )
    kubernetes.apps.v1.Deployment(
        "frontend",
        metadata={"namespace": "shop"},
        spec={
            "selector": {"match_labels": {"app": "frontend"}},
            "template": {
                "metadata": {"labels": {"app": "frontend"}, "annotations": sidecar.pod_annotations},
                "spec": {"containers": [{"name": "app", "image": "frontend:1"}]},
            },
        },
    )
    kubernetes.core.v1.Service(
        "frontend",
        metadata={"namespace": "shop"},
        spec={
            "selector": {"app": "frontend"},
            "ports": [{"name": "https", "port": 443, "target_port": sidecar.target_port}],
        },
    )
    pulumi.export("istiodValues", sidecar.istiod_values)
    ```
    """

    pod_annotations: pulumi.Output[Mapping[str, str]] | None
    """Annotations that the workload's pods need, so that the proxy has the Secret; none without ingress."""
    istiod_values: pulumi.Output[Mapping[str, Mapping[str, Mapping[str, str]]]] | None
    """Values that istiod's Helm chart needs; none without ingress."""
    target_port: pulumi.Output[int] | None
    """Target port of the Service for clients with TLS; none without ingress."""

    def __init__(self, name: str, args: IstioSidecarArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(IstioSidecarArgs, args)
        ingress = _Ingress.of(args["ingress"]) if "ingress" in args else None
        super().__init__(
            "container-tls:index:IstioSidecar",
            name,
            {
                "outboundTrafficPolicy": "REGISTRY_ONLY",
                "ingress": None if ingress is None else ingress.intent,
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        selector = labels(args["workload_labels"], "workload_labels")
        place = namespace(args["namespace"])
        child = pulumi.ResourceOptions(parent=self)
        self.peer_authentication = (
            None
            if ingress is None
            else strict_peer_authentication(name, place, selector, ingress.port_exceptions, child)
        )
        self.sidecar = custom_resource(
            "Sidecar",
            object_name(name),
            place,
            {
                "workloadSelector": {"labels": selector},
                "outboundTrafficPolicy": {"mode": "REGISTRY_ONLY"},
                "egress": [{"hosts": _egress_hosts(args)}],
                **({} if ingress is None else {"ingress": [ingress.listener]}),
            },
            child if self.peer_authentication is None else _after(child, self.peer_authentication),
        )

        self.pod_annotations = None if ingress is None else pulumi.Output.all(**ingress.pod_annotations)
        self.istiod_values = None if ingress is None else pulumi.Output.from_input(ISTIOD_VALUES)
        self.target_port = None if ingress is None else pulumi.Output.from_input(ingress.port)
        self.register_outputs(
            {
                "podAnnotations": self.pod_annotations,
                "istiodValues": self.istiod_values,
                "targetPort": self.target_port,
            }
        )


@dataclass(frozen=True)
class _Ingress:
    """TLS that the sidecar ends, checked."""

    port: int
    application_port: pulumi.Input[int]
    secret_name: pulumi.Input[str]
    mode: IstioServerTlsMode
    min_tls_version: TlsVersion
    mount_path: pulumi.Input[str]
    port_exceptions: Mapping[str, IstioPortExceptionArgs]

    @classmethod
    def of(cls, given: IstioSidecarIngressArgs) -> "_Ingress":
        """The TLS that these arguments describe."""
        args = group(IstioSidecarIngressArgs, given, "ingress")
        number = _tls_port(args["port"])
        mode = choice(IstioServerTlsMode, args.get("mode", IstioServerTlsMode.SIMPLE), "ingress.mode")
        if mode is IstioServerTlsMode.OPTIONAL_MUTUAL:
            raise ArgumentError("ingress.mode", "sidecars do not have OPTIONAL_MUTUAL", "Use SIMPLE or MUTUAL")
        exceptions = port_exceptions(args.get("port_exceptions", {}), "ingress.port_exceptions")
        if str(number) in exceptions:
            raise ArgumentError(
                f"ingress.port_exceptions.{number}", "the port on which TLS is ended is excepted anyway", "Remove it"
            )
        own: IstioPortExceptionArgs = {
            "mode": IstioMutualTlsException.DISABLE,
            "reason": "The sidecar ends the TLS of clients there",
        }
        return cls(
            port=number,
            application_port=_application_port(args["application_port"], number),
            secret_name=credential(args["secret_name"], "ingress.secret_name"),
            mode=mode,
            min_tls_version=choice(
                TlsVersion, args.get("min_tls_version", TlsVersion.TLS_1_2), "ingress.min_tls_version"
            ),
            mount_path=absolute_path(args.get("mount_path", MOUNT_PATH), "ingress.mount_path"),
            port_exceptions={str(number): own, **exceptions},
        )

    @property
    def intent(self) -> dict[str, Any]:
        """What the policy pack is told."""
        return {
            "port": self.port,
            "applicationPort": self.application_port,
            "mode": self.mode.value,
            "minTlsVersion": self.min_tls_version.value,
            "portExceptions": {number: found["mode"] for number, found in self.port_exceptions.items()},
        }

    @property
    def listener(self) -> dict[str, Any]:
        """The listener, as a Sidecar has it."""
        tls = {
            "mode": self.mode.value,
            "minProtocolVersion": MIN_PROTOCOL_VERSION[self.min_tls_version],
            "serverCertificate": self._file("tls.crt"),
            "privateKey": self._file("tls.key"),
        }
        if self.mode is IstioServerTlsMode.MUTUAL:
            tls["caCertificates"] = self._file("ca.crt")
        return {
            "port": {"number": self.port, "name": "https", "protocol": "HTTPS"},
            "defaultEndpoint": lift("127.0.0.1:{}".format, self.application_port),
            "tls": tls,
        }

    @property
    def pod_annotations(self) -> dict[str, pulumi.Input[str]]:
        """What has the Secret mounted into the proxy's container."""
        return {
            "sidecar.istio.io/userVolume": to_json({VOLUME: {"secret": {"secretName": self.secret_name}}}),
            "sidecar.istio.io/userVolumeMount": to_json({VOLUME: {"mountPath": self.mount_path, "readOnly": True}}),
        }

    def _file(self, key: str) -> pulumi.Input[str]:
        return lift(lambda path: f"{path}/{key}", self.mount_path)


def _after(opts: pulumi.ResourceOptions, earlier: pulumi.Resource) -> pulumi.ResourceOptions:
    return pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(depends_on=[earlier]))


def _tls_port(given: int) -> int:
    number = port(plain(given, "ingress.port"), "ingress.port")
    assert isinstance(number, int)
    if number in PROXY_PORTS:
        raise ArgumentError("ingress.port", f"the sidecar itself uses port {number}", "Choose another, such as 8443")
    return number


def _application_port(given: pulumi.Input[int], tls_port: int) -> pulumi.Input[int]:
    def check(number: int) -> int:
        if number == tls_port:
            raise ArgumentError(
                "ingress.application_port",
                f"clients reach the sidecar on port {number}",
                "Let the application listen on another port, without TLS",
            )
        return number

    return lift(check, port(given, "ingress.application_port"))


def _egress_hosts(args: IstioSidecarArgs) -> list[pulumi.Input[str]]:
    control_plane = namespace(args.get("control_plane_namespace", "istio-system"), "control_plane_namespace")
    more = [sidecar_host(given, "egress_hosts") for given in sequence(args.get("egress_hosts", []), "egress_hosts")]
    return ["*/*"] if "*/*" in more else ["./*", lift("{}/*".format, control_plane), *more]
