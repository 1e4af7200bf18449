from typing import Any

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as k8s
import pytest
from container_tls import ArgumentError, tls_policies
from container_tls.kubernetes._attached import load_balancer_hostname, object_name

from tests.components.programs import CERTIFICATE_ARN
from tests.components.stack import UNKNOWN, Stack, build

from .programs import PREFIX_LIST, SECURITY_GROUP, SETTINGS, controller, groups, ingress

COMPONENT = "AlbIngress orders"
INGRESS = "networking.k8s.io.Ingress orders"
ALB = "alb.ingress.kubernetes.io/"

# What every Ingress says, besides the mode.
BASE = {
    "scheme": "internal",
    "ip-address-type": "ipv4",
    "listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]',
    "ssl-redirect": "443",
    "certificate-arn": CERTIFICATE_ARN,
    "ssl-policy": tls_policies.recommended(),
    "load-balancer-attributes": "routing.http.drop_invalid_header_fields.enabled=true",
    "target-type": "ip",
    "backend-protocol": "HTTP",
    "healthcheck-protocol": "HTTP",
    "healthcheck-port": "traffic-port",
    "healthcheck-path": "/",
    "healthcheck-interval-seconds": "15",
    "healthcheck-timeout-seconds": "5",
    "healthy-threshold-count": "2",
    "unhealthy-threshold-count": "2",
    "success-codes": "200",
}
OF_MODE = {
    "automatic": {"inbound-cidrs": "10.0.0.0/8", "security-group-prefix-lists": PREFIX_LIST},
    "hybrid": {"security-groups": SECURITY_GROUP, "manage-backend-security-group-rules": "true"},
    "custom": {"security-groups": SECURITY_GROUP, "manage-backend-security-group-rules": "false"},
}


SCHEMES = (("internal", "internal"), ("internet-facing", "public"))


def annotations(stack: Stack, key: str = INGRESS) -> dict[str, Any]:
    found = stack[key].inputs["metadata"]["annotations"]
    assert all(name.startswith(ALB) for name in found)
    return {name.removeprefix(ALB): value for name, value in found.items()}


@pytest.mark.parametrize("mode", SETTINGS)
def test_mode(mode: str) -> None:
    stack = build(lambda: ingress(mode))
    assert stack.children(COMPONENT) == {INGRESS}
    assert annotations(stack) == {**BASE, **OF_MODE[mode]}
    assert stack[COMPONENT].inputs == {
        "securityGroupMode": mode,
        "scheme": "internal",
        "sslPolicy": tls_policies.recommended(),
        "targetType": "ip",
        "backendProtocol": "HTTP",
        "redirectHttp": True,
    }


def test_spec() -> None:
    rules = [
        {"host": "shop.example.com", "service_name": "orders", "service_port": 443},
        {
            "host": "*.example.com",
            "path": "/api",
            "path_type": "Exact",
            "service_name": "api",
            "service_port_name": "tls",
        },
        {"path": "/img/*", "path_type": "ImplementationSpecific", "service_name": "images", "service_port": 8080.0},
    ]
    stack = build(lambda: ingress(changes={"rules": rules, "namespace": "shop"}))
    found = stack[INGRESS].inputs
    assert found["metadata"].keys() == {"annotations", "namespace"}
    assert found["metadata"]["namespace"] == "shop"
    assert found["spec"]["ingressClassName"] == "alb"
    assert [(rule.get("host"), rule["http"]["paths"]) for rule in found["spec"]["rules"]] == [
        (host, [{"path": path, "pathType": kind, "backend": {"service": {"name": name, "port": on}}}])
        for host, path, kind, name, on in (
            ("shop.example.com", "/", "Prefix", "orders", {"number": 443}),
            ("*.example.com", "/api", "Exact", "api", {"name": "tls"}),
            (None, "/img/*", "ImplementationSpecific", "images", {"number": 8080}),
        )
    ]


def test_without_redirect_there_is_no_port_80() -> None:
    found = annotations(build(lambda: ingress(changes={"controller.security_groups.redirect_http": False})))
    assert found["listen-ports"] == '[{"HTTPS": 443}]'
    assert "ssl-redirect" not in found


def test_tls_to_the_pods() -> None:
    found = annotations(build(lambda: ingress(changes={"backend_protocol": "HTTPS"})))
    assert found["backend-protocol"] == found["healthcheck-protocol"] == "HTTPS"


