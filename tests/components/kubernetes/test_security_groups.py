from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from container_tls import ArgumentError

from tests.components.programs import VPC_ID
from tests.components.stack import UNKNOWN, build

from .programs import PREFIX_LIST, SECURITY_GROUP, groups

COMPONENT = "ControllerSecurityGroups shop"
FRONTEND = "ec2.SecurityGroup shop-frontend"
TARGETS = "ec2.SecurityGroup shop-targets"
ALB = "alb.ingress.kubernetes.io/"
NLB = "service.beta.kubernetes.io/aws-load-balancer-"
OF_CLIENTS = {
    "vpc.SecurityGroupIngressRule shop-443-from-10.0.0.0-8",
    "vpc.SecurityGroupIngressRule shop-80-from-10.0.0.0-8",
}


def outputs(mode: str, changes: dict[str, Any] | None = None, *, preview: bool = False) -> dict[str, Any]:
    def program() -> None:
        found = groups(mode, changes)
        for name in found.__annotations__:
            pulumi.export(name, getattr(found, name))

    return build(program, preview=preview).outputs


@pytest.mark.parametrize(
    ("mode", "children"),
    [
        ("automatic", set()),
        ("hybrid", {FRONTEND, *OF_CLIENTS}),
        (
            "custom",
            {
                FRONTEND,
                TARGETS,
                *OF_CLIENTS,
                *(
                    f"vpc.SecurityGroup{way}Rule shop-{on}"
                    for way in ("Ingress", "Egress")
                    for on in ("port-8443", "node-ports")
                ),
            },
        ),
    ],
)
def test_children(mode: str, children: set[str]) -> None:
    stack = build(lambda: groups(mode))
    assert stack.children(COMPONENT) == children
    assert stack[COMPONENT].inputs["mode"] == mode


@pytest.mark.parametrize("mode", ["hybrid", "custom"])
def test_groups_are_empty_and_tagged(mode: str) -> None:
    stack = build(lambda: groups(mode, {"tags": {"team": "shop"}, "environment": "production"}))
    for found in stack.of_type("ec2.SecurityGroup"):
        assert found.inputs.keys() == {"description", "vpcId", "tags"}
        assert found.inputs["vpcId"] == VPC_ID
    assert stack[FRONTEND].inputs["tags"] == {
        "Purpose": "load-balancer-frontend",
        "Environment": "production",
        "team": "shop",
    }
    rule = stack["vpc.SecurityGroupIngressRule shop-443-from-10.0.0.0-8"]
    assert rule.inputs["tags"] == stack[FRONTEND].inputs["tags"]


def test_environment_is_the_stack_by_default_and_tags_of_the_user_win() -> None:
    assert build(lambda: groups("hybrid"))[FRONTEND].inputs["tags"]["Environment"] == "test"
    stack = build(lambda: groups("hybrid", {"tags": {"Purpose": "edge"}}))
    assert stack[FRONTEND].inputs["tags"]["Purpose"] == "edge"
    stack = build(lambda: groups("hybrid", {"tags": pulumi.Output.from_input({"team": "shop"})}))
    assert stack[FRONTEND].inputs["tags"]["team"] == "shop"


def test_every_kind_of_client() -> None:
    clients = {
        "cidrs": ["10.0.0.0/8", "2001:db8::/32"],
        "prefix_list_ids": [PREFIX_LIST],
        "security_groups": {"bastion": SECURITY_GROUP},
    }
    stack = build(lambda: groups("hybrid", {"clients": clients, "ip_address_type": "dualstack"}))
    sources = {
        "10.0.0.0-8": {"cidrIpv4": "10.0.0.0/8"},
        "2001_db8__-32": {"cidrIpv6": "2001:db8::/32"},
        PREFIX_LIST: {"prefixListId": PREFIX_LIST},
        "group-bastion": {"referencedSecurityGroupId": SECURITY_GROUP},
    }
    assert len(stack.of_type("vpc.SecurityGroupIngressRule")) == 2 * len(sources)
    for on, description in ((443, "HTTPS from clients"), (80, "HTTP from clients, to be redirected")):
        for suffix, source in sources.items():
            rule = stack[f"vpc.SecurityGroupIngressRule shop-{on}-from-{suffix}"]
            assert rule.property_dependencies["securityGroupId"] == {FRONTEND}
            del rule.inputs["tags"], rule.inputs["securityGroupId"]
            assert rule.inputs == {
                "ipProtocol": "tcp",
                "fromPort": on,
                "toPort": on,
                "description": description,
                **source,
            }


def test_without_redirect_port_80_is_shut() -> None:
    stack = build(lambda: groups("hybrid", {"redirect_http": False}))
    assert [found.inputs["fromPort"] for found in stack.of_type("vpc.SecurityGroupIngressRule")] == [443]


