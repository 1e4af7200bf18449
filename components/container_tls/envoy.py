"""Envoy beside the application in the tasks of an ECS service: it ends and begins TLS."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

import pulumi
import pulumi_aws as aws

from ._arguments import ArgumentError, choice, distinct_ports, group, integer, lift, mapping, plain, to_json
from ._aws import Exceptions, Tags
from ._envoy_bootstrap import Limits, bootstrap
from ._envoy_certificates import (
    ENVOY_USER,
    Credential,
    Delivery,
    Environment,
    EnvoyCertificateDelivery,
    EnvoyCertificateFilesArgs,
    Files,
    read_policy,
)
from ._envoy_images import ENVOY_IMAGE, envoy_image
from ._envoy_metrics import EnvoyMetricsArgs, Metrics, write_policy
from ._envoy_paths import (
    EnvoyOriginationArgs,
    EnvoyTerminationArgs,
    Origination,
    Termination,
    unprivileged_port,
)
from ._sidecars import ContainerCondition, SidecarArgs, SidecarContainerArgs

# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html, 2026-11
_TASK_DEFINITION_BYTES = 64 * 1024

_CONTAINER_NAME = re.compile(r"[A-Za-z0-9_-]{1,200}")

# Envoy exits at once on SIGTERM. While it drains, it goes on serving and asks clients to close their connections.
_ENTRY_POINT = r"""
post() {
    {
        printf 'POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n' "$1" >&3
        cat <&3 > /dev/null
    } 3<> "/dev/tcp/127.0.0.1/$ADMIN_PORT"
}

drain() {
    post /healthcheck/fail
    post '/drain_listeners?graceful'
    sleep "$DRAIN_SECONDS" & wait "$!"
    kill -TERM "$envoy"
}