def test_health_check() -> None:
    check = {
        "path": "/healthz",
        "port": 9000.0,
        "protocol": "HTTP",
        "success_codes": "200-299",
        "interval_seconds": 30.0,
        "timeout_seconds": 10,
        "healthy_threshold": 3,
        "unhealthy_threshold": 4,
    }
    found = annotations(build(lambda: ingress(changes={"backend_protocol": "HTTPS", "health_check": check})))
    assert {name: value for name, value in found.items() if name.startswith("health")} == {
        "healthcheck-protocol": "HTTP",
        "healthcheck-port": "9000",
        "healthcheck-path": "/healthz",
        "healthcheck-interval-seconds": "30",
        "healthcheck-timeout-seconds": "10",
        "healthy-threshold-count": "3",
    }
    assert (found["unhealthy-threshold-count"], found["success-codes"]) == ("4", "200-299")


def test_certificates_and_tags() -> None:
    other = CERTIFICATE_ARN.replace("6f", "7f")
    changes = {"certificate_arns": [CERTIFICATE_ARN, other], "tags": {"team": "shop", "url": "a=b"}}
    found = annotations(build(lambda: ingress(changes=changes)))
    assert found["certificate-arn"] == f"{CERTIFICATE_ARN},{other}"
    assert found["tags"] == "team=shop,url=a=b"


@pytest.mark.parametrize("mode", ["hybrid", "custom"])
def test_members_of_a_group_have_the_same_settings(mode: str) -> None:
    """Whoever shares a load balancer has the settings' name in the name of the group."""

    def program() -> None:
        internal, public = (groups(mode, {"scheme": scheme}, name=name).settings for scheme, name in SCHEMES)
        installed = controller(mode, {"security_groups": internal}).installed
        shared = {"controller": installed, "group": {"name": "web", "order": 5.0}}
        ingress(mode, shared, name="orders")
        ingress(mode, {**shared, "security_groups": public}, name="catalogue")
        ingress(mode, {**shared, "security_groups": internal}, name="payments")

    stack = build(program)
    names = ("orders", "catalogue", "payments")
    found = {name: annotations(stack, f"networking.k8s.io.Ingress {name}") for name in names}
    assert [found[name]["group.name"] for name in names] == ["internal.web", "public.web", "internal.web"]
    assert [found[name]["scheme"] for name in names] == ["internal", "internet-facing", "internal"]
    assert found["orders"]["group.order"] == "5"
    frontends = {f"ec2.SecurityGroup {of}-frontend" for _, of in SCHEMES}
    of_groups = {name: stack[f"networking.k8s.io.Ingress {name}"].dependencies & frontends for name in names}
    assert of_groups == {
        "orders": {"ec2.SecurityGroup internal-frontend"},
        "catalogue": {"ec2.SecurityGroup public-frontend"},
        "payments": {"ec2.SecurityGroup internal-frontend"},
    }


def test_everything_known_stays_known() -> None:
    def program() -> None:
        settings = groups("custom").settings
        installed = controller("custom", {"security_groups": settings}).installed
        ingress("custom", {"controller": installed})

    stack = build(program)
    assert annotations(stack) == {**BASE, **OF_MODE["custom"], "security-groups": UNKNOWN}
    assert stack[INGRESS].inputs["spec"]["ingressClassName"] == "alb"


def test_order() -> None:
    def program() -> None:
        first = aws.sns.Topic("first")
        settings = groups("custom").settings
        installed = controller("custom", {"security_groups": settings}).installed
        ingress("custom", {"controller": installed}, pulumi.ResourceOptions(depends_on=[first]))

    stack = build(program)
    for earlier in (
        "helm.sh.Release shop",
        "iam.RolePolicy shop",
        "eks.PodIdentityAssociation shop",
        "sns.Topic first",
        "ec2.SecurityGroup shop-frontend",
        "vpc.SecurityGroupIngressRule shop-443-from-10.0.0.0-8",
        "vpc.SecurityGroupEgressRule shop-port-8443",
        "vpc.SecurityGroupIngressRule shop-port-8443",
    ):
        assert stack.follows(INGRESS, earlier)


def test_values_that_are_not_known_yet() -> None:
    def program() -> None:
        certificate = aws.acm.Certificate("shop", domain_name="shop.example.com")
        changes = {
            "certificate_arns": [certificate.arn],
            "ssl_policy": certificate.arn,
            "health_check": {"port": certificate.arn.apply(len), "interval_seconds": certificate.arn.apply(len)},
            "tags": {"certificate": certificate.arn},
            "rules": [{"service_name": certificate.arn, "service_port": certificate.arn.apply(len)}],
        }
        ingress("custom", changes)

    found = annotations(build(program))
    for name in ("certificate-arn", "ssl-policy", "healthcheck-port", "healthcheck-interval-seconds", "tags"):
        assert found[name] == UNKNOWN
    assert found["listen-ports"] == BASE["listen-ports"]


