from __future__ import annotations

import pulumi

from tests.rules.istio.parts import (
    HOST,
    HTTPS,
    SELECTOR,
    entry,
    istio,
    on_port,
    route,
    rule,
    secret_tls,
    service,
    through_gateway,
    tls,
)
from tests.unknowns import unknown


def bad_certificate_to_trust_only() -> None:
    entry()
    rule(
        on_port(80, tls(credentialName="partner-ca")),
        name="simple",  # violates
    )


def bad_for_every_port() -> None:
    entry(HTTPS)
    rule(
        name="top-level",  # violates
        policy={"tls": secret_tls()},
    )


def bad_for_a_subset_in_an_older_version() -> None:
    entry()
    subsets = [{"name": "v1", "trafficPolicy": {"tls": secret_tls()}}]
    istio(
        "DestinationRule",
        "subset",  # violates
        {"host": HOST, "subsets": subsets},
        version="v1alpha3",
    )


def bad_unknown_secret_of_a_mutual_rule() -> None:
    entry(location=None)
    service(route(HOST, 80))
    rule(
        on_port(80, tls("MUTUAL", credentialName="client", sni=unknown("sni"))),
        name="client",  # violates
    )


def clean_selected_pods() -> None:
    entry()
    rule(on_port(80, secret_tls()), **SELECTOR)


def clean_certificate_from_a_config_map() -> None:
    entry()
    rule(on_port(80, tls(credentialName="configmap://shop/partner-ca")))


def clean_files() -> None:
    entry()
    rule(on_port(80, tls(caCertificates="/etc/partner/ca.pem")))
    rule(on_port(80, tls(credentialName="")), name="empty")


def clean_egress_gateway() -> None:
    entry(HTTPS)
    through_gateway()
    rule(on_port(443, secret_tls()), namespace="istio-system")


def clean_egress_by_the_gateway_api() -> None:
    entry()
    refs = [{"group": "networking.istio.io", "kind": "Hostname", "name": HOST, "port": 443}]
    pulumi.CustomResource(
        "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute", "egress", {"spec": {"rules": [{"backendRefs": refs}]}}
    )
    rule(on_port(80, secret_tls()))


def clean_waypoints() -> None:
    entry(metadata={"labels": {"istio.io/use-waypoint": "egress"}})
    rule(on_port(80, secret_tls()))


def clean_waypoints_of_the_namespace() -> None:
    labels = {"istio.io/use-waypoint": "waypoint"}
    pulumi.CustomResource("kubernetes:core/v1:Namespace", "shop", {"metadata": {"name": "shop", "labels": labels}})
    entry()
    rule(on_port(80, secret_tls()))


def clean_no_tls() -> None:
    entry()
    rule(on_port(80, {"mode": "DISABLE", "credentialName": "client"}), on_port(81, {"credentialName": "client"}))


def clean_hosts_of_other_stacks_and_of_the_mesh() -> None:
    rule(on_port(80, secret_tls()))
    rule(on_port(443, secret_tls()), name="inside", host="db")
    entry(hosts=["mesh.example.com"], location="MESH_INTERNAL")
    rule(on_port(443, secret_tls()), name="internal", host="mesh.example.com")


def clean_other_clients() -> None:
    entry()
    rule(on_port(80, secret_tls()), namespace="elsewhere")


def clean_patches() -> None:
    entry()
    rule(on_port(80, secret_tls()))
    istio("DestinationRulePatch", "patch", SELECTOR, metadata={"name": "rule"})
    istio("DestinationRulePatch", "other", {"host": HOST, "trafficPolicy": {"tls": secret_tls()}})


def undecided_credential_may_be_a_config_map() -> None:
    entry()
    rule(on_port(80, tls(credentialName=unknown("credential"))))


def undecided_namespace_may_be_the_patch_s() -> None:
    entry()
    rule(on_port(80, secret_tls()), namespace=unknown("namespace"))
    istio("DestinationRulePatch", "patch", SELECTOR, metadata={"name": "rule"})


def ambiguous_gateways_may_be_meant() -> None:
    entry()
    service(route(unknown("host"), 443), gateways=["istio-egress"])
    rule(on_port(80, secret_tls()))
