"""What the stack is: values that may be unknown, typed views of resources, references, and the TLS path."""

from .ec2 import Direction, Interface, SecurityGroup, StandaloneRule, Subnet
from .ecs import Attachment, Cluster, Endpoint, Service
from .elb import ClassicLoadBalancer, Forwarder, HealthCheck, Listener, ListenerRule, LoadBalancer, TargetGroup
from .gaps import Gap, Use, health_check_gaps, traffic_gaps, uses
from .iam import PolicyAttachment, Role
from .ingress_groups import (
    Disagreement,
    IngressClass,
    IngressGroup,
    class_of,
    disagreement,
    group_of,
    inbound_cidrs,
    listen_ports,
    require_one_cluster,
)
from .kubernetes import (
    CustomGroupsOwner,
    HelmChart,
    Ingress,
    IngressClassParams,
    KubernetesService,
    LoadBalancerConfiguration,
    controllers,
    is_group_id,
    managing_owner,
)
from .node import Block, Field, Node, Resource, Undecided, Unusable, every, some, unreadable
from .path import Backend, backends, load_balancer_of
from .pca import Certificate, CertificateAuthority
from .record import Record
from .servicediscovery import Namespace
from .stack import Found, Reference, Stack
from .task_definition import Container, PortMapping, TaskDefinition
from .values import OPAQUE, UNKNOWN, Unknown, UnknownUsedError, contains_unknown, from_plain, from_struct

__all__ = [
    "OPAQUE",
    "UNKNOWN",
    "Attachment",
    "Backend",
    "Block",
    "Certificate",
    "CertificateAuthority",
    "ClassicLoadBalancer",
    "Cluster",
    "Container",
    "CustomGroupsOwner",
    "Direction",
    "Disagreement",
    "Endpoint",
    "Field",
    "Forwarder",
    "Found",
    "Gap",
    "HealthCheck",
    "HelmChart",
    "Ingress",
    "IngressClass",
    "IngressClassParams",
    "IngressGroup",
    "Interface",
    "KubernetesService",
    "Listener",
    "ListenerRule",
    "LoadBalancer",
    "LoadBalancerConfiguration",
    "Namespace",
    "Node",
    "PolicyAttachment",
    "PortMapping",
    "Record",
    "Reference",
    "Resource",
    "Role",
    "SecurityGroup",
    "Service",
    "Stack",
    "StandaloneRule",
    "Subnet",
    "TargetGroup",
    "TaskDefinition",
    "Undecided",
    "Unknown",
    "UnknownUsedError",
    "Unusable",
    "Use",
    "backends",
    "class_of",
    "contains_unknown",
    "controllers",
    "disagreement",
    "every",
    "from_plain",
    "from_struct",
    "group_of",
    "health_check_gaps",
    "inbound_cidrs",
    "is_group_id",
    "listen_ports",
    "load_balancer_of",
    "managing_owner",
    "require_one_cluster",
    "some",
    "traffic_gaps",
    "unreadable",
    "uses",
]
