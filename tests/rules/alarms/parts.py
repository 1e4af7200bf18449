"""Parts of programs: load balancers, and alarms on them that are innocent by default."""

from __future__ import annotations

from typing import Any

import pulumi_aws as aws

SUBNETS = ["subnet-0a", "subnet-0b"]
ALB = "app/shared/0123456789abcdef"
NLB = "net/shared/0123456789abcdef"
GROUP = "targetgroup/shared/0123456789abcdef"


def balancer(name: str = "edge", kind: Any = "network") -> aws.lb.LoadBalancer:
    return aws.lb.LoadBalancer(name, load_balancer_type=kind, subnets=SUBNETS, security_groups=["sg-0123456789abcdef0"])


def listener(name: str, load_balancer_arn: Any, protocol: Any, module: Any = aws.lb) -> None:
    group = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shared/0123456789abcdef"
    tls = {
        "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/shared",
    }
    module.Listener(
        name,
        load_balancer_arn=load_balancer_arn,
        port=443,
        protocol=protocol,
        default_actions=[{"type": "forward", "target_group_arn": group}],
        **(tls if protocol in ("TLS", "HTTPS") else {}),
    )


def alarm(name: str, metric: Any, namespace: Any = "AWS/ApplicationELB", **args: Any) -> aws.cloudwatch.MetricAlarm:
    """An alarm when there is more than one of what a metric counts; without dimensions, of a shared load balancer."""
    shared = {"LoadBalancer": NLB if namespace == "AWS/NetworkELB" else ALB}
    defaults: dict[str, Any] = {
        "dimensions": shared,
        "statistic": "Sum",
        "period": 300,
        "evaluation_periods": 1,
        "comparison_operator": "GreaterThanThreshold",
        "threshold": 1,
        "treat_missing_data": "notBreaching",
    }
    return aws.cloudwatch.MetricAlarm(name, namespace=namespace, metric_name=metric, **(defaults | args))


def query(key: str, metric: Any, namespace: Any = "AWS/ApplicationELB", **args: Any) -> Any:
    """A metric of metric math."""
    shared = {"LoadBalancer": NLB if namespace == "AWS/NetworkELB" else ALB}
    defaults = {"dimensions": shared, "stat": "Sum", "period": 300}
    return {"id": key, "metric": {"namespace": namespace, "metric_name": metric, **(defaults | args)}}


def computed(name: str, *queries: Any, **args: Any) -> aws.cloudwatch.MetricAlarm:
    """An alarm on metric math."""
    defaults: dict[str, Any] = {"evaluation_periods": 1, "comparison_operator": "GreaterThanThreshold", "threshold": 1}
    return aws.cloudwatch.MetricAlarm(name, metric_queries=[*queries], **(defaults | args))
