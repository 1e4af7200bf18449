"""Auto Scaling groups, and the load balancers whose targets their instances are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from .node import Resource, keyword, sequence, some

if TYPE_CHECKING:
    from .stack import Reference


class AutoScalingGroup(Resource):
    """A group of instances that AWS keeps at a number."""

    tokens = frozenset({"aws:autoscaling/group:Group"})
    kind = "Auto Scaling group"
    identity = ("name", "id", "arn")

    health_check_type = keyword("healthCheckType", default="EC2")
    target_group_arns = sequence("targetGroupArns")
    load_balancers = sequence("loadBalancers")
    traffic_sources = sequence("trafficSources")

    @property
    def is_behind_load_balancer(self) -> bool:
        """Whether its instances are targets of a load balancer, by its own properties or by an attachment."""
        attachments = self.stack.referrers(self, AutoScalingAttachment, "group")
        return some(
            [
                lambda: bool(self.target_group_arns),
                lambda: bool(self.load_balancers),
                lambda: bool(self.traffic_sources),
                *(partial(self.is_meant_by, reference) for _, reference in attachments),
            ]
        )


class AutoScalingAttachment(Resource):
    """What registers the instances of an Auto Scaling group with a load balancer."""

    tokens = frozenset(
        {
            "aws:autoscaling/attachment:Attachment",
            "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
        }
    )
    kind = "attachment"

    @property
    def group(self) -> Reference[AutoScalingGroup]:
        return self.stack.refer(self, "autoscalingGroupName", AutoScalingGroup)
