import json
from collections.abc import Callable
from typing import Any

import pulumi
import pytest
from container_tls import ArgumentError, EcsService, EnvoyAlarms, EnvoySidecar
from container_tls._plugin import Plugin

from ..unknowns import unknown
from .programs import CLUSTER_ARN, SUBNET_IDS, VPC_ID, load_balancer, merged, service
from .stack import REGION, UNKNOWN, Stack, build
from .test_network_load_balancers import network_load_balancer

SERVER = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:server-AbCdEf"
CLIENTS = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:clients-AbCdEf"
KEY = "arn:aws:kms:eu-west-1:123456789012:key/a1b2c3d4"
TERMINATES = {"terminates": {"port": 8443, "application_port": 8080, "certificate": {"secret_arn": SERVER}}}
ORIGINATES = {"originates": {"payments": {"host": "payments.example.com", "local_port": 9001}}}
MUTUAL = merged(TERMINATES, {"terminates.client_certificates": {"ca": {"secret_arn": CLIENTS}}})
ENVIRONMENT = {"certificate_delivery": "environment"}

# Arguments, children beside the component, containers.
MODES: dict[str, tuple[dict[str, Any], set[str], set[str]]] = {
    "terminates": (TERMINATES, {"iam.Policy orders-secrets"}, {"envoy", "envoy-certificates"}),
    "terminates-environment": ({**TERMINATES, **ENVIRONMENT}, {"iam.Policy orders-secrets"}, {"envoy"}),
    "mutual": (MUTUAL, {"iam.Policy orders-secrets"}, {"envoy", "envoy-certificates"}),
    "originates": (ORIGINATES, set(), {"envoy"}),
    "both": ({**TERMINATES, **ORIGINATES}, {"iam.Policy orders-secrets"}, {"envoy", "envoy-certificates"}),
    "metrics": (
        {**ORIGINATES, "metrics": {}},
        {"cloudwatch.LogGroup orders-metrics", "iam.Policy orders-metrics"},
        {"envoy", "envoy-metrics"},
    ),
    "everything": (
        {**MUTUAL, **ORIGINATES, "metrics": {}},
        {"iam.Policy orders-secrets", "cloudwatch.LogGroup orders-metrics", "iam.Policy orders-metrics"},
        {"envoy", "envoy-certificates", "envoy-metrics"},
    ),
}


def made(args: dict[str, Any], **options: Any) -> tuple[Any, Stack]:
    """The component and what it registered."""
    found: list[Any] = []
    given: Any = args
    stack = build(lambda: found.append(EnvoySidecar("orders", given)), **options)
    return found[0], stack


def containers(args: dict[str, Any]) -> dict[str, Any]:
    return dict(made(args)[0].sidecar["containers"])


def bootstrap(args: dict[str, Any]) -> dict[str, Any]:
    option, document, *_ = containers(args)["envoy"]["command"]
    assert option == "--config-yaml"
    return dict(json.loads(document))


def definitions(stack: Stack) -> dict[str, Any]:
    text = stack["ecs.TaskDefinition orders"].inputs["containerDefinitions"]
    assert text != UNKNOWN
    return {found["name"]: found for found in json.loads(text)}


@pytest.mark.parametrize("mode", MODES)
def test_children_and_containers(mode: str) -> None:
    args, children, names = MODES[mode]
    component, stack = made(args)
    assert stack.children("EnvoySidecar orders") == children
    assert set(component.sidecar["containers"]) == names


def behind(load_balancer_kind: str) -> dict[str, Any]:
    """A load balancer, as argument of a service."""
    if load_balancer_kind == "application":
        return {"load_balancer": {"listener": load_balancer().listener, "priority": 1, "path_patterns": ["/*"]}}
    if load_balancer_kind == "network":
        return {"network_load_balancer": {"listener": network_load_balancer().listeners["orders"]}}
    return {}


