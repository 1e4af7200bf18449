import json
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest
from container_tls import ArgumentError, ServiceConnectCluster, ServiceConnectTls

from .programs import service
from .stack import UNKNOWN, Stack, build

MANAGED_POLICY = "AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity"


def cluster(args: dict[str, Any] | None = None) -> ServiceConnectCluster:
    given: Any = args or {}
    return ServiceConnectCluster("shop", given)


def tls(args: dict[str, Any] | None = None) -> ServiceConnectTls:
    given: Any = args or {}
    return ServiceConnectTls("shop", given)


def test_cluster_with_its_namespace() -> None:
    stack = build(lambda: cluster({"tags": {"team": "shop"}}))
    assert stack.children("ServiceConnectCluster shop") == {
        "servicediscovery.HttpNamespace shop",
        "ecs.Cluster shop",
    }
    found = stack["ecs.Cluster shop"]
    assert found.inputs["settings"] == [{"name": "containerInsights", "value": "enabled"}]
    assert found.property_dependencies["serviceConnectDefaults"] == {"servicediscovery.HttpNamespace shop"}
    assert stack["servicediscovery.HttpNamespace shop"].inputs["tags"] == {"team": "shop"}


def test_cluster_with_an_existing_namespace() -> None:
    namespace = "arn:aws:servicediscovery:eu-west-1:123456789012:namespace/ns-1"
    stack = build(lambda: cluster({"namespace_arn": namespace, "container_insights": "enhanced"}))
    assert stack.children("ServiceConnectCluster shop") == {"ecs.Cluster shop"}
    found = stack["ecs.Cluster shop"].inputs
    assert found["serviceConnectDefaults"] == {"namespace": namespace}
    assert found["settings"] == [{"name": "containerInsights", "value": "enhanced"}]


def test_cluster_refuses_unknown_insights() -> None:
    with pytest.raises(ArgumentError, match=r"container_insights: got 'on'\. Use one of 'enhanced'"):
        build(lambda: cluster({"container_insights": "on"}))


def test_tls_children() -> None:
    stack = build(tls)
    assert stack.children("ServiceConnectTls shop") == {
        "acmpca.CertificateAuthority shop",
        "acmpca.Certificate shop",
        "acmpca.CertificateAuthorityCertificate shop",
        "kms.Key shop",
        "iam.Role shop-ecs-tls",
        "iam.RolePolicyAttachment shop-ecs-tls",
        "iam.RolePolicy shop-ecs-tls-key",
        "iam.Policy shop-deny-private-keys",
    }


@pytest.mark.parametrize(("key", "signing"), [("EC_prime256v1", "SHA256WITHECDSA"), ("RSA_2048", "SHA256WITHRSA")])
def test_certificate_authority(key: str, signing: str) -> None:
    stack = build(lambda: tls({"key_algorithm": key, "validity_years": 5, "tags": {"team": "shop"}}))
    authority = stack["acmpca.CertificateAuthority shop"].inputs
    assert authority["type"] == "ROOT"
    assert authority["usageMode"] == "SHORT_LIVED_CERTIFICATE"
    assert authority["tags"] == {"AmazonECSManaged": "true", "team": "shop"}
    assert authority["certificateAuthorityConfiguration"] == {
        "keyAlgorithm": key,
        "signingAlgorithm": signing,
        "subject": {"commonName": "shop Service Connect"},
    }
    root = stack["acmpca.Certificate shop"].inputs
    assert root["templateArn"] == "arn:aws:acm-pca:::template/RootCACertificate/V1"
    assert root["signingAlgorithm"] == signing
    assert root["validity"] == {"type": "YEARS", "value": "5"}


def test_the_tag_for_ecs_cannot_be_lost() -> None:
    stack = build(lambda: tls({"tags": {"AmazonECSManaged": "false"}}))
    assert stack["acmpca.CertificateAuthority shop"].inputs["tags"] == {"AmazonECSManaged": "true"}


def test_role_and_key() -> None:
    stack = build(tls)
    trust = json.loads(stack["iam.Role shop-ecs-tls"].inputs["assumeRolePolicy"])
    assert trust["Statement"][0]["Principal"] == {"Service": "ecs.amazonaws.com"}
    attached = stack["iam.RolePolicyAttachment shop-ecs-tls"].inputs["policyArn"]
    assert attached == f"arn:aws:iam::aws:policy/service-role/{MANAGED_POLICY}"
    assert stack["kms.Key shop"].inputs["enableKeyRotation"] is True
    assert "customerMasterKeySpec" not in stack["kms.Key shop"].inputs


