"""Kubernetes objects that the AWS Load Balancer Controller reads, and the charts that install it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property, partial
from ipaddress import ip_address, ip_interface
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, Self, TypeVar

from .chart_values import described_in
from .ec2 import IngressRule, LegacyRule, SecurityGroup, everywhere, let_in
from .node import (
    Block,
    Resource,
    Undecided,
    Unusable,
    block,
    blocks,
    boolean,
    each,
    every,
    integer,
    keyword,
    mapping,
    sequence,
    some,
    text,
)
from .values import UNKNOWN, is_given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .record import Record
    from .stack import Reference, Stack

R = TypeVar("R", bound=Resource)

ingress_prefix: Final = "alb.ingress.kubernetes.io/"
class_annotation: Final = "kubernetes.io/ingress.class"
auto_mode: Final = "eks.amazonaws.com/alb"
ingress_controllers: Final = ("ingress.k8s.aws/alb", auto_mode)
"""The controllers that are the AWS Load Balancer Controller, in the cluster or as a part of EKS."""

default_class: Final = "alb"
"""The class that the controller's chart creates."""

_other_controllers: Final = re.compile(
    r"(^|\b)(ambassador|apisix|azure|cilium|contour|gce|haproxy|istio|kong|nginx|openshift|skipper|traefik)($|\b)"
)
"""In the names of classes that are customary for other controllers."""

service_prefix: Final = "service.beta.kubernetes.io/aws-load-balancer-"

# What Go's strconv.ParseBool takes, which the controller reads booleans with.
true_words: Final = frozenset({"1", "t", "T", "TRUE", "true", "True"})
false_words: Final = frozenset({"0", "f", "F", "FALSE", "false", "False"})

load_balancer_classes: Final = ("service.k8s.aws/nlb", "eks.amazonaws.com/nlb")
source_ranges_property: Final = "spec.loadBalancerSourceRanges"

controller_chart: Final = re.compile(r"aws-load-balancer-controller(-v?\d[\w.+-]*\.tgz)?")

group_id: Final = re.compile(r"sg-([0-9a-f]{8}|[0-9a-f]{17})")


def is_group_id(text: str) -> bool:
    """Whether a text has the form of a security group's id."""
    return group_id.fullmatch(text) is not None


def is_cidr(text: str) -> bool:
    """Whether a text is an address range as Go's net.ParseCIDR takes it: with a length, host bits or not."""
    address, _, length = text.partition("/")
    if "%" in address or not re.fullmatch(r"[0-9]{1,3}", length):
        return False
    try:
        return int(length) <= ip_address(address).max_prefixlen
    except ValueError:
        return False


def has_host_bits(cidr: str) -> bool:
    """Whether the address of a range is not its first one: 10.0.0.1/8."""
    return ip_interface(cidr).network.network_address != ip_interface(cidr).ip


class Metadata(Block):
    """`metadata` of an object."""

    object_name = text("name")
    namespace = text("namespace")
    labels = mapping("labels")
    annotations = mapping("annotations")


class KubernetesObject(Resource):
    """An object of any group and version."""

    pattern: ClassVar[str] = "(?!)"
    """A regular expression for its type tokens, those of Patch resources included."""
    identity = ("id",)
    made_by = (
        "kubernetes:yaml/v2:ConfigFile",
        "kubernetes:yaml/v2:ConfigGroup",
        "kubernetes:kustomize/v2:Directory",
    )

    chart: HelmChart | None = None
    """For an object in the values of a chart: the chart."""
    chart_place: str = ""
    """Where it is in there: `values.controller.service`."""

    metadata = block("metadata", Metadata)

    @property
    def key(self) -> str:
        """What tells it from all others: several of them may be in the values of one chart."""
        return f"{self.urn} {self.chart_place}" if self.chart else self.urn

    @property
    def cluster(self) -> str:
        """What is the same for objects of one cluster."""
        return self.stack.cluster

    @classmethod
    def reads(cls, token: str) -> bool:
        return token.startswith("kubernetes:") and re.fullmatch(cls.pattern, token) is not None

    @classmethod
    def held_by_others(cls, stack: Stack) -> tuple[Self, ...]:
        held = stack.remember("objects in values of charts", lambda: tuple(_in_values(stack)))
        return tuple(found for found in held if isinstance(found, cls))

    @property
    def label(self) -> str:
        return f"{self.kind} in {self.chart_place} of {self.chart.label}" if self.chart else super().label

    @property
    def is_patch(self) -> bool:
        """Whether it changes an object that is described elsewhere, so that what it does not say may be said there: a
        Patch resource, or values of a chart."""
        return self.chart is not None or self.record.type.endswith("Patch")

    @property
    def annotations(self) -> Mapping[str, Any]:
        metadata = self.metadata
        return metadata.annotations if metadata else {}

    def has_annotation(self, key: str) -> bool:
        """Whether the annotation is there with a value, known or not."""
        return is_given(self.annotations.get(key))

    def lacks(self, key: str) -> bool:
        """Whether the object has no such annotation. Raises Undecided where what else describes it may give it."""
        if self.has_annotation(key):
            return False
        if self.is_patch:
            elsewhere = "by the chart itself" if self.chart else "where the object is described"
            raise Undecided(self, f"annotation {key}", f"may be given {elsewhere}")
        return True

    def annotation(self, key: str) -> str | None:
        """The annotation's value; raises Unusable when it is not a string, as the API server would refuse it."""
        metadata = self.metadata
        if metadata is None:
            return None
        value = Block(metadata, "metadata.annotations", self.annotations).known(key)
        if value is None or isinstance(value, str):
            return value
        raise Unusable(self, f"annotation {key}", "is not a string")

    def gives_list(self, key: str) -> bool:
        """Whether the annotation names anything, separated by commas; a value that is not known does."""
        value = self.annotations.get(key)
        return value is UNKNOWN or (isinstance(value, str) and any(map(str.strip, value.split(","))))

    def listed(self, key: str) -> tuple[str, ...] | None:
        """What the annotation names, separated by commas, as the controller reads it; None when it is not there."""
        value = self.annotation(key)
        return None if value is None else tuple(part for part in map(str.strip, value.split(",")) if part)

    def flag(self, key: str) -> bool | None:
        """A boolean annotation as the controller reads it; None when absent or not a boolean."""
        value = self.annotation(key)
        return None if value is None else True if value in true_words else False if value in false_words else None