@pytest.mark.parametrize(
    ("mode", "load_balancer_kind"),
    [
        (mode, kind)
        for mode in MODES
        for kind in ("none", "application", "network")
        # An Application Load Balancer has no client certificate.
        if not (kind == "application" and mode in ("mutual", "everything"))
    ],
)
def test_clean_under_the_pack(mode: str, load_balancer_kind: str, preview: Callable[..., Any]) -> None:
    args, _, names = MODES[mode]

    def program() -> None:
        given: Any = args
        envoy = EnvoySidecar("orders", given)
        service({"sidecars": {"envoy": envoy.sidecar}, **behind(load_balancer_kind)})
        if "metrics" in args:
            alarms: Any = {"sidecar_name": envoy.metrics_sidecar_name}
            EnvoyAlarms("orders-envoy", alarms)

    assert preview(program, config=REGION).findings == ()
    assert set(definitions(build(program))) == {"orders", *names}


def test_traffic_goes_to_envoy_and_not_past_it() -> None:
    def program() -> None:
        given: Any = {**TERMINATES, **ORIGINATES}
        service({"sidecars": {"envoy": EnvoySidecar("orders", given).sidecar}, **behind("application")})

    stack = build(program)
    found = definitions(stack)
    assert {name: [mapping["containerPort"] for mapping in one["portMappings"]] for name, one in found.items()} == {
        "orders": [],
        "envoy": [8443],
        "envoy-certificates": [],
    }
    (target,) = stack["ecs.Service orders"].inputs["loadBalancers"]
    assert (target["containerName"], target["containerPort"]) == ("envoy", 8443)
    group = stack["lb.TargetGroup orders"].inputs
    assert (group["protocol"], group["port"], group["healthCheck"]["protocol"]) == ("HTTPS", 8443, "HTTPS")
    assert stack["vpc.SecurityGroupIngressRule orders-from-load-balancer"].inputs["toPort"] == 8443


def test_order_of_start() -> None:
    def program() -> None:
        given: Any = {**TERMINATES, **ORIGINATES, "metrics": {}}
        service({"sidecars": {"envoy": EnvoySidecar("orders", given).sidecar}})

    stack = build(program)
    waits = {
        name: {one["containerName"]: one["condition"] for one in found.get("dependsOn", [])}
        for name, found in definitions(stack).items()
    }
    assert waits == {
        "orders": {"envoy": "HEALTHY"},
        "envoy": {"envoy-certificates": "HEALTHY"},
        "envoy-certificates": {},
        "envoy-metrics": {"envoy": "START"},
    }
    for attachment in ("orders-task-envoy-secrets", "orders-task-envoy-metrics"):
        assert stack.follows("ecs.Service orders", f"iam.RolePolicyAttachment {attachment}")
    assert stack.follows("ecs.Service orders", "iam.Policy orders-secrets")


def test_the_application_waits_only_where_it_calls_through_envoy() -> None:
    assert "application_waits_for" not in containers(TERMINATES)["envoy"]
    assert containers(ORIGINATES)["envoy"]["application_waits_for"] == "HEALTHY"


@pytest.mark.parametrize(
    ("args", "ingress"),
    [
        (
            TERMINATES,
            {
                "container": "envoy",
                "application_port": 8080,
                "min_tls_version": "1.2",
                "requires_client_certificate": False,
            },
        ),
        (
            merged(MUTUAL, {"terminates.min_tls_version": "1.3", "container_name": "proxy"}),
            {
                "container": "proxy",
                "application_port": 8080,
                "min_tls_version": "1.3",
                "requires_client_certificate": True,
            },
        ),
        (ORIGINATES, None),
    ],
)
def test_ingress(args: dict[str, Any], ingress: dict[str, Any] | None) -> None:
    component, _ = made(args)
    assert component.sidecar.get("ingress") == ingress


