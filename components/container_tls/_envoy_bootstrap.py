"""Envoy's bootstrap configuration, in its API v3: plain values in, a document out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi

from ._arguments import lift
from ._envoy_certificates import Delivery
from ._envoy_paths import APPLICATION, TERMINATION, EnvoyProtocol, Origination, Termination
from ._tasks import TlsVersion

_EXTENSIONS = "type.googleapis.com/envoy.extensions"
_PROTOCOLS = {TlsVersion.TLS_1_2: "TLSv1_2", TlsVersion.TLS_1_3: "TLSv1_3"}
_CONNECTIONS = "envoy.resource_monitors.global_downstream_max_connections"
_HEAP = "envoy.resource_monitors.fixed_heap"

# Shorter than what the other end usually waits before it closes an idle connection, at which a request could just then
# arrive: 5 seconds in Node.js and uvicorn, 60 in Application Load Balancers.
_APPLICATION_IDLE = "4s"
_UPSTREAM_IDLE = "55s"


@dataclass(frozen=True)
class Limits:
    """How much Envoy takes on."""

    max_connections: pulumi.Input[int]
    memory_mib: pulumi.Input[int]


def bootstrap(
    name: str,
    admin_port: pulumi.Input[int],
    termination: Termination | None,
    originations: Sequence[Origination],
    delivery: Delivery,
    limits: Limits,
) -> dict[str, Any]:
    """The whole configuration. Secrets given as files need the node's id and cluster."""
    listeners = [_originating_listener(origination) for origination in originations]
    clusters = [_upstream(origination, delivery, limits) for origination in originations]
    if termination is not None:
        listeners.insert(0, _terminating_listener(termination, delivery))
        clusters.insert(0, _application(termination, limits))
    return {
        "node": {"id": name, "cluster": name},
        "admin": {"address": _address("127.0.0.1", admin_port)},
        "overload_manager": _overload_manager(limits),
        "static_resources": {"listeners": listeners, "clusters": clusters},
    }


def _terminating_listener(termination: Termination, delivery: Delivery) -> dict[str, Any]:
    if termination.protocol is EnvoyProtocol.TCP:
        network_filter = _tcp_proxy(TERMINATION, APPLICATION)
    else:
        network_filter = _http_connection_manager(
            TERMINATION,
            {"cluster": APPLICATION, "timeout": _seconds(termination.request_timeout)},
            {
                "use_remote_address": True,
                "xff_num_trusted_hops": termination.trusted_hops,
                "normalize_path": True,
                **_client_certificate_header(termination),
            },
        )
    return _listener(TERMINATION, "0.0.0.0", termination.port, network_filter, _downstream_tls(termination, delivery))


def _client_certificate_header(termination: Termination) -> dict[str, Any]:
    if termination.client_authorities is None:
        return {"forward_client_cert_details": "SANITIZE"}
    return {
        "forward_client_cert_details": "SANITIZE_SET",
        "set_current_client_cert_details": {"subject": True, "dns": True, "uri": True},
    }


def _downstream_tls(termination: Termination, delivery: Delivery) -> dict[str, Any]:
    common = {
        "tls_params": _tls_parameters(termination.min_tls_version, TlsVersion.TLS_1_3),
        **delivery.own(termination.certificate),
    }
    if termination.protocol is not EnvoyProtocol.TCP:
        common["alpn_protocols"] = ["h2", "http/1.1"]
    if termination.client_authorities is not None:
        common |= delivery.trusted(termination.client_authorities, _san_matchers(termination.client_sans))
    return _transport_socket(
        "DownstreamTlsContext",
        {
            "require_client_certificate": termination.client_authorities is not None,
            "common_tls_context": common,
        },
    )


def _application(termination: Termination, limits: Limits) -> dict[str, Any]:
    return {
        **_cluster(
            APPLICATION,
            "127.0.0.1",
            termination.application_port,
            termination.protocol,
            limits,
            _APPLICATION_IDLE,
        ),
        "type": "STATIC",
        "connect_timeout": "1s",
    }


def _originating_listener(origination: Origination) -> dict[str, Any]:
    if origination.protocol is EnvoyProtocol.TCP:
        network_filter = _tcp_proxy(origination.name, origination.name)
    else:
        network_filter = _http_connection_manager(
            origination.name,
            {
                "cluster": origination.name,
                "timeout": _seconds(origination.request_timeout),
                "host_rewrite_literal": lift(_authority, origination.host, origination.port),
            },
            {
                "generate_request_id": False,
                "scheme_header_transformation": {"scheme_to_overwrite": "https"},
            },
            # It would say http, and make servers behind load balancers redirect to https for ever.
            remove_headers=["x-forwarded-proto"],
        )
    return _listener(origination.name, "127.0.0.1", origination.local_port, network_filter)


def _upstream(origination: Origination, delivery: Delivery, limits: Limits) -> dict[str, Any]:
    common = {
        "tls_params": _tls_parameters(origination.min_tls_version, origination.max_tls_version),
        **delivery.trusted(origination.authorities, _san_matchers(origination.sans)),
    }
    if origination.protocol is not EnvoyProtocol.TCP:
        common["alpn_protocols"] = ["h2" if origination.protocol is EnvoyProtocol.HTTP2 else "http/1.1"]
    if origination.certificate is not None:
        common |= delivery.own(origination.certificate)
    return {
        **_cluster(origination.name, origination.host, origination.port, origination.protocol, limits, _UPSTREAM_IDLE),
        "type": "STRICT_DNS",
        "dns_lookup_family": "V4_PREFERRED",
        "connect_timeout": _seconds(origination.connect_timeout),
        "transport_socket": _transport_socket(
            "UpstreamTlsContext", {"sni": origination.sni, "common_tls_context": common}
        ),
    }