def test_outputs() -> None:
    def program() -> None:
        pulumi.export("hostname", ingress().hostname)

    assert build(program).outputs == {"hostname": UNKNOWN}
    assert build(program, preview=False).outputs == {"hostname": ""}


def test_outputs_of_a_cluster() -> None:
    entry = k8s.networking.v1.outputs.IngressLoadBalancerIngress
    status = k8s.networking.v1.outputs.IngressStatus(
        load_balancer=k8s.networking.v1.outputs.IngressLoadBalancerStatus(
            ingress=[entry(ip="192.0.2.1"), entry(hostname="shop.elb.amazonaws.com")]
        )
    )
    assert load_balancer_hostname(status) == "shop.elb.amazonaws.com"
    assert object_name(k8s.meta.v1.outputs.ObjectMeta(name="orders-1a2b3c4d")) == "orders-1a2b3c4d"


def test_a_new_policy_is_a_warning() -> None:
    stack = build(lambda: ingress(changes={"ssl_policy": "ELBSecurityPolicy-TLS13-1-3-2031-01"}))
    assert annotations(stack)["ssl-policy"] == "ELBSecurityPolicy-TLS13-1-3-2031-01"
    (warning,) = stack.warnings
    assert warning.startswith("ssl_policy: 'ELBSecurityPolicy-TLS13-1-3-2031-01' is not in")


def test_certificates_may_be_one_output() -> None:
    stack = build(lambda: ingress(changes={"certificate_arns": pulumi.Output.from_input([CERTIFICATE_ARN])}))
    assert annotations(stack)["certificate-arn"] == CERTIFICATE_ARN
    with pytest.raises(ArgumentError, match="HTTPS needs a certificate"):
        build(lambda: ingress(changes={"certificate_arns": pulumi.Output.from_input([])}))


RULE = {"service_name": "orders", "service_port": 443}


