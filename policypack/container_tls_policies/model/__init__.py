"""What the stack is: values that may be unknown, typed views of resources, references, and the TLS path."""

from .controller_versions import Feature, features
from .dependencies import comes_after_any
from .ec2 import Direction, Interface, SecurityGroup, StandaloneRule, Subnet
from .ecs import Attachment, Cluster, Endpoint, Service
from .eks import EksCluster, GroupList, LaunchTemplate
from .elb import ClassicLoadBalancer, Forwarder, HealthCheck, Listener, ListenerRule, LoadBalancer, TargetGroup
from .gaps import Gap, Use, health_check_gaps, traffic_gaps, uses
from .gateway_api import Gateway, GatewayClass, gateways_of
from .iam import PolicyAttachment, Role
from .ingress_listeners import (
    StatedListeners,
    certificate_key,
    class_may_set,
    listen_ports_key,
    ssl_redirect_key,
    stated_listeners,
)
from .known_annotations import ControllerAnnotation, controller_annotations
from .kubernetes import (
    CustomGroupsOwner,
    HelmChart,
    Ingress,
    IngressClassParams,
    KubernetesObject,
    KubernetesService,
    LoadBalancerConfiguration,
    ServicePort,
    agreeing_controllers,
    controllers,
    ingress_prefix,
    service_prefix,
)
from .node import Block, Field, Node, Resource, Undecided, Unusable, every, some, unreadable
from .path import Backend, backends, load_balancer_of
from .pca import Certificate, CertificateAuthority
from .record import Record
from .servicediscovery import Namespace
from .ssl_policies import SslPolicyOwner, StatedSslPolicy
from .stack import Found, Reference, Stack
from .target_group_bindings import TargetGroupBinding
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
    "ControllerAnnotation",
    "CustomGroupsOwner",
    "Direction",
    "EksCluster",
    "Endpoint",
    "Feature",
    "Field",
    "Forwarder",
    "Found",
    "Gap",
    "Gateway",
    "GatewayClass",
    "GroupList",
    "HealthCheck",
    "HelmChart",
    "Ingress",
    "IngressClassParams",
    "Interface",
    "KubernetesObject",
    "KubernetesService",
    "LaunchTemplate",
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
    "ServicePort",
    "SslPolicyOwner",
    "Stack",
    "StandaloneRule",
    "StatedListeners",
    "StatedSslPolicy",
    "Subnet",
    "TargetGroup",
    "TargetGroupBinding",
    "TaskDefinition",
    "Undecided",
    "Unknown",
    "UnknownUsedError",
    "Unusable",
    "Use",
    "agreeing_controllers",
    "backends",
    "certificate_key",
    "class_may_set",
    "comes_after_any",
    "contains_unknown",
    "controller_annotations",
    "controllers",
    "every",
    "features",
    "from_plain",
    "from_struct",
    "gateways_of",
    "health_check_gaps",
    "ingress_prefix",
    "listen_ports_key",
    "load_balancer_of",
    "service_prefix",
    "some",
    "ssl_redirect_key",
    "stated_listeners",
    "traffic_gaps",
    "unreadable",
    "uses",
]