def _listener(
    name: str,
    address: str,
    port: pulumi.Input[int],
    network_filter: Mapping[str, Any],
    transport_socket: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    chain: dict[str, Any] = {"filters": [network_filter]}
    if transport_socket is not None:
        chain |= {"transport_socket": transport_socket, "transport_socket_connect_timeout": "10s"}
    return {
        "name": name,
        "stat_prefix": name,
        "address": _address(address, port),
        "per_connection_buffer_limit_bytes": 32768,
        "filter_chains": [chain],
    }


def _http_connection_manager(
    name: str, action: Mapping[str, Any], settings: Mapping[str, Any], remove_headers: Sequence[str] = ()
) -> dict[str, Any]:
    route = {"match": {"prefix": "/"}, "route": action, "request_headers_to_remove": list(remove_headers)}
    router = {"suppress_envoy_headers": True}
    return _typed(
        "envoy.filters.network.http_connection_manager",
        "filters.network.http_connection_manager.v3.HttpConnectionManager",
        {
            "stat_prefix": name,
            "codec_type": "AUTO",
            "common_http_protocol_options": {"idle_timeout": "900s", "max_headers_count": 100},
            "http2_protocol_options": {
                "max_concurrent_streams": 100,
                "initial_stream_window_size": 65536,
                "initial_connection_window_size": 1048576,
            },
            "max_request_headers_kb": 60,
            "request_headers_timeout": "10s",
            "stream_idle_timeout": "300s",
            "upgrade_configs": [{"upgrade_type": "websocket"}],
            **settings,
            "route_config": {"virtual_hosts": [{"name": name, "domains": ["*"], "routes": [route]}]},
            "http_filters": [_typed("envoy.filters.http.router", "filters.http.router.v3.Router", router)],
        },
    )


def _tcp_proxy(name: str, cluster: str) -> dict[str, Any]:
    return _typed(
        "envoy.filters.network.tcp_proxy",
        "filters.network.tcp_proxy.v3.TcpProxy",
        {"stat_prefix": name, "cluster": cluster, "idle_timeout": "3600s"},
    )


def _cluster(
    name: str,
    host: pulumi.Input[str],
    port: pulumi.Input[int],
    protocol: EnvoyProtocol,
    limits: Limits,
    idle_timeout: str,
) -> dict[str, Any]:
    cluster: dict[str, Any] = {
        "name": name,
        "load_assignment": {
            "cluster_name": name,
            "endpoints": [{"lb_endpoints": [{"endpoint": {"address": _address(host, port)}}]}],
        },
        "per_connection_buffer_limit_bytes": 32768,
        "circuit_breakers": {
            "thresholds": [
                {
                    "max_connections": limits.max_connections,
                    "max_pending_requests": limits.max_connections,
                    "max_requests": limits.max_connections,
                }
            ]
        },
    }
    if protocol is not EnvoyProtocol.TCP:
        version = "http2_protocol_options" if protocol is EnvoyProtocol.HTTP2 else "http_protocol_options"
        cluster["typed_extension_protocol_options"] = {
            "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
                "@type": f"{_EXTENSIONS}.upstreams.http.v3.HttpProtocolOptions",
                "common_http_protocol_options": {"idle_timeout": idle_timeout},
                "explicit_http_config": {version: {}},
            }
        }
    return cluster


def _overload_manager(limits: Limits) -> dict[str, Any]:
    """Refuses connections above the limit, and requests before the container's memory is used up."""
    heap = lift(lambda mib: str(mib * 1024 * 1024 * 4 // 5), limits.memory_mib)
    return {
        "refresh_interval": "0.25s",
        "resource_monitors": [
            _typed(
                _CONNECTIONS,
                "resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig",
                {"max_active_downstream_connections": limits.max_connections},
            ),
            _typed(_HEAP, "resource_monitors.fixed_heap.v3.FixedHeapConfig", {"max_heap_size_bytes": heap}),
        ],
        "actions": [
            _overload_action("shrink_heap", 0.9),
            _overload_action("stop_accepting_requests", 0.95),
            _overload_action("stop_accepting_connections", 0.98),
        ],
    }


def _overload_action(name: str, heap: float) -> dict[str, Any]:
    return {"name": f"envoy.overload_actions.{name}", "triggers": [{"name": _HEAP, "threshold": {"value": heap}}]}


def _san_matchers(sans: Sequence[pulumi.Input[str]]) -> dict[str, Any]:
    return {"match_typed_subject_alt_names": [lift(_san_matcher, san) for san in sans]} if sans else {}


def _san_matcher(san: str) -> dict[str, Any]:
    return {"san_type": "URI" if "://" in san else "DNS", "matcher": {"exact": san}}


def _tls_parameters(low: TlsVersion, high: TlsVersion) -> dict[str, str]:
    return {"tls_minimum_protocol_version": _PROTOCOLS[low], "tls_maximum_protocol_version": _PROTOCOLS[high]}


def _transport_socket(context: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    return _typed("envoy.transport_sockets.tls", f"transport_sockets.tls.v3.{context}", settings)


def _typed(name: str, type_: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name, "typed_config": {"@type": f"{_EXTENSIONS}.{type_}", **settings}}


def _address(host: pulumi.Input[str], port: pulumi.Input[int]) -> dict[str, Any]:
    return {"socket_address": {"address": host, "port_value": port}}


def _seconds(value: pulumi.Input[int]) -> pulumi.Input[str]:
    return lift(lambda seconds: f"{seconds}s", value)


def _authority(host: str, port: int) -> str:
    return host if port == 443 else f"{host}:{port}"
