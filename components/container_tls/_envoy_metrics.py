"""Envoy's metrics in CloudWatch: which there are, under which names, and the agent that sends them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

import pulumi

from ._arguments import group, integer, lift, to_json
from ._envoy_images import CLOUDWATCH_AGENT_IMAGE, pinned_image
from ._envoy_paths import Origination
from ._sidecars import ContainerCondition, SidecarContainerArgs
from ._tasks import log_group_name, log_retention

NAMESPACE = "container-tls/envoy"
DIMENSION = "Sidecar"

CONNECTIONS = "envoy_overload_envoy_resource_monitors_global_downstream_max_connections_pressure"
HEAP = "envoy_overload_envoy_resource_monitors_fixed_heap_pressure"
REFUSED_CONNECTIONS = "envoy_listener_downstream_global_cx_overflow"
DOWNSTREAM_SECRETS_NOT_READY = "envoy_listener_server_ssl_socket_factory_downstream_context_secrets_not_ready"
UPSTREAM_SECRETS_NOT_READY = "envoy_cluster_client_ssl_socket_factory_upstream_context_secrets_not_ready"
SECRETS_REJECTED = "envoy_sds_update_rejected"
ROTATION_FAILED = "envoy_sds_key_rotation_failed"
DOWNSTREAM_EXPIRY = "envoy_listener_ssl_certificate_expiration_unix_time_seconds"
UPSTREAM_EXPIRY = "envoy_cluster_ssl_certificate_expiration_unix_time_seconds"
UPSTREAM_CONNECT_FAILURES = "envoy_cluster_upstream_cx_connect_fail"

METRICS = (
    CONNECTIONS,
    HEAP,
    REFUSED_CONNECTIONS,
    DOWNSTREAM_SECRETS_NOT_READY,
    UPSTREAM_SECRETS_NOT_READY,
    SECRETS_REJECTED,
    ROTATION_FAILED,
    DOWNSTREAM_EXPIRY,
    UPSTREAM_EXPIRY,
    UPSTREAM_CONNECT_FAILURES,
)


class EnvoyMetricsArgs(TypedDict, total=False):
    """The CloudWatch agent that sends Envoy's metrics, as logs in embedded metric format."""

    scrape_interval_seconds: pulumi.Input[int]
    """Seconds between two looks at the metrics, 10 to 60. Default: 60, the period of the alarms."""
    log_group_name: pulumi.Input[str]
    """Name of the log group. Default: `/ecs/<project>/<stack>/<name>/envoy-metrics`."""
    log_retention_days: pulumi.Input[int]
    """Days, of those that CloudWatch Logs allows, such as 7, 14, 30, 90 or 365, for which logs are kept. Default: 7,
    for the metrics stay longer."""
    image: pulumi.Input[str]
    """Image of the CloudWatch agent with its full version or digest. Default: AWS's on the public registry."""
    cpu: pulumi.Input[int]
    """CPU units of the container. Default: 64."""
    memory: pulumi.Input[int]
    """Memory limit of the container in MiB. Default: 256."""


@dataclass(frozen=True)
class Metrics:
    """What sends Envoy's metrics to CloudWatch, checked."""

    sidecar: str
    log_group_name: pulumi.Input[str]
    log_retention_days: pulumi.Input[int]
    container: SidecarContainerArgs

    @classmethod
    def of(
        cls,
        given: EnvoyMetricsArgs,
        name: str,
        envoy: str,
        admin_port: pulumi.Input[int],
        originations: Sequence[Origination],
    ) -> "Metrics":
        """What these arguments describe, for a sidecar of that name with that container of Envoy."""
        path = "metrics"
        args = group(EnvoyMetricsArgs, given, path)
        sidecar = f"{pulumi.get_project()}/{pulumi.get_stack()}/{name}"
        group_name = log_group_name(
            args.get("log_group_name", f"/ecs/{sidecar}/envoy-metrics"), f"{path}.log_group_name"
        )
        seconds = integer(args.get("scrape_interval_seconds", 60), f"{path}.scrape_interval_seconds", 10, 60, "seconds")
        return cls(
            sidecar=sidecar,
            log_group_name=group_name,
            log_retention_days=log_retention(args.get("log_retention_days", 7), f"{path}.log_retention_days"),
            container={
                "image": pinned_image(args.get("image", CLOUDWATCH_AGENT_IMAGE), f"{path}.image"),
                "cpu": integer(args.get("cpu", 64), f"{path}.cpu", 1, 196608, "CPU units"),
                "memory": integer(args.get("memory", 256), f"{path}.memory", 6, 4194304, "MiB"),
                "essential": False,
                "depends_on": {envoy: ContainerCondition.START},
                "environment": {
                    "PROMETHEUS_CONFIG_CONTENT": to_json(
                        _scrape_configuration(sidecar, admin_port, seconds, originations)
                    ),
                    "CW_CONFIG_CONTENT": to_json(_agent_configuration(group_name)),
                },
            },
        )


def write_policy(log_group_arn: pulumi.Input[str]) -> dict[str, Any]:
    """An IAM policy that allows to write to exactly this log group."""
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                "Resource": lift(lambda arn: f"{arn}:*", log_group_arn),
            }
        ],
    }


def _scrape_configuration(
    sidecar: str, admin_port: pulumi.Input[int], seconds: pulumi.Input[int], originations: Sequence[Origination]
) -> dict[str, Any]:
    """Prometheus' part: only metrics that go to CloudWatch, for what the agent reads it also logs."""
    relabelings = [{"source_labels": ["__name__"], "regex": "|".join(METRICS), "action": "keep"}]
    public = "|".join(origination.name for origination in originations if origination.authorities is None)
    if public:
        # Among the public authorities there is always one whose certificate ends soon, or has ended.
        relabelings.append(
            {
                "source_labels": ["__name__", "envoy_cluster_name", "envoy_tls_certificate"],
                "regex": f"{UPSTREAM_EXPIRY};({public});unnamed_ca_cert_.*",
                "action": "drop",
            }
        )
    targets = [lift(lambda port: f"127.0.0.1:{port}", admin_port)]
    return {
        "global": {"scrape_interval": lift(lambda known: f"{known}s", seconds), "scrape_timeout": "5s"},
        "scrape_configs": [
            {
                "job_name": "envoy",
                "metrics_path": "/stats/prometheus",
                "static_configs": [{"targets": targets, "labels": {DIMENSION: sidecar}}],
                "metric_relabel_configs": relabelings,
            }
        ],
    }


def _agent_configuration(log_group_name: pulumi.Input[str]) -> dict[str, Any]:
    return {
        "logs": {
            "metrics_collected": {
                "prometheus": {
                    "log_group_name": log_group_name,
                    "prometheus_config_path": "env:PROMETHEUS_CONFIG_CONTENT",
                    "emf_processor": {
                        "metric_namespace": NAMESPACE,
                        "metric_declaration": [
                            {
                                "source_labels": [DIMENSION],
                                "label_matcher": ".+",
                                "dimensions": [[DIMENSION]],
                                "metric_selectors": [f"^{metric}$" for metric in METRICS],
                            }
                        ],
                    },
                }
            }
        }
    }
