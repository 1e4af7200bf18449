from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

INGRESS = "kubernetes:networking.k8s.io/v1:Ingress"
SERVICE = "kubernetes:core/v1:Service"
CONFIGURATION = "kubernetes:gateway.k8s.aws/v1:LoadBalancerConfiguration"
ALB = "alb.ingress.kubernetes.io/"
NLB = "service.beta.kubernetes.io/aws-load-balancer-"
GROUPS = "security-groups"
MANAGE = "manage-backend-security-group-rules"
OWN = "sg-0123456789abcdef0"
MANAGED_SERVICE = {f"{NLB}{GROUPS}": OWN, f"{NLB}{MANAGE}": "true"}
MANAGED_INGRESS = {f"{ALB}{GROUPS}": OWN, f"{ALB}{MANAGE}": "true"}


def annotated(type_: str, name: str, annotations: Any, **spec: Any) -> None:
    pulumi.CustomResource(type_, name, {"metadata": {"annotations": annotations}, "spec": spec})


def ingress(name: str, groups: Any = OWN, manage: Any = "true") -> None:
    annotated(INGRESS, name, {f"{ALB}{GROUPS}": groups, f"{ALB}{MANAGE}": manage}, ingressClassName="alb")


def configuration(name: str, **spec: Any) -> None:
    pulumi.CustomResource(CONFIGURATION, name, {"metadata": {"name": name}, "spec": spec})


def release(name: str, values: Any, chart: Any = "shop") -> None:
    pulumi.CustomResource("kubernetes:helm.sh/v3:Release", name, {"chart": chart, "values": values})


def controller(name: str, values: Any, chart: Any = "aws-load-balancer-controller") -> None:
    release(name, values, chart)


def bad_whatever_the_group_is() -> None:
    ingress(
        "shop",  # violates
        groups=aws.ec2.SecurityGroup("frontend").id,
    )


def bad_every_word_that_go_reads_as_true() -> None:
    ingress(
        "capital",  # violates
        manage="True",
    )
    ingress(
        "digit",  # violates
        groups="frontend-by-name, another",
        manage="1",
    )


def bad_ingress_of_older_versions_and_patches() -> None:
    names = {
        "kubernetes:extensions/v1beta1:Ingress": "oldest",  # violates
        "kubernetes:networking.k8s.io/v1beta1:Ingress": "older",  # violates
        "kubernetes:networking.k8s.io/v1:IngressPatch": "patch",  # violates
    }
    for type_, name in names.items():
        annotated(type_, name, {f"{ALB}{GROUPS}": OWN, f"{ALB}{MANAGE}": "true"})


def bad_network_load_balancer() -> None:
    annotated(
        SERVICE,
        "by-class",  # violates
        MANAGED_SERVICE,
        type="LoadBalancer",
        loadBalancerClass="service.k8s.aws/nlb",
    )


def bad_patch_of_a_service() -> None:
    annotated(
        "kubernetes:core/v1:ServicePatch",
        "patched",  # violates
        MANAGED_SERVICE,
    )


def bad_gateway() -> None:
    configuration(
        "gateway",  # violates
        securityGroups=[OWN],
        manageBackendSecurityGroupRules=True,
    )


def bad_gateway_of_the_older_version_with_groups_of_this_stack() -> None:
    pulumi.CustomResource(
        "kubernetes:gateway.k8s.aws/v1beta1:LoadBalancerConfiguration",
        "gateway",  # violates
        {"spec": {"securityGroups": unknown("groups"), "manageBackendSecurityGroupRules": True}},
    )


def bad_left_to_a_controller_that_manages() -> None:
    controller("controller", {"enableManageBackendSecurityGroupRules": True})
    annotated(
        INGRESS,
        "shop",  # violates
        {f"{ALB}{GROUPS}": OWN},
    )


def bad_service_left_to_a_controller_that_manages() -> None:
    controller(
        "controller",
        {"enableManageBackendSecurityGroupRules": True},
        chart="oci://public.ecr.aws/eks/aws-load-balancer-controller",
    )
    annotated(
        SERVICE,
        "shop",  # violates
        {f"{NLB}{GROUPS}": OWN},
        type="LoadBalancer",
    )


def bad_core_version_without_its_group() -> None:
    annotated(
        "kubernetes:v1:Service",
        "shop",  # violates
        MANAGED_SERVICE,
        type="LoadBalancer",
    )


