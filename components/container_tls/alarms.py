"""Alarms on failing TLS handshakes and unhealthy targets."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi

from ._alarms import AlarmGroup
from ._arguments import ArgumentError, group, integer, mapping
from ._aws import Exceptions, Tags

_NETWORK = "AWS/NetworkELB"


class ServiceConnectMetricsArgs(TypedDict):
    """A Service Connect server, as metrics name it."""

    discovery_name: pulumi.Input[str]
    """Name in the namespace: `discovery_name` of the service."""
    service_name: NotRequired[pulumi.Input[str]]
    """Name of the ECS service, if other namespaces of the account have the same discovery name; together with
    cluster_name. Default: all services of the discovery name."""
    cluster_name: NotRequired[pulumi.Input[str]]
    """Name of the ECS cluster; together with service_name. Default: all clusters."""


class TlsAlarmsArgs(TypedDict, total=False):
    """Arguments of TlsAlarms. At least one of load_balancer_arn_suffix and service_connect_servers is required."""

    load_balancer_arn_suffix: pulumi.Input[str]
    """`arn_suffix` of an Application Load Balancer. Default: none."""
    target_group_arn_suffixes: Mapping[str, pulumi.Input[str]]
    """`target_group_arn_suffix` of services behind that load balancer; the keys name the resources. Default: none."""
    service_connect_servers: Mapping[str, ServiceConnectMetricsArgs]
    """Service Connect servers with TLS; the keys name the resources. Default: none."""
    action_arns: pulumi.Input[Sequence[pulumi.Input[str]]]
    """ARNs of what is told of alarms and of their end, such as SNS topics. Default: a new SNS topic, without
    subscribers."""
    target_error_threshold: pulumi.Input[int]
    """Failed handshakes with targets within five minutes that raise no alarm yet. Default: 0."""
    client_error_threshold: pulumi.Input[int]
    """Failed handshakes with clients within five minutes that raise no alarm yet. Default: 10, for there are always
    scanners and old clients."""
    tags: Tags
    """Tags of every resource that takes tags. Default: none."""
    exceptions: Exceptions
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class TlsAlarms(pulumi.ComponentResource):
    """Alarms on failing TLS handshakes with clients and with targets, and on unhealthy targets.

    ```text
    load balancer --failed handshakes, unhealthy targets--> alarms <--failed handshakes-- Service Connect proxies
    ```

    Failed handshakes are counted only where there are any, so that no data is good news. The load balancer does not
    count its health checks: a target with which no handshake succeeds shows up as unhealthy.

    ```python
    from container_tls import TlsAlarms

    alarms = TlsAlarms(
        "orders",
        {
            "load_balancer_arn_suffix": "app/shop/50dc6c495c0c9188",
            "target_group_arn_suffixes": {"orders": "targetgroup/orders/73e2d6bc24d8a067"},
            "service_connect_servers": {"orders": {"discovery_name": "orders"}},
            "action_arns": ["arn:aws:sns:us-east-1:123456789012:on-call"],
        },
    )
    ```
    """

    topic_arn: pulumi.Output[str] | None
    """ARN of the new SNS topic; none if actions were given."""

    def __init__(self, name: str, args: TlsAlarmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(TlsAlarmsArgs, args)
        target_groups = mapping(args.get("target_group_arn_suffixes", {}), "target_group_arn_suffixes")
        servers = {
            key: _server(given, f"service_connect_servers.{key}")
            for key, given in mapping(args.get("service_connect_servers", {}), "service_connect_servers").items()
        }
        load_balancer = args.get("load_balancer_arn_suffix")
        _check(load_balancer, target_groups, servers)
        target_errors = integer(args.get("target_error_threshold", 0), "target_error_threshold", 0, 2147483647)
        client_errors = integer(args.get("client_error_threshold", 10), "client_error_threshold", 0, 2147483647)
        super().__init__(
            "container-tls:index:TlsAlarms",
            name,
            {
                "loadBalancer": load_balancer is not None,
                "targetGroups": list(target_groups),
                "serviceConnectServers": list(servers),
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        self._alarms = AlarmGroup(self, name, args.get("action_arns"), args.get("tags"))
        if load_balancer is not None:
            self._load_balancer_alarms(load_balancer, target_groups, client_errors, target_errors)
        for key, server in servers.items():
            self._service_connect_alarms(key, server, client_errors, target_errors)

        self.topic = self._alarms.topic
        self.alarms = self._alarms.alarms
        self.topic_arn = self._alarms.topic_arn
        self.register_outputs({"topicArn": self.topic_arn})

    def _load_balancer_alarms(
        self,
        load_balancer: pulumi.Input[str],
        target_groups: Mapping[str, pulumi.Input[str]],
        client_errors: pulumi.Input[int],
        target_errors: pulumi.Input[int],
    ) -> None:
        namespace = "AWS/ApplicationELB"
        self._alarms.count(
            "client-tls",
            "TLS handshakes of clients with the load balancer fail",
            namespace,
            "ClientTLSNegotiationErrorCount",
            {"LoadBalancer": load_balancer},
            client_errors,
        )
        for key, target_group in target_groups.items():
            dimensions = {"LoadBalancer": load_balancer, "TargetGroup": target_group}
            self._alarms.count(
                f"{key}-target-tls",
                f"TLS handshakes of the load balancer with {key} fail",
                namespace,
                "TargetTLSNegotiationErrorCount",
                dimensions,
                target_errors,
            )
            self._alarms.level(
                f"{key}-unhealthy",
                f"Targets of {key} have been unhealthy for three minutes",
                namespace,
                "UnHealthyHostCount",
                dimensions,
                statistic="Maximum",
                above=0,
            )

    def _service_connect_alarms(
        self,
        key: str,
        server: ServiceConnectMetricsArgs,
        client_errors: pulumi.Input[int],
        target_errors: pulumi.Input[int],
    ) -> None:
        dimensions = {"DiscoveryName": server["discovery_name"]}
        if "service_name" in server and "cluster_name" in server:
            dimensions |= {"ServiceName": server["service_name"], "ClusterName": server["cluster_name"]}
        self._alarms.count(
            f"{key}-service-connect-client-tls",
            f"TLS handshakes of clients with the Service Connect proxy of {key} fail",
            "AWS/ECS",
            "ClientTLSNegotiationErrorCount",
            dimensions,
            client_errors,
        )
        self._alarms.count(
            f"{key}-service-connect-target-tls",
            f"TLS handshakes of Service Connect clients with {key} fail",
            "AWS/ECS",
            "TargetTLSNegotiationErrorCount",
            {"TargetDiscoveryName": server["discovery_name"]},
            target_errors,
        )


class PassthroughAlarmsArgs(TypedDict):
    """Arguments of PassthroughAlarms."""

    load_balancer_arn_suffix: pulumi.Input[str]
    """`arn_suffix` of a Network Load Balancer."""
    target_group_arn_suffixes: Mapping[str, pulumi.Input[str]]
    """`network_target_group_arn_suffix` of the services behind it; the keys name the resources."""
    action_arns: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]]]
    """ARNs of what is told of alarms and of their end, such as SNS topics. Default: a new SNS topic, without
    subscribers."""
    target_reset_threshold: NotRequired[pulumi.Input[int]]
    """Connections that targets reset within five minutes and that raise no alarm yet; a container that cannot use its
    certificate resets every one. Default: 10, for clients that go away cause some, too."""
    load_balancer_reset_threshold: NotRequired[pulumi.Input[int]]
    """Connections that the load balancer resets within five minutes and that raise no alarm yet; it does so when they
    were idle for too long, or their target is gone. Default: 10."""
    tags: NotRequired[Tags]
    """Tags of every resource that takes tags. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class PassthroughAlarms(pulumi.ComponentResource):
    """Alarms for a Network Load Balancer that passes TLS through.

    ```text
    load balancer --resets, refused flows--> alarms <--unhealthy hosts-- target groups
    ```

    It does not take part in the TLS handshakes and never reports its metrics of them. What shows is that targets reset
    connections or are unhealthy, and that the load balancer has no port, or no permission, to reach them.

    ```python
    from container_tls import PassthroughAlarms

    PassthroughAlarms(
        "edge",
        {
            "load_balancer_arn_suffix": "net/edge/50dc6c495c0c9188",
            "target_group_arn_suffixes": {"orders": "targetgroup/orders/73e2d6bc24d8a067"},
            "action_arns": ["arn:aws:sns:us-east-1:123456789012:on-call"],
        },
    )
    ```
    """

    topic_arn: pulumi.Output[str] | None
    """ARN of the new SNS topic; none if actions were given."""

    def __init__(self, name: str, args: PassthroughAlarmsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(PassthroughAlarmsArgs, args)
        target_groups = mapping(args["target_group_arn_suffixes"], "target_group_arn_suffixes")
        thresholds = {
            argument: integer(args.get(argument, 10), argument, 0, 2147483647)  # type: ignore[arg-type]
            for argument in ("target_reset_threshold", "load_balancer_reset_threshold")
        }
        super().__init__(
            "container-tls:index:PassthroughAlarms",
            name,
            {"targetGroups": list(target_groups), "exceptions": args.get("exceptions")},
            opts,
        )
        self._alarms = AlarmGroup(self, name, args.get("action_arns"), args.get("tags"))
        self._load_balancer = {"LoadBalancer": args["load_balancer_arn_suffix"]}
        for key, metric, threshold, description in (
            (
                "target-resets",
                "TCP_Target_Reset_Count",
                thresholds["target_reset_threshold"],
                "Targets reset connections, as they do when they cannot use their certificates",
            ),
            (
                "load-balancer-resets",
                "TCP_ELB_Reset_Count",
                thresholds["load_balancer_reset_threshold"],
                "The load balancer resets connections that were idle, or whose target is gone",
            ),
            (
                "no-port",
                "PortAllocationErrorCount",
                0,
                "The load balancer has no port left to connect to a target",
            ),
            ("rejected", "RejectedFlowCount", 0, "The load balancer rejects connections, for it is overloaded"),
            (
                "blocked",
                "SecurityGroupBlockedFlowCount_Outbound_TCP",
                0,
                "The load balancer's security group does not let it reach a target",
            ),
        ):
            self._alarms.count(key, description, _NETWORK, metric, self._load_balancer, threshold)
        for key, target_group in target_groups.items():
            self._target_group_alarms(key, {**self._load_balancer, "TargetGroup": target_group})

        self.topic = self._alarms.topic
        self.alarms = self._alarms.alarms
        self.topic_arn = self._alarms.topic_arn
        self.register_outputs({"topicArn": self.topic_arn})

    def _target_group_alarms(self, key: str, dimensions: Mapping[str, pulumi.Input[str]]) -> None:
        """Each of the load balancer's zones counts for itself: the least of them counts the unhealthy that all see."""
        self._alarms.level(
            f"{key}-unhealthy",
            f"Targets of {key} have been unhealthy for three minutes",
            _NETWORK,
            "UnHealthyHostCount",
            dimensions,
            statistic="Minimum",
            above=0,
        )
        self._alarms.level(
            f"{key}-none-healthy",
            f"{key} has had no healthy target for three minutes",
            _NETWORK,
            "HealthyHostCount",
            dimensions,
            statistic="Maximum",
            below=1,
            no_data_is_bad=True,
        )


def _server(given: ServiceConnectMetricsArgs, path: str) -> ServiceConnectMetricsArgs:
    server = group(ServiceConnectMetricsArgs, given, path)
    if ("service_name" in server) != ("cluster_name" in server):
        missing = "cluster_name" if "service_name" in server else "service_name"
        raise ArgumentError(
            f"{path}.{missing}",
            "there is none, and no metric has only one of service_name and cluster_name",
            "Pass both or neither",
        )
    return server


def _check(
    load_balancer: pulumi.Input[str] | None,
    target_groups: Mapping[str, pulumi.Input[str]],
    servers: Mapping[str, ServiceConnectMetricsArgs],
) -> None:
    if load_balancer is None and target_groups:
        raise ArgumentError(
            "load_balancer_arn_suffix",
            "there is none, and metrics of target groups are found only together with it",
            "Pass arn_suffix of the load balancer",
        )
    if load_balancer is None and not servers:
        raise ArgumentError(
            "args",
            "there is nothing to watch",
            "Pass load_balancer_arn_suffix, service_connect_servers, or both",
        )
