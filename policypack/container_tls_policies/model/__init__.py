"""What the stack is: values that may be unknown, typed views of resources, references, and the TLS path."""

from .ec2 import Direction, Interface, SecurityGroup, StandaloneRule, Subnet
from .ecs import Attachment, Cluster, Endpoint, Service, runs_with_service_connect
from .elb import ClassicLoadBalancer, Forwarder, HealthCheck, Listener, ListenerRule, LoadBalancer, TargetGroup
from .endpoints import first_of_alias, first_of_discovery
from .envoy import Bootstrap, bootstraps, is_loopback, watched_files
from .gaps import Gap, Use, health_check_gaps, traffic_gaps, uses
from .iam import PolicyAttachment, Role
from .kms import Key
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
from .order import waits_for
from .path import Backend, backends, load_balancer_of, load_balancers_of
from .pca import Certificate, CertificateAuthority
from .record import Record
from .servicediscovery import Namespace
from .stack import Found, Reference, Stack
from .task_definition import Container, PortMapping, TaskDefinition
from .values import OPAQUE, UNKNOWN, Unknown, UnknownUsedError, contains_unknown, from_plain, from_struct
from .wafv2 import WebAclAssociation

__all__ = [
    "OPAQUE",
    "UNKNOWN",
    "Attachment",
    "Backend",
    "Block",
    "Bootstrap",
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
    "Interface",
    "Key",
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
    "WebAclAssociation",
    "backends",
    "bootstraps",
    "contains_unknown",
    "controllers",
    "every",
    "first_of_alias",
    "first_of_discovery",
    "from_plain",
    "from_struct",
    "health_check_gaps",
    "is_loopback",
    "load_balancer_of",
    "load_balancers_of",
    "runs_with_service_connect",
    "some",
    "traffic_gaps",
    "unreadable",
    "uses",
    "waits_for",
    "watched_files",
]