@pytest.mark.parametrize(
    ("mode", "changes", "argument", "message"),
    [
        ("automatic", {"certificate_arns": None}, "certificate_arns", "required"),
        ("automatic", {"certificate_arns": []}, "certificate_arns", "HTTPS needs a certificate"),
        ("automatic", {"certificate_arns": CERTIFICATE_ARN}, "certificate_arns", "Pass a list"),
        ("automatic", {"certificate_arns": ["shop"]}, "certificate_arns", "ARN of one certificate"),
        (
            "automatic",
            {"certificate_arns": [f"{CERTIFICATE_ARN},{CERTIFICATE_ARN}"]},
            "certificate_arns",
            "ARN of one certificate",
        ),
        ("automatic", {"certificate_arns": [CERTIFICATE_ARN] * 2}, "certificate_arns", "twice"),
        ("automatic", {"ssl_policy": "ELBSecurityPolicy-TLS-1-3"}, "ssl_policy", "Use ELBSecurityPolicy-"),
        ("automatic", {"controller": {"ready": "x"}}, "controller.security_groups", "required"),
        ("automatic", {"controller.security_groups.mode": "x"}, "controller.security_groups.mode", "'hybrid'"),
        ("automatic", {"rules": []}, "rules", "there is none"),
        ("automatic", {"rules": [{"service_port": 443}]}, "rules.0.service_name", "required"),
        ("automatic", {"rules": [{"service_name": "orders"}]}, "rules.0.service_port", "service_port_name"),
        ("automatic", {"rules": [{**RULE, "service_port_name": "tls"}]}, "rules.0.service_port", "either"),
        ("automatic", {"rules": [{**RULE, "service_port": 0}]}, "rules.0.service_port", "from 1 to 65535"),
        (
            "automatic",
            {"rules": [{"service_name": "orders", "service_port_name": "443"}]},
            "rules.0.service_port_name",
            "with a letter",
        ),
        ("automatic", {"rules": [{**RULE, "service_name": "1st"}]}, "rules.0.service_name", "'1st'"),
        ("automatic", {"rules": [{**RULE, "host": "https://shop"}]}, "rules.0.host", "host name in lower case"),
        ("automatic", {"rules": [{**RULE, "host": "shop.*.com"}]}, "rules.0.host", "host name in lower case"),
        ("automatic", {"rules": [{**RULE, "path": "api"}]}, "rules.0.path", "begins with '/'"),
        ("automatic", {"rules": [{**RULE, "path": "/*"}]}, "rules.0.path", "Prefix has no wildcards"),
        ("automatic", {"rules": [{**RULE, "path_type": "Regex"}]}, "rules.0.path_type", "'Exact'"),
        ("automatic", {"rules": [RULE, RULE]}, "rules.1", "an earlier rule takes all"),
        ("automatic", {"target_type": "lambda"}, "target_type", "Use one of 'ip', 'instance'"),
        ("automatic", {"backend_protocol": "GRPC"}, "backend_protocol", "Use one of 'HTTP', 'HTTPS'"),
        ("automatic", {"health_check": {"path": "healthz"}}, "health_check.path", "begins with '/'"),
        ("automatic", {"health_check": {"success_codes": "ok"}}, "health_check.success_codes", "200-299"),
        ("automatic", {"health_check": {"timeout_seconds": 15}}, "health_check.timeout_seconds", "less than 15"),
        ("automatic", {"health_check": {"interval_seconds": 4}}, "health_check.interval_seconds", "from 5 to 300"),
        ("automatic", {"health_check": {"healthy_threshold": 1}}, "health_check.healthy_threshold", "from 2 to 10"),
        ("automatic", {"health_check": {"port": 0}}, "health_check.port", "from 1 to 65535"),
        ("custom", {"health_check": {"port": 443}}, "health_check.port", "nobody opens it to the load balancer"),
        ("automatic", {"group": {}}, "group.name", "required"),
        ("automatic", {"group": {"name": "shop.web"}}, "group.name", "'shop.web'"),
        ("automatic", {"group": {"name": "w" * 60}}, "group.name", "together are at most 63"),
        ("automatic", {"group": {"name": "web", "order": 1001}}, "group.order", "from -1000 to 1000"),
        (
            "automatic",
            {"group": {"name": "web"}, "controller.security_groups.name": "Shop"},
            "group.name",
            "'Shop.web'",
        ),
        ("automatic", {"tags": {"a,b": "c"}}, "tags.a,b", "all tags in one text"),
        ("automatic", {"tags": {"a=b": "c"}}, "tags.a=b", "all tags in one text"),
        ("automatic", {"tags": {"team": "a,b"}}, "tags.team", "'a,b'"),
        ("automatic", {"tags": {"team": 7}}, "tags.team", "Pass text"),
        ("automatic", {"namespace": "Shop"}, "namespace", "'Shop'"),
        ("automatic", {"security_groups": SETTINGS["custom"]}, "security_groups.mode", "installed for 'automatic'"),
        ("hybrid", {"security_groups": SETTINGS["custom"]}, "security_groups.mode", "installed for 'hybrid'"),
        ("custom", {"security_groups": SETTINGS["hybrid"]}, "security_groups.mode", "installed for 'custom'"),
        (
            "automatic",
            {"security_groups": {**SETTINGS["automatic"], "client_cidrs": ["0.0.0.0/0"]}},
            "security_groups",
            "one set of clients",
        ),
        (
            "hybrid",
            {"security_groups": {**SETTINGS["hybrid"], "backend_security_group_id": SECURITY_GROUP}},
            "security_groups.backend_security_group_id",
            "one backend group for all of its load balancers",
        ),
        (
            "custom",
            {"target_type": "instance", "controller.security_groups.node_ports": False},
            "target_type",
            "nobody opens the node ports",
        ),
        ("custom", {"controller.security_groups.target_ports": []}, "target_type", "nobody opens a port of the pods"),
        (
            "hybrid",
            {"controller.security_groups.client_cidrs": ["0.0.0.0/0"]},
            "controller.security_groups.client_cidrs",
            "no use for it in hybrid mode",
        ),
    ],
)
def test_refused(mode: str, changes: dict[str, Any], argument: str, message: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        build(lambda: ingress(mode, changes))
    assert raised.value.argument == argument
    assert message in str(raised.value)


@pytest.mark.parametrize("name", ["Orders", "orders_1", "-orders", "o" * 245])
def test_names_that_kubernetes_refuses(name: str) -> None:
    with pytest.raises(ArgumentError, match="name: got"):
        build(lambda: ingress(name=name))


def test_health_checks_on_a_port_that_custom_mode_opens() -> None:
    changes = {"controller.security_groups.target_ports": [8443, 9000.0], "health_check": {"port": 9000}}
    assert annotations(build(lambda: ingress("custom", changes)))["healthcheck-port"] == "9000"
    by_node = {"target_type": "instance", "health_check": {"port": 30443}}
    assert annotations(build(lambda: ingress("custom", by_node)))["healthcheck-port"] == "30443"