def test_the_role_may_use_only_this_key() -> None:
    policy = json.loads(build(tls, preview=False)["iam.RolePolicy shop-ecs-tls-key"].inputs["policy"])
    (statement,) = policy["Statement"]
    assert statement == {
        "Effect": "Allow",
        "Action": ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair"],
        "Resource": "arn:shop",
    }


def test_private_keys_are_denied() -> None:
    (statement,) = json.loads(build(tls)["iam.Policy shop-deny-private-keys"].inputs["policy"])["Statement"]
    assert statement == {
        "Effect": "Deny",
        "Action": "secretsmanager:GetSecretValue",
        "Resource": "arn:aws:secretsmanager:*:*:secret:ecs-sc!*",
    }


@pytest.mark.parametrize(
    ("region", "partition"), [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov"), ("eu-west-1", "aws")]
)
def test_arns_of_other_partitions(region: str, partition: str) -> None:
    stack = build(tls, config={"aws:region": region})
    arns = [
        stack["iam.RolePolicyAttachment shop-ecs-tls"].inputs["policyArn"],
        stack["acmpca.Certificate shop"].inputs["templateArn"],
        json.loads(stack["iam.Policy shop-deny-private-keys"].inputs["policy"])["Statement"][0]["Resource"],
    ]
    assert [arn.split(":")[1] for arn in arns] == [partition] * 3


def test_arns_of_the_partition_of_the_provider() -> None:
    def program() -> None:
        provider = aws.Provider("other", region="us-gov-west-1")
        ServiceConnectTls("shop", {}, pulumi.ResourceOptions(provider=provider))

    stack = build(program)
    policy = json.loads(stack["iam.Policy shop-deny-private-keys"].inputs["policy"])
    assert policy["Statement"][0]["Resource"].startswith("arn:aws-us-gov:")
    assert stack["acmpca.Certificate shop"].inputs["templateArn"].startswith("arn:aws-us-gov:")
    assert stack["iam.RolePolicyAttachment shop-ecs-tls"].inputs["policyArn"].startswith("arn:aws-us-gov:")


def with_service() -> Stack:
    def program() -> None:
        service({"service_connect": {"server": {}, "tls": tls().issuer}})

    return build(program)


@pytest.mark.parametrize(
    "earlier",
    [
        "acmpca.CertificateAuthority shop",
        "acmpca.CertificateAuthorityCertificate shop",
        "kms.Key shop",
        "iam.Role shop-ecs-tls",
        "iam.RolePolicyAttachment shop-ecs-tls",
        "iam.RolePolicy shop-ecs-tls-key",
        "iam.RolePolicyAttachment orders-task-deny-private-keys",
    ],
)
def test_a_service_is_created_after_and_deleted_before(earlier: str) -> None:
    assert earlier in with_service()["ecs.Service orders"].dependencies


def test_a_service_names_the_authority_the_role_and_the_key() -> None:
    (server,) = with_service()["ecs.Service orders"].inputs["serviceConnectConfiguration"]["services"]
    assert server["tls"] == {
        "issuerCertAuthority": {"awsPcaAuthorityArn": UNKNOWN},
        "roleArn": UNKNOWN,
        "kmsKey": UNKNOWN,
    }


def test_arns_once_everything_exists() -> None:
    def program() -> None:
        for key, value in tls().issuer.items():
            pulumi.export(key, value)

    assert build(program, preview=False).outputs == {
        "certificate_authority_arn": "arn:shop",
        "role_arn": "arn:shop-ecs-tls",
        "kms_key_arn": "arn:shop",
        "secrets_deny_policy_arn": "arn:shop-deny-private-keys",
    }


@pytest.mark.parametrize(
    ("args", "argument"),
    [
        ({"key_algorithm": "RSA_4096"}, "key_algorithm"),
        ({"validity_years": 0}, "validity_years"),
        ({"common_name": "a" * 65}, "common_name"),
        ({"deletion_window_days": 3}, "deletion_window_days"),
        ({"deletion_window_days": 7.5}, "deletion_window_days"),
        ({"role": "x"}, "role"),
    ],
)
def test_tls_refused(args: dict[str, Any], argument: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        build(lambda: tls(args))
    assert raised.value.argument == argument
