from __future__ import annotations

from typing import Any

from tests.rules.istio.parts import LABELS, istio
from tests.rules.istio.server_parts import peer
from tests.unknowns import unknown


def policy(*sources: Any, name: str = "callers", **spec: Any) -> Any:
    """Who may call the pods."""
    rules = [{"from": [{"source": found}]} for found in sources]
    return istio("AuthorizationPolicy", name, {"selector": {"matchLabels": LABELS}, "rules": rules, **spec})


def bad_every_rule() -> None:
    peer("DISABLE", labels=LABELS)
    policy(
        {"principals": ["cluster.local/ns/shop/sa/web"]},
        {"serviceAccounts": ["shop/web"], "ipBlocks": ["10.0.0.0/8"]},
        name="callers",  # violates
    )


def on_ports(*ports: Any) -> Any:
    """A rule that asks for an identity, for some ports."""
    return {"from": [{"source": {"namespaces": ["shop"]}}], "to": [{"operation": {"ports": [*ports]}}]}


def bad_on_a_port_without_mutual_tls() -> None:
    peer("STRICT", {"8080": "DISABLE"}, labels=LABELS)
    policy(
        name="callers",  # violates
        rules=[on_ports("8080")],
    )


def clean_on_a_port_with_mutual_tls() -> None:
    peer("STRICT", {"8080": "DISABLE"}, labels=LABELS)
    policy(rules=[on_ports("8080", "9090")])
    policy({"namespaces": ["shop"]}, name="everywhere")


def undecided_port_is_an_output() -> None:
    peer("STRICT", {"8080": "DISABLE"}, labels=LABELS)
    policy(rules=[on_ports(unknown("port"))])


def clean_mutual() -> None:
    peer("STRICT", labels=LABELS)
    policy({"namespaces": ["shop"]})


def clean_one_rule_without_identity() -> None:
    peer("DISABLE", labels=LABELS)
    policy({"namespaces": ["shop"]}, {"ipBlocks": ["10.0.0.0/8"]})
    policy(name="anyone", rules=[{"to": [{"operation": {"ports": ["8080"]}}]}])


def clean_deny() -> None:
    peer("DISABLE", labels=LABELS)
    policy({"namespaces": ["shop"]}, action="DENY")


def clean_some_ports_have_mutual_tls() -> None:
    peer("DISABLE", {"8080": "STRICT"}, labels=LABELS)
    policy({"namespaces": ["shop"]})


def clean_other_pods() -> None:
    peer("DISABLE", labels={"app": "other"})
    policy({"namespaces": ["shop"]})


def undecided_mode_is_an_output() -> None:
    peer(unknown("mode"), labels=LABELS)
    policy({"namespaces": ["shop"]})


def clean_two_for_the_same_pods() -> None:
    peer("DISABLE", labels=LABELS)
    peer("STRICT", labels=LABELS, name="second")
    policy({"namespaces": ["shop"]})


def ambiguous_another_one_may_be_for_the_pods() -> None:
    peer("DISABLE", labels=LABELS)
    peer("STRICT", labels={"app": unknown("app")}, name="second")
    policy({"namespaces": ["shop"]})
