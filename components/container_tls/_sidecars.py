"""Containers beside the application's: what a sidecar adds to the task of an ECS service."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi

from ._tasks import ContainerHealthCheckArgs


class ContainerCondition(StrEnum):
    """What another container waits for before it starts."""

    START = "START"
    COMPLETE = "COMPLETE"
    SUCCESS = "SUCCESS"
    HEALTHY = "HEALTHY"


class TlsVersion(StrEnum):
    """A version of TLS."""

    TLS_1_2 = "1.2"
    TLS_1_3 = "1.3"


class SidecarContainerArgs(TypedDict):
    """One container of a sidecar."""

    image: pulumi.Input[str]
    """Image, with its registry and its tag or digest."""
    cpu: pulumi.Input[int]
    """CPU units of the container; 1024 are one vCPU."""
    memory: pulumi.Input[int]
    """Memory limit of the container in MiB; a container that exceeds it is killed."""
    entry_point: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]]]
    """Entry point. Default: the image's."""
    command: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]]]
    """Command with its arguments. Default: the image's."""
    environment: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Environment variables. Default: none."""
    secrets: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Environment variables whose values ECS reads at start: ARNs of Secrets Manager secrets or SSM parameters.
    Default: none."""
    user: NotRequired[pulumi.Input[str]]
    """User, and perhaps group, such as `101` or `101:101`. Default: the image's."""
    port: NotRequired[pulumi.Input[int]]
    """TCP port, 1 to 65535, on which it listens for others than the containers of its task. Default: none."""
    essential: NotRequired[pulumi.Input[bool]]
    """Whether the whole task stops when this container stops. Default: true."""
    depends_on: NotRequired[Mapping[str, ContainerCondition]]
    """Other containers of the same sidecar that must reach a condition first. Default: none."""
    application_waits_for: NotRequired[ContainerCondition]
    """The condition that this container must reach before the application starts. Default: none, both start at
    once."""
    health_check: NotRequired[ContainerHealthCheckArgs]
    """Health check inside the container; required for the condition HEALTHY. Default: none."""
    volumes: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Volumes of the task, by name, and the paths at which the container writes to them. A volume lives and dies with
    the task. Default: none."""
    read_only_volumes: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Volumes of the task, by name, and the paths at which the container reads them. Default: none."""
    stop_timeout_seconds: NotRequired[pulumi.Input[int]]
    """Seconds between SIGTERM and SIGKILL, 2 to 120. Default: 30, as in AWS."""


class SidecarIngressArgs(TypedDict):
    """The container that takes in what is sent to the service, in place of the application, and ends TLS."""

    container: str
    """Name of the container, one of the sidecar's, with a port."""
    min_tls_version: NotRequired[TlsVersion]
    """The lowest TLS version it accepts, 1.2 or 1.3. Default: 1.2."""
    requires_client_certificate: NotRequired[bool]
    """Whether it refuses clients without a certificate, as load balancers are. Default: false."""


class SidecarArgs(TypedDict):
    """What a sidecar adds to the task of a service."""

    containers: Mapping[str, SidecarContainerArgs]
    """Its containers, by name; unique in the task."""
    ingress: NotRequired[SidecarIngressArgs]
    """Which of them takes in what is sent to the service. The application's own port is then open to nobody outside the
    task. Default: none, the application takes it in."""
    execution_role_policy_arns: NotRequired[Mapping[str, pulumi.Input[str]]]
    """ARNs of IAM policies for the role with which ECS starts the task; the keys name the resources. Default: none."""
    task_role_policy_arns: NotRequired[Mapping[str, pulumi.Input[str]]]
    """ARNs of IAM policies for the task's role; the keys name the resources. Default: none."""