class ClusterObject(KubernetesObject):
    """An object outside of namespaces, to which others refer by its name."""

    def identities(self) -> Iterator[str]:
        yield from super().identities()
        for values in (self.record.outputs, self.record.inputs):
            metadata = values.get("metadata")
            name = metadata.get("name") if isinstance(metadata, dict) else None
            if isinstance(name, str) and name:
                yield name


class CustomGroupsOwner(KubernetesObject):
    """An object that can give its load balancer security groups of the user's own: Ingress, Service or
    LoadBalancerConfiguration. Read as this class, it is an instance of the one that fits."""

    groups_key: ClassVar[str]
    manage_key: ClassVar[str]
    flag_key: ClassVar[str | None] = "enableManageBackendSecurityGroupRules"
    """The Helm value of the controller that applies when the object does not say; None when there is none."""
    false_value: ClassVar[str] = '"false"'
    """How to write false under `manage_key`: annotations are strings."""
    prefix_lists_key: ClassVar[str]
    """Where it names prefix lists of clients, for the group that the controller writes."""

    def __new__(cls, _stack: Stack, record: Record) -> Self:
        return object.__new__(next((kind for kind in cls.__subclasses__() if kind.reads(record.type)), cls))

    @classmethod
    def reads(cls, token: str) -> bool:
        kinds = cls.__subclasses__()
        return any(kind.reads(token) for kind in kinds) if kinds else super().reads(token)

    @property
    def custom_groups_given(self) -> bool:
        """Whether it names groups for its load balancer; which ones need not be known."""
        return self.gives_list(self.groups_key)

    @property
    def custom_groups(self) -> tuple[Reference[SecurityGroup], ...]:
        """The groups that it names, by id or by the value of their tag Name. An annotation that is not known yet is one
        reference, to any of the groups of this stack from whose ids it may be made."""
        metadata = self.metadata
        if metadata is None:
            return ()
        annotations = Block(metadata, "metadata.annotations", self.annotations)
        names = [UNKNOWN] if annotations.raw(self.groups_key) is UNKNOWN else self.listed(self.groups_key) or ()
        path = annotations.path_of(self.groups_key)
        return self.stack.refer_each(annotations, [(path, name) for name in names], SecurityGroup, repeats=True)

    @property
    def ranges_key(self) -> str:
        """Where it names the address ranges of clients, for the group that the controller writes."""
        raise NotImplementedError

    @property
    def gives_ranges(self) -> bool:
        """Whether it names address ranges of clients; which ones need not be known."""
        return self.gives_list(self.ranges_key)

    @property
    def ranges(self) -> tuple[Any, ...]:
        """The address ranges of clients that it names; one of a list may be unknown."""
        return self.listed(self.ranges_key) or ()

    @property
    def known_ranges(self) -> tuple[str, ...]:
        """Those of the ranges that are known."""
        return tuple(str(value) for value in self.ranges if value is not UNKNOWN)

    @property
    def gives_prefix_lists(self) -> bool:
        """Whether it names prefix lists of clients; which ones need not be known."""
        return self.gives_list(self.prefix_lists_key)

    @property
    def opens_to_everybody(self) -> bool:
        """Whether the address ranges that it names are all addresses of a family."""
        return self.gives_ranges and self.some_range(lambda known: known in everywhere)

    def some_range(self, question: Callable[[str], bool]) -> bool:
        """Whether something holds of an address range that it names."""

        def answer(value: Any) -> bool:
            if value is UNKNOWN:
                raise Undecided(self, self.ranges_key)
            return question(str(value))

        return some([partial(answer, value) for value in self.ranges])

    @property
    def has_managed_group(self) -> bool:
        """Whether the controller writes the group in front of its load balancer, as far as this object says."""
        return not self.is_patch and not self.custom_groups_given

    @property
    def scheme(self) -> str | None:
        """From where its load balancer is to be reached: internal or internet-facing."""
        raise NotImplementedError

    @property
    def states_backend_rules(self) -> bool:
        """Whether it says itself if the controller writes the rules of nodes and pods."""
        return self.has_annotation(self.manage_key)

    @property
    def manages_backend_rules(self) -> bool:
        """Whether it tells the controller to write the rules of nodes and pods."""
        return self.flag(self.manage_key) is True

    @property
    def manages_beside_custom_groups(self) -> bool:
        """Whether it names groups of its own and yet tells the controller to write the rules of nodes and pods."""
        return every([lambda: self.custom_groups_given, lambda: self.manages_backend_rules])

    @property
    def may_get_backend_group(self) -> bool:
        """Whether the controller may give its load balancer the backend group: not beside groups of its own, unless the
        controller is to write the rules of nodes and pods."""
        return some([lambda: not self.custom_groups_given, lambda: self.manages_backend_rules])

    @property
    def managing_controller(self) -> HelmChart | None:
        """The controller whose Helm value makes it write the rules of nodes and pods, because the object does not
        say; None when there is none. Raises Undecided when the stack has several controllers that differ."""
        key = self.flag_key
        if key is None or self.states_backend_rules:
            return None
        managing = self._controllers_agree(key, lambda chart: chart.value(key) is True)
        return managing[0] if managing and self.lacks(self.manage_key) else None

    @property
    def backend_group_shown(self) -> bool:
        """Whether the stack shows that its controller has a backend group. Raises Undecided when the stack has
        several controllers that differ."""
        return bool(self._controllers_agree("enableBackendSecurityGroup", lambda chart: chart.backend_group_enabled))

    def _controllers_agree(self, key: str, question: Callable[[HelmChart], bool]) -> tuple[HelmChart, ...]:
        """The controllers of which something holds: all of the stack's or none."""
        return agreeing_controllers(self, self.manage_key, key, question)


