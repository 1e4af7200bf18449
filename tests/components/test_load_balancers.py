from collections.abc import Callable
from typing import Any

import pulumi
import pytest
from container_tls import ArgumentError, tls_policies

from .programs import CERTIFICATE_ARN, SUBNET_IDS, load_balancer
from .stack import UNKNOWN, build

COMPONENT = "ApplicationLoadBalancer shop"


def test_children() -> None:
    stack = build(load_balancer)
    assert stack.children(COMPONENT) == {
        "ec2.SecurityGroup shop",
        "vpc.SecurityGroupIngressRule shop-443-from-0.0.0.0-0",
        "vpc.SecurityGroupIngressRule shop-443-from-__-0",
        "vpc.SecurityGroupIngressRule shop-80-from-0.0.0.0-0",
        "vpc.SecurityGroupIngressRule shop-80-from-__-0",
        "lb.LoadBalancer shop",
        "lb.Listener shop-https",
        "lb.Listener shop-http",
    }


def test_inputs() -> None:
    stack = build(load_balancer)
    assert stack[COMPONENT].inputs == {
        "sslPolicy": tls_policies.recommended(),
        "redirectHttp": True,
        "internal": False,
    }
    balancer = stack["lb.LoadBalancer shop"].inputs
    assert balancer["subnets"] == SUBNET_IDS
    assert balancer["dropInvalidHeaderFields"] is True
    assert balancer["enableDeletionProtection"] is True
    assert balancer["idleTimeout"] == 60
    assert "name" not in balancer
    https = stack["lb.Listener shop-https"].inputs
    assert (https["protocol"], https["port"], https["certificateArn"]) == ("HTTPS", 443, CERTIFICATE_ARN)
    assert https["sslPolicy"] == tls_policies.recommended()
    assert https["defaultActions"][0]["fixedResponse"]["statusCode"] == "404"
    redirect = stack["lb.Listener shop-http"].inputs["defaultActions"][0]["redirect"]
    assert redirect == {"port": "443", "protocol": "HTTPS", "statusCode": "HTTP_301"}


def test_security_group_has_only_standalone_rules_with_descriptions() -> None:
    stack = build(load_balancer)
    group = stack["ec2.SecurityGroup shop"].inputs
    assert not {"ingress", "egress"} & group.keys()
    rules = stack.of_type("vpc.SecurityGroupIngressRule")
    assert {(rule.inputs["fromPort"], rule.inputs.get("cidrIpv4"), rule.inputs.get("cidrIpv6")) for rule in rules} == {
        (443, "0.0.0.0/0", None),
        (443, None, "::/0"),
        (80, "0.0.0.0/0", None),
        (80, None, "::/0"),
    }
    assert all(rule.inputs["description"] for rule in rules)


def test_without_redirect_port_80_is_closed() -> None:
    stack = build(lambda: load_balancer({"redirect_http": False, "client_cidrs": ["10.0.0.0/8"]}))
    assert stack.children(COMPONENT) == {
        "ec2.SecurityGroup shop",
        "vpc.SecurityGroupIngressRule shop-443-from-10.0.0.0-8",
        "lb.LoadBalancer shop",
        "lb.Listener shop-https",
    }


def test_options() -> None:
    changes = {
        "internal": True,
        "idle_timeout_seconds": 120.0,
        "deletion_protection": False,
        "access_logs": {"bucket": "logs", "prefix": "shop"},
        "connection_logs": {"bucket": "logs"},
        "strict_transport_security": "max-age=300",
        "additional_certificate_arns": {"shop-example": "arn:aws:acm:eu-west-1:123456789012:certificate/a1b2"},
        "tags": {"team": "shop"},
    }
    stack = build(lambda: load_balancer(changes))
    balancer = stack["lb.LoadBalancer shop"].inputs
    assert balancer["internal"] is True
    assert balancer["idleTimeout"] == 120
    assert balancer["enableDeletionProtection"] is False
    assert balancer["accessLogs"] == {"bucket": "logs", "enabled": True, "prefix": "shop"}
    assert balancer["connectionLogs"] == {"bucket": "logs", "enabled": True}
    header = "routingHttpResponseStrictTransportSecurityHeaderValue"
    assert stack["lb.Listener shop-https"].inputs[header] == "max-age=300"
    assert header not in stack["lb.Listener shop-http"].inputs
    assert "lb.ListenerCertificate shop-shop-example" in stack.children(COMPONENT)
    untaggable = {"lb.ListenerCertificate shop-shop-example"}
    for key in stack.children(COMPONENT) - untaggable:
        assert stack[key].inputs["tags"] == {"team": "shop"}, key


@pytest.mark.parametrize(
    ("policy", "others", "backend", "offers"),
    [
        (tls_policies.recommended(), [], "ELBSecurityPolicy-TLS13-1-0-PQ-2025-09", True),
        ("ELBSecurityPolicy-TLS-1-2-2017-01", [], "ELBSecurityPolicy-2016-08", False),
        (
            "ELBSecurityPolicy-TLS-1-2-2017-01",
            ["ELBSecurityPolicy-TLS13-1-2-2021-06"],
            "ELBSecurityPolicy-TLS13-1-0-2021-06",
            True,
        ),
    ],
)
@pytest.mark.parametrize("wrap", [str, pulumi.Output.from_input])
def test_backend_policy(
    policy: str, others: list[str], backend: str, offers: bool, wrap: Callable[[str], pulumi.Input[str]]
) -> None:
    def program() -> None:
        built = load_balancer({"ssl_policy": wrap(policy), "other_listener_policies": [wrap(name) for name in others]})
        pulumi.export("backend", built.backend_tls_policy)
        pulumi.export("offers", built.backend_offers_tls13)
        pulumi.export("forService", built.listener["backend_offers_tls13"])

    assert build(program).outputs == {"backend": backend, "offers": offers, "forService": offers}


