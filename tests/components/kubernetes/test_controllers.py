import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as k8s
import pytest
from container_tls import ArgumentError, tls_policies

from tests.components.programs import VPC_ID
from tests.components.stack import UNKNOWN, Stack, build

from .programs import IDENTITIES, OIDC_PROVIDER_ARN, PREFIX_LIST, SECURITY_GROUP, SETTINGS, controller, groups, ingress

COMPONENT = "LoadBalancerController shop"
RELEASE = "helm.sh.Release shop"
ROLE = "iam.Role shop"
ROLE_POLICY = "iam.RolePolicy shop"
ASSOCIATION = "eks.PodIdentityAssociation shop"
ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D"

MODE_VALUES: dict[str, dict[str, Any]] = {
    "automatic": {
        "enableBackendSecurityGroup": True,
        "ingressClassParams": {
            "create": True,
            "spec": {"inboundCIDRs": ["10.0.0.0/8"], "prefixListsIDs": [PREFIX_LIST]},
        },
    },
    "hybrid": {
        "enableBackendSecurityGroup": True,
        "backendSecurityGroup": "sg-0f1e2d3c4b5a69788",
        "ingressClassParams": {"create": False},
    },
    "custom": {
        "enableBackendSecurityGroup": False,
        "enableManageBackendSecurityGroupRules": False,
        "ingressClassParams": {"create": False},
    },
}


def values(stack: Stack) -> dict[str, Any]:
    return dict(stack[RELEASE].inputs["values"])


def document(stack: Stack, key: str, name: str) -> dict[str, Any]:
    return dict(json.loads(stack[key].inputs[name]))


@pytest.mark.parametrize("mode", SETTINGS)
@pytest.mark.parametrize("identity", IDENTITIES)
def test_children(mode: str, identity: str) -> None:
    stack = build(lambda: controller(mode, identity=identity))
    association = {ASSOCIATION} if identity == "pod-identity" else set()
    assert stack.children(COMPONENT) == {ROLE, ROLE_POLICY, RELEASE, *association}
    assert stack[COMPONENT].inputs == {
        "securityGroupMode": mode,
        "identity": identity,
        "chartVersion": "3.5.0",
        "defaultSslPolicy": tls_policies.recommended(),
    }


@pytest.mark.parametrize("mode", SETTINGS)
def test_values(mode: str) -> None:
    stack = build(lambda: controller(mode))
    assert values(stack) == {
        "clusterName": "shop",
        "region": "eu-west-1",
        "vpcId": VPC_ID,
        "replicaCount": 2,
        "serviceAccount": {"create": True, "name": "aws-load-balancer-controller"},
        "ingressClass": "alb",
        "createIngressClassResource": True,
        "defaultSSLPolicy": tls_policies.recommended(),
        **MODE_VALUES[mode],
    }
    release = stack[RELEASE].inputs
    assert release["chart"] == release["name"] == "aws-load-balancer-controller"
    assert release["repositoryOpts"] == {"repo": "https://aws.github.io/eks-charts"}
    assert (release["version"], release["namespace"]) == ("3.5.0", "kube-system")


def test_values_that_users_choose() -> None:
    changes = {
        "region": "eu-central-1",
        "namespace": "networking",
        "service_account_name": "lbc",
        "replicas": 3.0,
        "default_ssl_policy": "ELBSecurityPolicy-TLS13-1-3-2021-06",
        "default_tags": {"team": "shop"},
        "image_repository": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/lbc",
        "tags": {"team": "shop"},
    }
    stack = build(lambda: controller("custom", changes))
    found = values(stack)
    assert found["region"] == "eu-central-1"
    assert found["serviceAccount"]["name"] == stack[ASSOCIATION].inputs["serviceAccount"] == "lbc"
    assert stack[RELEASE].inputs["namespace"] == stack[ASSOCIATION].inputs["namespace"] == "networking"
    assert found["replicaCount"] == 3
    assert found["defaultSSLPolicy"] == "ELBSecurityPolicy-TLS13-1-3-2021-06"
    assert found["defaultTags"] == {"team": "shop"}
    assert found["image"] == {"repository": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/lbc"}
    assert stack[ROLE].inputs["tags"] == stack[ASSOCIATION].inputs["tags"] == {"team": "shop"}


def test_trust_of_irsa() -> None:
    stack = build(lambda: controller(identity="irsa"))
    assert document(stack, ROLE, "assumeRolePolicy")["Statement"] == [
        {
            "Effect": "Allow",
            "Principal": {"Federated": OIDC_PROVIDER_ARN},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {
                    f"{ISSUER}:sub": "system:serviceaccount:kube-system:aws-load-balancer-controller",
                    f"{ISSUER}:aud": "sts.amazonaws.com",
                }
            },
        }
    ]
    assert values(stack)["serviceAccount"]["annotations"] == {"eks.amazonaws.com/role-arn": UNKNOWN}
    assert values(stack)["clusterName"] == "shop"