class BackendPort(Block):
    """`port` of the Service of a backend of an Ingress: by its number or by its name."""

    number = integer("number")
    port_name = text("name")


class BackendService(Block):
    """`service` of a backend of an Ingress."""

    service_name = text("name")
    port = block("port", BackendPort)


class Backend(Block):
    """`backend` of a path of an Ingress, or its `defaultBackend`."""

    service = block("service", BackendService)


class HostPath(Block):
    """One element of `paths` of a host of an Ingress."""

    backend = block("backend", Backend)


class HostPaths(Block):
    """`http` of a rule of an Ingress."""

    paths = blocks("paths", HostPath)


class HostRule(Block):
    """One element of `rules` of an Ingress."""

    host = text("host")
    http = block("http", HostPaths)


class TlsHosts(Block):
    """One element of `tls` of an Ingress."""

    hosts = sequence("hosts")


class IngressSpec(Block):
    """`spec` of an Ingress."""

    ingress_class_name = text("ingressClassName")
    rules = blocks("rules", HostRule)
    default_backend = block("defaultBackend", Backend)
    tls = blocks("tls", TlsHosts)

    @property
    def path_backends(self) -> Iterator[Backend | None]:
        """What its paths lead to. Raises Undecided at the end when one is not known."""
        paths = each(self.rules, lambda rule: rule.http.paths if rule.http else ())
        return each(paths, lambda path: (path.backend,))


class ClassParameters(Block):
    """`spec.parameters` of an IngressClass."""

    object_name = text("name")


class IngressClassSpec(Block):
    """`spec` of an IngressClass."""

    controller = text("controller")
    parameters = block("parameters", ClassParameters)


class IngressClass(ClusterObject):
    """A class of Ingresses: which controller handles them, and with which settings."""

    pattern = r"kubernetes:networking\.k8s\.io/v1(beta1)?:IngressClass(Patch)?"
    kind = "IngressClass"

    spec = block("spec", IngressClassSpec)

    @property
    def parameters(self) -> Reference[IngressClassParams] | None:
        """The settings that it refers to; None when it has none."""
        given = self.spec.parameters if self.spec else None
        return None if given is None else self.stack.refer(given, "name", IngressClassParams)

    @property
    def is_of_another_controller(self) -> bool:
        """Whether other software than the AWS Load Balancer Controller handles its Ingresses."""
        handler = self.spec.controller if self.spec else None
        return handler is not None and handler not in ingress_controllers


