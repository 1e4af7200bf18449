"""Permissions: every spelling of a security group rule, and what follows from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from container_tls_policies.model import (
    UNKNOWN,
    LoadBalancer,
    Passage,
    Record,
    RuleOwner,
    SecurityGroup,
    Stack,
    StandaloneRule,
    Undecided,
)
from container_tls_policies.model.ec2 import Cidr

if TYPE_CHECKING:
    from container_tls_policies.model.ec2 import Direction, Interface

GROUP = "aws:ec2/securityGroup:SecurityGroup"
LEGACY = "aws:ec2/securityGroupRule:SecurityGroupRule"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
BALANCER = "aws:lb/loadBalancer:LoadBalancer"
SUBNET = "aws:ec2/subnet:Subnet"
PORT = 8080
OWN, PEER, OTHER = "sg-0a", "sg-0b", "sg-0c"


def record(type_: str, name: str, inputs: dict[str, Any], **args: Any) -> Record:
    outputs = args.pop("outputs", {})
    return Record(name, type_, name, read_inputs=lambda: inputs, read_outputs=lambda: outputs, **args)


def group(name: str, id_: str, **inline: Any) -> Record:
    return record(GROUP, name, {"vpcId": "vpc-0a", **inline}, outputs={"id": id_})


def balancer(groups: Any = (PEER,), subnets: Any = ("subnet-0a",), depends: Any = None) -> Record:
    inputs = {
        "securityGroups": list(groups) if isinstance(groups, tuple) else groups,
        "subnets": list(subnets) if isinstance(subnets, tuple) else subnets,
    }
    return record(BALANCER, "balancer", inputs, property_dependencies=depends or {})


def passes(*rules: Record, direction: Direction = "ingress", peer: Record | None = None, **inline: Any) -> bool | None:
    """Whether group `own` lets TCP traffic on PORT pass from or to the load balancer; None for undecided."""
    stack = Stack([group("own", OWN, **inline), group("peer", PEER), group("other", OTHER), peer or balancer(), *rules])
    own = next(found for found in stack.all(SecurityGroup) if found.name == "own")
    (owner,) = stack.all(LoadBalancer)
    try:
        return own.allows(direction, PORT, owner.interface)
    except Undecided:
        return None


def inline(**values: Any) -> dict[str, Any]:
    return {"protocol": "tcp", "fromPort": PORT, "toPort": PORT, **values}


def standalone(type_: str = INGRESS, name: str = "rule", **values: Any) -> Record:
    given = {"securityGroupId": OWN, "ipProtocol": "tcp", "fromPort": PORT, "toPort": PORT, **values}
    return record(type_, name, given)


def legacy(name: str = "rule", **values: Any) -> Record:
    given = {"type": "ingress", "securityGroupId": OWN, "protocol": "tcp", "fromPort": PORT, "toPort": PORT, **values}
    return record(LEGACY, name, given)


PORTS: list[tuple[dict[str, Any], bool | None]] = [
    ({"protocol": "tcp"}, True),
    ({"protocol": "TCP"}, True),
    ({"protocol": "6"}, True),
    ({"protocol": 6}, True),
    ({"protocol": "-1", "fromPort": 0, "toPort": 0}, True),
    ({"protocol": -1, "fromPort": None, "toPort": None}, True),
    ({"protocol": "all", "fromPort": 0, "toPort": 0}, True),
    ({"protocol": "-1", "fromPort": UNKNOWN, "toPort": UNKNOWN}, True),
    ({"protocol": "udp"}, False),
    ({"protocol": "17"}, False),
    ({"protocol": "icmp", "fromPort": -1, "toPort": -1}, False),
    ({"protocol": "udp", "fromPort": UNKNOWN}, False),
    ({"fromPort": 0, "toPort": 65535}, True),
    ({"fromPort": 8080, "toPort": 9000}, True),
    ({"fromPort": 8000, "toPort": 8080}, True),
    ({"fromPort": "8080", "toPort": "8080"}, True),
    ({"fromPort": 8081, "toPort": 9000}, False),
    ({"fromPort": 0, "toPort": 8079}, False),
    ({"fromPort": 0, "toPort": 0}, False),
    ({"fromPort": UNKNOWN, "toPort": 443}, False),
    ({"fromPort": 9000, "toPort": UNKNOWN}, False),
    ({"fromPort": UNKNOWN, "toPort": 9000}, None),
    ({"fromPort": UNKNOWN, "toPort": UNKNOWN}, None),
    ({"protocol": UNKNOWN}, None),
    ({"protocol": UNKNOWN, "fromPort": 443, "toPort": 443}, False),
    ({"protocol": UNKNOWN, "fromPort": 0, "toPort": 0}, None),
]


@pytest.mark.parametrize(("values", "expected"), PORTS)
def test_protocols_and_ports(values: dict[str, Any], expected: bool | None) -> None:
    assert passes(ingress=[inline(securityGroups=[PEER], **values)]) is expected
    assert passes(legacy(sourceSecurityGroupId=PEER, **values)) is expected
    named = {"ipProtocol" if key == "protocol" else key: value for key, value in values.items()}
    assert passes(standalone(referencedSecurityGroupId=PEER, **named)) is expected


PEERS: list[tuple[dict[str, Any], bool | None]] = [
    ({"securityGroups": [PEER]}, True),
    ({"securityGroups": [OTHER, f"123456789012/{PEER}"]}, True),
    ({"securityGroups": [OTHER]}, False),
    ({"securityGroups": ["sg-0elsewhere"]}, False),
    ({"securityGroups": [UNKNOWN]}, None),
    ({"securityGroups": UNKNOWN}, None),
    ({"securityGroups": [UNKNOWN, PEER]}, True),
    ({"self": True}, False),
    ({"self": "true"}, False),
    ({"self": UNKNOWN}, None),
    ({"self": UNKNOWN, "cidrBlocks": ["0.0.0.0/0"]}, True),
    ({"cidrBlocks": ["0.0.0.0/0"]}, True),
    ({"ipv6CidrBlocks": ["::/0"]}, True),
    ({"cidrBlocks": ["10.0.0.0/8"]}, True),
    ({"cidrBlocks": [UNKNOWN]}, None),
    ({"cidrBlocks": UNKNOWN}, None),
    ({"prefixListIds": ["pl-0a"]}, True),
    ({"prefixListIds": [UNKNOWN]}, True),
    ({}, False),
    ({"cidrBlocks": []}, False),
]


@pytest.mark.parametrize(("values", "expected"), PEERS)
def test_peers_of_inline_rules(values: dict[str, Any], expected: bool | None) -> None:
    assert passes(ingress=[inline(**values)]) is expected
    assert passes(egress=[inline(**values)], direction="egress") is expected
    assert passes(egress=[inline(**values)]) is False


@pytest.mark.parametrize(
    ("values", "expected"), [(values, expected) for values, expected in PEERS if "securityGroups" not in values]
)
def test_peers_of_older_rules(values: dict[str, Any], expected: bool | None) -> None:
    assert passes(legacy(**values)) is expected
    assert passes(legacy(type="egress", **values), direction="egress") is expected
    assert passes(legacy(type="egress", **values)) is False


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"referencedSecurityGroupId": PEER}, True),
        ({"referencedSecurityGroupId": OTHER}, False),
        ({"referencedSecurityGroupId": UNKNOWN}, None),
        ({"cidrIpv4": "0.0.0.0/0"}, True),
        ({"cidrIpv4": UNKNOWN}, None),
        ({"cidrIpv6": "::/0"}, True),
        ({"prefixListId": "pl-0a"}, True),
        ({"securityGroupId": OTHER, "cidrIpv4": "0.0.0.0/0"}, False),
        ({"securityGroupId": "sg-0elsewhere", "cidrIpv4": "0.0.0.0/0"}, False),
        ({"securityGroupId": UNKNOWN, "cidrIpv4": "0.0.0.0/0"}, None),
        ({"securityGroupId": UNKNOWN, "referencedSecurityGroupId": OTHER}, False),
        ({"securityGroupId": UNKNOWN, "cidrIpv4": "0.0.0.0/0", "fromPort": 443, "toPort": 443}, False),
    ],
)
def test_standalone_rules(values: dict[str, Any], expected: bool | None) -> None:
    assert passes(standalone(**values)) is expected
    assert passes(standalone(EGRESS, **values), direction="egress") is expected
    assert passes(standalone(EGRESS, **values)) is False


def test_older_rule_of_unknown_direction() -> None:
    assert passes(legacy(type=UNKNOWN, sourceSecurityGroupId=PEER)) is None
    assert passes(legacy(type=UNKNOWN, sourceSecurityGroupId=OTHER)) is False


def test_unknown_matters_only_where_nothing_else_covers() -> None:
    covering = standalone(name="covering", referencedSecurityGroupId=PEER)
    doubtful = [
        standalone(name="port", fromPort=UNKNOWN, toPort=UNKNOWN, cidrIpv4="0.0.0.0/0"),
        standalone(name="peer", referencedSecurityGroupId=UNKNOWN),
        standalone(name="owner", securityGroupId=UNKNOWN, cidrIpv4="0.0.0.0/0"),
    ]
    assert passes(*doubtful) is None
    assert passes(covering, *doubtful) is True
    assert passes(covering, ingress=UNKNOWN) is True
    assert passes(ingress=UNKNOWN) is None
    assert passes(ingress=[UNKNOWN]) is None
    assert passes(ingress=[UNKNOWN, inline(securityGroups=[PEER])]) is True


@pytest.mark.parametrize("groups", [(PEER,), (OTHER, PEER)])
def test_the_peer_has_the_group_among_others(groups: tuple[str, ...]) -> None:
    assert passes(standalone(referencedSecurityGroupId=PEER), peer=balancer(groups)) is True


def test_rule_for_the_group_itself() -> None:
    assert passes(ingress=[inline(self=True)], peer=balancer((OWN,))) is True
    assert passes(legacy(self=True), peer=balancer((OWN,))) is True


@pytest.mark.parametrize(
    ("subnets", "expected"),
    [
        (("subnet-1",), False),
        (("subnet-1", "subnet-2"), True),
        (("subnet-1", "subnet-elsewhere"), True),
        (("subnet-unknown",), True),
        (UNKNOWN, True),
        (None, True),
    ],
)
def test_address_range_that_may_hold_the_subnets(subnets: Any, expected: bool) -> None:
    described = [
        record(SUBNET, f"subnet-{name}", {"cidrBlock": range_}, outputs={"id": f"subnet-{name}"})
        for name, range_ in (("1", "10.0.1.0/24"), ("2", "10.0.2.0/24"), ("unknown", UNKNOWN))
    ]
    peer = balancer(subnets=subnets)
    assert passes(*described, peer=peer, ingress=[inline(cidrBlocks=["10.0.2.128/25"])]) is expected
    assert passes(*described, peer=peer, ingress=[inline(ipv6CidrBlocks=["2001:db8::/56"])]) is True
    assert passes(*described, peer=peer, ingress=[inline(cidrBlocks=["no range"])]) is True


def test_load_balancer_without_groups_shows_any_address() -> None:
    bare = balancer(None)
    assert passes(ingress=[inline(cidrBlocks=["203.0.113.0/24"])], peer=bare) is True
    assert passes(ingress=[inline(cidrBlocks=[UNKNOWN])], peer=bare) is True
    assert passes(ingress=[inline(securityGroups=[PEER, UNKNOWN])], peer=bare) is False


def interface(*records: Record) -> Interface:
    return Stack(records).all(LoadBalancer)[0].interface


def open_group(name: str, id_: str = "sg-0d") -> Record:
    return group(name, id_, egress=[inline(cidrBlocks=["0.0.0.0/0"])])


def lets_out(*records: Record) -> tuple[bool | None, bool | None]:
    """Whether the groups of the load balancer let it reach itself on PORT, and anything anywhere."""
    found = interface(*records)
    answers: list[bool | None] = []
    for question in (partial(found.lets_pass, "egress", PORT, found), partial(found.has_any, "egress")):
        try:
            answers.append(question())
        except Undecided:
            answers.append(None)
    return answers[0], answers[1]


@pytest.mark.parametrize(
    ("groups", "depends", "expected"),
    [
        (("sg-0d",), None, True),
        ((PEER,), None, False),
        ((PEER, "sg-0d"), None, True),
        ((PEER, "sg-0elsewhere"), None, True),
        ((PEER, UNKNOWN), None, None),
        (("sg-0d", UNKNOWN), None, True),
        ((UNKNOWN,), ("shut",), False),
        ((UNKNOWN,), ("open",), True),
        ((UNKNOWN,), ("open", "shut"), None),
        ((UNKNOWN,), ("shut", "shut-too"), False),
        ((UNKNOWN, UNKNOWN), ("open", "shut"), True),
        ((UNKNOWN, UNKNOWN), ("shut",), None),
        ((UNKNOWN,), (), True),
        (UNKNOWN, ("open",), True),
        (UNKNOWN, ("shut",), None),
        (UNKNOWN, None, None),
    ],
)
def test_groups_of_an_interface_together(groups: Any, depends: Any, expected: bool | None) -> None:
    known = [open_group("open"), group("shut", PEER), group("shut-too", OTHER)]
    dependencies = {} if depends is None else {"securityGroups": depends}
    assert lets_out(*known, balancer(groups, depends=dependencies)) == (expected, expected)


def test_cyclic_groups() -> None:
    """Each group's rule names the other, as only standalone rules can."""
    records = [
        group("own", OWN),
        group("peer", PEER),
        record(
            INGRESS,
            "there",
            {"securityGroupId": UNKNOWN, "referencedSecurityGroupId": UNKNOWN, "ipProtocol": "-1"},
            property_dependencies={"securityGroupId": ("own",), "referencedSecurityGroupId": ("peer",)},
        ),
        record(
            INGRESS,
            "back",
            {"securityGroupId": UNKNOWN, "referencedSecurityGroupId": UNKNOWN, "ipProtocol": "-1"},
            property_dependencies={"securityGroupId": ("peer",), "referencedSecurityGroupId": ("own",)},
        ),
        balancer((UNKNOWN,), depends={"securityGroups": ("peer",)}),
    ]
    stack = Stack(records)
    own, peer = stack.all(SecurityGroup)
    (owner,) = stack.all(LoadBalancer)
    assert own.allows("ingress", PORT, owner.interface)
    assert not peer.allows("ingress", PORT, owner.interface)


