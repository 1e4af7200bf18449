import pulumi

from tests.unknowns import unknown

SINGLE_RESOURCE = True
ALWAYS_DECIDED = True


def istio(version: str, kind: str, name: str, spec: object) -> None:
    group = "security" if kind == "PeerAuthentication" else "networking"
    token = f"kubernetes:{group}.istio.io/{version}:{kind}"
    pulumi.CustomResource(token, name, {"metadata": {"name": name, "namespace": "shop"}, "spec": spec})


def bad_patch_of_the_first_version() -> None:
    istio(
        "v1alpha3",
        "DestinationRulePatch",
        "web",  # violates
        {"host": unknown("host")},
    )


def clean_v1() -> None:
    istio("v1", "ServiceEntry", "web", unknown("spec"))


def clean_kinds_without_v1() -> None:
    istio("v1alpha3", "EnvoyFilter", "web", {})
    istio("v1beta1", "ProxyConfig", "proxy", {})