def test_unknown_values_are_accepted() -> None:
    def program() -> None:
        unknown = load_balancer().arn
        changes = {
            "vpc_id": unknown,
            "subnet_ids": unknown.apply(lambda _: SUBNET_IDS),
            "certificate_arn": unknown,
            "client_cidrs": [unknown],
            "ssl_policy": unknown,
            "idle_timeout_seconds": unknown.apply(lambda _: 60),
            "tags": unknown.apply(lambda _: {"team": "shop"}),
        }
        built = load_balancer(changes, name="other")
        pulumi.export("backend", built.backend_tls_policy)

    stack = build(program)
    assert stack["lb.LoadBalancer other"].inputs["subnets"] == UNKNOWN
    assert stack["lb.LoadBalancer other"].inputs["idleTimeout"] == UNKNOWN
    assert stack.outputs["backend"] == UNKNOWN


def test_subnets_of_which_one_is_unknown() -> None:
    def program() -> None:
        load_balancer({"subnet_ids": [SUBNET_IDS[0], load_balancer().arn]}, name="other")

    assert build(program)["lb.LoadBalancer other"].inputs["subnets"] == [SUBNET_IDS[0], UNKNOWN]


def test_a_policy_that_is_newer_than_the_table_is_warned_of() -> None:
    newer = "ELBSecurityPolicy-TLS13-1-3-PQ-2031-01"
    stack = build(lambda: load_balancer({"ssl_policy": newer}))
    assert stack["lb.Listener shop-https"].inputs["sslPolicy"] == newer
    assert len(stack.warnings) == 1
    assert newer in stack.warnings[0]
    assert not build(load_balancer).warnings


@pytest.mark.parametrize(
    ("changes", "argument", "message"),
    [
        ({"ssl_policy": "ELBSecurityPolicy-TLS-1-3"}, "ssl_policy", "Use ELBSecurityPolicy-"),
        ({"redirect_http": "false"}, "redirect_http", "Use true or false"),
        ({"other_listener_policies": ["TLS13"]}, "other_listener_policies", "which AWS does not have"),
        ({"subnet_ids": SUBNET_IDS[:1]}, "subnet_ids", "at least two subnets"),
        ({"subnet_ids": SUBNET_IDS[:1] * 2}, "subnet_ids", "at least two subnets"),
        ({"subnet_ids": "subnet-1"}, "subnet_ids", "expected a list"),
        ({"client_cidrs": []}, "client_cidrs", "it is empty"),
        ({"client_cidrs": ["10.0.0.1/8"]}, "client_cidrs", "10.0.0.1/8"),
        ({"client_cidrs": ["10.0.0.0/8", "10.0.0.0/8"]}, "client_cidrs", "twice"),
        ({"client_cidrs": "0.0.0.0/0"}, "client_cidrs", "list"),
        ({"idle_timeout_seconds": 0}, "idle_timeout_seconds", "from 1 to 4000 seconds"),
        ({"idle_timeout_seconds": "60"}, "idle_timeout_seconds", "'60'"),
        ({"idle_timeout_seconds": True}, "idle_timeout_seconds", "True"),
        ({"access_logs": {"prefix": "shop"}}, "access_logs.bucket", "required"),
        ({"connection_logs": {"prefix": "shop"}}, "connection_logs.bucket", "required"),
        ({"access_logs": {"bucket": "logs", "prefx": "shop"}}, "access_logs.prefx", "Did you mean 'prefix'"),
        ({"other_listener_policies": "TLS13"}, "other_listener_policies", "Pass a list"),
        ({"additional_certificate_arns": ["arn"]}, "additional_certificate_arns", "expected a mapping"),
        ({"vpc_id": None}, "vpc_id", "required"),
        ({"sslpolicy": "x"}, "sslpolicy", "Did you mean 'ssl_policy'"),
    ],
)
def test_refused(changes: dict[str, Any], argument: str, message: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        build(lambda: load_balancer(changes))
    assert raised.value.argument == argument
    assert str(raised.value).startswith(f"{argument}: ")
    assert message in str(raised.value)


def test_a_known_output_is_checked_too() -> None:
    with pytest.raises(ArgumentError, match="from 1 to 4000"):
        build(lambda: load_balancer({"idle_timeout_seconds": pulumi.Output.from_input(5000)}))


def test_what_decides_on_resources_cannot_be_an_output() -> None:
    with pytest.raises(ArgumentError, match=r"redirect_http: .* Pass a plain value"):
        build(lambda: load_balancer({"redirect_http": pulumi.Output.from_input(True)}))


def test_transformations_reach_the_children() -> None:
    def name_it(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
        if args.type_ != "aws:lb/loadBalancer:LoadBalancer":
            return None
        return pulumi.ResourceTransformationResult({**args.props, "idle_timeout": 300}, args.opts)

    stack = build(lambda: load_balancer(opts=pulumi.ResourceOptions(transformations=[name_it])))
    assert stack["lb.LoadBalancer shop"].inputs["idleTimeout"] == 300