def test_rule_of_either_of_two_groups() -> None:
    rule = record(
        INGRESS,
        "rule",
        {"securityGroupId": UNKNOWN, "cidrIpv4": "0.0.0.0/0", "ipProtocol": "-1"},
        property_dependencies={"securityGroupId": ("own", "other")},
    )
    assert passes(rule) is None


def test_peer_is_either_of_two_groups() -> None:
    def rule(*groups: str) -> Record:
        return record(
            INGRESS,
            "rule",
            {"securityGroupId": OWN, "referencedSecurityGroupId": UNKNOWN, "ipProtocol": "-1"},
            property_dependencies={"referencedSecurityGroupId": groups},
        )

    assert passes(rule("peer", "other")) is None
    assert passes(rule("own", "other")) is False
    assert passes(rule("peer", "other"), peer=balancer((PEER, OTHER))) is True


@pytest.mark.parametrize(
    ("type_", "inputs", "ingress", "egress"),
    [
        (GROUP, {"vpcId": "v"}, False, False),
        (GROUP, {"ingress": []}, True, False),
        (GROUP, {"egress": UNKNOWN}, False, True),
        ("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {"vpcId": "v"}, True, True),
    ],
)
def test_who_owns_the_rules(type_: str, inputs: dict[str, Any], ingress: bool, egress: bool) -> None:
    (found,) = Stack([record(type_, "own", inputs)]).all(SecurityGroup)
    assert (found.owns_rules_inline("ingress"), found.owns_rules_inline("egress")) == (ingress, egress)


@pytest.mark.parametrize(
    ("cidr", "worldwide", "public"),
    [
        ("0.0.0.0/0", True, True),
        ("128.0.0.0/1", True, True),
        ("::/0", True, True),
        ("2000::/3", True, True),
        ("11.0.0.0/8", False, True),
        ("192.0.2.0/24", False, True),
        ("2600:1f00::/24", False, True),
        ("10.0.0.0/8", False, False),
        ("172.31.0.0/16", False, False),
        ("100.64.0.0/10", False, False),
        ("fc00::/7", False, False),
        ("not a range", False, True),
    ],
)
def test_address_ranges(cidr: str, worldwide: bool, public: bool) -> None:
    assert (Cidr(cidr).is_worldwide, Cidr(cidr).may_be_public) == (worldwide, public)
    assert Cidr(cidr).is_inside(["::/0", "0.0.0.0/0"]) == (cidr != "not a range")


@pytest.mark.parametrize(
    ("values", "expected", "words"),
    [
        ({"fromPort": 80, "toPort": 443}, range(80, 444), "TCP ports 80-443"),
        ({"ipProtocol": "17"}, range(PORT, PORT + 1), "UDP port 8080"),
        ({"fromPort": 1, "toPort": None}, range(1, 65536), "TCP ports 1-65535"),
        ({"fromPort": 0, "toPort": 70000}, range(65536), "TCP ports 0-65535"),
        ({"ipProtocol": "all"}, range(65536), "all protocols"),
        ({"ipProtocol": "icmp"}, None, "protocol icmp"),
    ],
)
def test_span_of_ports(values: dict[str, Any], expected: range | None, words: str) -> None:
    (rule,) = Stack([standalone(**values)]).all(StandaloneRule)
    assert (rule.span, rule.traffic) == (expected, words)


def counted(*rules: Record, version: int = 4, **inline: Any) -> tuple[int, int]:
    stack = Stack([group("own", OWN, **inline), *rules])
    count = stack.all(SecurityGroup)[0].rule_count("ingress", version)
    return count.at_least, count.more


def test_rules_are_counted_as_aws_counts_them() -> None:
    ranges = inline(cidrBlocks=["10.0.0.0/8", UNKNOWN], ipv6CidrBlocks=["fd00::/8"], securityGroups=[PEER], self=True)
    assert counted(ingress=[ranges]) == (4, 0)
    assert counted(ingress=[ranges], version=6) == (3, 0)
    assert counted(ingress=UNKNOWN) == (0, 1)
    assert counted(ingress=[inline(cidrBlocks=UNKNOWN)]) == (0, 1)
    assert counted(standalone(cidrIpv4="10.0.0.0/8"), standalone(EGRESS, "out", cidrIpv4="10.0.0.0/8")) == (1, 0)
    assert counted(legacy(type=UNKNOWN, self=True)) == (0, 1)


def test_prefix_lists_count_by_their_size() -> None:
    sizes = {"maxEntries": 20, "addressFamily": "IPv4"}
    found = record("aws:ec2/managedPrefixList:ManagedPrefixList", "list", sizes, outputs={"id": "pl-0a"})
    rules = (found, standalone(prefixListId="pl-0a"), standalone(name="other", prefixListId="pl-0b"))
    assert counted(*rules) == (21, 0)
    assert counted(*rules, version=6) == (1, 0)


def test_what_has_a_group() -> None:
    depends = {"securityGroups": ("own",)}
    user = record("aws:rds/cluster:Cluster", "data", {}, property_dependencies={"vpcSecurityGroupIds": ("own",)})
    rule = record(INGRESS, "in", {"securityGroupId": OWN}, property_dependencies={"securityGroupId": ("own",)})
    for records, expected in (([rule], False), ([rule, user], True), ([balancer((UNKNOWN,), depends=depends)], True)):
        stack = Stack([group("own", OWN), *records])
        assert stack.all(SecurityGroup)[0].is_mentioned == expected


def test_openings() -> None:
    rules = [inline(cidrBlocks=["10.0.0.0/8", "0.0.0.0/0"], ipv6CidrBlocks=["::/0"]), inline(securityGroups=[PEER])]
    stack = Stack(
        [group("own", OWN, ingress=rules), standalone(cidrIpv4=UNKNOWN), group("other", OTHER, ingress=UNKNOWN)]
    )
    by_name = {owner.name: list(owner.openings("ingress")) for owner in stack.all(RuleOwner)}
    (opening,) = by_name["own"]
    assert opening.worldwide == ("0.0.0.0/0", "::/0")
    assert opening.rule_label == "ingress[0] of security group own"
    for name in ("rule", "other"):
        (opening,) = by_name[name]
        with pytest.raises(Undecided):
            assert opening.worldwide


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(100, 200)], True),
        ([(150, 200), (100, 149)], True),
        ([(100, 148), (150, 200)], False),
        ([(101, 300)], False),
        ([], False),
    ],
)
def test_passage_of_a_whole_range(spans: list[tuple[int, int]], expected: bool) -> None:
    found = tuple(range(first, last + 1) for first, last in spans)
    assert Passage(found).includes(range(100, 201)) == expected