def _is_of_another_controller(found: IngressClass) -> bool:
    return found.is_of_another_controller


class Ingress(CustomGroupsOwner):
    """An Ingress, of any version of its API."""

    pattern = r"kubernetes:(networking\.k8s\.io/v1(beta1)?|extensions/v1beta1):Ingress(Patch)?"
    kind = "Ingress"
    groups_key = f"{ingress_prefix}security-groups"
    manage_key = f"{ingress_prefix}manage-backend-security-group-rules"
    prefix_lists_key = f"{ingress_prefix}security-group-prefix-lists"

    address_type_key = f"{ingress_prefix}ip-address-type"

    spec = block("spec", IngressSpec)

    @cached_property
    def is_of_another_controller(self) -> bool:
        """Whether other software is known to handle it, to which annotations of the AWS Load Balancer Controller mean
        nothing. Raises Undecided when that is open."""
        annotations = self.metadata.annotations if self.metadata else {}
        if named := Block(self, "metadata.annotations", annotations).known(class_annotation):
            return _other_controllers.search(str(named)) is not None
        if self.spec is None or not self.spec.has("ingressClassName"):
            return False
        reference = self.stack.refer(self.spec, "ingressClassName", IngressClass)
        if reference.candidates:
            return bool(reference.agree(_is_of_another_controller))
        if reference.literal is None or (reference.literal != default_class and self.stack.leaves_out(IngressClass)):
            raise reference.undecided()
        return _other_controllers.search(reference.literal) is not None

    @property
    def annotations(self) -> Mapping[str, Any]:
        """Its annotations; none where they are for no controller that is known here."""
        return {} if self.is_of_another_controller else super().annotations

    @property
    def may_get_backend_group(self) -> bool:
        return every([lambda: not self.is_of_another_controller, lambda: super(Ingress, self).may_get_backend_group])

    @property
    def ranges_key(self) -> str:
        return f"{ingress_prefix}inbound-cidrs"

    @property
    def scheme(self) -> str | None:
        return self.annotation(f"{ingress_prefix}scheme")

    @property
    def is_in_a_group(self) -> bool:
        """Whether it says that it shares its load balancer, so that others may add listeners and certificates."""
        return self.has_annotation(f"{ingress_prefix}group.name")

    @property
    def backends(self) -> Iterator[BackendService]:
        """What its paths lead to, and its default. Raises Undecided at the end when one is not known."""
        spec = self.spec
        if spec is None:
            return iter(())
        parts: tuple[Callable[[], Iterable[Backend | None]], ...] = (
            lambda: spec.path_backends,
            lambda: (spec.default_backend,),
        )
        backends = each(parts, lambda read: read())
        return each(backends, lambda backend: [backend.service] if backend and backend.service else [])

    @property
    def backend_services(self) -> Iterator[BackendService]:
        """Those that are Services; not those that stand for an action of its own. Raises Undecided at the end when one
        is not known."""
        return each(self.backends, lambda backend: [backend] if self._is_service(backend.service_name) else [])

    def _is_service(self, name: str | None) -> bool:
        return bool(name) and f"{ingress_prefix}actions.{name}" not in self.annotations

    @property
    def has_actions(self) -> bool:
        """Whether it has actions of its own, which may redirect."""
        return any(key.startswith(f"{ingress_prefix}actions.") for key in self.annotations)

    @property
    def names_hosts(self) -> bool:
        """Whether it names a host, for which the controller looks for certificates."""
        spec = self.spec
        return spec is not None and some(
            [
                *(lambda rule=rule: bool(rule.host) for rule in spec.rules),
                *(lambda tls=tls: bool(tls.hosts) for tls in spec.tls),
            ]
        )


class ServicePort(Block):
    """One element of `ports` of a Service."""

    port_name = text("name")
    port = integer("port")
    protocol = keyword("protocol", default="TCP")


class ServiceSpec(Block):
    """`spec` of a Service."""

    type = text("type")
    load_balancer_class = text("loadBalancerClass")
    load_balancer_source_ranges = sequence("loadBalancerSourceRanges")
    ports = blocks("ports", ServicePort)


class ServiceNames(NamedTuple):
    """The names of the Services of this stack in one namespace; `undecided` where one is not known."""

    names: frozenset[str]
    undecided: Undecided | None


