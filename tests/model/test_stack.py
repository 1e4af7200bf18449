"""What refers to what: values, names, property dependencies, and their absence."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from container_tls_policies.model import (
    UNKNOWN,
    Found,
    Listener,
    LoadBalancer,
    Record,
    Reference,
    Service,
    Stack,
    TargetGroup,
    TaskDefinition,
    Undecided,
    Unusable,
)

TOKENS = {
    "group": "aws:lb/targetGroup:TargetGroup",
    "old-group": "aws:elasticloadbalancingv2/targetGroup:TargetGroup",
    "balancer": "aws:lb/loadBalancer:LoadBalancer",
    "listener": "aws:lb/listener:Listener",
    "rule": "aws:lb/listenerRule:ListenerRule",
    "vpc": "aws:ec2/vpc:Vpc",
    "default-group": "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    "security-group": "aws:ec2/securityGroup:SecurityGroup",
    "service": "aws:ecs/service:Service",
    "task": "aws:ecs/taskDefinition:TaskDefinition",
    "component": "acme:shop:Shop",
    "root": "pulumi:pulumi:Stack",
}


def record(kind: str, name: str, inputs: dict[str, Any] | None = None, **args: Any) -> Record:
    """A record whose URN is its name. `depends` maps properties to the URNs that Pulumi recorded for them."""
    given = {"given": True} if inputs is None else inputs
    outputs = args.pop("outputs", {})
    return Record(
        name,
        TOKENS[kind],
        name,
        property_dependencies=args.pop("depends", {}),
        read_inputs=lambda: given,
        read_outputs=lambda: outputs,
        **args,
    )


def listener(value: Any, depends: tuple[str, ...] | None = None) -> Record:
    found = {} if depends is None else {"loadBalancerArn": depends}
    return record("listener", "listener", {"loadBalancerArn": value, "port": 80}, depends=found)


def reference(*records: Record) -> Reference[LoadBalancer]:
    (found,) = Stack(records).all(Listener)
    return found.load_balancer


def names(found: Reference[Any]) -> list[str]:
    return [candidate.name for candidate in found.candidates]


def test_known_arn() -> None:
    blue = record("balancer", "blue", {"name": "x"}, outputs={"arn": "arn:blue"})
    found = reference(blue, record("balancer", "green"), listener("arn:blue"))
    assert (found.found, names(found), found.certain, found.literal) == (Found.ONE, ["blue"], True, "arn:blue")
    one = found.one()
    assert one is not None
    assert one.name == "blue"


def test_known_value_of_nothing_in_the_stack() -> None:
    found = reference(record("balancer", "blue"), listener("arn:elsewhere"))
    assert (found.found, found.candidates, found.one()) == (Found.OUTSIDE, (), None)


def test_known_value_wins_over_a_dependency() -> None:
    """A dependency says where a value came from, not what it names."""
    blue = record("balancer", "blue", outputs={"arn": "arn:blue"})
    found = reference(blue, record("balancer", "green"), listener("arn:blue", ("green",)))
    assert names(found) == ["blue"]


def test_two_resources_with_the_same_known_value() -> None:
    twins = [record("balancer", name, outputs={"arn": "arn:same"}) for name in ("blue", "green")]
    found = reference(*twins, listener("arn:same"))
    assert (found.found, names(found), found.certain) == (Found.SEVERAL, ["blue", "green"], False)


@pytest.mark.parametrize("value", ["web", "web:7"])
def test_name_of_a_task_definition(value: str) -> None:
    task = record("task", "task", {"family": "web"}, outputs={"arnWithoutRevision": UNKNOWN})
    (service,) = Stack([task, record("service", "service", {"taskDefinition": value})]).all(Service)
    assert names(service.task_definition) == (["task"] if value == "web" else [])


def test_property_dependency() -> None:
    found = reference(record("balancer", "blue"), record("balancer", "green"), listener(UNKNOWN, ("green",)))
    assert (found.found, names(found), found.certain, found.literal) == (Found.ONE, ["green"], True, None)


def test_property_dependency_on_resources_of_other_kinds_too() -> None:
    found = reference(record("balancer", "blue"), record("group", "g"), listener(UNKNOWN, ("g", "blue")))
    assert names(found) == ["blue"]


def test_several_property_dependencies_are_ambiguous() -> None:
    found = reference(record("balancer", "b"), record("balancer", "a"), listener(UNKNOWN, ("b", "a")))
    assert (found.found, names(found), found.certain) == (Found.SEVERAL, ["a", "b"], False)
    with pytest.raises(Undecided, match="it may be load balancer a or load balancer b"):
        found.one()
    assert found.agree(lambda _: "same") == "same"
    with pytest.raises(Undecided):
        found.agree(lambda candidate: candidate.name)


def test_nothing_says_what_it_is() -> None:
    """A key without an entry: a literal, or an invoke whose dependencies Pulumi lost."""
    found = reference(record("balancer", "blue"), listener(UNKNOWN))
    assert found.found is Found.ANYTHING
    with pytest.raises(Undecided, match="loadBalancerArn of listener listener is not known until the update"):
        found.one()


def test_read_from_elsewhere() -> None:
    """`.get()` and stack references: the key is there with an empty list."""
    found = reference(record("balancer", "blue"), listener(UNKNOWN, ()))
    assert (found.found, found.one()) == (Found.OUTSIDE, None)


def test_not_set() -> None:
    found = reference(record("balancer", "blue"), listener(None))
    assert (found.found, found.one(), found.agree(lambda _: 1)) == (Found.ABSENT, None, None)


def test_dependency_that_is_not_in_the_stack() -> None:
    """As the engine names what is read: with the URN of a resource that it does not show."""
    found = reference(record("balancer", "blue"), listener(UNKNOWN, ("read",)))
    assert found.found is Found.OUTSIDE


def test_component_stands_for_what_is_under_it() -> None:
    shop = record("component", "shop", parent="root")
    inner = record("component", "inner", parent="shop")
    found = reference(
        record("root", "root"),
        shop,
        inner,
        record("balancer", "blue", parent="inner"),
        record("balancer", "green"),
        listener(UNKNOWN, ("shop",)),
    )
    assert (found.found, names(found)) == (Found.ONE, ["blue"])


def test_component_beside_its_child_adds_nothing() -> None:
    """Outputs of remote components name the component and the real child."""
    found = reference(
        record("component", "shop"),
        record("balancer", "blue", parent="shop"),
        record("balancer", "green", parent="shop"),
        listener(UNKNOWN, ("shop", "green")),
    )
    assert names(found) == ["green"]


def service(values: list[Any], depends: tuple[str, ...] | None = None) -> Record:
    attached = [{"targetGroupArn": value, "containerPort": 80} for value in values]
    found = {} if depends is None else {"loadBalancers": depends}
    return record("service", "service", {"loadBalancers": attached}, depends=found)


def target_groups(*records: Record) -> tuple[Reference[TargetGroup], ...]:
    return Stack(records).all(Service)[0].target_groups


def test_several_unknown_values_of_as_many_resources() -> None:
    """Which is which cannot be told, but each one is meant."""
    groups = [record("group", "a"), record("old-group", "b")]
    for found in target_groups(*groups, service([UNKNOWN, UNKNOWN], ("b", "a"))):
        assert (found.found, names(found), found.certain) == (Found.SEVERAL, ["a", "b"], True)


def test_a_known_value_narrows_the_unknown_one() -> None:
    groups = [record("group", "a", outputs={"arn": "arn:a"}), record("group", "b")]
    known, unknown = target_groups(*groups, service(["arn:a", UNKNOWN], ("b", "a")))
    assert names(known) == ["a"]
    assert (unknown.found, names(unknown), unknown.certain) == (Found.ONE, ["b"], True)


def test_fewer_values_than_dependencies() -> None:
    groups = [record("group", name) for name in ("a", "b", "c")]
    for found in target_groups(*groups, service([UNKNOWN, UNKNOWN], ("a", "b", "c"))):
        assert (found.found, names(found), found.certain) == (Found.SEVERAL, ["a", "b", "c"], False)


def test_more_values_than_dependencies() -> None:
    """One of them may be anything; that the known candidate is among them is certain."""
    for found in target_groups(record("group", "a"), service([UNKNOWN, UNKNOWN], ("a",))):
        assert (found.found, names(found), found.certain) == (Found.ANYTHING, ["a"], True)


@pytest.mark.parametrize(
    ("dependencies", "expected", "certain"),
    [
        (("a",), Found.ONE, True),
        (("a", "b"), Found.SEVERAL, True),
        (("a", "b", "c"), Found.SEVERAL, True),
        (("a", "b", "c", "d"), Found.SEVERAL, False),
        ((), Found.OUTSIDE, False),
        (None, Found.ANYTHING, False),
    ],
)
def test_values_that_repeat(dependencies: tuple[str, ...] | None, expected: Found, certain: bool) -> None:
    """Three rules that name one group, or two: usual for the rules of a security group."""
    groups = [record("group", name) for name in ("a", "b", "c", "d")]
    stack = Stack([*groups, service([UNKNOWN] * 3, dependencies)])
    (node,) = stack.all(Service)
    values = [(f"loadBalancers[{index}].targetGroupArn", UNKNOWN) for index in range(3)]
    for found in stack.refer_each(node, values, TargetGroup, repeats=True):
        assert (found.found, found.certain) == (expected, certain)
        assert names(found) == list(dependencies or ())


def test_referrers() -> None:
    balancers = [record("balancer", name, outputs={"arn": f"arn:{name}"}) for name in ("a", "b")]
    arguments = {
        "known": ("arn:a", ()),
        "unknown": (UNKNOWN, ("a",)),
        "either": (UNKNOWN, ("a", "b")),
        "anything": (UNKNOWN, None),
        "elsewhere": ("arn:elsewhere", None),
        "other": (UNKNOWN, ("b",)),
    }
    listeners = [
        record(
            "listener",
            name,
            {"loadBalancerArn": value},
            depends={} if depends is None else {"loadBalancerArn": depends},
        )
        for name, (value, depends) in arguments.items()
    ]
    stack = Stack([*balancers, *listeners])
    a, b = stack.all(LoadBalancer)
    assert [found.name for found, _ in stack.referrers(a, Listener, "load_balancer")] == [
        "either",
        "known",
        "unknown",
        "anything",
    ]
    assert [found.name for found, _ in stack.referrers(b, Listener, "load_balancer")] == ["either", "other", "anything"]


def test_order_of_resources_does_not_matter() -> None:
    records = [record("balancer", "b"), record("balancer", "a"), listener(UNKNOWN, ("b", "a"))]
    assert names(reference(*records)) == names(reference(*reversed(records)))
    assert [found.name for found in Stack(records).all(LoadBalancer)] == ["a", "b"]


def test_resource_that_this_run_leaves_out() -> None:
    stack = Stack([record("balancer", "blue", {}), listener(UNKNOWN, ("blue",))])
    assert stack.all(LoadBalancer) == ()
    (found,) = stack.all(Listener)
    one = found.load_balancer.one()
    assert one is not None
    with pytest.raises(Unusable):
        _ = one.type


def test_outputs_fill_in_for_unknown_inputs_only() -> None:
    inputs = {"family": UNKNOWN, "networkMode": "awsvpc"}
    outputs = {"family": "web", "networkMode": "bridge", "cpu": "256"}
    (task,) = Stack([record("task", "task", inputs, outputs=outputs)]).all(TaskDefinition)
    assert (task.raw("family"), task.raw("networkMode"), task.raw("cpu")) == ("web", "awsvpc", None)


def test_component_of_a_resource() -> None:
    stack = Stack(
        [
            record("root", "root"),
            record("component", "shop", parent="root"),
            record("balancer", "inside", parent="shop"),
            record("balancer", "outside", parent="root"),
            record("balancer", "orphan", parent="gone"),
        ]
    )
    parents = {found.name: found.parent and found.parent.name for found in stack.all(LoadBalancer)}
    assert parents == {"inside": "shop", "outside": None, "orphan": None}


def test_what_is_remembered_is_not_mixed_up_with_what_another_place_remembers() -> None:
    stack = Stack([])
    calls: list[int] = []

    def answer(number: int) -> int:
        calls.append(number)
        return number

    for _ in range(2):
        assert stack.remember("key", partial(answer, 1)) == 1
        assert stack.remember("key", lambda: 2) == 2
    assert calls == [1]


def other_listener(value: Any, depends: tuple[str, ...] = ()) -> Record:
    return record("listener", "other", {"loadBalancerArn": value}, depends={"loadBalancerArn": depends})


def test_output_that_repeats_a_reference() -> None:
    balancer, arn = record("balancer", "balancer"), "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/a/1"
    first = listener(UNKNOWN, ("balancer",))
    found = Stack([balancer, first, other_listener(UNKNOWN, ("listener",))]).view("other", Listener).load_balancer
    assert (found.found, names(found), found.certain) == (Found.ONE, ["balancer"], True)
    assert found.node.resource.urn == "other"
    outside = Stack([listener(arn), other_listener(UNKNOWN, ("listener",))]).view("other", Listener).load_balancer
    assert (outside.found, outside.literal, outside.node.resource.urn) == (Found.OUTSIDE, arn, "other")
    nothing = Stack([listener(UNKNOWN), other_listener(UNKNOWN, ("listener",))]).view("other", Listener).load_balancer
    assert nothing.found is Found.ANYTHING


def test_output_that_repeats_is_not_meant_beside_what_is_elsewhere_or_of_the_class_itself() -> None:
    balancers = [record("balancer", name) for name in ("balancer", "second")]
    given = [*balancers, listener(UNKNOWN, ("balancer",))]
    beside = Stack([*given, other_listener(UNKNOWN, ("listener", "second"))]).view("other", Listener).load_balancer
    assert names(beside) == ["second"]
    elsewhere = Stack([*given, other_listener(UNKNOWN, ("listener", "gone"))]).view("other", Listener).load_balancer
    assert elsewhere.found is Found.ANYTHING


def test_outputs_that_repeat_each_other() -> None:
    circle = [listener(UNKNOWN, ("other",)), other_listener(UNKNOWN, ("listener",))]
    assert all(found.load_balancer.found is Found.ANYTHING for found in Stack(circle).all(Listener))


@pytest.mark.parametrize(
    ("others", "depends", "expected"),
    [
        (("default",), ("vpc",), Found.ONE),
        ((), ("vpc",), Found.OUTSIDE),
        (("default",), ("vpc", "balancer"), Found.ANYTHING),
        (("default", "second"), ("vpc",), Found.ANYTHING),
    ],
)
def test_default_group_of_a_vpc(others: tuple[str, ...], depends: tuple[str, ...], expected: Found) -> None:
    defaults = [record("default-group", name, {"vpcId": UNKNOWN}, depends={"vpcId": ("vpc",)}) for name in others]
    groups = {"securityGroups": [UNKNOWN]}
    balancer = record("balancer", "balancer", groups, depends={"securityGroups": depends})
    own = record("security-group", "own", {"vpcId": UNKNOWN}, depends={"vpcId": ("vpc",)})
    (found,) = Stack([record("vpc", "vpc"), own, *defaults, balancer]).view("balancer", LoadBalancer).interface.groups
    assert (found.found, names(found)) == (expected, ["default"] if expected is Found.ONE else [])
