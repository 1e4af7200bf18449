"""TLS from clients outside the mesh, ended at an ingress gateway."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

import pulumi
import pulumi_kubernetes as kubernetes

from .._arguments import ArgumentError, choice, group, host_name, lift, mapping, plain, port
from .._aws import Exceptions
from .._kubernetes_names import labels, namespace, service
from .._tasks import TlsVersion
from ._objects import cluster_domain, credential, custom_resource, fqdn, object_name
from ._server_tls import MIN_PROTOCOL_VERSION, IstioServerTlsMode

CA_SUFFIX = "-cacert"


class IstioDestinationArgs(TypedDict):
    """The Service in the mesh to which requests go."""

    service: pulumi.Input[str]
    """Name of the Service, without its namespace."""
    namespace: pulumi.Input[str]
    """Namespace of the Service."""
    port: pulumi.Input[int]
    """Port of the Service, 1 to 65535."""


class IstioGatewayArgs(TypedDict):
    """Arguments of an IstioGateway."""

    namespace: pulumi.Input[str]
    """Namespace in which the gateway's pods run. Everything is created there, and the Secrets must be there."""
    selector: pulumi.Input[Mapping[str, pulumi.Input[str]]]
    """Labels of the gateway's pods."""
    credential_name: pulumi.Input[str]
    """Name of the Secret with the server certificate under `tls.crt` and its key under `tls.key`."""
    hosts: Mapping[str, IstioDestinationArgs]
    """Where requests go, by the host name that clients use: a DNS name, or `*.` and a DNS name."""
    mode: NotRequired[IstioServerTlsMode]
    """SIMPLE asks clients for no certificate, MUTUAL refuses those without one, OPTIONAL_MUTUAL verifies one if there
    is one. Default: SIMPLE."""
    ca_credential_name: NotRequired[pulumi.Input[str]]
    """Name of the Secret with the CA of the clients' certificates under `ca.crt`; not with SIMPLE, and only from Istio
    1.28 on. Default: the Secret of credential_name. In both cases Istio prefers a Secret of that name and `-cacert`."""
    min_tls_version: NotRequired[TlsVersion]
    """The lowest TLS version that is accepted, 1.2 or 1.3. Default: 1.2, as in Istio."""
    port: NotRequired[pulumi.Input[int]]
    """Port of the gateway's Service for HTTPS. Default: 443."""
    redirect_http: NotRequired[bool]
    """Whether port 80 of the gateway's Service redirects to HTTPS with status 301; only if port is 443. Default:
    true."""
    cluster_domain: NotRequired[pulumi.Input[str]]
    """DNS domain of the cluster. Default: cluster.local."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class IstioGateway(pulumi.ComponentResource):
    """TLS of clients outside the mesh, ended at an ingress gateway, and a route from each host to a Service.

    ```text
    client ==TLS:443==> gateway ==mesh mTLS==> web.shop.svc.cluster.local:80
    client --http:80--> gateway: 301 to https
    ```

    Hosts are bound to routes of the gateway's own namespace: nobody else's VirtualService takes their requests.

    ```python
    from container_tls.istio import IstioGateway

    IstioGateway(
        "public",
        {
            "namespace": "istio-ingress",
            "selector": {"istio": "ingress"},
            "credential_name": "shop-example-com",
            "hosts": {"shop.example.com": {"service": "web", "namespace": "shop", "port": 80}},
        },
    )
    ```
    """

    gateway: pulumi.Output[str]
    """Namespace and name of the Gateway, as VirtualServices refer to it."""

    def __init__(self, name: str, args: IstioGatewayArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(IstioGatewayArgs, args)
        mode = choice(IstioServerTlsMode, args.get("mode", IstioServerTlsMode.SIMPLE), "mode")
        floor = choice(TlsVersion, args.get("min_tls_version", TlsVersion.TLS_1_2), "min_tls_version")
        redirect = plain(args.get("redirect_http", True), "redirect_http")
        https_port = _https_port(args.get("port", 443), redirect)
        routes = _routes(args["hosts"])
        tls = _tls(args, mode, floor)
        super().__init__(
            "container-tls:index:IstioGateway",
            name,
            {
                "mode": mode.value,
                "minTlsVersion": floor.value,
                "hosts": list(routes),
                "port": https_port,
                "redirectHttp": redirect,
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        child = pulumi.ResourceOptions(parent=self)
        self._namespace = namespace(args["namespace"])

        exposed = [f"./{found}" for found in routes]
        servers: list[dict[str, Any]] = [
            {"port": {"number": https_port, "name": "https", "protocol": "HTTPS"}, "hosts": exposed, "tls": tls}
        ]
        if redirect:
            servers.append(
                {
                    "port": {"number": 80, "name": "http", "protocol": "HTTP"},
                    "hosts": exposed,
                    "tls": {"httpsRedirect": True},
                }
            )
        self.istio_gateway = custom_resource(
            "Gateway",
            object_name(name),
            self._namespace,
            {"selector": labels(args["selector"], "selector"), "servers": servers},
            child,
        )
        reference = lift("{}/{}".format, self._namespace, name)
        domain = cluster_domain(args.get("cluster_domain"))
        self.virtual_services = {
            found: self._virtual_service(name, found, reference, to, domain) for found, to in routes.items()
        }

        self.gateway = pulumi.Output.from_input(reference)
        self.register_outputs({"gateway": self.gateway})

    def _virtual_service(
        self,
        name: str,
        from_host: str,
        reference: pulumi.Input[str],
        to: IstioDestinationArgs,
        domain: pulumi.Input[str],
    ) -> kubernetes.apiextensions.CustomResource:
        path = f"hosts.{from_host}"
        destination = {
            "host": fqdn(
                service(to["service"], f"{path}.service"), namespace(to["namespace"], f"{path}.namespace"), domain
            ),
            "port": {"number": port(to["port"], f"{path}.port")},
        }
        suffix = f".{from_host[2:]}-any" if from_host.startswith("*.") else f".{from_host}"
        return custom_resource(
            "VirtualService",
            object_name(name, suffix),
            self._namespace,
            {
                "exportTo": ["."],
                "hosts": [from_host],
                "gateways": [reference],
                "http": [{"route": [{"destination": destination}]}],
            },
            pulumi.ResourceOptions(parent=self, depends_on=[self.istio_gateway]),
        )


def _https_port(given: pulumi.Input[int], redirect: bool) -> pulumi.Input[int]:
    def check(number: int) -> int:
        if number == 80:
            raise ArgumentError("port", "port 80 is for HTTP without TLS", "Use 443")
        if number != 443 and redirect:
            raise ArgumentError(
                "redirect_http",
                f"Istio redirects to port 443, and HTTPS is served on port {number}",
                "Pass false, or leave out port",
            )
        return number

    return lift(check, port(given, "port"))


def _routes(given: Mapping[str, IstioDestinationArgs]) -> dict[str, IstioDestinationArgs]:
    if not mapping(given, "hosts"):
        raise ArgumentError("hosts", "it is empty", "Name at least one host and the Service to which its requests go")
    for name in given:
        host_name(str(name).removeprefix("*."), f"hosts.{name}")
    return {name: group(IstioDestinationArgs, to, f"hosts.{name}") for name, to in given.items()}


def _tls(args: IstioGatewayArgs, mode: IstioServerTlsMode, floor: TlsVersion) -> dict[str, Any]:
    tls: dict[str, Any] = {
        "mode": mode.value,
        "credentialName": credential(args["credential_name"], "credential_name"),
        "minProtocolVersion": MIN_PROTOCOL_VERSION[floor],
    }
    if "ca_credential_name" in args:
        if mode is IstioServerTlsMode.SIMPLE:
            raise ArgumentError(
                "ca_credential_name",
                "with mode SIMPLE no client is asked for a certificate",
                "Remove it, or use mode MUTUAL",
            )
        # istiod takes a name for that of a CA by this suffix only, and finds Secrets that are called without it.
        tls["caCertCredentialName"] = lift(
            lambda name: name if name.endswith(CA_SUFFIX) else f"{name}{CA_SUFFIX}",
            credential(args["ca_credential_name"], "ca_credential_name"),
        )
    return tls