def service_names_beside(ingress: Ingress) -> ServiceNames:
    """The names of the Services in the namespace of an Ingress, of the same cluster."""
    own = ingress.metadata.namespace if ingress.metadata else None
    names, undecided = ingress.stack.remember("names of services", lambda: _service_names(ingress.stack))
    if ingress.stack.leaves_out(KubernetesService):
        undecided = Undecided(ingress, "spec.rules", "may lead to a Service that this run does not show")
    return ServiceNames(frozenset(names.get((ingress.cluster, own), ())), undecided)


def _service_names(stack: Stack) -> tuple[dict[tuple[str, str | None], set[str]], Undecided | None]:
    names: dict[tuple[str, str | None], set[str]] = {}
    undecided: Undecided | None = None
    for service in stack.all(KubernetesService):
        try:
            metadata = service.metadata
            if metadata and metadata.object_name:
                names.setdefault((service.cluster, metadata.namespace), set()).add(metadata.object_name)
        except Undecided as missing:
            undecided = undecided or missing
    return names, undecided


class KubernetesService(CustomGroupsOwner):
    """A Service; the controller makes Network Load Balancers of those of type LoadBalancer."""

    pattern = r"kubernetes:(core/)?v1:Service(Patch)?"
    kind = "Service"
    groups_key = f"{service_prefix}security-groups"
    manage_key = f"{service_prefix}manage-backend-security-group-rules"
    prefix_lists_key = f"{service_prefix}security-group-prefix-lists"

    address_type_key = f"{service_prefix}ip-address-type"

    spec = block("spec", ServiceSpec)

    @property
    def is_dualstack(self) -> bool:
        """Whether its load balancer is to have IPv6 addresses."""
        return self.annotation(self.address_type_key) == "dualstack"

    @property
    def ranges_key(self) -> str:
        """The property, which wins over the annotation."""
        given = self.spec is not None and self.spec.raw("loadBalancerSourceRanges")
        known_empty = given is not UNKNOWN and not given
        return "service.beta.kubernetes.io/load-balancer-source-ranges" if known_empty else source_ranges_property

    @property
    def gives_ranges(self) -> bool:
        return self.ranges_key == source_ranges_property or super().gives_ranges

    @property
    def ranges(self) -> tuple[Any, ...]:
        if self.spec is not None and self.ranges_key == source_ranges_property:
            given = self.spec.load_balancer_source_ranges
            return tuple(value.strip() if isinstance(value, str) else value for value in given)
        return super().ranges

    @property
    def scheme(self) -> str | None:
        return self.annotation(f"{service_prefix}scheme")

    @property
    def has_managed_group(self) -> bool:
        return every(
            [
                lambda: not self.is_patch,
                lambda: not self.gives_list(self.groups_key),
                lambda: self.flag(f"{service_prefix}disable-nlb-sg") is not True,
                lambda: not self._is_of_another_type,
                lambda: self.is_made_by_this_controller,
            ]
        )

    @property
    def custom_groups_given(self) -> bool:
        """Not where it gets no load balancer of this controller, or one without any security group."""
        return not some(
            [
                lambda: not super(KubernetesService, self).custom_groups_given,
                lambda: self.flag(f"{service_prefix}disable-nlb-sg") is True,
                lambda: self._is_of_another_type,
                lambda: self._is_of_another_class,
            ]
        )

    @property
    def may_get_backend_group(self) -> bool:
        return every([lambda: self.is_load_balancer, lambda: super(KubernetesService, self).may_get_backend_group])

    @property
    def is_load_balancer(self) -> bool:
        """Whether it is of type LoadBalancer, and of no class that is not this controller's."""
        return not some([lambda: self._is_of_another_type, lambda: self._is_of_another_class])

    @property
    def gets_open_load_balancer(self) -> bool:
        """Whether it gets a load balancer, and no property of it limits who may connect."""
        ranges = self.spec.raw("loadBalancerSourceRanges") if self.spec else None
        return ranges is not UNKNOWN and not ranges and self.is_load_balancer

    @property
    def is_made_by_this_controller(self) -> bool:
        """Whether it says that this controller, and not Kubernetes' own cloud provider, is to make its load balancer.
        Where it does not say, a webhook of the controller decides when the Service is created."""
        return self.is_load_balancer and some(
            [
                lambda: bool(self.spec and self.spec.load_balancer_class),
                lambda: self.annotation(f"{service_prefix}type") in ("external", "nlb-ip"),
            ]
        )

    @property
    def _is_of_another_type(self) -> bool:
        stated = self.spec.type if self.spec else None
        return stated != "LoadBalancer" and not (stated is None and self.is_patch)

    @property
    def _is_of_another_class(self) -> bool:
        stated = self.spec.load_balancer_class if self.spec else None
        return stated not in (None, "", *load_balancer_classes)


class ListenerConfiguration(Block):
    """One element of `listenerConfigurations` of a LoadBalancerConfiguration."""

    ssl_policy = text("sslPolicy")


