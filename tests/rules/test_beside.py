"""What a stack says for certain stays, whatever is not known of another one beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pytest
from container_tls_policies.evaluation import Evaluation
from container_tls_policies.model import UNKNOWN
from container_tls_policies.rules import catalogue
from container_tls_policies.settings import Settings

from tests.recorded import places

from .test_cases import programs_of
from .test_growth import copies
from .test_robustness import is_empty, stack_of, value_at, with_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from container_tls_policies.model import Record
    from container_tls_policies.rule import Rule

identifying: Final = frozenset({"metadata", "name", "selector", "subjects", "ingressClassName"})
"""What tells objects of Kubernetes apart, and which of them they are for: one of which it is not known may be the very
one that is missed."""

reaching_far: Final = {
    "controller-backend-group-unused": "one load balancer is enough",
    "controller-custom-groups-unopened": "a rule of any group may let others in",
    "controller-gateway-prefix-list-open": "another configuration may limit the clients",
    "istio-entry-without-origination": "a rule that starts TLS, or a route, may be for the host",
    "istio-route-host-missing": "a ServiceEntry may be for the host",
    "istio-route-port-missing": "a ServiceEntry may be for the host",
    "istio-rule-hidden-from-clients": "a rule that starts TLS may be for the host",
    "istio-secret-in-other-namespace": "whatever uses a Secret of that name may be where the Secret is",
    "istio-tls-to-plaintext-port": "a route may be for the host",
    "istio-unknown-hosts-allowed": "one Sidecar is enough",
    "nlb-client-ip-sg": "tasks may run on any instances of the stack",
    "sc-peer-sg-missing": "a service may be in the same namespace",
    "sg-dynamic-port-range": "tasks may run on any instances of the stack",
    "sg-healthcheck-port-missing": "tasks may run on any instances of the stack",
    "sg-lb-to-task-missing": "tasks may run on any instances of the stack",
}
"""Rules for which something beside may be what is missed though it is for something else, and why."""


def proven(rule: Rule, own: list[Record], beside: Iterable[Record]) -> tuple[Counter[str], bool]:
    """How often the rule complains of each resource of a stack with another one beside it, and whether it is undecided
    about anything."""
    evaluation = Evaluation([*own, *beside], Settings())
    verdict = evaluation.run(rule, {})
    urns = {record.urn for record in own}
    found = (note.on.urn for note in verdict.violations if note.on)
    return Counter(urn for urn in found if urn in urns), any(evaluation.undecided())


def with_one_unknown(records: list[Record]) -> Iterator[tuple[tuple[Any, ...], list[Record]]]:
    """The stack once for every value in it, each time without that one."""
    for index, record in enumerate(records):
        for place in places(record.inputs):
            if not is_empty(value_at(record.inputs, place)):
                changed = replace(record, read_inputs=partial(with_value, record.inputs, place, UNKNOWN))
                yield place, [*records[:index], changed, *records[index + 1 :]]


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
def test_what_is_unknown_beside_hides_nothing(rule: Rule) -> None:
    """But for what may be the very thing that is missed: then the rule says that it is undecided."""
    for name, program in programs_of(rule, "bad"):
        both = copies(stack_of(program), 2)
        half = len(stack_of(program))
        own, beside = both[:half], both[half:]
        certain, _ = proven(rule, own, beside)
        for place, changed in with_one_unknown(beside):
            found, is_undecided = proven(rule, own, changed)
            if not certain <= found:
                assert is_undecided, (name, place)
                assert rule.id in reaching_far or not identifying.isdisjoint(place), (name, place)
