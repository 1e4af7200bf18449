"""What the stack is: values that may be unknown, typed views of resources, references, and the TLS path."""

from .acm import Certificate, CertificateValidation
from .clients import callers_through, is_internal, may_tell_of_load_balancer, share_cluster
from .components import EcsServiceComponent, component_of, declares_passthrough
from .ec2 import Direction, Interface, SecurityGroup, StandaloneRule, Subnet, zones_of
from .ecs import Attachment, Cluster, Endpoint, Service
from .elb import (
    Action,
    ClassicLoadBalancer,
    Forwarder,
    HealthCheck,
    Listener,
    ListenerCertificate,
    ListenerRule,
    LoadBalancer,
    Redirect,
    TargetGroup,
    users_of,
)
from .envoy_listeners import takes_only_tls13
from .gaps import Gap, Use, health_check_gaps, traffic_gaps, uses
from .iam import PolicyAttachment, Role
from .kubernetes import (
    CustomGroupsOwner,
    HelmChart,
    Ingress,
    IngressClassParams,
    KubernetesService,
    LoadBalancerConfiguration,
    controllers,
)
from .node import Block, Field, Node, Resource, Undecided, Unusable, every, some, those, unreadable
from .path import Backend, backends, load_balancer_of
from .pca import CertificateAuthority
from .record import Record
from .route53 import AddressRecord
from .servicediscovery import Namespace
from .stack import Found, Reference, Stack
from .task_definition import Container, PortMapping, TaskDefinition
from .values import OPAQUE, UNKNOWN, Unknown, UnknownUsedError, contains_unknown, from_plain, from_struct

__all__ = [
    "OPAQUE",
    "UNKNOWN",
    "Action",
    "AddressRecord",
    "Attachment",
    "Backend",
    "Block",
    "Certificate",
    "CertificateAuthority",
    "CertificateValidation",
    "ClassicLoadBalancer",
    "Cluster",
    "Container",
    "CustomGroupsOwner",
    "Direction",
    "EcsServiceComponent",
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
    "KubernetesService",
    "Listener",
    "ListenerCertificate",
    "ListenerRule",
    "LoadBalancer",
    "LoadBalancerConfiguration",
    "Namespace",
    "Node",
    "PolicyAttachment",
    "PortMapping",
    "Record",
    "Redirect",
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
    "callers_through",
    "component_of",
    "contains_unknown",
    "controllers",
    "declares_passthrough",
    "every",
    "from_plain",
    "from_struct",
    "health_check_gaps",
    "is_internal",
    "load_balancer_of",
    "may_tell_of_load_balancer",
    "share_cluster",
    "some",
    "takes_only_tls13",
    "those",
    "traffic_gaps",
    "unreadable",
    "users_of",
    "uses",
    "zones_of",
]
