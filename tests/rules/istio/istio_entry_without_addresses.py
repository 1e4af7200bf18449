from __future__ import annotations

from tests.rules.istio.parts import HTTPS, entry, istio, namespace
from tests.rules.istio.server_parts import istiod
from tests.unknowns import unknown

TCP = {"number": 443, "name": "tcp", "protocol": "TCP"}
POSTGRES = {"number": 5432, "name": "tcp-postgres", "protocol": "TCP"}
CAPTURE = {"meshConfig": {"defaultConfig": {"proxyMetadata": {"ISTIO_META_DNS_CAPTURE": "true"}}}}


def bad_protocol_is_not_said() -> None:
    istiod()
    entry(
        HTTPS,
        {"number": 443, "name": "https"},
        name="unsaid",  # violates
        addresses=[],
        resolution="STATIC",
        endpoints=[{"address": "192.0.2.7"}],
    )


def bad_two_databases_on_one_port() -> None:
    entry(
        POSTGRES,
        name="orders",  # violates
        hosts=["orders.example.com"],
        exportTo=None,
    )
    entry(
        POSTGRES,
        name="stock",  # violates
        hosts=["stock.example.com"],
        resolution="DNS_ROUND_ROBIN",
    )


def bad_two_hosts_of_one_entry() -> None:
    entry(
        {**POSTGRES, "number": 3306, "protocol": "MySQL"},
        name="databases",  # violates
        hosts=["orders.example.com", "stock.example.com"],
    )


def clean_names_in_handshakes() -> None:
    entry(HTTPS, hosts=["one.example.com"])
    entry({**TCP, "protocol": "TLS"}, name="tls", hosts=["two.example.com"])


def clean_addresses() -> None:
    entry(TCP, addresses=["192.0.2.7"])
    entry(POSTGRES, name="orders", hosts=["orders.example.com"], addresses=["192.0.2.8"])
    entry(POSTGRES, name="stock", hosts=["stock.example.com"])


def clean_where_clients_resolved_to() -> None:
    entry(TCP, resolution="NONE")
    entry(TCP, name="default", resolution=None, hosts=["*.example.net"])


def clean_one_host_on_a_port_of_its_own() -> None:
    entry(POSTGRES, {**POSTGRES, "number": 5433, "name": "tcp-replica"}, hosts=["orders.example.com"])
    entry(POSTGRES, name="again", hosts=["orders.example.com"])
    entry({**POSTGRES, "number": 5434}, name="stock", hosts=["stock.example.com"])


def clean_seen_by_different_namespaces() -> None:
    entry(POSTGRES, name="orders", hosts=["orders.example.com"])
    entry(POSTGRES, name="stock", hosts=["stock.example.com"], namespace="stock")
    entry(POSTGRES, name="elsewhere", hosts=["elsewhere.example.com"], exportTo=["billing"])


def clean_inside_the_mesh() -> None:
    entry(TCP, location="MESH_INTERNAL")


def clean_dns_capture() -> None:
    istiod(CAPTURE)
    entry(TCP)


def clean_ambient() -> None:
    namespace({"istio.io/dataplane-mode": "ambient"})
    entry(TCP)


def clean_waypoint() -> None:
    entry(TCP, metadata={"labels": {"istio.io/use-waypoint": "egress"}})


def clean_patch() -> None:
    istio("ServiceEntryPatch", "patch", {"hosts": ["api.example.com"], "resolution": "DNS", "ports": [TCP]})


def undecided_addresses_are_an_output() -> None:
    entry(TCP, addresses=unknown("addresses"))


def undecided_protocol_is_an_output() -> None:
    entry({**TCP, "protocol": unknown("protocol")})


def undecided_other_host_is_an_output() -> None:
    entry(POSTGRES, name="orders", hosts=["orders.example.com"])
    entry(POSTGRES, name="stock", hosts=[unknown("host")])


def ambiguous_values_of_istiod() -> None:
    istiod({"meshConfig": unknown("mesh")})
    entry(TCP)


def ambiguous_namespace_of_another() -> None:
    entry(POSTGRES, name="orders", hosts=["orders.example.com"])
    entry(POSTGRES, name="stock", hosts=["stock.example.com"], namespace=unknown("namespace"))