def test_trust_of_pod_identity() -> None:
    stack = build(lambda: controller(changes={"namespace": "networking"}))
    assert document(stack, ROLE, "assumeRolePolicy")["Statement"] == [
        {
            "Effect": "Allow",
            "Principal": {"Service": "pods.eks.amazonaws.com"},
            "Action": ["sts:AssumeRole", "sts:TagSession"],
            "Condition": {
                "StringEquals": {
                    "aws:RequestTag/eks-cluster-name": "shop",
                    "aws:RequestTag/kubernetes-namespace": "networking",
                    "aws:RequestTag/kubernetes-service-account": "aws-load-balancer-controller",
                }
            },
        }
    ]
    association = stack[ASSOCIATION]
    assert association.inputs["clusterName"] == "shop"
    assert association.property_dependencies["roleArn"] == {ROLE}
    assert "annotations" not in values(stack)["serviceAccount"]


@pytest.mark.parametrize("identity", IDENTITIES)
def test_order(identity: str) -> None:
    def program() -> None:
        first = aws.sns.Topic("first")
        installed = controller(identity=identity, opts=pulumi.ResourceOptions(depends_on=[first])).installed
        ingress(changes={"controller": installed})

    stack = build(program)
    assert stack.follows(RELEASE, ROLE_POLICY)
    assert stack.follows(RELEASE, "sns.Topic first")
    assert stack.follows(RELEASE, ASSOCIATION) == (identity == "pod-identity")
    assert stack.follows("networking.k8s.io.Ingress orders", RELEASE)
    assert not stack.follows(RELEASE, "networking.k8s.io.Ingress orders")


def test_everything_known_stays_known() -> None:
    def program() -> None:
        controller("custom", {"security_groups": groups("custom").settings}, identity="irsa")

    stack = build(program)
    assert UNKNOWN not in json.dumps(values(stack)).replace(f'"eks.amazonaws.com/role-arn": "{UNKNOWN}"', "")
    assert UNKNOWN not in stack[ROLE_POLICY].inputs["policy"]


def test_values_that_are_not_known_yet() -> None:
    def program() -> None:
        cluster = aws.eks.Cluster("shop", role_arn="arn", vpc_config=aws.eks.ClusterVpcConfigArgs(subnet_ids=[]))
        provider = aws.iam.OpenIdConnectProvider("shop", url="https://oidc", client_id_lists=["sts.amazonaws.com"])
        changes = {
            "cluster_name": cluster.id,
            "vpc_id": aws.ec2.Vpc("main").id,
            "oidc_provider_arn": provider.arn,
            "namespace": cluster.id.apply(lambda _: "networking"),
        }
        controller(identity="irsa", changes=changes)

    stack = build(program)
    assert values(stack)["clusterName"] == UNKNOWN
    assert stack[ROLE].inputs["assumeRolePolicy"] == stack[ROLE_POLICY].inputs["policy"] == UNKNOWN


@pytest.mark.parametrize("version", ["1.8.0", "1.12.0", "1.13.0", "1.14.1", "3.0.0", "3.5.0", "4.0.0"])
def test_chart_versions(version: str) -> None:
    stack = build(lambda: controller("custom", {"chart_version": version}))
    assert stack[RELEASE].inputs["version"] == version
    knows = version not in ("1.8.0", "1.12.0")
    assert ("enableManageBackendSecurityGroupRules" in values(stack)) == knows
    assert values(stack)["enableBackendSecurityGroup"] is False


def test_cidrs_of_a_class_in_an_old_chart() -> None:
    settings = {**SETTINGS["automatic"], "prefix_list_ids": []}
    stack = build(lambda: controller(changes={"security_groups": settings, "chart_version": "1.8.1"}))
    assert values(stack)["ingressClassParams"] == {"create": True, "spec": {"inboundCIDRs": ["10.0.0.0/8"]}}


def test_a_provider_of_its_own_states_the_region() -> None:
    def program(**changes: str) -> None:
        opts = pulumi.ResourceOptions(
            providers=[aws.Provider("other", region="eu-central-1"), k8s.Provider("shop", kubeconfig="{}")]
        )
        controller(changes=changes, opts=opts)

    with pytest.raises(ArgumentError, match="Pass the region of the cluster"):
        build(program)
    stack = build(lambda: program(region="eu-central-1"))
    assert values(stack)["region"] == "eu-central-1"
    assert "kubernetes" in str(stack[RELEASE].provider)
    with pytest.raises(ArgumentError, match="Pass the region of the cluster"):
        build(controller, config={})


