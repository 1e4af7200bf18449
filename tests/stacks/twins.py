"""Every stack by name, with what the pack must say about it: exactly that, and otherwise nothing but advice.

MISTAKES deviate from a clean stack in one thing. SPELLINGS are the three headline mistakes written in other ways.
LOOKALIKES resemble a mistake and are innocent. UNDECIDED cannot be told before the update.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import pulumi_aws as aws

from . import ingress, lookalikes, regions, spellings
from .service_connect import (
    ALB_GROUP,
    AUTHORITY,
    BRIDGE,
    LISTENER,
    NO_SERVICE_CONNECT,
    PASSTHROUGH,
    SERVICE,
    SHARED_ALB_ARN,
    TARGET_GROUP,
    TASK_DEFINITION,
    TASK_GROUP,
    WITH_TLS,
    WITHOUT_TLS,
    Path,
    build,
)


class Said(Protocol):
    """A finding, of the offline preview or of the engine."""

    @property
    def policy(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def resource(self) -> str: ...


def decisive(findings: Iterable[Said]) -> set[tuple[str, str]]:
    """What blocks a stack, and what cannot be decided, as (policy, logical name): all but advice."""
    return {(x.policy, x.resource) for x in findings if x.level == "mandatory" or x.policy == "undecided"}


@dataclass(frozen=True)
class Twin:
    """A program and the (rule id, logical name of the resource) pairs that it must raise."""

    program: Callable[[], None]
    expected: frozenset[tuple[str, str]]


def _path(path: Path, *expected: tuple[str, str]) -> Twin:
    return Twin(partial(build, path), frozenset(expected))


def _twin(program: Callable[[], None], *expected: tuple[str, str]) -> Twin:
    return Twin(program, frozenset(expected))


CLEAN: Mapping[str, Twin] = {
    "clean": _path(WITH_TLS),
    "clean-without-tls": _path(WITHOUT_TLS),
    "clean-without-service-connect": _path(NO_SERVICE_CONNECT),
    "clean-aws-alb-tokens": _path(replace(WITH_TLS, elb=aws.alb)),
}

MISTAKES: Mapping[str, Twin] = {
    # Service Connect
    "bridge-with-tls": _path(replace(BRIDGE, tls=True), ("sc-network-mode", SERVICE)),
    "bridge-without-tls": _path(BRIDGE, ("sc-network-mode", SERVICE)),
    "host-with-tls": _path(replace(BRIDGE, tls=True, network_mode="host"), ("sc-network-mode", SERVICE)),
    "host-without-tls": _path(replace(BRIDGE, network_mode="host"), ("sc-network-mode", SERVICE)),
    "omitted-mode-on-ec2-with-tls": _path(replace(BRIDGE, tls=True, network_mode=None), ("sc-network-mode", SERVICE)),
    "omitted-mode-on-ec2-without-tls": _path(replace(BRIDGE, network_mode=None), ("sc-network-mode", SERVICE)),
    "port-name-unresolved": _path(replace(WITH_TLS, port_name="orders"), ("sc-port-name-unresolved", SERVICE)),
    "tls-http-target": _path(
        replace(WITH_TLS, target_protocol="HTTP", health_check_protocol="HTTP"),
        ("sc-tls-alb-http-target", TARGET_GROUP),
    ),
    "tls-http-health-check": _path(
        replace(WITH_TLS, health_check_protocol="HTTP"), ("sc-tls-alb-http-target", TARGET_GROUP)
    ),
    "tls-listener-12": _path(
        replace(WITH_TLS, ssl_policy="ELBSecurityPolicy-TLS-1-2-2017-01"),
        ("sc-tls-alb-listener-not-13", TARGET_GROUP),
    ),
    "tls-listener-policy-unset": _path(
        replace(WITH_TLS, ssl_policy=None),
        ("sc-tls-alb-listener-not-13", TARGET_GROUP),
        ("listener-ssl-policy-unset", LISTENER),
    ),
    "tls-override-bypass": _path(
        replace(WITHOUT_TLS, tls=True, ingress_port_override=15000), ("sc-tls-override-bypass", SERVICE)
    ),
    "tls-role-missing": _path(replace(WITH_TLS, role_arn_given=False), ("sc-tls-role", SERVICE)),
    "tls-role-trusts-tasks": _path(replace(WITH_TLS, role_trusts="ecs-tasks.amazonaws.com"), ("sc-tls-role", SERVICE)),
    "tls-role-without-policy": _path(replace(WITH_TLS, role_policy_attached=False), ("sc-tls-role", SERVICE)),
    "tls-ca-untagged": _path(replace(WITH_TLS, ca_tags={}), ("sc-tls-ca-tag", AUTHORITY)),
    "tls-ca-tagged-false": _path(
        replace(WITH_TLS, ca_tags={"AmazonECSManaged": "false"}), ("sc-tls-ca-tag", AUTHORITY)
    ),
    # The task
    "size-that-fargate-has-not": _path(replace(WITH_TLS, memory="768"), ("ecs-fargate-size", TASK_DEFINITION)),
    # Target groups and the service behind them
    "health-check-443": _path(
        replace(WITHOUT_TLS, health_check_port="443", alb_egress_ports=(443, 8080), task_ingress_ports=(443, 8080)),
        ("tg-health-check-port", TARGET_GROUP),
    ),
    "health-check-443-unopened": _path(
        replace(WITHOUT_TLS, health_check_port="443"),
        ("tg-health-check-port", TARGET_GROUP),
    ),
    "tls-health-check-443": _path(
        replace(WITH_TLS, health_check_port="443", alb_egress_ports=(443, 8080), task_ingress_ports=(443, 8080)),
        ("tg-health-check-port", TARGET_GROUP),
    ),
    "tls-health-check-beside-proxy": _path(
        replace(
            WITH_TLS,
            container_ports=(8080, 8081),
            health_check_port="8081",
            alb_egress_ports=(8080, 8081),
            task_ingress_ports=(8080, 8081),
        ),
        ("sc-tls-hc-port", TARGET_GROUP),
    ),
    "container-name-mismatch": _path(
        replace(WITH_TLS, lb_container_name="order"), ("ecs-lb-container-mismatch", SERVICE)
    ),
    "container-port-mismatch": _path(
        replace(NO_SERVICE_CONNECT, lb_container_port=9090, alb_egress_ports=(9090,), task_ingress_ports=(9090,)),
        ("ecs-lb-container-mismatch", SERVICE),
    ),
    "target-group-without-listener": _path(replace(WITH_TLS, listener_forwards=False), ("ecs-tg-no-listener", SERVICE)),
    "instance-targets-in-awsvpc": _path(
        replace(WITH_TLS, target_type="instance"), ("tg-type-network-mode", TARGET_GROUP)
    ),
    "target-type-omitted-in-awsvpc": _path(replace(WITH_TLS, target_type=None), ("tg-type-network-mode", TARGET_GROUP)),
    "ip-targets-in-bridge": _path(
        replace(BRIDGE, service_connect=False, target_type="ip"), ("tg-type-network-mode", TARGET_GROUP)
    ),
    # Listeners
    "listener-policy-unset": _path(replace(WITHOUT_TLS, ssl_policy=None), ("listener-ssl-policy-unset", LISTENER)),
    "listener-tls-10": _path(
        replace(WITHOUT_TLS, ssl_policy="ELBSecurityPolicy-TLS13-1-0-2021-06"), ("listener-ssl-policy-weak", LISTENER)
    ),
    "listener-2016-08": _path(
        replace(WITHOUT_TLS, ssl_policy="ELBSecurityPolicy-2016-08"), ("listener-ssl-policy-weak", LISTENER)
    ),
    "listener-policy-unheard-of": _path(
        replace(WITHOUT_TLS, ssl_policy="ELBSecurityPolicy-Modern"), ("listener-ssl-policy-weak", LISTENER)
    ),
    # Security groups
    "task-without-egress": _path(replace(WITH_TLS, task_egress=False), ("sg-no-egress", TASK_GROUP)),
    "alb-without-egress": _path(
        replace(WITH_TLS, alb_egress_ports=()),
        ("sg-no-egress", ALB_GROUP),
    ),
    "alb-egress-to-other-port": _path(replace(WITH_TLS, alb_egress_ports=(9090,)), ("sg-lb-to-task-missing", SERVICE)),
    "task-without-ingress": _path(replace(WITH_TLS, task_ingress_ports=()), ("sg-lb-to-task-missing", SERVICE)),
    "task-ingress-on-other-port": _path(
        replace(WITH_TLS, task_ingress_ports=(9090,)), ("sg-lb-to-task-missing", SERVICE)
    ),
    "health-port-unopened": _path(
        replace(WITHOUT_TLS, container_ports=(8080, 8081), health_check_port="8081"),
        ("sg-healthcheck-port-missing", SERVICE),
    ),
    "inline-and-standalone": _path(replace(WITH_TLS, inline_task_rules=True), ("sg-inline-and-standalone", TASK_GROUP)),
    "empty-inline-and-standalone": _path(
        replace(WITH_TLS, empty_inline_task_egress=True), ("sg-inline-and-standalone", TASK_GROUP)
    ),
    # AWS Load Balancer Controller
    "ingress-managed-custom-groups": _twin(
        partial(ingress.build, ingress.CUSTOM_MANAGED), ("controller-manages-custom-groups", "shop")
    ),
    "ingress-custom-groups-in-the-controllers-cluster": _twin(
        partial(ingress.beside_a_controller, ingress.BLUE, ingress.BLUE), ("controller-manages-custom-groups", "shop")
    ),
    # Regions
    "certificate-for-the-cdn": _twin(regions.certificate_for_the_cdn, ("listener-certificate-region", LISTENER)),
}

SPELLINGS: Mapping[str, Twin] = {
    "bridge-in-a-loop": _twin(spellings.bridge_in_a_loop, ("sc-network-mode", "stock")),
    "bridge-through-apply": _twin(spellings.bridge_through_apply, ("sc-network-mode", SERVICE)),
    "bridge-through-family-and-revision": _twin(
        spellings.bridge_through_family_and_revision, ("sc-network-mode", SERVICE)
    ),
    "bridge-in-a-component": _twin(spellings.bridge_in_a_component, ("sc-network-mode", SERVICE)),
    "bridge-behind-aws-alb": _path(replace(BRIDGE, elb=aws.alb), ("sc-network-mode", SERVICE)),
    "health-check-443-in-a-loop": _twin(
        spellings.health_check_443_in_a_loop, ("tg-health-check-port", "stock-targets")
    ),
    "health-check-443-through-apply": _twin(
        spellings.health_check_443_through_apply, ("tg-health-check-port", TARGET_GROUP)
    ),
    "health-check-443-in-a-component": _twin(
        spellings.health_check_443_in_a_component, ("tg-health-check-port", TARGET_GROUP)
    ),
    "health-check-443-behind-aws-alb": _twin(
        spellings.health_check_443_behind_aws_alb, ("tg-health-check-port", TARGET_GROUP)
    ),
    "managed-custom-groups-in-a-loop": _twin(
        spellings.managed_custom_groups_in_a_loop, ("controller-manages-custom-groups", "shop")
    ),
    "managed-custom-groups-through-apply": _twin(
        spellings.managed_custom_groups_through_apply, ("controller-manages-custom-groups", "shop")
    ),
    "managed-custom-groups-of-the-stack": _twin(
        spellings.managed_custom_groups_of_the_stack, ("controller-manages-custom-groups", "shop")
    ),
    "managed-custom-groups-in-a-component": _twin(
        spellings.managed_custom_groups_in_a_component, ("controller-manages-custom-groups", "shop")
    ),
    "managed-custom-groups-v1beta1": _twin(
        partial(ingress.build, ingress.CUSTOM_MANAGED, type_=ingress.INGRESS_V1BETA1),
        ("controller-manages-custom-groups", "shop"),
    ),
}

LOOKALIKES: Mapping[str, Twin] = {
    "provider-of-its-own": _twin(regions.provider_of_its_own),
    "bridge-without-service-connect": _path(replace(BRIDGE, service_connect=False)),
    "bridge-with-service-connect-disabled": _path(replace(BRIDGE, service_connect_enabled=False)),
    "container-serves-443": _path(
        replace(
            WITHOUT_TLS,
            container_ports=(443,),
            port_name="http-443",
            lb_container_port=443,
            health_check_port="443",
            alb_egress_ports=(443,),
            task_ingress_ports=(443,),
        )
    ),
    "tls-container-serves-443": _path(
        replace(
            WITH_TLS,
            container_ports=(443,),
            port_name="http-443",
            lb_container_port=443,
            health_check_port="443",
            alb_egress_ports=(443,),
            task_ingress_ports=(443,),
        )
    ),
    "dedicated-health-port": _path(
        replace(
            WITHOUT_TLS,
            container_ports=(8080, 8081),
            health_check_port="8081",
            alb_egress_ports=(8080, 8081),
            task_ingress_ports=(8080, 8081),
        )
    ),
    "numeric-health-port-is-container-port": _path(replace(WITH_TLS, health_check_port="8080")),
    "health-check-port-omitted": _path(replace(WITH_TLS, health_check_port=None)),
    "override-without-tls": _path(replace(WITHOUT_TLS, ingress_port_override=15000)),
    "network-load-balancer-passthrough": _path(PASSTHROUGH),
    "listener-tls-12-to-plaintext-targets": _path(replace(WITHOUT_TLS, ssl_policy="ELBSecurityPolicy-TLS-1-2-2017-01")),
    "listener-post-quantum": _path(replace(WITH_TLS, ssl_policy="ELBSecurityPolicy-TLS13-1-3-PQ-2025-09")),
    "listener-fips": _path(replace(WITH_TLS, ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09")),
    "listener-rfc9151": _path(replace(WITH_TLS, ssl_policy="ELBSecurityPolicy-TLS13-1-3-RFC9151-FIPS-2023-07")),
    "inline-rules-only": _path(
        replace(WITH_TLS, inline_alb_rules=True, inline_task_rules=True, standalone_rules=False)
    ),
    "load-balancer-of-another-stack": _path(replace(WITH_TLS, load_balancer_arn=SHARED_ALB_ARN)),
    "redirect-only-listener": _twin(lookalikes.redirect_only_listener),
    "two-load-balancer-entries": _twin(lookalikes.two_load_balancer_entries),
    "ingress-custom-groups": _twin(partial(ingress.build, ingress.CUSTOM)),
    "ingress-custom-groups-in-another-cluster": _twin(
        partial(ingress.beside_a_controller, ingress.BLUE, ingress.GREEN)
    ),
    "ingress-automatic-groups": _twin(partial(ingress.build, ingress.AUTOMATIC)),
    "ingress-managed-automatic-groups": _twin(partial(ingress.build, ingress.AUTOMATIC_MANAGED)),
}

UNDECIDED: Mapping[str, Twin] = {
    "ingress-custom-groups-in-some-cluster": _twin(
        partial(ingress.beside_a_controller, ingress.BLUE, "~/.kube/config"), ("undecided", "shop")
    ),
    # One unknown, and the whole JSON of the containers is unknown
    "image-of-the-stack": _twin(spellings.image_of_the_stack, ("undecided", TASK_DEFINITION)),
    # The pack's table of TLS policies ages
    "listener-newer-than-the-table": _path(
        replace(WITHOUT_TLS, ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2031-01"), ("undecided", LISTENER)
    ),
}

TWINS: Mapping[str, Twin] = {**CLEAN, **MISTAKES, **SPELLINGS, **LOOKALIKES, **UNDECIDED}
