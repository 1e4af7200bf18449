"""ECS Service Connect: the cluster with its namespace, and what TLS between services needs."""

import re
from enum import StrEnum
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._arguments import choice, group, integer, lift, matching, to_json
from ._aws import Exceptions, Tags, after, managed_policy_arn, partition, region_of, trust

_COMMON_NAME = re.compile(".{1,64}")
_ROLE_POLICY = "service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity"


class ContainerInsights(StrEnum):
    """How closely CloudWatch watches a cluster."""

    ENHANCED = "enhanced"
    ENABLED = "enabled"
    DISABLED = "disabled"


class CertificateKey(StrEnum):
    """Key algorithm of a certificate authority."""

    EC_P256 = "EC_prime256v1"
    RSA_2048 = "RSA_2048"


class ServiceConnectClusterArgs(TypedDict, total=False):
    """Arguments of a ServiceConnectCluster."""

    namespace_arn: pulumi.Input[str]
    """ARN of an existing Cloud Map namespace, of any type, in the same region. Default: a new HTTP namespace."""
    container_insights: pulumi.Input[ContainerInsights]
    """How closely CloudWatch watches the cluster: enhanced, enabled or disabled. Default: enabled; AWS's is
    disabled."""
    tags: Tags
    """Tags of every resource that takes tags. Default: none."""
    exceptions: Exceptions
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class ServiceConnectCluster(pulumi.ComponentResource):
    """An ECS cluster with the namespace in which its services find each other by default.

    ```text
    task: application --http://orders:8080--> proxy --namespace: where is orders?--> task: proxy --> orders
    ```

    ```python
    from container_tls import ContainerInsights, ServiceConnectCluster

    cluster = ServiceConnectCluster("shop", {"container_insights": ContainerInsights.ENHANCED})
    ```
    """

    cluster_arn: pulumi.Output[str]
    """ARN of the cluster."""
    cluster_name: pulumi.Output[str]
    """Name of the cluster, by which metrics name it."""
    namespace_arn: pulumi.Output[str]
    """ARN of the namespace."""

    def __init__(self, name: str, args: ServiceConnectClusterArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(ServiceConnectClusterArgs, args)
        insights = lift(
            lambda given: choice(ContainerInsights, given, "container_insights").value,
            args.get("container_insights", ContainerInsights.ENABLED),
        )
        super().__init__(
            "container-tls:index:ServiceConnectCluster",
            name,
            {
                "namespaceArn": args.get("namespace_arn"),
                "containerInsights": insights,
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        child = pulumi.ResourceOptions(parent=self)
        tags = args.get("tags")

        existing = args.get("namespace_arn")
        self.namespace = (
            None
            if existing is not None
            else aws.servicediscovery.HttpNamespace(
                name, description=f"Services of cluster {name}", tags=tags, opts=child
            )
        )
        namespace_arn = existing if self.namespace is None else self.namespace.arn
        assert namespace_arn is not None
        self.cluster = aws.ecs.Cluster(
            name,
            settings=[aws.ecs.ClusterSettingArgs(name="containerInsights", value=insights)],
            service_connect_defaults=aws.ecs.ClusterServiceConnectDefaultsArgs(namespace=namespace_arn),
            tags=tags,
            opts=child,
        )

        self.cluster_arn = self.cluster.arn
        self.cluster_name = self.cluster.name
        self.namespace_arn = pulumi.Output.from_input(namespace_arn)
        self.register_outputs(
            {
                "clusterArn": self.cluster_arn,
                "clusterName": self.cluster_name,
                "namespaceArn": self.namespace_arn,
            }
        )


class TlsIssuer(TypedDict):
    """Who issues the certificates of Service Connect, and how ECS gets at them."""

    certificate_authority_arn: pulumi.Input[str]
    """ARN of a private CA that carries the tag `AmazonECSManaged=true` and has its certificate installed."""
    role_arn: pulumi.Input[str]
    """ARN of the infrastructure role with which ECS requests certificates. It trusts `ecs.amazonaws.com`."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of the symmetric KMS key that encrypts the private keys. Default: the one that AWS owns."""
    secrets_deny_policy_arn: NotRequired[pulumi.Input[str]]
    """ARN of an IAM policy that keeps tasks from reading those private keys; it is attached to the task role.
    Default: none."""


class ServiceConnectTlsArgs(TypedDict, total=False):
    """Arguments of a ServiceConnectTls."""

    common_name: pulumi.Input[str]
    """Common name of the certificate authority, at most 64 characters. Default: the component's name and
    `Service Connect`."""
    key_algorithm: CertificateKey
    """Key of the certificate authority: EC_prime256v1 or RSA_2048. Default: EC_prime256v1."""
    validity_years: pulumi.Input[int]
    """Years, 1 to 30, for which the authority's own certificate is valid; services get short-lived ones. Default:
    10."""
    deletion_window_days: pulumi.Input[int]
    """Days, 7 to 30, for which the deleted authority and key can be restored. Default: 30, as in AWS."""
    tags: Tags
    """Tags of every resource that takes tags. Default: none."""
    exceptions: Exceptions
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class ServiceConnectTls(pulumi.ComponentResource):
    """What TLS between Service Connect services needs: a private CA for short-lived certificates, a role and a key.

    ```text
    private CA --certificates--> ECS, with the role --private keys, under the key--> proxies
    application --plain--> client's proxy ==TLS 1.3==> server's proxy --plain--> application
    ```

    The outputs carry what they need to work: an ECS service that uses them is created after the CA's certificate is
    installed and the role has its permissions, and is gone before any of that goes.

    ```python
    from container_tls import ServiceConnectTls

    tls = ServiceConnectTls("shop", {"validity_years": 5})
    service_connect = {"tls": tls.issuer}  # for each EcsService
    ```
    """

    certificate_authority_arn: pulumi.Output[str]
    """ARN of the certificate authority, ready to issue."""
    role_arn: pulumi.Output[str]
    """ARN of the infrastructure role, with its permissions."""
    kms_key_arn: pulumi.Output[str]
    """ARN of the key that encrypts the private keys of services."""
    secrets_deny_policy_arn: pulumi.Output[str]
    """ARN of an IAM policy that forbids reading those private keys."""

    def __init__(self, name: str, args: ServiceConnectTlsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(ServiceConnectTlsArgs, args)
        algorithm = choice(CertificateKey, args.get("key_algorithm", CertificateKey.EC_P256), "key_algorithm")
        deletion_days = integer(args.get("deletion_window_days", 30), "deletion_window_days", 7, 30, "days")
        super().__init__(
            "container-tls:index:ServiceConnectTls",
            name,
            {"keyAlgorithm": algorithm.value, "exceptions": args.get("exceptions")},
            opts,
        )
        self._tags = args.get("tags", {})
        self._opts = pulumi.ResourceOptions(parent=self)

        self._certificate_authority(name, args, algorithm, deletion_days)
        self.kms_key = aws.kms.Key(
            name,
            description=f"Private keys of Service Connect services, {name}",
            enable_key_rotation=True,
            deletion_window_in_days=deletion_days,
            tags=self._tags,
            opts=self._opts,
        )
        self._role(name)
        self.secrets_deny_policy = aws.iam.Policy(
            f"{name}-deny-private-keys",
            description="Keeps tasks from reading the private keys of Service Connect",
            policy=to_json(_deny_private_keys(lift(partition, region_of(self)))),
            tags=self._tags,
            opts=self._opts,
        )

        self.certificate_authority_arn = after(self.certificate_authority.arn, self.ca_certificate)
        self.role_arn = after(self.role.arn, self.role_policy_attachment, self.key_policy)
        self.kms_key_arn = self.kms_key.arn
        self.secrets_deny_policy_arn = self.secrets_deny_policy.arn
        self.issuer: TlsIssuer = {
            "certificate_authority_arn": self.certificate_authority_arn,
            "role_arn": self.role_arn,
            "kms_key_arn": self.kms_key_arn,
            "secrets_deny_policy_arn": self.secrets_deny_policy_arn,
        }
        """All of these, as `service_connect.tls` of a service takes them."""
        self.register_outputs(
            {
                "certificateAuthorityArn": self.certificate_authority_arn,
                "roleArn": self.role_arn,
                "kmsKeyArn": self.kms_key_arn,
                "secretsDenyPolicyArn": self.secrets_deny_policy_arn,
            }
        )

    def _certificate_authority(
        self, name: str, args: ServiceConnectTlsArgs, algorithm: CertificateKey, deletion_days: pulumi.Input[int]
    ) -> None:
        common_name = args.get("common_name", f"{name} Service Connect")
        signing = "SHA256WITHECDSA" if algorithm is CertificateKey.EC_P256 else "SHA256WITHRSA"
        self.certificate_authority = aws.acmpca.CertificateAuthority(
            name,
            type="ROOT",
            usage_mode="SHORT_LIVED_CERTIFICATE",
            certificate_authority_configuration=aws.acmpca.CertificateAuthorityCertificateAuthorityConfigurationArgs(
                key_algorithm=algorithm.value,
                signing_algorithm=signing,
                subject=aws.acmpca.CertificateAuthorityCertificateAuthorityConfigurationSubjectArgs(
                    common_name=matching(common_name, "common_name", _COMMON_NAME, "1 to 64 characters")
                ),
            ),
            permanent_deletion_time_in_days=deletion_days,
            tags=lift(lambda tags: {**tags, "AmazonECSManaged": "true"}, self._tags),
            opts=self._opts,
        )
        years = integer(args.get("validity_years", 10), "validity_years", 1, 30, "years")
        self.root_certificate = aws.acmpca.Certificate(
            name,
            certificate_authority_arn=self.certificate_authority.arn,
            certificate_signing_request=self.certificate_authority.certificate_signing_request,
            signing_algorithm=signing,
            template_arn=lift(
                lambda region: f"arn:{partition(region)}:acm-pca:::template/RootCACertificate/V1", region_of(self)
            ),
            validity=aws.acmpca.CertificateValidityArgs(type="YEARS", value=lift(str, years)),
            opts=self._opts,
        )
        self.ca_certificate = aws.acmpca.CertificateAuthorityCertificate(
            name,
            certificate_authority_arn=self.certificate_authority.arn,
            certificate=self.root_certificate.certificate,
            certificate_chain=self.root_certificate.certificate_chain,
            opts=self._opts,
        )

    def _role(self, name: str) -> None:
        self.role = aws.iam.Role(
            f"{name}-ecs-tls",
            description="Lets ECS issue certificates for Service Connect",
            assume_role_policy=to_json(trust("ecs.amazonaws.com")),
            tags=self._tags,
            opts=self._opts,
        )
        self.role_policy_attachment = aws.iam.RolePolicyAttachment(
            f"{name}-ecs-tls", role=self.role.name, policy_arn=managed_policy_arn(self, _ROLE_POLICY), opts=self._opts
        )
        self.key_policy = aws.iam.RolePolicy(
            f"{name}-ecs-tls-key", role=self.role.name, policy=to_json(_use_key(self.kms_key.arn)), opts=self._opts
        )


def _use_key(key_arn: pulumi.Input[str]) -> dict[str, object]:
    actions = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair"]
    return {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": actions, "Resource": key_arn}],
    }


def _deny_private_keys(partition: pulumi.Input[str]) -> dict[str, object]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Deny",
                "Action": "secretsmanager:GetSecretValue",
                "Resource": lift(lambda known: f"arn:{known}:secretsmanager:*:*:secret:ecs-sc!*", partition),
            }
        ],
    }
