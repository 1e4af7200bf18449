"""Services: Network Load Balancers that pass TLS on to the pods, made by the AWS Load Balancer Controller."""

from collections.abc import Mapping
from typing import Any, Final, NotRequired, TypedDict

import pulumi
import pulumi_kubernetes as k8s

from .._arguments import choice, group, lift, port
from .._aws import Exceptions
from .._kubernetes_names import labels, namespace
from ._attached import (
    ControllerTargetType,
    after_controller,
    agreed_settings,
    check_target_type,
    load_balancer_hostname,
    object_name,
    open_port,
    tags_annotation,
)
from ._names import service_prefix
from ._settings import NLB, SecurityGroupSettings, Settings, following
from .controllers import InstalledController

_CLASS: Final = "service.k8s.aws/nlb"


class NlbServiceArgs(TypedDict):
    """Arguments of an NlbService."""

    controller: InstalledController
    """The controller: `installed` of a LoadBalancerController."""
    selector: pulumi.Input[Mapping[str, pulumi.Input[str]]]
    """Labels of the pods."""
    target_port: pulumi.Input[int]
    """Port of the containers, on which they speak TLS with certificates of their own."""
    namespace: NotRequired[pulumi.Input[str]]
    """Namespace of the Service and its pods. Default: the Kubernetes provider's, `default` if it has none."""
    security_groups: NotRequired[pulumi.Input[SecurityGroupSettings]]
    """Other settings than the controller's, of the same mode: `settings` of ControllerSecurityGroups, for other clients
    or another scheme. Default: those that the controller was installed with."""
    target_type: NotRequired[ControllerTargetType]
    """To what the load balancer sends connections: ip or instance. Default: ip, straight to the pods; the controller's
    own is instance."""
    tags: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Tags of everything that the controller creates for the Service, without commas, and without `=` in keys. Default:
    none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class NlbService(pulumi.ComponentResource):
    """A Service whose Network Load Balancer passes TLS on port 443 through to the pods, which end it.

    ```text
    clients --TLS 443--> [frontend group] NLB --the same TLS--> [group of nodes or pods] pods
    ```

    The listener is TCP and has no certificate. Health checks open a TCP connection, because a Network Load Balancer
    cannot check targets that offer nothing but TLS 1.3. Who may connect comes from `settings` of
    ControllerSecurityGroups. The Service is created after the controller, and deleted while that still runs.

    ```python
    from container_tls.kubernetes import (
        ControllerIdentity,
        ControllerSecurityGroups,
        LoadBalancerController,
        NlbService,
        SecurityGroupMode,
    )

    groups = ControllerSecurityGroups(
        "shop", {"mode": SecurityGroupMode.AUTOMATIC, "clients": {"cidrs": ["10.0.0.0/8"]}}
    )
    controller = LoadBalancerController(
        "shop",
        {
            "cluster_name": "shop",
            "vpc_id": "vpc-0a1b2c3d4e5f60718",
            "security_groups": groups.settings,
            "identity": ControllerIdentity.POD_IDENTITY,
        },
    )
    NlbService(
        "orders", {"controller": controller.installed, "selector": {"app": "orders"}, "target_port": 8443}
    )
    ```
    """

    service_name: pulumi.Output[str]
    """Name of the Service in Kubernetes."""
    hostname: pulumi.Output[str]
    """DNS name that AWS gave to the load balancer. Point the names that are on the pods' certificate to it."""

    def __init__(self, name: str, args: NlbServiceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(NlbServiceArgs, args)
        service_prefix(name)
        controller = group(InstalledController, args["controller"], "controller")
        settings = agreed_settings(controller, args.get("security_groups"))
        target_type = choice(ControllerTargetType, args.get("target_type", ControllerTargetType.IP), "target_type")
        own = _annotations(args, target_type)
        annotations = following(settings, lambda known: {**own, **_agreed_annotations(known, target_type)})
        given_port = port(args["target_port"], "target_port")
        target_port = lift(lambda known: _target_port(given_port, known, target_type), settings)
        selector = labels(args["selector"], "selector")
        super().__init__(
            "container-tls:index:NlbService",
            name,
            {
                "securityGroupMode": lift(lambda known: known.mode.value, settings),
                "scheme": lift(lambda known: known.scheme.value, settings),
                "targetType": target_type.value,
                "targetPort": target_port,
                "exceptions": args.get("exceptions"),
            },
            opts,
        )

        self.service = k8s.core.v1.Service(
            name,
            metadata=k8s.meta.v1.ObjectMetaArgs(
                namespace=namespace(args["namespace"], "namespace") if "namespace" in args else None,
                annotations=annotations,
            ),
            spec=k8s.core.v1.ServiceSpecArgs(
                type="LoadBalancer",
                load_balancer_class=_CLASS,
                allocate_load_balancer_node_ports=target_type is ControllerTargetType.INSTANCE,
                selector=selector,
                ports=[
                    k8s.core.v1.ServicePortArgs(name="tls", port=443, target_port=target_port, protocol="TCP"),
                ],
            ),
            opts=after_controller(self, controller, opts),
        )

        self.service_name = self.service.metadata.apply(object_name)
        self.hostname = self.service.status.apply(load_balancer_hostname)
        self.register_outputs({"serviceName": self.service_name, "hostname": self.hostname})


def _target_port(given: pulumi.Input[int], settings: Settings, target_type: ControllerTargetType) -> Any:
    return open_port(given, settings, target_type, "target_port")


def _annotations(args: NlbServiceArgs, target_type: ControllerTargetType) -> dict[str, pulumi.Input[str]]:
    """What does not depend on the settings of the security groups."""
    return {
        f"{NLB}nlb-target-type": target_type.value,
        f"{NLB}backend-protocol": "tcp",
        f"{NLB}healthcheck-protocol": "tcp",
        f"{NLB}healthcheck-port": "traffic-port",
        **tags_annotation(f"{NLB}additional-resource-tags", args.get("tags", {})),
    }


def _agreed_annotations(settings: Settings, target_type: ControllerTargetType) -> dict[str, pulumi.Input[str]]:
    check_target_type(settings, target_type)
    return settings.service_annotations
