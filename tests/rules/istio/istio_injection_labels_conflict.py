from tests.rules.istio.parts import namespace
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def clean_one_of_both() -> None:
    namespace({"istio-injection": "enabled"})


def clean_no_sidecars() -> None:
    namespace({"istio-injection": "disabled", "istio.io/rev": "stable"})


def clean_same_revision() -> None:
    namespace({"istio-injection": "enabled", "istio.io/rev": "default"})


def clean_moves_from_the_nodes_proxy() -> None:
    """Pods with a sidecar are left alone by the node's proxy: both encrypt."""
    namespace({"istio-injection": "enabled", "istio.io/dataplane-mode": "ambient"})


def undecided_revision_is_an_output() -> None:
    namespace({"istio-injection": "enabled", "istio.io/rev": unknown("revision")})