def bad_children_of_components() -> None:
    parents = {
        "kubernetes:yaml/v2:ConfigGroup": "manifests",  # violates
        "kubernetes:yaml:ConfigFile": "older-manifests",  # violates
        "kubernetes:kustomize/v2:Directory": "overlay",  # violates
        "kubernetes:helm.sh/v4:Chart": "chart",  # violates
        "kubernetes:helm.sh/v3:Chart": "older-chart",  # violates
    }
    for type_, name in parents.items():
        parent = pulumi.ComponentResource(type_, f"{name}-parent", {"values": {"ingress": {"annotations": {}}}})
        metadata = {"annotations": MANAGED_INGRESS}
        pulumi.CustomResource(INGRESS, name, {"metadata": metadata}, pulumi.ResourceOptions(parent=parent))


def bad_in_values_of_charts() -> None:
    release(
        "shop",  # violates
        {"ingress": {"enabled": True, "annotations": MANAGED_INGRESS}},
    )
    release(
        "nginx",  # violates
        {"controller": {"service": {"annotations": {**MANAGED_SERVICE, f"{NLB}{MANAGE}": True}}}},
        chart="ingress-nginx",
    )
    release(
        "any-chart",  # violates
        {"gateways": [{"service": {"type": "LoadBalancer", "annotations": MANAGED_SERVICE}}]},
    )
    pulumi.ComponentResource(
        "kubernetes:helm.sh/v4:Chart",
        "not-rendered",  # violates
        {"chart": "shop", "values": {"ingressAnnotations": MANAGED_INGRESS}},
    )
    release(
        "istio",  # violates
        {"service": {"annotations": MANAGED_SERVICE}},
        chart="oci://gcr.io/istio-release/charts/gateway",
    )
    manifest = {"kind": "Ingress", "metadata": {"annotations": MANAGED_INGRESS}}
    release(
        "manifests",  # violates
        {"extraObjects": [manifest]},
    )


def bad_stated_whatever_the_controllers_say() -> None:
    controller("controller", unknown("values"))
    ingress(
        "shop",  # violates
        manage="true",
    )


def bad_managed_by_another_member_of_the_group() -> None:
    group = {f"{ALB}group.name": "shop"}
    annotated(
        INGRESS,
        "a",  # violates
        {**group, f"{ALB}{GROUPS}": OWN},
        ingressClassName="alb",
    )
    annotated(INGRESS, "b", {**group, f"{ALB}{MANAGE}": "true"}, ingressClassName="alb")


def clean_managed_in_another_group() -> None:
    annotated(INGRESS, "a", {f"{ALB}group.name": "shop", f"{ALB}{GROUPS}": OWN}, ingressClassName="alb")
    annotated(INGRESS, "b", {f"{ALB}group.name": "office", f"{ALB}{MANAGE}": "true"}, ingressClassName="alb")


def clean_of_another_controller() -> None:
    for name, controller_name in (("nginx", None), ("internal", "k8s.io/ingress-nginx")):
        annotated(INGRESS, name, MANAGED_INGRESS, ingressClassName=name)
        if controller_name:
            spec = {"controller": controller_name}
            given = {"metadata": {"name": name}, "spec": spec}
            pulumi.CustomResource("kubernetes:networking.k8s.io/v1:IngressClass", name, given)


def clean_stated_by_neither() -> None:
    annotated(INGRESS, "custom", {f"{ALB}{GROUPS}": OWN})
    annotated(INGRESS, "automatic", {f"{ALB}scheme": "internal"})
    pulumi.CustomResource(INGRESS, "bare", {"spec": {"ingressClassName": "alb"}})


def clean_custom_rules() -> None:
    ingress("shop", manage="false")


def clean_groups_of_the_controller() -> None:
    """Without groups of its own the annotation has no effect."""
    annotated(INGRESS, "managed", {f"{ALB}{MANAGE}": "true"})
    ingress("empty", groups="")
    ingress("blank", groups=" , ")


def clean_words_that_the_controller_refuses() -> None:
    """`yes` is a parse error: nothing is deployed, so nothing is managed."""
    ingress("shop", manage="yes")


def clean_stated_against_the_controller() -> None:
    controller("controller", {"enableManageBackendSecurityGroupRules": True})
    ingress("shop", manage="false")


def clean_flag_as_a_string() -> None:
    """The chart passes on booleans only."""
    controller("controller", {"enableManageBackendSecurityGroupRules": "true"})
    annotated(INGRESS, "shop", {f"{ALB}{GROUPS}": OWN})


def clean_values_of_other_charts() -> None:
    controller("nginx", unknown("values"), chart="ingress-nginx")
    controller("named-by-output", {"replicas": 2}, chart=unknown("chart"))
    annotated(INGRESS, "shop", {f"{ALB}{GROUPS}": OWN})


def clean_gateway_that_does_not_say() -> None:
    """The controller does not read its flag for Gateways."""
    controller("controller", {"enableManageBackendSecurityGroupRules": True})
    configuration("gateway", securityGroups=[OWN])
    configuration("managed", manageBackendSecurityGroupRules=True)
    configuration("empty", manageBackendSecurityGroupRules=True, securityGroups=[])