def test_custom_rules_meet_on_both_ends() -> None:
    targets = {"ports": [8443], "health_check_ports": [9000], "node_ports": True}
    stack = build(lambda: groups("custom", {"targets": targets}))
    for suffix, first, last in (
        ("port-8443", 8443, 8443),
        ("health-check-9000", 9000, 9000),
        ("node-ports", 30000, 32767),
    ):
        for way, own, peer in (("Egress", FRONTEND, TARGETS), ("Ingress", TARGETS, FRONTEND)):
            rule = stack[f"vpc.SecurityGroup{way}Rule shop-{suffix}"]
            assert (rule.inputs["ipProtocol"], rule.inputs["fromPort"], rule.inputs["toPort"]) == ("tcp", first, last)
            assert rule.property_dependencies["securityGroupId"] == {own}
            assert rule.property_dependencies["referencedSecurityGroupId"] == {peer}
            assert rule.inputs["description"]
    assert stack[TARGETS].inputs["tags"]["Purpose"] == "load-balancer-targets"
    assert stack[COMPONENT].inputs["targetPorts"] == [8443, 9000]
    # Nobody but the load balancers gets to the targets, and the load balancers get nowhere else.
    assert all("referencedSecurityGroupId" in found.inputs for found in stack.of_type("vpc.SecurityGroupEgressRule"))
    assert len(stack.of_type("vpc.SecurityGroupEgressRule")) == 3


def test_targets_that_exist_keep_their_group() -> None:
    stack = build(lambda: groups("custom", {"targets": {"ports": [8443], "security_group_id": SECURITY_GROUP}}))
    assert {found.key for found in stack.of_type("ec2.SecurityGroup")} == {FRONTEND}
    rule = stack["vpc.SecurityGroupIngressRule shop-port-8443"].inputs
    assert rule["securityGroupId"] == SECURITY_GROUP
    assert stack["vpc.SecurityGroupEgressRule shop-port-8443"].inputs["referencedSecurityGroupId"] == SECURITY_GROUP


def test_outputs_of_automatic_mode() -> None:
    found = outputs("automatic", {"clients.prefix_list_ids": [PREFIX_LIST], "scheme": "internet-facing"}, preview=True)
    assert found == {
        "settings": {
            "name": "shop",
            "mode": "automatic",
            "scheme": "internet-facing",
            "ip_address_type": "ipv4",
            "redirect_http": True,
            "client_cidrs": ["10.0.0.0/8"],
            "prefix_list_ids": [PREFIX_LIST],
        },
        "ingress_annotations": {
            f"{ALB}scheme": "internet-facing",
            f"{ALB}ip-address-type": "ipv4",
            f"{ALB}inbound-cidrs": "10.0.0.0/8",
            f"{ALB}security-group-prefix-lists": PREFIX_LIST,
        },
        "service_annotations": {
            f"{NLB}scheme": "internet-facing",
            f"{NLB}ip-address-type": "ipv4",
            "service.beta.kubernetes.io/load-balancer-source-ranges": "10.0.0.0/8",
            f"{NLB}security-group-prefix-lists": PREFIX_LIST,
        },
        "ingress_class_params": {"inboundCIDRs": ["10.0.0.0/8"], "prefixListsIDs": [PREFIX_LIST]},
        "helm_values": {"enableBackendSecurityGroup": True},
    }


@pytest.mark.parametrize(
    ("mode", "managed", "values"),
    [
        ("hybrid", "true", {"enableBackendSecurityGroup": True}),
        ("custom", "false", {"enableBackendSecurityGroup": False, "enableManageBackendSecurityGroupRules": False}),
    ],
)
def test_outputs_of_modes_with_a_group(mode: str, managed: str, values: dict[str, Any]) -> None:
    found = outputs(mode, {"additional_security_group_ids": [SECURITY_GROUP]})
    listed = f"shop-frontend-id,{SECURITY_GROUP}"
    assert found["frontend_security_group_id"] == "shop-frontend-id"
    assert found.get("target_security_group_id") == ("shop-targets-id" if mode == "custom" else None)
    for kind, prefix in (("ingress", ALB), ("service", NLB)):
        assert found[f"{kind}_annotations"] == {
            f"{prefix}scheme": "internal",
            f"{prefix}ip-address-type": "ipv4",
            f"{prefix}security-groups": listed,
            f"{prefix}manage-backend-security-group-rules": managed,
        }
    assert found["ingress_class_params"] == {}
    assert found["helm_values"] == values


@pytest.mark.parametrize("mode", ["automatic", "hybrid"])
def test_own_backend_group(mode: str) -> None:
    found = outputs(mode, {"backend_security_group_id": SECURITY_GROUP})
    assert found["helm_values"] == {"enableBackendSecurityGroup": True, "backendSecurityGroup": SECURITY_GROUP}


