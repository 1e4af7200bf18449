"""What runs tasks outside of services: EventBridge's rules and schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .node import Block, Resource, block
from .task_definition import TaskDefinition

if TYPE_CHECKING:
    from .stack import Reference


class EcsParameters(Block):
    """What to run: `ecsTarget` of a rule's target, or `ecsParameters` of a schedule's."""

    @property
    def task_definition(self) -> Reference[TaskDefinition]:
        return self.stack.refer(self, "taskDefinitionArn", TaskDefinition)


class ScheduleTarget(Block):
    """`target` of a schedule."""

    ecs_parameters = block("ecsParameters", EcsParameters)


class TaskRunner(Resource):
    """The target of an EventBridge rule, or a schedule."""

    tokens = frozenset({"aws:cloudwatch/eventTarget:EventTarget", "aws:scheduler/schedule:Schedule"})

    ecs_target = block("ecsTarget", EcsParameters)
    target = block("target", ScheduleTarget)

    @property
    def ecs_parameters(self) -> EcsParameters | None:
        """What it runs on ECS, if it does."""
        return self.target.ecs_parameters if self.target else self.ecs_target
