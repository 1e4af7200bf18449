"""CloudWatch alarms, and the metrics that they watch."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from ..facts.metrics import Metric, metrics
from .ecs import Service
from .elb import Listener, LoadBalancer
from .node import Block, Node, Resource, Undecided, Unusable, block, blocks, boolean, mapping, number, some, text
from .values import UNKNOWN

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


class TlsServer(Resource):
    """A listener or a service, as what ends TLS and may be watched for failed handshakes."""

    tokens = Listener.tokens | Service.tokens

    @property
    def label(self) -> str:
        return self.as_service_or_listener.label

    @property
    def as_service_or_listener(self) -> Service | Listener:
        """The same, as what it is."""
        if Service.reads(self.record.type):
            return self.stack.view(self.urn, Service)
        return self.stack.view(self.urn, Listener)

    @property
    def ends_tls(self) -> bool:
        """Whether TLS ends here: on the load balancer, or in a Service Connect proxy."""
        server = self.as_service_or_listener
        return server.has_tls_endpoint if isinstance(server, Service) else server.terminates_tls

    @property
    def is_watched(self) -> bool:
        """Whether an alarm of this stack counts its failed handshakes, or may do so. Yes for a listener whose load
        balancer is not of this stack, and may have its alarms there."""
        server = self.as_service_or_listener
        if isinstance(server, Service):
            subjects = [
                server.urn,
                "",
                *(endpoint.discovery or "" for endpoint in server.endpoints if endpoint.has("tls")),
            ]
        else:
            subjects = [candidate.urn for candidate in server.load_balancer.candidates]
            if not subjects:
                return True
        alarms: dict[str, list[MetricAlarm]] = self.stack.remember("alarms", partial(_alarms_by_subject, self.stack))
        return some(partial(_counts_tls_errors, alarm) for subject in subjects for alarm in alarms.get(subject, ()))


def _counts_tls_errors(alarm: MetricAlarm) -> bool:
    def counts(measurement: Measurement) -> bool:
        metric = measurement.metric
        return metric is not None and metric.counts_tls_errors

    return some(partial(counts, measurement) for measurement in alarm.measurements)


def _alarms_by_subject(stack: Stack) -> dict[str, list[MetricAlarm]]:
    """Alarms by the URNs of what they depend on, and of the load balancers and by the discovery names in their
    dimensions; "" stands for a discovery name that is not known."""
    found: dict[str, list[MetricAlarm]] = defaultdict(list)
    for alarm in stack.all(MetricAlarm):
        needed = alarm.record.property_dependencies
        subjects = {urn for key in ("dimensions", "metricQueries") for urn in needed.get(key, ())}
        with suppress(Undecided, Unusable):
            for measurement in alarm.measurements:
                subjects.update(candidate.urn for candidate in measurement.load_balancer.candidates)
                for key in ("DiscoveryName", "TargetDiscoveryName"):
                    name = measurement.dimensions.get(key)
                    subjects.update([name] if isinstance(name, str) else [""] if name is UNKNOWN else [])
        for subject in subjects:
            found[subject].append(alarm)
    return dict(found)
