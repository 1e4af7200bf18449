"""What the components with alarms share."""

from collections.abc import Mapping, Sequence

import pulumi
import pulumi_aws as aws

from ._aws import Tags

Actions = pulumi.Input[Sequence[pulumi.Input[str]]]


class AlarmGroup:
    """Alarms of one component, with the same actions: the given ones, or else a new SNS topic's."""

    def __init__(
        self, component: pulumi.ComponentResource, name: str, action_arns: Actions | None, tags: Tags | None
    ) -> None:
        self._name = name
        self._tags = tags
        self._opts = pulumi.ResourceOptions(parent=component)
        self.topic = None if action_arns is not None else aws.sns.Topic(name, tags=tags, opts=self._opts)
        self._actions: Actions = [self.topic.arn] if self.topic is not None else action_arns or []
        self.alarms: dict[str, aws.cloudwatch.MetricAlarm] = {}

    @property
    def topic_arn(self) -> pulumi.Output[str] | None:
        """ARN of the new SNS topic; none if actions were given."""
        return None if self.topic is None else self.topic.arn

    def count(
        self,
        key: str,
        description: str,
        namespace: str,
        metric: str,
        dimensions: Mapping[str, pulumi.Input[str]],
        threshold: pulumi.Input[int],
    ) -> None:
        """An alarm when more than so many events are counted within five minutes. No data is no event."""
        self._alarm(
            key,
            description,
            namespace=namespace,
            metric_name=metric,
            dimensions=dimensions,
            statistic="Sum",
            period=300,
            evaluation_periods=1,
            comparison_operator="GreaterThanThreshold",
            threshold=threshold,
        )

    def level(
        self,
        key: str,
        description: str,
        namespace: str,
        metric: str,
        dimensions: Mapping[str, pulumi.Input[str]],
        *,
        statistic: str,
        above: pulumi.Input[int] | None = None,
        below: pulumi.Input[int] | None = None,
        no_data_is_bad: bool = False,
    ) -> None:
        """An alarm when a value has been above, or below, a threshold for three minutes."""
        self._alarm(
            key,
            description,
            namespace=namespace,
            metric_name=metric,
            dimensions=dimensions,
            statistic=statistic,
            period=60,
            evaluation_periods=3,
            comparison_operator="LessThanThreshold" if above is None else "GreaterThanThreshold",
            threshold=below if above is None else above,
            no_data_is_bad=no_data_is_bad,
        )

    def days_left(
        self,
        key: str,
        description: str,
        namespace: str,
        metric: str,
        dimensions: Mapping[str, pulumi.Input[str]],
        days: pulumi.Input[int],
    ) -> None:
        """An alarm when a time, in seconds since 1970, is less than so many days ahead. No data is no such time."""
        self.alarms[key] = aws.cloudwatch.MetricAlarm(
            f"{self._name}-{key}",
            alarm_description=description,
            metric_queries=[
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="expiry",
                    metric=aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
                        namespace=namespace, metric_name=metric, dimensions=dimensions, stat="Minimum", period=300
                    ),
                ),
                # Metric math takes missing values for 0, hence the condition.
                aws.cloudwatch.MetricAlarmMetricQueryArgs(
                    id="days",
                    expression="IF(expiry > 0, (expiry - EPOCH(expiry)) / 86400)",
                    label="Days left",
                    return_data=True,
                ),
            ],
            evaluation_periods=1,
            comparison_operator="LessThanThreshold",
            threshold=days,
            treat_missing_data="notBreaching",
            alarm_actions=self._actions,
            ok_actions=self._actions,
            tags=self._tags,
            opts=self._opts,
        )

    def _alarm(
        self,
        key: str,
        description: str,
        *,
        namespace: str,
        metric_name: str,
        dimensions: Mapping[str, pulumi.Input[str]],
        statistic: str,
        period: int,
        evaluation_periods: int,
        comparison_operator: str,
        threshold: pulumi.Input[int] | None,
        no_data_is_bad: bool = False,
    ) -> None:
        self.alarms[key] = aws.cloudwatch.MetricAlarm(
            f"{self._name}-{key}",
            alarm_description=description,
            namespace=namespace,
            metric_name=metric_name,
            dimensions=dimensions,
            statistic=statistic,
            period=period,
            evaluation_periods=evaluation_periods,
            comparison_operator=comparison_operator,
            threshold=threshold,
            treat_missing_data="breaching" if no_data_is_bad else "notBreaching",
            alarm_actions=self._actions,
            ok_actions=self._actions,
            tags=self._tags,
            opts=self._opts,
        )
