"""What the stack is: values that may be unknown, typed views of resources, references, and the TLS path."""

from .ec2 import Interface, SecurityGroup, StandaloneRule, Subnet
from .ecs import Attachment, Container, Endpoint, PortMapping, Service, TaskDefinition
from .elb import ClassicLoadBalancer, Forwarder, HealthCheck, Listener, ListenerRule, LoadBalancer, TargetGroup
from .iam import PolicyAttachment, Role
from .kubernetes import (
    HelmChart,
    Ingress,
    IngressClassParams,
    KubernetesService,
    LoadBalancerConfiguration,
    controllers,
)
from .node import Block, Field, Node, Resource, Undecided, Unusable, some, unreadable
from .path import Backend, backends, listener_of, listeners_of, load_balancers_of
from .pca import Certificate, CertificateAuthority
from .record import Record
from .servicediscovery import Namespace
from .stack import Found, Reference, Stack
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
    "Container",
    "Endpoint",
    "Field",
    "Forwarder",
    "Found",
    "HealthCheck",
    "HelmChart",
    "Ingress",
    "IngressClassParams",
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
    "backends",
    "contains_unknown",
    "controllers",
    "from_plain",
    "from_struct",
    "listener_of",
    "listeners_of",
    "load_balancers_of",
    "some",
    "unreadable",
]