def test_who_uses_the_group_follows_its_rules() -> None:
    def program() -> None:
        aws.ssm.Parameter("user", type="String", value=groups("custom").settings["frontend_security_group_ids"][0])

    stack = build(program)
    for rule in (
        *OF_CLIENTS,
        "vpc.SecurityGroupEgressRule shop-port-8443",
        "vpc.SecurityGroupIngressRule shop-port-8443",
    ):
        assert stack.follows("ssm.Parameter user", rule)


def test_values_that_are_not_known_yet() -> None:
    def program() -> None:
        group = aws.ec2.SecurityGroup("other")
        groups(
            "custom",
            {
                "vpc_id": aws.ec2.Vpc("main").id,
                "clients": {"cidrs": [aws.ec2.Vpc("peer").cidr_block], "security_groups": {"other": group.id}},
                "targets.security_group_id": group.id,
                "targets.ports": [group.id.apply(lambda _: 8443)],
                "additional_security_group_ids": [group.id],
                "environment": group.name,
            },
        )

    stack = build(program)
    assert stack["vpc.SecurityGroupIngressRule shop-443-from-0"].inputs["cidrIpv4"] == UNKNOWN
    assert stack["vpc.SecurityGroupIngressRule shop-port-output-0"].inputs["fromPort"] == UNKNOWN
    assert stack[FRONTEND].inputs["tags"]["Purpose"] == "load-balancer-frontend"


def test_own_backend_group_that_is_not_known_yet() -> None:
    def program() -> None:
        backend = aws.ec2.SecurityGroup("backend")
        pulumi.export("values", groups("hybrid", {"backend_security_group_id": backend.id}).helm_values)

    assert build(program, preview=False).outputs["values"]["backendSecurityGroup"] == "backend-id"
    assert build(program).outputs["values"] == UNKNOWN


def test_numbers_of_other_languages() -> None:
    stack = build(lambda: groups("custom", {"targets": {"ports": [8443.0]}, "clients.prefix_list_entries": 2.0}))
    assert "vpc.SecurityGroupIngressRule shop-port-8443" in stack.resources


def many(count: int) -> list[str]:
    return [f"10.0.{index}.0/24" for index in range(count)]


@pytest.mark.parametrize(
    "changes",
    [
        {"clients": {"cidrs": many(30)}},
        {"clients": {"cidrs": many(60)}, "redirect_http": False},
        {"clients": {"cidrs": many(30) + [f"2001:db8:{i:x}::/48" for i in range(30)]}, "ip_address_type": "dualstack"},
        {"clients": {"prefix_list_ids": [PREFIX_LIST], "prefix_list_entries": 30}},
    ],
)
def test_as_many_rules_as_fit(changes: dict[str, Any]) -> None:
    for mode in ("automatic", "hybrid"):
        build(lambda mode=mode: groups(mode, changes))  # type: ignore[misc]


REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("automatic", {"mode": "managed"}, "mode", "Use one of 'automatic', 'hybrid', 'custom'"),
    ("automatic", {"clients": None}, "clients", "required"),
    ("automatic", {"clients": {}}, "clients", "nobody is named"),
    ("automatic", {"clients": {"cidrs": [], "prefix_list_ids": []}}, "clients", "nobody is named"),
    ("automatic", {"clients": {"cidrs": ["10.0.0.1/8"]}}, "clients.cidrs", "10.0.0.1/8"),
    ("automatic", {"clients": {"cidrs": ["10.0.0.0/8"] * 2}}, "clients.cidrs", "twice"),
    ("automatic", {"clients": {"cidrs": ["::/0"]}}, "clients.cidrs", "Use ip_address_type 'dualstack'"),
    ("automatic", {"clients": {"cidrs": many(31)}}, "clients", "62 rules for IPv4, and AWS allows 60"),
    ("hybrid", {"clients": {"cidrs": many(31)}}, "clients", "set redirect_http to false"),
    (
        "hybrid",
        {"clients": {"prefix_list_ids": [PREFIX_LIST], "prefix_list_entries": 55}},
        "clients",
        "110 rules",
    ),
    ("hybrid", {"clients": {"cidrs": many(30), "security_groups": {"a": SECURITY_GROUP}}}, "clients", "62 rules"),
    (
        "hybrid",
        {"clients": {"prefix_list_ids": [PREFIX_LIST], "prefix_list_entries": 0}},
        "clients.prefix_list_entries",
        "from 1 to 1000",
    ),
    ("automatic", {"clients": {"prefix_list_ids": ["sg-0a1b2c3d"]}}, "clients.prefix_list_ids", "sg-0a1b2c3d"),
    ("automatic", {"clients": {"prefix_list_ids": [PREFIX_LIST] * 2}}, "clients.prefix_list_ids", "twice"),
    (
        "automatic",
        {"clients": {"security_groups": {"bastion": SECURITY_GROUP}}},
        "clients.security_groups",
        "or mode 'hybrid' or 'custom'",
    ),
    ("hybrid", {"clients": {"security_groups": {"bastion": "bastion"}}}, "clients.security_groups.bastion", "sg-"),
    ("hybrid", {"clients": {"groups": {}}}, "clients.groups", "no such argument"),
    ("hybrid", {"vpc_id": None}, "vpc_id", "hybrid mode creates a security group"),
    ("custom", {"vpc_id": None}, "vpc_id", "custom mode creates a security group"),
    ("custom", {"vpc_id": "main"}, "vpc_id", "got 'main'"),
    ("custom", {"targets": None}, "targets", "nobody but this stack opens nodes and pods"),
    ("automatic", {"targets": {"ports": [8443]}}, "targets", "the controller opens nodes and pods"),
    ("hybrid", {"targets": {"ports": [8443]}}, "targets", "the controller opens nodes and pods"),
    ("custom", {"targets": {}}, "targets", "there is no port"),
    ("custom", {"targets": {"health_check_ports": [9000]}}, "targets", "there is no port"),
    ("custom", {"targets": {"ports": [0]}}, "targets.ports", "from 1 to 65535"),
    ("custom", {"targets": {"ports": [8443, 8443.0]}}, "targets.ports", "twice"),
    ("custom", {"targets": {"ports": [8443], "health_check_ports": [8443]}}, "targets.health_check_ports", "twice"),
    ("custom", {"targets": {"ports": list(range(1, 62))}}, "targets.ports", "61 rules"),
    ("custom", {"targets": {"ports": [8443], "security_group_id": "nodes"}}, "targets.security_group_id", "'nodes'"),
    ("custom", {"backend_security_group_id": SECURITY_GROUP}, "backend_security_group_id", "never use it"),
    ("hybrid", {"backend_security_group_id": "sg-backend"}, "backend_security_group_id", "sg-backend"),
    ("automatic", {"additional_security_group_ids": [SECURITY_GROUP]}, "additional_security_group_ids", "replace"),
    ("hybrid", {"additional_security_group_ids": ["sg-frontend"]}, "additional_security_group_ids", "sg-frontend"),
    ("hybrid", {"additional_security_group_ids": [SECURITY_GROUP] * 2}, "additional_security_group_ids", "twice"),
    (
        "hybrid",
        {"additional_security_group_ids": [f"sg-0a1b2c{i:02x}" for i in range(4)]},
        "additional_security_group_ids",
        "Use at most 4",
    ),
    (
        "custom",
        {"additional_security_group_ids": [f"sg-0a1b2c{i:02x}" for i in range(5)]},
        "additional_security_group_ids",
        "Use at most 5",
    ),
    ("hybrid", {"tags": {"kubernetes.io/cluster/shop": "owned"}}, "tags", "exactly one group"),
    ("hybrid", {"scheme": "public"}, "scheme", "'internet-facing'"),
    ("hybrid", {"ip_address_type": "ipv6"}, "ip_address_type", "'dualstack'"),
    ("hybrid", {"tags": ["team"]}, "tags", "Pass names and their values"),
    ("hybrid", {"redirect_http": "false"}, "redirect_http", "Use true or false"),
    ("custom", {"targets": {"node_ports": "no"}}, "targets.node_ports", "Use true or false"),
]


@pytest.mark.parametrize(("mode", "changes", "argument", "message"), REFUSED)
def test_refused(mode: str, changes: dict[str, Any], argument: str, message: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        build(lambda: groups(mode, changes))
    assert raised.value.argument == argument
    assert message in str(raised.value)


def test_an_output_is_refused_where_it_decides_what_is_created() -> None:
    with pytest.raises(ArgumentError, match="Pass a plain value"):
        build(lambda: groups("hybrid", {"redirect_http": pulumi.Output.from_input(True)}))


def test_the_tag_of_a_cluster_is_refused_in_outputs_too() -> None:
    tags = {"kubernetes.io/cluster/shop": "owned"}
    # Which of the resources that use the refused value raises first is left to chance, and so is how it says so.
    with pytest.raises((ArgumentError, RuntimeError)):
        build(lambda: groups("hybrid", {"tags": pulumi.Output.from_input(tags)}))


def test_a_known_output_is_checked_too() -> None:
    with pytest.raises(ArgumentError, match="Use ip_address_type 'dualstack'"):
        build(lambda: groups("automatic", {"clients": {"cidrs": [pulumi.Output.from_input("::/0")]}}))


def test_settings_hold_what_was_checked() -> None:
    given: list[Any] = []
    build(lambda: given.append(groups("custom", {"targets.ports": [8443.0]}).settings))
    assert given[0]["target_ports"] == [8443]
