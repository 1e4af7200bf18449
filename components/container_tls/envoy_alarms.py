"""Alarms on Envoy sidecars: their load, their certificates, and the servers that they call."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi

from ._alarms import AlarmGroup
from ._arguments import group, integer
from ._aws import Exceptions, Tags
from ._envoy_metrics import (
    CONNECTIONS,
    DIMENSION,
    DOWNSTREAM_EXPIRY,
    DOWNSTREAM_SECRETS_NOT_READY,
    HEAP,
    NAMESPACE,
    REFUSED_CONNECTIONS,
    ROTATION_FAILED,
    SECRETS_REJECTED,
    UPSTREAM_CONNECT_FAILURES,
    UPSTREAM_EXPIRY,
    UPSTREAM_SECRETS_NOT_READY,
)


class EnvoyAlarmsArgs(TypedDict):
    """Arguments of EnvoyAlarms."""

    sidecar_name: pulumi.Input[str]
    """`metrics_sidecar_name` of an EnvoySidecar with metrics."""
    load_percent: NotRequired[pulumi.Input[int]]
    """Percent of the sidecar's `max_connections`, and of the memory that Envoy allows itself, 1 to 100, that raise no
    alarm yet. Default: 80; at 90 Envoy begins to give back memory, at 95 to refuse requests."""
    expiry_days: NotRequired[pulumi.Input[int]]
    """Days, 1 to 365, before the end of a certificate, from which on there is an alarm. Default: 14."""
    connect_failure_threshold: NotRequired[pulumi.Input[int]]
    """Connections to servers and to the application, within five minutes, that fail, also because the server could not
    be verified, and that raise no alarm yet. Default: 10, for applications that start a little later than Envoy."""
    action_arns: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]]]
    """ARNs of what is told of alarms and of their end, such as SNS topics. Default: a new SNS topic, without
    subscribers."""
    tags: NotRequired[Tags]
    """Tags of every resource that takes tags. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class EnvoyAlarms(pulumi.ComponentResource):
    """Alarms on the Envoys of one sidecar, in all tasks: load, certificates, and servers that cannot be reached.

    ```text
    envoy --/stats/prometheus--> CloudWatch agent --Sidecar=shop/dev/orders--> alarms
    ```

    An Envoy without a usable certificate stays up, and cuts handshakes; it keeps the old certificate if a new one does
    not fit its key. Neither shows in its health check, but both here.

    ```python
    from container_tls import EnvoyAlarms, EnvoySidecar

    secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-certificate-AbCdEf"
    envoy = EnvoySidecar(
        "orders",
        {
            "terminates": {"port": 8443, "application_port": 8080, "certificate": {"secret_arn": secret}},
            "metrics": {},
        },
    )
    EnvoyAlarms(
        "orders-envoy",
        {
            "sidecar_name": envoy.metrics_sidecar_name,
            "action_arns": ["arn:aws:sns:us-east-1:123456789012:on-call"],
        },
    )
    ```
    """

    topic_arn: pulumi.Output[str] | None
    """ARN of the new SNS topic; none if actions were given."""

    def __init__(self, name: str, args: EnvoyAlarmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(EnvoyAlarmsArgs, args)
        load = integer(args.get("load_percent", 80), "load_percent", 1, 100, "percent")
        days = integer(args.get("expiry_days", 14), "expiry_days", 1, 365, "days")
        failures = integer(args.get("connect_failure_threshold", 10), "connect_failure_threshold", 0, 2147483647)
        super().__init__(
            "container-tls:index:EnvoyAlarms",
            name,
            {"sidecarName": args["sidecar_name"], "exceptions": args.get("exceptions")},
            opts,
        )
        self._alarms = AlarmGroup(self, name, args.get("action_arns"), args.get("tags"))
        self._dimensions = {DIMENSION: args["sidecar_name"]}
        self._load_alarms(load)
        self._certificate_alarms(days)
        self._count("connect-failures", "Envoy cannot connect to a server", UPSTREAM_CONNECT_FAILURES, failures)

        self.topic = self._alarms.topic
        self.alarms = self._alarms.alarms
        self.topic_arn = self._alarms.topic_arn
        self.register_outputs({"topicArn": self.topic_arn})

    def _load_alarms(self, percent: pulumi.Input[int]) -> None:
        for key, description, metric in (
            ("connections", "Envoy has nearly as many connections as it may have", CONNECTIONS),
            ("memory", "Envoy has used up nearly all the memory that it may use", HEAP),
        ):
            self._alarms.level(
                key, description, NAMESPACE, metric, self._dimensions, statistic="Maximum", above=percent
            )
        self._count("refused", "Envoy closes new connections, for there are too many", REFUSED_CONNECTIONS)

    def _certificate_alarms(self, days: pulumi.Input[int]) -> None:
        self._count(
            "not-ready", "Envoy cuts handshakes of clients, for it has no certificate", DOWNSTREAM_SECRETS_NOT_READY
        )
        self._count(
            "upstream-not-ready", "Envoy calls no server, for it has no certificates", UPSTREAM_SECRETS_NOT_READY
        )
        self._count("rejected", "Envoy cannot use a certificate, and has none instead", SECRETS_REJECTED)
        self._count("rotation-failed", "Envoy cannot use a new certificate, and keeps the old one", ROTATION_FAILED)
        for key, description, metric in (
            ("expiry", "A certificate for clients ends soon", DOWNSTREAM_EXPIRY),
            ("upstream-expiry", "A certificate for calls to servers ends soon", UPSTREAM_EXPIRY),
        ):
            self._alarms.days_left(key, description, NAMESPACE, metric, self._dimensions, days)

    def _count(self, key: str, description: str, metric: str, threshold: pulumi.Input[int] = 0) -> None:
        self._alarms.count(key, description, NAMESPACE, metric, self._dimensions, threshold)