def clean_gateway_without_any_group() -> None:
    configuration("bare", securityGroups=[OWN], manageBackendSecurityGroupRules=True, disableSecurityGroup=True)


def clean_services_of_others() -> None:
    annotated(SERVICE, "cluster-ip", MANAGED_SERVICE)
    annotated(SERVICE, "cilium", MANAGED_SERVICE, type="LoadBalancer", loadBalancerClass="io.cilium/l2")
    annotated(SERVICE, "bare", {**MANAGED_SERVICE, f"{NLB}disable-nlb-sg": "true"}, type="LoadBalancer")


def clean_annotations_of_the_other_kind() -> None:
    annotated(INGRESS, "shop", MANAGED_SERVICE)


def clean_values_that_do_not_show_a_load_balancer() -> None:
    release("off", {"ingress": {"enabled": False, "annotations": MANAGED_INGRESS}})
    release("off-as-a-whole", {"shop": {"enabled": False, "ingress": {"annotations": MANAGED_INGRESS}}})
    release("internal", {"service": {"type": "ClusterIP", "annotations": MANAGED_SERVICE}}, chart="traefik")
    release("pods", {"podAnnotations": MANAGED_SERVICE})
    release("of-another-kind", {"extraObjects": [{"kind": "Gateway", "metadata": {"annotations": MANAGED_INGRESS}}]})
    release("custom", {"ingress": {"annotations": {f"{ALB}{GROUPS}": OWN, f"{ALB}{MANAGE}": False}}})


def clean_manifests_in_values() -> None:
    release("shop", {"ingress": {"annotations": {f"{ALB}{GROUPS}": OWN, f"{ALB}{MANAGE}": "false"}}})
    release("manifest", {"all": [{"kind": "Service", "metadata": {"annotations": MANAGED_SERVICE}, "spec": {}}]})


def clean_values_of_a_chart_whose_objects_are_seen() -> None:
    """What the chart made of its values counts."""
    values = {"ingress": {"annotations": MANAGED_INGRESS}}
    chart = pulumi.ComponentResource("kubernetes:helm.sh/v4:Chart", "shop", {"chart": "shop", "values": values})
    metadata = {"annotations": {f"{ALB}{GROUPS}": OWN}}
    pulumi.CustomResource(INGRESS, "shop", {"metadata": metadata}, pulumi.ResourceOptions(parent=chart))


def clean_unknown_on_one_side_only() -> None:
    ingress("managed-by-output", groups="", manage=unknown("manage"))
    annotated(INGRESS, "named-by-output", {f"{ALB}{GROUPS}": unknown("groups"), f"{ALB}{MANAGE}": "false"})
    annotated(SERVICE, "internal", {f"{NLB}{GROUPS}": OWN, f"{NLB}{MANAGE}": unknown("flag")}, type="ClusterIP")


def undecided_manage_flag_is_an_output() -> None:
    ingress("shop", manage=unknown("manage"))


def undecided_annotations_are_an_output() -> None:
    annotated(INGRESS, "shop", unknown("annotations"))


def undecided_type_of_a_service_is_left_to_the_chart() -> None:
    release("shop", {"service": {"annotations": MANAGED_SERVICE}})


def undecided_template_decides() -> None:
    release("shop", {"ingress": {"annotations": {f"{ALB}{GROUPS}": OWN, f"{ALB}{MANAGE}": "{{ .Values.manage }}"}}})


def undecided_files_may_change_the_type() -> None:
    values = {"service": {"annotations": MANAGED_SERVICE}}
    properties = {"chart": "traefik", "values": values, "valueYamlFiles": ["values.yaml"]}
    pulumi.CustomResource("kubernetes:helm.sh/v3:Release", "shop", properties)


def undecided_chart_by_a_name_that_many_have() -> None:
    release("shop", {"service": {"annotations": MANAGED_SERVICE}}, chart="gateway")


def undecided_chart_may_state_it_itself() -> None:
    controller("controller", {"enableManageBackendSecurityGroupRules": True})
    release("shop", {"ingress": {"annotations": {f"{ALB}{GROUPS}": OWN}}})


def undecided_values_in_part() -> None:
    release("shop", {"ingress": {"annotations": {**MANAGED_INGRESS, f"{ALB}{MANAGE}": unknown("manage")}}})


def undecided_values_of_the_controller() -> None:
    controller("controller", unknown("values"))
    annotated(INGRESS, "shop", {f"{ALB}{GROUPS}": OWN})


def ambiguous_controllers_differ() -> None:
    controller("blue", {"enableManageBackendSecurityGroupRules": True})
    controller("green", {})
    annotated(INGRESS, "shop", {f"{ALB}{GROUPS}": OWN})