class ConfigurationSpec(Block):
    """`spec` of a LoadBalancerConfiguration."""

    manage_backend_rules = boolean("manageBackendSecurityGroupRules")
    disable_security_group = boolean("disableSecurityGroup")
    security_groups = sequence("securityGroups")
    security_group_prefixes = sequence("securityGroupPrefixes")
    source_ranges = sequence("sourceRanges")
    scheme = text("scheme")
    listener_configurations = blocks("listenerConfigurations", ListenerConfiguration)


class LoadBalancerConfiguration(CustomGroupsOwner):
    """The controller's settings for a Gateway (Gateway API)."""

    pattern = r"kubernetes:gateway\.k8s\.aws/v\w+:LoadBalancerConfiguration(Patch)?"
    kind = "LoadBalancerConfiguration"
    groups_key = "spec.securityGroups"
    manage_key = "spec.manageBackendSecurityGroupRules"
    prefix_lists_key = "spec.securityGroupPrefixes"
    flag_key = None
    false_value = "false"

    spec = block("spec", ConfigurationSpec)

    @property
    def custom_groups_given(self) -> bool:
        """Not where `disableSecurityGroup` may take all groups away, as it does on a Network Load Balancer."""
        return self.names_groups and self.spec is not None and not self.spec.disable_security_group

    @property
    def names_groups(self) -> bool:
        """Whether it has `securityGroups`; which ones need not be known."""
        groups = None if self.spec is None else self.spec.raw("securityGroups")
        return groups is UNKNOWN or bool(groups)

    @property
    def custom_groups(self) -> tuple[Reference[SecurityGroup], ...]:
        spec = self.spec
        named = [(self.groups_key, name) for name in spec.security_groups] if spec else []
        return self.stack.refer_each(spec, named, SecurityGroup) if spec else ()

    @property
    def has_managed_group(self) -> bool:
        spec = self.spec
        return (spec is None or not spec.disable_security_group) and super().has_managed_group

    @property
    def scheme(self) -> str | None:
        return self.spec.scheme if self.spec else None

    @property
    def ranges_key(self) -> str:
        return "spec.sourceRanges"

    @property
    def gives_ranges(self) -> bool:
        return self._gives("sourceRanges")

    @property
    def states_ranges(self) -> bool:
        """Whether it has a list of address ranges, be it an empty one."""
        return self.spec is not None and self.spec.has("sourceRanges")

    @property
    def limits_clients(self) -> bool:
        """Whether it says from where clients come, be it from nowhere, or that the controller writes no group for that,
        as far as it is shown."""
        return some([lambda: self.states_ranges, lambda: not self.has_managed_group])

    @property
    def others_limit_clients(self) -> bool:
        """Whether another configuration of the stack, if it does not do so itself, limits clients."""
        if self.stack.leaves_out(LoadBalancerConfiguration):
            raise Undecided(self, self.ranges_key, "may be that of a configuration that this run does not show")
        return _first(self.stack, LoadBalancerConfiguration, "limits_clients") is not None

    @property
    def ranges(self) -> tuple[Any, ...]:
        return tuple(self.spec.source_ranges) if self.spec else ()

    @property
    def gives_prefix_lists(self) -> bool:
        return self._gives("securityGroupPrefixes")

    def _gives(self, key: str) -> bool:
        value = None if self.spec is None else self.spec.raw(key)
        return value is UNKNOWN or bool(value)

    @property
    def states_backend_rules(self) -> bool:
        return self.spec is not None and self.spec.has("manageBackendSecurityGroupRules")

    @property
    def manages_backend_rules(self) -> bool:
        return self.spec is not None and self.spec.manage_backend_rules


class IngressClassParams(ClusterObject):
    """The controller's settings for a class of Ingresses; EKS Auto Mode has its own group."""

    pattern = r"kubernetes:(elbv2\.k8s\.aws|eks\.amazonaws\.com)/v\w+:IngressClassParams(Patch)?"
    kind = "IngressClassParams"

    spec = mapping("spec")

    @property
    def inbound_cidrs(self) -> tuple[str, ...]:
        """The address ranges of clients, those that are known."""
        given = Block(self, "spec", self.spec).known("inboundCIDRs")
        return tuple(str(value) for value in given if value is not UNKNOWN) if isinstance(given, list) else ()


class ControllerValues(Block):
    """Values for the AWS Load Balancer Controller: those of its own chart, or those that another chart has for it as a
    subchart."""

    @property
    def are_passed_on(self) -> bool:
        """Whether it is the controller that gets them, as far as the values tell."""
        chart = self.resource
        assert isinstance(chart, HelmChart)
        return chart.installs_load_balancer_controller if self.owner is chart else self.known("enabled") is not False