def test_what_decides_on_values_cannot_be_an_output() -> None:
    with pytest.raises(ArgumentError, match=r"chart_version: .* Pass a plain value"):
        build(lambda: controller(changes={"chart_version": pulumi.Output.from_input("3.5.0")}))


def test_a_new_policy_is_a_warning() -> None:
    stack = build(lambda: controller(changes={"default_ssl_policy": "ELBSecurityPolicy-TLS13-1-3-2031-01"}))
    (warning,) = stack.warnings
    assert warning.startswith("default_ssl_policy: 'ELBSecurityPolicy-TLS13-1-3-2031-01' is not in")


@pytest.mark.parametrize(
    ("changes", "argument", "message"),
    [
        ({"cluster_name": None}, "cluster_name", "required"),
        ({"cluster_name": "shop*"}, "cluster_name", "'shop*'"),
        ({"vpc_id": "main"}, "vpc_id", "'main'"),
        ({"identity": "kube2iam"}, "identity", "Use one of 'irsa', 'pod-identity'"),
        ({"identity": "irsa"}, "oidc_provider_arn", "Pass its ARN in IAM"),
        ({"oidc_provider_arn": OIDC_PROVIDER_ARN}, "oidc_provider_arn", "pod-identity does not use it"),
        (
            {"identity": "irsa", "oidc_provider_arn": f"https://{ISSUER}"},
            "oidc_provider_arn",
            "Use the ARN in IAM",
        ),
        ({"chart_version": "2.13.0"}, "chart_version", "Use that of its chart, 1.13.0"),
        ({"chart_version": "1.7.2"}, "chart_version", "Use 1.8.0 or later"),
        ({"chart_version": "^1.13"}, "chart_version", "one exact version"),
        ({"chart_version": 1.13}, "chart_version", "Pass text"),
        ({"chart_version": "1.13.0"}, "chart_version", "Use 1.14.0 or later"),
        ({"default_ssl_policy": "TLS13"}, "default_ssl_policy", "which AWS does not have"),
        ({"region": "eu-west-1a"}, "region", "such as eu-west-1"),
        ({"region": 1}, "region", "Pass text"),
        ({"replicas": 0}, "replicas", "from 1 to 10 pods"),
        ({"namespace": "Kube"}, "namespace", "'Kube'"),
        ({"service_account_name": "-"}, "service_account_name", "'-'"),
        ({"default_tags": {"a,b": "c"}}, "default_tags.a,b", "all tags in one text"),
        ({"default_tags": {"team": "a,b"}}, "default_tags.team", "all tags in one text"),
        ({"release_name": "lbc"}, "release_name", "no such argument"),
        ({"security_groups": {}}, "security_groups.ip_address_type", "required"),
        ({"security_groups.mode": "custom"}, "security_groups.client_cidrs", "no use for it in custom mode"),
        ({"security_groups.mode": "hybrid"}, "security_groups.client_cidrs", "no use for it in hybrid mode"),
        (
            {"security_groups": {**SETTINGS["custom"], "mode": "automatic"}},
            "security_groups.frontend_security_group_ids",
            "no use for it in automatic mode",
        ),
        (
            {"security_groups": {**SETTINGS["hybrid"], "mode": "custom"}},
            "security_groups.backend_security_group_id",
            "no use for it in custom mode",
        ),
        (
            {"security_groups": {**SETTINGS["automatic"], "client_cidrs": [], "prefix_list_ids": []}},
            "security_groups.client_cidrs",
            "to everybody or to nobody",
        ),
        (
            {"security_groups": {**SETTINGS["automatic"], "client_cidrs": ["::/0"]}},
            "security_groups.client_cidrs",
            "Use ip_address_type 'dualstack'",
        ),
        (
            {"security_groups": {**SETTINGS["hybrid"], "frontend_security_group_ids": []}},
            "security_groups.frontend_security_group_ids",
            "to everybody or to nobody",
        ),
        (
            {"security_groups": {**SETTINGS["hybrid"], "frontend_security_group_ids": ["frontend"]}},
            "security_groups.frontend_security_group_ids",
            "'frontend'",
        ),
        (
            {"security_groups": {**SETTINGS["hybrid"], "frontend_security_group_ids": [SECURITY_GROUP] * 2}},
            "security_groups.frontend_security_group_ids",
            "twice",
        ),
        (
            {
                "security_groups": {
                    **SETTINGS["hybrid"],
                    "frontend_security_group_ids": [f"sg-0a1b2c{i:02x}" for i in range(5)],
                }
            },
            "security_groups.frontend_security_group_ids",
            "Use at most 4",
        ),
    ],
)
def test_refused(changes: dict[str, Any], argument: str, message: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        build(lambda: controller(changes=changes))
    assert raised.value.argument == argument
    assert message in str(raised.value)