def test_envoy_container() -> None:
    envoy = containers({**TERMINATES, "cpu": 1025, "memory": 512, "drain_seconds": 45, "admin_port": 9000})["envoy"]
    assert envoy["image"] == "docker.io/envoyproxy/envoy:v1.40.0"
    assert (envoy["cpu"], envoy["memory"], envoy["port"], envoy["user"]) == (1025, 512, 8443, "101:101")
    assert envoy["command"][2:] == ["--disable-hot-restart", "--concurrency", "2", "--drain-time-s", "45"]
    assert envoy["environment"] == {"ADMIN_PORT": "9000", "DRAIN_SECONDS": "45"}
    assert envoy["stop_timeout_seconds"] == 55
    assert "/dev/tcp/127.0.0.1/9000" in envoy["health_check"]["command"][-1]
    assert envoy.get("essential", True)


def test_defaults_end_within_the_time_that_ecs_gives() -> None:
    assert containers(TERMINATES)["envoy"]["stop_timeout_seconds"] == 30


def test_limits() -> None:
    document = bootstrap({**TERMINATES, **ORIGINATES, "memory": 100, "max_connections": 7})
    manager = document["overload_manager"]
    connections, heap = (found["typed_config"] for found in manager["resource_monitors"])
    assert connections["max_active_downstream_connections"] == 7
    assert int(heap["max_heap_size_bytes"]) == 80 * 1024 * 1024
    for cluster in document["static_resources"]["clusters"]:
        (threshold,) = cluster["circuit_breakers"]["thresholds"]
        assert set(threshold.values()) == {7}


def test_listeners() -> None:
    document = bootstrap({**TERMINATES, **ORIGINATES, "admin_port": 9902})
    listeners = document["static_resources"]["listeners"]
    addresses = [found["address"]["socket_address"] for found in (*listeners, document["admin"])]
    assert [(found["address"], found["port_value"]) for found in addresses] == [
        ("0.0.0.0", 8443),
        ("127.0.0.1", 9001),
        ("127.0.0.1", 9902),
    ]
    assert "transport_socket" in listeners[0]["filter_chains"][0]
    assert all(found["per_connection_buffer_limit_bytes"] for found in listeners)


def test_idle_connections_are_closed_before_the_other_end_does() -> None:
    clusters = bootstrap({**TERMINATES, **ORIGINATES})["static_resources"]["clusters"]
    options = [found["typed_extension_protocol_options"].popitem()[1] for found in clusters]
    assert [found["common_http_protocol_options"] for found in options] == [
        {"idle_timeout": "4s"},
        {"idle_timeout": "55s"},
    ]


def test_calls_to_public_servers_are_verified() -> None:
    (cluster,) = bootstrap(ORIGINATES)["static_resources"]["clusters"]
    tls = cluster["transport_socket"]["typed_config"]
    assert tls["sni"] == "payments.example.com"
    assert tls["common_tls_context"] == {
        "tls_params": {"tls_minimum_protocol_version": "TLSv1_2", "tls_maximum_protocol_version": "TLSv1_3"},
        "validation_context": {
            "trusted_ca": {"filename": "/etc/ssl/certs/ca-certificates.crt"},
            "match_typed_subject_alt_names": [{"san_type": "DNS", "matcher": {"exact": "payments.example.com"}}],
        },
        "alpn_protocols": ["http/1.1"],
    }


@pytest.mark.parametrize("required", [False, True])
def test_client_certificates_are_required_if_there_are_authorities_for_them(required: bool) -> None:
    listener, *_ = bootstrap(MUTUAL if required else TERMINATES)["static_resources"]["listeners"]
    (chain,) = listener["filter_chains"]
    assert chain["transport_socket"]["typed_config"]["require_client_certificate"] is required