class ChartValues(ControllerValues):
    """`values` of a chart."""

    for_subchart = block("aws-load-balancer-controller", ControllerValues)


class HelmChart(Resource):
    """A Helm release (v3) or chart (v3, v4)."""

    tokens = frozenset({"kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v3:Chart", "kubernetes:helm.sh/v4:Chart"})
    kind = "Helm chart"
    identity = ("id",)

    chart = text("chart")
    version = text("version")
    values = mapping("values")

    @property
    def has_value_files(self) -> bool:
        """Whether files add values of their own to those of the program."""
        files = self.raw("valueYamlFiles")
        return files is UNKNOWN or bool(files)

    @property
    def source(self) -> str:
        """Where the chart is from, with its name at the end, as far as is known."""
        options = self.raw("repositoryOpts")
        repository = options.get("repo") if isinstance(options, dict) else None
        parts = (repository, self.raw("chart"))
        return "/".join(part.rstrip("/") for part in parts if isinstance(part, str))

    @property
    def chart_name(self) -> str:
        """The chart's name without what says where it is from: a repository, an OCI registry or a path."""
        return (self.chart or "").rstrip("/").rpartition("/")[2]

    @property
    def installs_load_balancer_controller(self) -> bool:
        """Whether it is the chart of the AWS Load Balancer Controller."""
        return controller_chart.fullmatch(self.chart_name) is not None

    @property
    def hides_objects(self) -> bool:
        """Whether it is of something else, of which the run does not show what it creates."""
        return not self.stack.has_children(self) and not self.installs_load_balancer_controller

    @property
    def controller_version(self) -> tuple[int, int] | None:
        """The minor version of the controller that it installs: that of chart 1.x is 2.x, and from 3.x on they are the
        same. None where no exact version of the chart is named, or the values name another image."""
        exact = re.fullmatch(r"v?(\d+)\.(\d+)\.\d+", self.version or "")
        image = self.values.get("image")
        if exact is None or image is UNKNOWN or (isinstance(image, dict) and "tag" in image):
            return None
        major, minor = map(int, exact.groups())
        return (2 if major == 1 else major, minor)

    @property
    def twin(self) -> HelmChart | None:
        """Another installation of the controller for the same cluster, the first by URN; None where this one is, and
        where the region or the VPC shows that the clusters are not the same."""
        charts = controllers(self, lambda _: True)
        if len(charts) < 2 or self.value("clusterName") is None:
            return None
        first = self.stack.remember("controllers by cluster", lambda: _by_cluster(charts))
        other = first.get(str(self.value("clusterName")))
        if other is None or other.urn == self.urn:
            return None
        differ = [partial(_differs, self, other, key) for key in ("region", "vpcId")]
        return None if some(differ) else other

    @property
    def controller_values(self) -> ControllerValues:
        """What it says to the controller, if it installs that, be it as a subchart. It is not taken to have such a
        subchart where nothing is known of its values."""
        values = ChartValues(self, "values", UNKNOWN if self.raw("values") is UNKNOWN else self.values)
        return values if values.is_unknown else values.for_subchart or values

    @property
    def class_settings(self) -> Block:
        """The `spec` of the IngressClassParams that the controller's chart creates; empty where it is not set."""
        found = self.values.get("ingressClassParams")
        spec = found.get("spec") if isinstance(found, dict) else found
        known = spec if isinstance(spec, dict) else {}
        return Block(self, "values.ingressClassParams.spec", UNKNOWN if spec is UNKNOWN else known)

    def value(self, key: str) -> Any:
        """A top-level chart value, None when not set; raises Undecided when unknown."""
        return Block(self, "values", self.values).known(key)

    @property
    def backend_group(self) -> Reference[SecurityGroup]:
        """The group that the controller is told to use as its backend group."""
        return self.stack.refer(Block(self, "values", self.values), "backendSecurityGroup", SecurityGroup)

    @property
    def backend_group_enabled(self) -> bool:
        """Whether the controller has its shared backend group: by default, and the chart passes on nothing but
        booleans. Not shown, and so no, where files may set the value that the program does not."""
        value = self.value("enableBackendSecurityGroup")
        if value is None:
            return not self.has_value_files
        return value is not False


def _in_values(stack: Stack) -> Iterator[KubernetesObject]:
    """The Ingresses and Services in the values of charts, but for charts whose objects are in the stack themselves."""
    kinds: dict[str, type[KubernetesObject]] = {kind.kind: kind for kind in (Ingress, KubernetesService)}
    prefixes = {Ingress.kind: ingress_prefix, KubernetesService.kind: service_prefix}
    for chart in stack.all(HelmChart):
        if chart.stack is not stack or stack.has_children(chart):
            continue
        dependencies = chart.record.property_dependencies.get("values", ())
        source = None if chart.has_value_files else chart.source
        for kind, place, inputs in described_in(source, chart.raw("values"), prefixes):
            if kind not in kinds:
                continue
            record = replace(
                chart.record,
                property_dependencies=dict.fromkeys(inputs, dependencies),
                read_inputs=partial(dict, inputs),
                read_outputs=dict,
            )
            found = kinds[kind](stack, record)
            found.chart, found.chart_place = chart, place
            yield found


