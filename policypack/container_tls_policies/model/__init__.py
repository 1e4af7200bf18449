"""What the stack is: values that may be unknown, typed views of resources, references, and the TLS path."""

from .ec2 import (
    Direction,
    Interface,
    LegacyRule,
    Opening,
    RuleOwner,
    SecurityGroup,
    StandaloneRule,
    Subnet,
    Vpc,
)
from .ecs import Attachment, Cluster, Endpoint, Service
from .elb import ClassicLoadBalancer, Forwarder, HealthCheck, Listener, ListenerRule, LoadBalancer, TargetGroup
from .gaps import (
    Gap,
    Passage,
    Use,
    balancers_of,
    health_check_gaps,
    listener_ports,
    passage,
    traffic_gaps,
    uses,
)
from .iam import PolicyAttachment, Role
from .instances import InstanceConfiguration, InterfaceOwner
from .kubernetes import (
    CustomGroupsOwner,
    HelmChart,
    Ingress,
    IngressClassParams,
    KubernetesService,
    LoadBalancerConfiguration,
    controllers,
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
    "Endpoint",
    "Field",
    "Forwarder",
    "Found",
    "Gap",
    "HealthCheck",
    "HelmChart",
    "Ingress",
    "IngressClassParams",
    "InstanceConfiguration",
    "Interface",
    "InterfaceOwner",
    "KubernetesService",
    "LegacyRule",
    "Listener",
    "ListenerRule",
    "LoadBalancer",
    "LoadBalancerConfiguration",
    "Namespace",
    "Node",
    "Opening",
    "Passage",
    "PolicyAttachment",
    "PortMapping",
    "Record",
    "Reference",
    "Resource",
    "Role",
    "RuleOwner",
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
    "Vpc",
    "backends",
    "balancers_of",
    "contains_unknown",
    "controllers",
    "every",
    "from_plain",
    "from_struct",
    "health_check_gaps",
    "listener_ports",
    "load_balancer_of",
    "passage",
    "some",
    "traffic_gaps",
    "unreadable",
    "uses",
]