envoy "$@" & envoy=$!
trap drain TERM
while wait "$envoy"; status=$?; kill -0 "$envoy" 2> /dev/null; do :; done
exit "$status"
"""


class EnvoySidecarArgs(TypedDict, total=False):
    """Arguments of an EnvoySidecar. At least one of terminates and originates is required."""

    terminates: EnvoyTerminationArgs
    """TLS of clients, which ends in Envoy. Default: none."""
    originates: Mapping[str, EnvoyOriginationArgs]
    """TLS to servers, which begins in Envoy, by names of your own: at most 32 of a-z, 0-9 and `-`, beginning with a
    letter. The application starts when Envoy is ready. Default: none."""
    certificate_delivery: EnvoyCertificateDelivery
    """How certificates and keys get to Envoy: files, which change while Envoy runs, or environment, which is read at
    start. With files the task role, and so the application, may read the secrets. Default: files."""
    certificate_files: EnvoyCertificateFilesArgs
    """The container that writes the files; only with files. Default: see there."""
    metrics: EnvoyMetricsArgs
    """What sends Envoy's metrics to CloudWatch, where EnvoyAlarms finds them; `{}` for the defaults. Default: nothing
    does."""
    container_name: str
    """Name of Envoy's container, and the beginning of the others'. Default: `envoy`."""
    image: pulumi.Input[str]
    """Image of Envoy with bash, as the official one has and its distroless variant has not, with its full version or
    digest. Default: the official one on Docker Hub, whose limits a copy in your own registry avoids."""
    cpu: pulumi.Input[int]
    """CPU units of Envoy's container; it gets a thread for each 1024 that are begun. Default: 256."""
    memory: pulumi.Input[int]
    """Memory limit of Envoy's container in MiB, at least 64; when Envoy has three quarters of it, it refuses requests.
    Default: 256."""
    max_connections: pulumi.Input[int]
    """Connections that Envoy takes in at the same time, 1 to 1000000; it closes what is more. Also connections and
    requests to each server. Default: 1024, which is Envoy's own limit towards servers."""
    drain_seconds: pulumi.Input[int]
    """Seconds, 0 to 110, for which Envoy goes on serving when the task stops, and asks clients to close their
    connections. Default: 20, so that it ends within the 30 seconds that AWS gives. Envoy alone exits at once."""
    admin_port: pulumi.Input[int]
    """TCP port of Envoy's administration interface, 1024 to 65535, on 127.0.0.1 only. Default: 9901."""
    tags: Tags
    """Tags of every resource that takes tags. Default: none."""
    exceptions: Exceptions
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class EnvoySidecar(pulumi.ComponentResource):
    """Envoy in the tasks of an ECS service: it ends TLS of clients, begins TLS to servers, or both.

    ```text
    client ==TLS==> :8443 envoy --127.0.0.1:8080--> application
    application --127.0.0.1:9001--> envoy ==TLS==> payments.example.com:443
    ```

    Certificates come from Secrets Manager. By default a container beside Envoy looks for new ones every five minutes,
    and Envoy takes them up without a restart; it does not start before there are any. Servers are verified by their
    authority and by their name; clients only if `client_certificates` says so, and then all of them.

    ```python
    from container_tls import EcsService, EnvoySidecar, TlsVersion

    secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret"
    envoy = EnvoySidecar(
        "orders",
        {
            "terminates": {
                "port": 8443,
                "application_port": 8080,
                "certificate": {"secret_arn": f"{secret}:orders-certificate-AbCdEf"},
                "min_tls_version": TlsVersion.TLS_1_3,
            },
            "originates": {"payments": {"host": "payments.example.com", "local_port": 9001}},
            "metrics": {},
        },
    )
    EcsService(
        "orders",
        {
            "cluster_arn": "arn:aws:ecs:us-east-1:123456789012:cluster/shop",
            "vpc_id": "vpc-0a1b2c3d4e5f60718",
            "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"],
            "container": {"image": "orders:1.4.2", "cpu": 256, "memory": 512, "port": 8080},
            "sidecars": {"envoy": envoy.sidecar},
        },
    )
    ```
    """

    containers: pulumi.Output[Mapping[str, SidecarContainerArgs]]
    """What the containers are, for `containers` of a sidecar in other languages than Python. Python programs pass
    `sidecar`, with all that belongs to it."""
    secrets_policy_arn: pulumi.Output[str] | None
    """ARN of the IAM policy that allows to read the secrets, for the role of the task or, if certificates are delivered
    by the environment, for the one with which ECS starts it; none without secrets."""
    metrics_policy_arn: pulumi.Output[str] | None
    """ARN of the IAM policy that allows to write the metrics, for the role of the task; none without metrics."""
    metrics_sidecar_name: pulumi.Output[str] | None
    """Value of the dimension Sidecar of the metrics, for EnvoyAlarms; none without metrics."""

    def __init__(self, name: str, args: EnvoySidecarArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(EnvoySidecarArgs, args)
        termination = Termination.of(args["terminates"]) if "terminates" in args else None
        originations = [
            Origination.of(key, given) for key, given in mapping(args.get("originates", {}), "originates").items()
        ]
        admin_port = unprivileged_port(args.get("admin_port", 9901), "admin_port")
        _check_paths(termination, originations, admin_port)
        credentials = [] if termination is None else termination.credentials
        credentials += [found for origination in originations for found in origination.credentials]
        delivery = _delivery(args, credentials)
        envoy = _container_name(args.get("container_name", "envoy"))
        metrics = Metrics.of(args["metrics"], name, envoy, admin_port, originations) if "metrics" in args else None
        containers = delivery.containers(envoy, _envoy(args, name, admin_port, termination, originations, delivery))
        if metrics is not None:
            containers[f"{envoy}-metrics"] = metrics.container
        _check_size(containers)
        super().__init__(
            "container-tls:index:EnvoySidecar",
            name,
            {**_intent(termination, originations, delivery, metrics), "exceptions": args.get("exceptions")},
            opts,
        )
        self._tags = args.get("tags")
        self._opts = pulumi.ResourceOptions(parent=self)

        self.log_group = None if metrics is None else self._log_group(f"{name}-metrics", metrics)
        self.metrics_policy = (
            None
            if self.log_group is None
            else self._policy(f"{name}-metrics", "Writes Envoy's metrics", write_policy(self.log_group.arn))
        )
        self.secrets_policy = (
            self._policy(f"{name}-secrets", "Reads Envoy's certificates", read_policy(credentials))
            if credentials
            else None
        )

        self.containers = pulumi.Output.from_input(containers)
        self.metrics_policy_arn = None if self.metrics_policy is None else self.metrics_policy.arn
        self.secrets_policy_arn = None if self.secrets_policy is None else self.secrets_policy.arn
        self.metrics_sidecar_name = None if metrics is None else pulumi.Output.from_input(metrics.sidecar)
        policies = {
            key: policy.arn
            for key, policy in (("secrets", self.secrets_policy), ("metrics", self.metrics_policy))
            if policy is not None
        }
        at_start = {"secrets"} if delivery.kind is EnvoyCertificateDelivery.ENVIRONMENT else set()
        self.sidecar: SidecarArgs = {
            "containers": containers,
            "local_ports": [admin_port, *(origination.local_port for origination in originations)],
            "egress_ports": [origination.port for origination in originations],
            "execution_role_policy_arns": {key: arn for key, arn in policies.items() if key in at_start},
            "task_role_policy_arns": {key: arn for key, arn in policies.items() if key not in at_start},
        }
        """What it adds to the task, for `sidecars` of an EcsService."""
        if termination is not None:
            self.sidecar["ingress"] = {
                "container": envoy,
                "application_port": termination.application_port,
                "min_tls_version": termination.min_tls_version,
                "requires_client_certificate": termination.client_authorities is not None,
            }
        self.register_outputs(
            {
                "containers": self.containers,
                "secretsPolicyArn": self.secrets_policy_arn,
                "metricsPolicyArn": self.metrics_policy_arn,
                "metricsSidecarName": self.metrics_sidecar_name,
            }
        )

    def _log_group(self, name: str, metrics: Metrics) -> aws.cloudwatch.LogGroup:
        return aws.cloudwatch.LogGroup(
            name,
            name=metrics.log_group_name,
            retention_in_days=metrics.log_retention_days,
            tags=self._tags,
            opts=self._opts,
        )

    def _policy(self, name: str, description: str, document: dict[str, Any]) -> aws.iam.Policy:
        return aws.iam.Policy(name, description=description, policy=to_json(document), tags=self._tags, opts=self._opts)


def _container_name(value: str) -> str:
    if not isinstance(plain(value, "container_name"), str) or not _CONTAINER_NAME.fullmatch(value):
        raise ArgumentError("container_name", f"got {value!r}", "Use 1 to 200 letters, digits, '_' and '-'")
    return value


def _delivery(args: EnvoySidecarArgs, credentials: list[Credential]) -> Delivery:
    kind = choice(
        EnvoyCertificateDelivery,
        args.get("certificate_delivery", EnvoyCertificateDelivery.FILES),
        "certificate_delivery",
    )
    if kind is EnvoyCertificateDelivery.FILES:
        return Files(credentials, args.get("certificate_files", {}))
    if "certificate_files" in args:
        raise ArgumentError(
            "certificate_files",
            "there are no files, because certificate_delivery is 'environment'",
            "Remove it, or use certificate_delivery 'files'",
        )
    return Environment(credentials)


def _envoy(
    args: EnvoySidecarArgs,
    name: str,
    admin_port: pulumi.Input[int],
    termination: Termination | None,
    originations: Sequence[Origination],
    delivery: Delivery,
) -> SidecarContainerArgs:
    """Envoy's container, without what its certificates need."""
    cpu = integer(args.get("cpu", 256), "cpu", 1, 196608, "CPU units")
    memory = integer(args.get("memory", 256), "memory", 64, 4194304, "MiB")
    connections = integer(args.get("max_connections", 1024), "max_connections", 1, 1000000)
    drain = integer(args.get("drain_seconds", 20), "drain_seconds", 0, 110, "seconds")
    configuration = bootstrap(name, admin_port, termination, originations, delivery, Limits(connections, memory))
    container: SidecarContainerArgs = {
        "image": envoy_image(args.get("image", ENVOY_IMAGE), "image"),
        "cpu": cpu,
        "memory": memory,
        "user": f"{ENVOY_USER}:{ENVOY_USER}",
        "entry_point": ["bash", "-c", _ENTRY_POINT, "envoy"],
        "command": [
            "--config-yaml",
            to_json(configuration),
            "--disable-hot-restart",
            "--concurrency",
            lift(lambda units: str(-(-units // 1024)), cpu),
            "--drain-time-s",
            lift(lambda seconds: str(max(seconds, 1)), drain),
        ],
        "environment": {"ADMIN_PORT": lift(str, admin_port), "DRAIN_SECONDS": lift(str, drain)},
        "health_check": {
            "command": lift(_health_check, admin_port),
            "interval_seconds": 5,
            "retries": 3,
            "start_period_seconds": 30,
        },
        "stop_timeout_seconds": lift(lambda seconds: seconds + 10, drain),
    }
    if termination is not None:
        container["port"] = termination.port
    if originations:
        container["application_waits_for"] = ContainerCondition.HEALTHY
    return container


def _health_check(admin_port: int) -> list[str]:
    """Asks whether Envoy is ready with bash alone, for the image has neither curl nor wget."""
    request = r"GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    script = f"exec 3<>/dev/tcp/127.0.0.1/{admin_port} && printf '{request}' >&3 && head -1 <&3 | grep -q ' 200 '"
    return ["CMD", "bash", "-c", script]


def _check_paths(
    termination: Termination | None, originations: Sequence[Origination], admin_port: pulumi.Input[int]
) -> None:
    if termination is None and not originations:
        raise ArgumentError(
            "args", "there is nothing for Envoy to do", "Pass terminates, originates with at least one server, or both"
        )
    ports = {"admin_port": admin_port}
    if termination is not None:
        ports |= {"terminates.port": termination.port, "terminates.application_port": termination.application_port}
    ports |= {f"originates.{origination.name}.local_port": origination.local_port for origination in originations}
    distinct_ports(ports)


def _check_size(containers: Mapping[str, SidecarContainerArgs]) -> None:
    def check(text: str) -> None:
        if len(text.encode()) > _TASK_DEFINITION_BYTES:
            raise ArgumentError(
                "originates",
                f"the containers take {len(text.encode())} bytes, and ECS allows {_TASK_DEFINITION_BYTES} for a task",
                "Use fewer servers in one sidecar",
            )

    lift(check, to_json(containers))


def _intent(
    termination: Termination | None, originations: Sequence[Origination], delivery: Delivery, metrics: Metrics | None
) -> dict[str, object]:
    """What the sidecar is meant to be, for policies that cannot read it from outputs that are not known yet."""
    return {
        "terminates": None
        if termination is None
        else {
            "port": termination.port,
            "applicationPort": termination.application_port,
            "protocol": termination.protocol.value,
            "minTlsVersion": termination.min_tls_version.value,
            "requiresClientCertificate": termination.client_authorities is not None,
        },
        "originates": {
            origination.name: {
                "host": origination.host,
                "port": origination.port,
                "localPort": origination.local_port,
                "protocol": origination.protocol.value,
                "minTlsVersion": origination.min_tls_version.value,
            }
            for origination in originations
        },
        "certificateDelivery": delivery.kind.value,
        "metrics": metrics is not None,
    }
