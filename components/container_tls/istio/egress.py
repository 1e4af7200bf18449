"""TLS to hosts outside the mesh, started at an egress gateway."""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import pulumi

from .._arguments import ArgumentError, group, host_name, lift, port, sequence
from .._aws import Exceptions
from .._kubernetes_names import labels, namespace, service
from ._client_tls import ClientTls, IstioClientTlsArgs
from ._external_hosts import HTTP_PORT, external_service, origination_rule, tls_port
from ._objects import cluster_domain, custom_resource, fqdn, object_name


class IstioEgressGatewayArgs(TypedDict):
    """Arguments of an IstioEgressGateway."""

    namespace: pulumi.Input[str]
    """Namespace in which the egress gateway's pods run. Everything is created there, and the Secrets must be there."""
    selector: pulumi.Input[Mapping[str, pulumi.Input[str]]]
    """Labels of the egress gateway's pods."""
    service: pulumi.Input[str]
    """Name of the egress gateway's Service, in the same namespace."""
    client_namespaces: Sequence[pulumi.Input[str]]
    """Namespaces of the applications that call the host, besides the gateway's; may be empty. For others there is no
    such host in the mesh."""
    host: pulumi.Input[str]
    """DNS name of the host outside the mesh, without wildcard."""
    target_port: NotRequired[pulumi.Input[int]]
    """TLS port of the host, 1 to 65535 but 80. Default: 443."""
    tls: NotRequired[IstioClientTlsArgs]
    """Whom the gateway trusts, and what it shows of itself. Default: the CA bundle of the proxy's image, and the host's
    name on the certificate; no client certificate."""
    port: NotRequired[pulumi.Input[int]]
    """Port of the gateway's Service on which it takes the mesh's mutual TLS. Default: 443."""
    cluster_domain: NotRequired[pulumi.Input[str]]
    """DNS domain of the cluster. Default: cluster.local."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class IstioEgressGateway(pulumi.ComponentResource):
    """TLS to a host outside the mesh, started at an egress gateway, for applications that call it with http://.

    ```text
    app --http:80--> sidecar ==mesh mTLS==> egress gateway ==TLS==> api.example.com:443
    ```

    The key of a client certificate is at the gateway only. The server's certificate is verified, and must have the
    host's name. A sidecar of a client namespace that does not find the way to the gateway starts TLS itself, so that
    nothing leaves in plaintext; that applications cannot go past the gateway is for network policies to ensure. A
    gateway can have several of these, one for each host.

    ```python
    from container_tls.istio import IstioEgressGateway, IstioSidecar

    payments = IstioEgressGateway(
        "payments",
        {
            "namespace": "istio-egress",
            "selector": {"istio": "egressgateway"},
            "service": "istio-egressgateway",
            "client_namespaces": ["shop"],
            "host": "api.example.com",
            "tls": {"client_credential_name": "payments-client"},
        },
    )
    IstioSidecar(
        "frontend",
        {
            "namespace": "shop",
            "workload_labels": {"app": "frontend"},
            "egress_hosts": [payments.sidecar_egress_host],
        },
    )
    ```
    """

    url: pulumi.Output[str]
    """URL that applications call, with http://."""
    sidecar_egress_host: pulumi.Output[str]
    """The host with its namespace, for `egress_hosts` of an IstioSidecar."""

    def __init__(self, name: str, args: IstioEgressGatewayArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(IstioEgressGatewayArgs, args)
        self._place = namespace(args["namespace"])
        self._host = host_name(args["host"], "host")
        self._port = port(args.get("port", 443), "port")
        self._target_port = tls_port(args.get("target_port", 443), "target_port")
        self._selector = labels(args["selector"], "selector")
        # By name: in Istio's root namespace, often the gateway's, "." beside others does not stand for the namespace.
        self._visible_in = [self._place, *_client_namespaces(args["client_namespaces"], self._place)]
        self._service = fqdn(
            service(args["service"], "service"), self._place, cluster_domain(args.get("cluster_domain"))
        )
        tls = ClientTls.of(args.get("tls", {}), self._host, self._place)
        super().__init__(
            "container-tls:index:IstioEgressGateway",
            name,
            {
                "host": self._host,
                "targetPort": self._target_port,
                "port": self._port,
                "mode": tls.mode,
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        self._opts = pulumi.ResourceOptions(parent=self)
        # An IstioGateway and an IstioTlsOrigination of the same name may be in the namespace, too.
        self._build(object_name(name, "-egress"), tls)

        self.url = pulumi.Output.concat("http://", self._host)
        self.sidecar_egress_host = pulumi.Output.concat(self._place, "/", self._host)
        self.register_outputs({"url": self.url, "sidecarEgressHost": self.sidecar_egress_host})

    def _build(self, name: str, tls: ClientTls) -> None:
        self.istio_gateway = custom_resource("Gateway", name, self._place, self._gateway(), self._opts)
        self.gateway_rule = custom_resource(
            "DestinationRule", f"{name}-gateway", self._place, self._to_gateway(name), self._opts
        )
        self.origination_rule = origination_rule(
            f"{name}-originate",
            self._place,
            self._host,
            tls.settings,
            ["."],
            self._opts,
            workload_labels=self._selector,
        )
        self.destination_rule = origination_rule(
            name, self._place, self._host, tls.without_credentials, self._visible_in, self._opts
        )
        self.virtual_service = custom_resource(
            "VirtualService",
            name,
            self._place,
            self._route(name),
            self._after(self.istio_gateway, self.gateway_rule),
        )
        self.service_entry = external_service(
            name,
            self._place,
            self._host,
            self._target_port,
            self._visible_in,
            self._after(self.virtual_service, self.origination_rule, self.destination_rule),
        )

    def _after(self, *earlier: pulumi.Resource) -> pulumi.ResourceOptions:
        return pulumi.ResourceOptions(parent=self, depends_on=list(earlier))

    def _gateway(self) -> dict[str, Any]:
        return {
            "selector": self._selector,
            "servers": [
                {
                    "port": {"number": self._port, "name": "https", "protocol": "HTTPS"},
                    "hosts": [lift("./{}".format, self._host)],
                    "tls": {"mode": "ISTIO_MUTUAL"},
                }
            ],
        }

    def _to_gateway(self, subset: str) -> dict[str, Any]:
        tls = {"mode": "ISTIO_MUTUAL", "sni": self._host}
        return {
            # Not exported in any special way: Istio joins the subsets only of rules that are exported alike.
            "host": self._service,
            "subsets": [
                {
                    "name": subset,
                    "trafficPolicy": {"portLevelSettings": [{"port": {"number": self._port}, "tls": tls}]},
                }
            ],
        }

    def _route(self, name: str) -> dict[str, Any]:
        gateway = lift(lambda place: f"{place}/{name}", self._place)
        to_gateway = {"host": self._service, "subset": name, "port": {"number": self._port}}
        to_host = {"host": self._host, "port": {"number": HTTP_PORT}}
        return {
            "exportTo": self._visible_in,
            "hosts": [self._host],
            "gateways": ["mesh", gateway],
            "http": [
                {
                    "match": [{"gateways": ["mesh"], "port": HTTP_PORT}],
                    "route": [{"destination": to_gateway}],
                },
                {
                    "match": [{"gateways": [gateway], "port": self._port}],
                    "route": [{"destination": to_host}],
                },
            ],
        }


def _client_namespaces(
    given: Sequence[pulumi.Input[str]], gateway_namespace: pulumi.Input[str]
) -> list[pulumi.Input[str]]:
    names = [namespace(found, "client_namespaces") for found in sequence(given, "client_namespaces")]
    known = [found for found in (gateway_namespace, *names) if isinstance(found, str)]
    for found in known:
        if known.count(found) > 1:
            raise ArgumentError(
                "client_namespaces",
                f"{found!r} is there twice, or is the gateway's, which is there anyway",
                "Name each other namespace once",
            )
    return names