def _by_cluster(charts: Iterable[HelmChart]) -> dict[str, HelmChart]:
    """The first of the controllers for each cluster whose name is known."""
    found: dict[str, HelmChart] = {}
    for chart in charts:
        name = chart.values.get("clusterName") if isinstance(chart.raw("values"), dict) else None
        if isinstance(name, str):
            found.setdefault(name, chart)
    return found


def _differs(one: HelmChart, other: HelmChart, key: str) -> bool:
    """Whether both have a value, and not the same one."""
    return bool(one.value(key)) and bool(other.value(key)) and one.value(key) != other.value(key)


def agreeing_controllers(
    anchor: Resource, what: str, key: str, question: Callable[[HelmChart], bool]
) -> tuple[HelmChart, ...]:
    """The installations of the controller of which something about a value holds: all of the stack's or none. Raises
    Undecided, about a property of the resource that depends on it, when they differ."""
    found = controllers(anchor, question)
    others = controllers(anchor, lambda chart: not question(chart)) if found else ()
    if others:
        names = " and ".join(chart.label for chart in (*found, *others))
        raise Undecided(anchor, what, f"depends on the controller in charge: {names} differ in {key}")
    return found


def controllers(anchor: Resource, question: Callable[[HelmChart], bool]) -> tuple[HelmChart, ...]:
    """The installations of the AWS Load Balancer Controller in the stack of which something holds."""

    def matches(chart: HelmChart) -> bool:
        return not some([lambda: not chart.installs_load_balancer_controller, lambda: not question(chart)])

    return tuple(chart for chart in anchor.stack.all(HelmChart) if matches(chart))


def managing_owner(anchor: Resource) -> CustomGroupsOwner | None:
    """An object of the stack that names groups of its own and yet tells the controller to write the rules of nodes and
    pods. Raises Undecided when there is none for certain, but may be one."""
    return _first(anchor.stack, CustomGroupsOwner, "manages_beside_custom_groups")


def all_with_custom_groups(anchor: Resource) -> CustomGroupsOwner | None:
    """The first object of the stack that names groups of its own, if there is none that may get the backend group of
    the controller instead, and no chart that may create one."""
    stack = anchor.stack
    if any(map(stack.leaves_out, (CustomGroupsOwner, HelmChart))):
        raise Undecided(anchor, "values", "may be for a load balancer that this run does not show")
    if _first(stack, CustomGroupsOwner, "may_get_backend_group") or _first(stack, HelmChart, "hides_objects"):
        return None
    return _first(stack, CustomGroupsOwner, "custom_groups_given")


def _first(stack: Stack, kind: type[R], attribute: str) -> R | None:
    """The first object of the stack with an attribute that is true. Raises Undecided when there is none for certain,
    but may be one."""

    def find() -> tuple[R | None, Undecided | None]:
        undecided: Undecided | None = None
        for candidate in stack.all(kind):
            try:
                if getattr(candidate, attribute):
                    return candidate, None
            except Undecided as missing:
                undecided = undecided or missing
            except Unusable:
                continue
        return None, undecided

    found, undecided = stack.remember(("first", kind, attribute), find)
    if undecided is not None:
        raise undecided
    return found


def may_be_let_in(groups: Sequence[SecurityGroup]) -> bool:
    """Whether a rule of the stack may let load balancers with these groups of the stack in somewhere: it names one of
    the groups, or opens a group that no load balancer of the controller has to address ranges or prefix lists."""
    stack = groups[0].stack
    if any(map(stack.leaves_out, (SecurityGroup, LegacyRule, IngressRule))):
        raise Undecided(groups[0], "what lets it in", "may not be shown in this run")
    found = let_in(stack)
    if any(group.urn in found.named or group.may_have_foreign_rules for group in groups):
        return True
    if stack.remember("opened to ranges", lambda: found.opened - _groups_of_load_balancers(stack)):
        return True
    if found.undecided is not None:
        raise found.undecided
    return False


def _groups_of_load_balancers(stack: Stack) -> set[str]:
    """The groups that objects name for their load balancers, by URN."""
    found: set[str] = set()
    for owner in stack.all(CustomGroupsOwner):
        try:
            found.update(group.urn for reference in owner.custom_groups for group in reference.candidates)
        except (Undecided, Unusable):
            continue
    return found
