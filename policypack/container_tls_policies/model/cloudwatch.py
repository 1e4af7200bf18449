"""CloudWatch alarms, and the metrics that they watch."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ..facts.metrics import Metric, metrics
from .ecs import Service
from .elb import Listener, LoadBalancer
from .node import Block, Node, Resource, block, blocks, boolean, mapping, number, some, text

if TYPE_CHECKING:
    from .stack import Reference, Stack

types_of_load_balancers: Final = {"AWS/ApplicationELB": "application", "AWS/NetworkELB": "network"}


class Measurement(Node):
    """What is measured: a metric with its dimensions, as an alarm itself or one of its queries names it."""

    namespace = text("namespace")
    metric_name = text("metricName")
    dimensions = mapping("dimensions")

    @property
    def statistic(self) -> str | None:
        """The statistic of each period, in AWS's spelling."""
        raise NotImplementedError

    @property
    def statistic_path(self) -> str:
        """The property that names the statistic."""
        raise NotImplementedError

    @property
    def metric(self) -> Metric | None:
        """The metric that is meant, whatever the capitals in its name; None where the table does not have it."""
        listed = metrics().get(self.namespace or "")
        return listed.get((self.metric_name or "").lower()) if listed else None

    @property
    def load_balancer_type(self) -> str | None:
        """The type of the load balancers in the metric's namespace; None for other namespaces."""
        return types_of_load_balancers.get(self.namespace or "")

    @property
    def load_balancer(self) -> Reference[LoadBalancer]:
        """The load balancer of the dimension `LoadBalancer`."""
        value = (self.path_of("dimensions.LoadBalancer"), self.dimensions.get("LoadBalancer"))
        return self.stack.refer_each(self, [value], LoadBalancer)[0]


class QueriedMetric(Measurement, Block):
    """`metric` of one element of `metricQueries`."""

    stat = text("stat")

    @property
    def statistic(self) -> str | None:
        return self.stat

    @property
    def statistic_path(self) -> str:
        return self.path_of("stat")


class MetricQuery(Block):
    """One element of `metricQueries` of an alarm: a metric, or an expression over others."""

    metric = block("metric", QueriedMetric)
    returns_data = boolean("returnData")


class MetricAlarm(Measurement, Resource):
    """An alarm on a metric."""

    tokens = frozenset({"aws:cloudwatch/metricAlarm:MetricAlarm"})
    kind = "alarm"

    plain_statistic = text("statistic")
    extended_statistic = text("extendedStatistic")
    comparison_operator = text("comparisonOperator")
    threshold = number("threshold")
    treat_missing_data = text("treatMissingData", default="missing")
    metric_queries = blocks("metricQueries", MetricQuery)

    @property
    def statistic(self) -> str | None:
        return self.plain_statistic or self.extended_statistic

    @property
    def statistic_path(self) -> str:
        return "statistic" if self.has("statistic") else "extendedStatistic"

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """All that it measures."""
        own = (self,) if self.has("metricName") else ()
        return (*own, *(query.metric for query in self.metric_queries if query.metric))

    @property
    def compared(self) -> Measurement | None:
        """What it compares with the threshold as it is; None where that is the result of an expression."""
        if self.has("metricName"):
            return self
        queries = self.metric_queries
        returned = queries if len(queries) == 1 else [query for query in queries if query.returns_data]
        return returned[0].metric if len(returned) == 1 else None

    @property
    def is_for_more(self) -> bool:
        """Whether it goes off when the value is above the threshold, or reaches it from below."""
        return self.comparison_operator in ("GreaterThanThreshold", "GreaterThanOrEqualToThreshold")

    @property
    def goes_off_at_one(self) -> bool:
        """Whether a value of 1 is enough for it to go off, and 0 is not: then it matters only whether there is
        anything."""
        threshold = self.threshold
        if threshold is None:
            return False
        match self.comparison_operator:
            case "GreaterThanThreshold" | "LessThanOrEqualToThreshold":
                return 0 <= threshold < 1
            case "GreaterThanOrEqualToThreshold" | "LessThanThreshold":
                return 0 < threshold <= 1
        return False


def watches_tls(stack: Stack, namespace: str) -> bool:
    """Whether an alarm of the stack is on a metric of this namespace that counts failed TLS handshakes."""

    def counts_tls_errors(measurement: Measurement) -> bool:
        metric = measurement.metric
        return metric is not None and metric.namespace == namespace and metric.counts_tls_errors

    def watches(alarm: MetricAlarm) -> bool:
        return some([partial(counts_tls_errors, measurement) for measurement in alarm.measurements])

    def any_alarm() -> bool:
        return stack.leaves_out(MetricAlarm) or some([partial(watches, alarm) for alarm in stack.all(MetricAlarm)])

    return stack.remember(("watches TLS", namespace), any_alarm)


class TlsServer(Resource):
    """A listener or a service, as what ends TLS and may be watched for failed handshakes."""

    tokens = Listener.tokens | Service.tokens

    @property
    def label(self) -> str:
        return self.stack.view(self.urn, Service if self._is_service else Listener).label

    @property
    def _is_service(self) -> bool:
        return Service.reads(self.record.type)

    @property
    def watched_in(self) -> str | None:
        """The namespace of the metrics that count its failed handshakes; None where it does not end TLS."""
        if self._is_service:
            return "AWS/ECS" if self.stack.view(self.urn, Service).has_tls_endpoint else None
        listener = self.stack.view(self.urn, Listener)
        if not listener.terminates_tls:
            return None
        return "AWS/NetworkELB" if listener.protocol == "TLS" else "AWS/ApplicationELB"