def test_secrets_read_by_ecs_at_start() -> None:
    component, stack = made(
        {
            **merged(MUTUAL, {"terminates.certificate.kms_key_arn": KEY}),
            **merged(ORIGINATES, {"originates.payments.ca": {"secret_arn": CLIENTS}}),
            **ENVIRONMENT,
        },
        preview=False,
    )
    assert component.sidecar["containers"]["envoy"]["secrets"] == {
        "TERMINATION_CERTIFICATE_CERTIFICATE": f"{SERVER}:certificate::",
        "TERMINATION_CERTIFICATE_PRIVATE_KEY": f"{SERVER}:private_key::",
        "TERMINATION_CA_CA": f"{CLIENTS}:ca::",
        "PAYMENTS_CA_CA": f"{CLIENTS}:ca::",
    }
    assert set(component.sidecar["execution_role_policy_arns"]) == {"secrets"}
    assert component.sidecar["task_role_policy_arns"] == {}
    assert json.loads(stack["iam.Policy orders-secrets"].inputs["policy"])["Statement"] == [
        {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": [SERVER, CLIENTS]},
        {
            "Effect": "Allow",
            "Action": "kms:Decrypt",
            "Resource": KEY,
            "Condition": {"StringEquals": {"kms:EncryptionContext:SecretARN": SERVER}},
        },
    ]


def test_secrets_read_by_the_task() -> None:
    component, _ = made(
        {**MUTUAL, "certificate_files": {"refresh_seconds": 60, "image": "example.com/aws:1", "cpu": 32, "memory": 300}}
    )
    sidecar = component.sidecar
    assert set(sidecar["task_role_policy_arns"]) == {"secrets"}
    assert sidecar["execution_role_policy_arns"] == {}
    writer = sidecar["containers"]["envoy-certificates"]
    assert (writer["image"], writer["cpu"], writer["memory"]) == ("example.com/aws:1", 32, 300)
    assert writer["environment"]["REFRESH_SECONDS"] == "60"
    assert writer["environment"]["RETRY_SECONDS"] == "5"
    assert writer["environment"]["FILES"].splitlines() == [
        f"termination-certificate.certificate.pem {SERVER} certificate",
        f"termination-certificate.private_key.pem {SERVER} private_key",
        f"termination-ca.ca.pem {CLIENTS} ca",
    ]
    assert writer["volumes"] == {"envoy-certificates": "/certificates"}
    assert sidecar["containers"]["envoy"]["read_only_volumes"] == {"envoy-certificates": "/certificates"}
    assert "secrets" not in sidecar["containers"]["envoy"]


def test_metrics_may_be_written_and_nothing_else() -> None:
    component, stack = made(
        {**ORIGINATES, "metrics": {"log_group_name": "/envoy", "log_retention_days": 3}}, preview=False
    )
    assert json.loads(stack["iam.Policy orders-metrics"].inputs["policy"])["Statement"] == [
        {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            "Resource": "arn:orders-metrics:*",
        }
    ]
    group = stack["cloudwatch.LogGroup orders-metrics"].inputs
    assert (group["name"], group["retentionInDays"]) == ("/envoy", 3)
    agent = component.sidecar["containers"]["envoy-metrics"]
    assert agent["essential"] is False
    prometheus = json.loads(agent["environment"]["CW_CONFIG_CONTENT"])["logs"]["metrics_collected"]["prometheus"]
    assert prometheus["log_group_name"] == "/envoy"
    assert prometheus["prometheus_config_path"] == "env:PROMETHEUS_CONFIG_CONTENT"


def test_outputs_and_tags() -> None:
    def program() -> None:
        given: Any = {**TERMINATES, "metrics": {}, "tags": {"team": "shop"}}
        component = EnvoySidecar("orders", given)
        pulumi.export("policy", component.secrets_policy_arn)
        pulumi.export("name", component.metrics_sidecar_name)

    stack = build(program, preview=False)
    assert stack.outputs == {"policy": "arn:orders-secrets", "name": "shop/test/orders"}
    for key in ("iam.Policy orders-secrets", "iam.Policy orders-metrics", "cloudwatch.LogGroup orders-metrics"):
        assert stack[key].inputs["tags"] == {"team": "shop"}


def test_no_outputs_of_what_is_not_there() -> None:
    component, _ = made(ORIGINATES)
    assert component.secrets_policy_arn is None
    assert component.metrics_sidecar_name is None


def test_intent() -> None:
    _, stack = made({**MUTUAL, **ORIGINATES, "exceptions": {"undecided": "known"}})
    assert stack["EnvoySidecar orders"].inputs == {
        "terminates": {
            "port": 8443,
            "applicationPort": 8080,
            "protocol": "http",
            "minTlsVersion": "1.2",
            "requiresClientCertificate": True,
        },
        "originates": {
            "payments": {
                "host": "payments.example.com",
                "port": 443,
                "localPort": 9001,
                "protocol": "http",
                "minTlsVersion": "1.2",
            }
        },
        "certificateDelivery": "files",
        "metrics": False,
        "exceptions": {"undecided": "known"},
    }


def test_numbers_of_other_languages() -> None:
    args = merged(
        {**TERMINATES, **ORIGINATES},
        {
            "terminates.port": 8443.0,
            "terminates.application_port": 8080.0,
            "originates.payments.local_port": 9001.0,
            "cpu": 256.0,
            "drain_seconds": 5.0,
            "admin_port": 9901.0,
        },
    )
    assert containers(args) == containers({**TERMINATES, **ORIGINATES, "drain_seconds": 5})


def test_construct_as_another_language_does() -> None:
    inputs = {
        "terminates": {
            "port": 8443.0,
            "applicationPort": 8080.0,
            "certificate": {"secretArn": SERVER},
            "clientCertificates": {"ca": {"secretArn": CLIENTS}, "allowedSans": ["orders.test"]},
            "minTlsVersion": "1.3",
        },
        "originates": {"payments": {"host": "payments.example.com", "localPort": 9001.0, "sans": ["a.test"]}},
        "certificateDelivery": "files",
        "certificateFiles": {"refreshSeconds": 60.0},
        "metrics": {},
        "containerName": "proxy",
    }
    plugin = Plugin([EnvoySidecar, EcsService], "container-tls", "0.1.0")

    def program() -> None:
        token = "container-tls:index"
        envoy = plugin.construct("orders", f"{token}:EnvoySidecar", inputs, pulumi.ResourceOptions()).state
        pulumi.export("state", sorted(envoy))
        pulumi.export("containers", envoy["containers"])
        service = {
            "clusterArn": CLUSTER_ARN,
            "vpcId": VPC_ID,
            "subnetIds": SUBNET_IDS,
            "container": {"image": "orders:1", "cpu": 256.0, "memory": 512.0, "port": 8080.0},
            "sidecars": {
                "envoy": {
                    "containers": envoy["containers"],
                    "ingress": {"container": "proxy", "minTlsVersion": "1.3", "requiresClientCertificate": True},
                    "taskRolePolicyArns": {"secrets": envoy["secretsPolicyArn"], "metrics": envoy["metricsPolicyArn"]},
                }
            },
        }
        plugin.construct("orders", f"{token}:EcsService", service, pulumi.ResourceOptions())

    stack = build(program)
    assert stack.outputs["state"] == ["containers", "metricsPolicyArn", "metricsSidecarName", "secretsPolicyArn"]
    assert stack.outputs["containers"]["proxy"]["readOnlyVolumes"] == {"proxy-certificates": "/certificates"}
    assert len(stack.children("EnvoySidecar orders")) == 3
    definition = stack["ecs.TaskDefinition orders"].inputs
    containers = {found["name"]: found for found in json.loads(definition["containerDefinitions"])}
    assert set(containers) == {"orders", "proxy", "proxy-certificates", "proxy-metrics"}
    assert containers["proxy"]["portMappings"][0]["containerPort"] == 8443
    assert containers["proxy"]["dependsOn"] == [{"containerName": "proxy-certificates", "condition": "HEALTHY"}]
    assert containers["orders"]["dependsOn"] == [{"containerName": "proxy", "condition": "HEALTHY"}]
    assert definition["volumes"] == [{"name": "proxy-certificates"}]
    assert (definition["cpu"], definition["memory"]) == ("1024", "2048")
    attached = stack["iam.RolePolicyAttachment orders-task-envoy-secrets"]
    assert attached.property_dependencies["policyArn"] == {"iam.Policy orders-secrets"}


def test_values_that_are_known_later() -> None:
    """Outputs hide the bootstrap from a preview, and give the same one in the end."""
    plain = {**TERMINATES, **ORIGINATES, "metrics": {}, "cpu": 256, "drain_seconds": 5}

    def program(args: Callable[[], dict[str, Any]]) -> Callable[[], None]:
        def run() -> None:
            given: Any = args()
            service({"sidecars": {"envoy": EnvoySidecar("orders", given).sidecar}})

        return run

    def later() -> dict[str, Any]:
        return merged(
            plain,
            {
                "terminates.port": pulumi.Output.from_input(8443),
                "terminates.certificate.secret_arn": pulumi.Output.from_input(SERVER),
                "originates.payments.host": pulumi.Output.from_input("payments.example.com"),
                "originates.payments.local_port": pulumi.Output.from_input(9001),
                "cpu": pulumi.Output.from_input(256),
                "drain_seconds": pulumi.Output.from_input(5),
                "image": pulumi.Output.from_input("docker.io/envoyproxy/envoy:v1.40.0"),
                "admin_port": pulumi.Output.from_input(9901),
            },
        )

    assert definitions(build(program(later))) == definitions(build(program(lambda: plain)))


def test_unknown_values_at_preview(preview: Callable[..., Any]) -> None:
    def program() -> None:
        given: Any = merged({**TERMINATES, "metrics": {}}, {"terminates.certificate.secret_arn": unknown("arn")})
        service({"sidecars": {"envoy": EnvoySidecar("orders", given).sidecar}})

    assert [one for one in preview(program, config=REGION).findings if one.policy != "undecided"] == []


@pytest.mark.parametrize("changes", [{}, {"admin_port": 8080}])
def test_the_application_wants_a_port_of_envoy(changes: dict[str, Any]) -> None:
    args: Any = merged(merged(ORIGINATES, {"originates.payments.local_port": 9001 if changes else 8080}), changes)

    with pytest.raises(ArgumentError, match=r"sidecars\.envoy\.local_ports.*8080.*also container\.port"):
        build(lambda: service({"sidecars": {"envoy": EnvoySidecar("orders", args).sidecar}}))


def test_wrong_values_that_are_known_later() -> None:
    args = merged(TERMINATES, {"terminates.application_port": 8443})

    def program() -> None:
        given: Any = merged(args, {"terminates.port": pulumi.Output.from_input(8443)})
        service({"sidecars": {"envoy": EnvoySidecar("orders", given).sidecar}})

    with pytest.raises(ArgumentError, match="which is also"):
        build(program)


@pytest.mark.parametrize(
    ("base", "changes", "argument", "message"),
    [
        ({}, {}, "args", "nothing for Envoy to do"),
        ({}, {"originates": {}}, "args", "nothing for Envoy to do"),
        (TERMINATES, {"terminate": {}}, "terminate", "Did you mean 'terminates'"),
        ({}, {"terminates": {"port": 8443, "application_port": 8080}}, "terminates.certificate", "required"),
        (TERMINATES, {"terminates.port": 443}, "terminates.port", "from 1024 to 65535"),
        (TERMINATES, {"terminates.port": 8080}, "terminates.application_port", "also terminates.port"),
        (TERMINATES, {"metrics": {"log_group_name": "a b"}}, "metrics.log_group_name", "1 to 512"),
        (TERMINATES, {"metrics": {"log_retention_days": 10}}, "metrics.log_retention_days", "7, 14"),
        (TERMINATES, {"admin_port": 8443}, "terminates.port", "also admin_port"),
        (TERMINATES, {"terminates.application_port": 0}, "terminates.application_port", "from 1 to 65535"),
        (TERMINATES, {"terminates.min_tls_version": "1.1"}, "terminates.min_tls_version", "'1.2', '1.3'"),
        (TERMINATES, {"terminates.protocol": "udp"}, "terminates.protocol", "'http', 'http2', 'tcp'"),
        (
            TERMINATES,
            {"terminates.protocol": "tcp", "terminates.trusted_hops": 1},
            "terminates.trusted_hops",
            "no requests",
        ),
        (
            TERMINATES,
            {"terminates.protocol": "tcp", "terminates.request_timeout_seconds": 1},
            "terminates.request_timeout_seconds",
            "no requests",
        ),
        (
            TERMINATES,
            {"terminates.certificate.secret_arn": "orders"},
            "terminates.certificate.secret_arn",
            "full ARN",
        ),
        (
            TERMINATES,
            {"terminates.certificate.secret_arn": f"{SERVER}:certificate::"},
            "terminates.certificate.secret_arn",
            "without a JSON key",
        ),
        (
            TERMINATES,
            {"terminates.certificate.secret_arn": "arn:aws:ssm:eu-west-1:123456789012:parameter/server"},
            "terminates.certificate.secret_arn",
            "Secrets Manager",
        ),
        (
            TERMINATES,
            {"terminates.certificate.secret_arn": SERVER + "\nx"},
            "terminates.certificate.secret_arn",
            "full ARN",
        ),
        (
            TERMINATES,
            {"terminates.certificate.kms_key_arn": "arn:aws:kms:eu-west-1:123456789012:alias/secrets"},
            "terminates.certificate.kms_key_arn",
            "not of an alias",
        ),
        (MUTUAL, {"terminates.client_certificates.ca": None}, "terminates.client_certificates.ca", "required"),
        (
            MUTUAL,
            {"terminates.client_certificates.allowed_sans": []},
            "terminates.client_certificates.allowed_sans",
            "any name",
        ),
        (
            MUTUAL,
            {"terminates.client_certificates.allowed_sans": ["*.example.com"]},
            "terminates.client_certificates.allowed_sans",
            "without wildcards",
        ),
        (ORIGINATES, {"originates.payments.host": "https://payments"}, "originates.payments.host", "without scheme"),
        (ORIGINATES, {"originates.payments.host": "10.0.0.1"}, "originates.payments.host", "DNS name"),
        (ORIGINATES, {"originates.payments.host": "payments:443"}, "originates.payments.host", "DNS name"),
        (ORIGINATES, {"originates.payments.host": ""}, "originates.payments.host", "DNS name"),
        (ORIGINATES, {"originates.payments.host": "payments\n"}, "originates.payments.host", "DNS name"),
        (ORIGINATES, {"originates.payments.sni": "*"}, "originates.payments.sni", "DNS name"),
        (ORIGINATES, {"originates.payments.sans": []}, "originates.payments.sans", "any name"),
        (ORIGINATES, {"originates.payments.sans": "a.test"}, "originates.payments.sans", "a list"),
        (ORIGINATES, {"originates.payments.local_port": 80}, "originates.payments.local_port", "from 1024"),
        (ORIGINATES, {"originates.payments.local_port": 9901}, "originates.payments.local_port", "also admin_port"),
        (
            ORIGINATES,
            {"originates.payments.min_tls_version": "1.3", "originates.payments.max_tls_version": "1.2"},
            "originates.payments.max_tls_version",
            "below min_tls_version",
        ),
        ({}, {"originates": {"Payments": {}}}, "originates.Payments", "cannot be a name"),
        ({}, {"originates": {"termination": {}}}, "originates.termination", "cannot be a name"),
        ({}, {"originates": {"application": {}}}, "originates.application", "cannot be a name"),
        ({}, {"originates": {"a.b": {}}}, "originates.a.b", "cannot be a name"),
        ({}, {"originates": ["payments"]}, "originates", "a mapping"),
        (TERMINATES, {"certificate_delivery": "mail"}, "certificate_delivery", "'files', 'environment'"),
        (
            TERMINATES,
            {**ENVIRONMENT, "certificate_files": {"refresh_seconds": 60}},
            "certificate_files",
            "there are no files",
        ),
        (ORIGINATES, {"certificate_files": {"refresh_seconds": 60}}, "certificate_files", "no secrets"),
        (TERMINATES, {"certificate_files": {"refresh_seconds": 0}}, "certificate_files.refresh_seconds", "from 1"),
        (TERMINATES, {"image": "envoyproxy/envoy"}, "image", "version"),
        (TERMINATES, {"image": "registry:5000/envoy"}, "image", "version"),
        (TERMINATES, {"image": "envoyproxy/envoy:latest"}, "image", "day to day"),
        (TERMINATES, {"image": "envoyproxy/envoy:v1.40-latest"}, "image", "day to day"),
        (TERMINATES, {"image": "envoyproxy/envoy:distroless-v1.40.0"}, "image", "no bash"),
        (TERMINATES, {"image": "public.ecr.aws/appmesh/aws-appmesh-envoy:v1.34.13.3-prod"}, "image", "App Mesh"),
        (TERMINATES, {"image": ""}, "image", "version"),
        (TERMINATES, {"certificate_files": {"image": "aws-cli:latest"}}, "certificate_files.image", "day to day"),
        (ORIGINATES, {"metrics": {"image": "agent"}}, "metrics.image", "version"),
        (ORIGINATES, {"metrics": {"scrape_interval_seconds": 61}}, "metrics.scrape_interval_seconds", "to 60"),
        (ORIGINATES, {"metrics": {"regoin": "x"}}, "metrics.regoin", "no such argument"),
        (TERMINATES, {"memory": 63}, "memory", "from 64"),
        (TERMINATES, {"drain_seconds": 111}, "drain_seconds", "from 0 to 110"),
        (TERMINATES, {"max_connections": 0}, "max_connections", "from 1"),
        (TERMINATES, {"container_name": "en voy"}, "container_name", "letters"),
    ],
)
def test_refused(base: dict[str, Any], changes: dict[str, Any], argument: str, message: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        made(merged(base, changes))
    assert raised.value.argument == argument
    assert message in str(raised.value)


def test_an_error_does_not_repeat_what_may_be_the_secret_itself() -> None:
    with pytest.raises(ArgumentError) as raised:
        made(merged(TERMINATES, {"terminates.certificate.secret_arn": "-----BEGIN PRIVATE KEY-----"}))
    assert "PRIVATE" not in str(raised.value)


@pytest.mark.parametrize(
    "image", ["envoyproxy/envoy:v1.40.0", "registry:5000/envoy:v1", "a.test/envoy@sha256:" + "0" * 64]
)
def test_images_that_stay_the_same(image: str) -> None:
    assert containers({**TERMINATES, "image": image})["envoy"]["image"] == image


@pytest.mark.parametrize("partition", ["aws-cn", "aws-us-gov"])
def test_secrets_of_other_partitions(partition: str) -> None:
    arn = SERVER.replace("arn:aws:", f"arn:{partition}:")
    _, stack = made(merged(TERMINATES, {"terminates.certificate.secret_arn": arn}))
    assert arn in stack["iam.Policy orders-secrets"].inputs["policy"]


def test_too_many_servers_for_a_task_definition() -> None:
    servers = {f"server-{number}": {"host": "a.test", "local_port": 10000 + number} for number in range(60)}
    with pytest.raises(ArgumentError, match="ECS allows 65536 for a task") as raised:
        made({"originates": servers})
    assert raised.value.argument == "originates"


def test_two_sidecars_in_one_task() -> None:
    def program() -> None:
        inwards: Any = TERMINATES
        outwards: Any = {**ORIGINATES, "container_name": "out", "admin_port": 9902}
        sidecars = {
            "in": EnvoySidecar("orders-in", inwards).sidecar,
            "out": EnvoySidecar("orders-out", outwards).sidecar,
        }
        service({"sidecars": sidecars})

    assert set(definitions(build(program))) == {"orders", "envoy", "envoy-certificates", "out"}
