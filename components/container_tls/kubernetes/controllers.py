"""The AWS Load Balancer Controller, with the permissions and values that its security groups need."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as k8s

from .. import tls_policies
from .._arguments import ArgumentError, choice, group, integer, lift, to_json
from .._aws import Exceptions, Tags, after, partition
from .._kubernetes_names import namespace, service_account
from .._listener_policies import listener_policy, warn_if_new
from ._charts import CHART, DEFAULT_VERSION, REPOSITORY, ChartVersion
from ._controller_iam import controller_policy
from ._names import cluster_name, oidc_provider_arn, region_name, tags, vpc_id
from ._settings import SecurityGroupSettings, Settings, checked_settings, following

INGRESS_CLASS: Final = "alb"

_AUDIENCE: Final = "sts.amazonaws.com"


class ControllerIdentity(StrEnum):
    """How the controller's pods get the credentials of its role."""

    IRSA = "irsa"
    """By the cluster's OIDC provider in IAM; works on nodes and on Fargate."""
    POD_IDENTITY = "pod-identity"
    """By an EKS Pod Identity association; the cluster needs the add-on eks-pod-identity-agent, and nodes."""


class InstalledController(TypedDict):
    """A controller for Ingresses and Services: `installed` of a LoadBalancerController. Other languages than Python
    write its fields."""

    ready: pulumi.Input[str]
    """`ready` of a LoadBalancerController, or anything else that depends on an installed controller: what uses it is
    created later, and deleted earlier."""
    security_groups: pulumi.Input[SecurityGroupSettings]
    """The settings that the controller was installed with: `settings` of ControllerSecurityGroups."""


class LoadBalancerControllerArgs(TypedDict):
    """Arguments of a LoadBalancerController."""

    cluster_name: pulumi.Input[str]
    """Name of the EKS cluster."""
    vpc_id: pulumi.Input[str]
    """ID of the cluster's VPC."""
    security_groups: pulumi.Input[SecurityGroupSettings]
    """Who writes security groups: `settings` of ControllerSecurityGroups."""
    identity: ControllerIdentity
    """How the controller gets its credentials: irsa or pod-identity."""
    oidc_provider_arn: NotRequired[pulumi.Input[str]]
    """ARN of the cluster's OIDC provider in IAM. Required for irsa, and only there. Default: none."""
    chart_version: NotRequired[str]
    """Exact version of the chart, 1.8.0 or later; Helm never upgrades the CRDs of an installed chart. Default: 3.5.0,
    the newest one that this component was checked with."""
    region: NotRequired[pulumi.Input[str]]
    """Region of the cluster. Default: the one that is configured for the AWS provider."""
    namespace: NotRequired[pulumi.Input[str]]
    """Namespace of the controller, which has to exist. Default: kube-system, as in its installation guide."""
    service_account_name: NotRequired[pulumi.Input[str]]
    """Name of its ServiceAccount. Default: aws-load-balancer-controller, as in its installation guide."""
    replicas: NotRequired[pulumi.Input[int]]
    """Pods of the controller, 1 to 10; one works, the others stand by. Default: 2, as in the chart."""
    default_ssl_policy: NotRequired[pulumi.Input[str]]
    """Security policy of HTTPS and TLS listeners for which Ingresses and Services name none. Default: the one that AWS
    recommends; the controller's own is `ELBSecurityPolicy-2016-08`, with TLS 1.0."""
    default_tags: NotRequired[Mapping[str, pulumi.Input[str]]]
    """Tags of everything that the controller creates in AWS, without commas, and without `=` in keys. Default: none."""
    image_repository: NotRequired[pulumi.Input[str]]
    """Where the controller's image comes from, for clusters that do not reach public.ecr.aws. Default: the chart's,
    public.ecr.aws."""
    tags: NotRequired[Tags]
    """Tags of every resource that takes tags. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class LoadBalancerController(pulumi.ComponentResource):
    """The AWS Load Balancer Controller as a Helm release, with its IAM role and the IngressClass `alb`.

    ```text
    Ingress, Service --watched by--> controller --role, this cluster's resources only--> ALB, NLB, security groups
    ```

    Chart values, the IngressClass and the role's permissions follow from `settings` of ControllerSecurityGroups: in
    custom mode the role cannot create or open a security group, in automatic mode the IngressClass names the clients,
    and networks or prefix lists there win over those of an Ingress. A cluster has one controller: Helm refuses a second
    release of its name.

    Ingresses and Services have to be deleted while the controller still runs, or they hang: who depends on `ready`, as
    AlbIngress does, is.

    ```python
    from container_tls.kubernetes import (
        ControllerIdentity,
        ControllerSecurityGroups,
        LoadBalancerController,
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
    ```
    """

    role_arn: pulumi.Output[str]
    """ARN of the controller's role."""
    role_name: pulumi.Output[str]
    """Name of the controller's role."""
    ready: pulumi.Output[str]
    """Name of the release, once it is installed: what depends on it is created later, and deleted earlier."""
    ingress_class: pulumi.Output[str]
    """Name of the IngressClass, once it is installed."""

    def __init__(self, name: str, args: LoadBalancerControllerArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(LoadBalancerControllerArgs, args)
        settings = checked_settings(args["security_groups"], "security_groups")
        identity = choice(ControllerIdentity, args["identity"], "identity")
        version = ChartVersion.of(args.get("chart_version", DEFAULT_VERSION), "chart_version")
        _check_identity(args, identity)
        lift(lambda known: _check_version(version, known), settings)
        policy = listener_policy(args.get("default_ssl_policy", tls_policies.recommended()), "default_ssl_policy")
        super().__init__(
            "container-tls:index:LoadBalancerController",
            name,
            {
                "securityGroupMode": lift(lambda known: known.mode.value, settings),
                "identity": identity.value,
                "chartVersion": version.text,
                "defaultSslPolicy": policy,
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        warn_if_new(policy, "default_ssl_policy", self)
        self._tags = args.get("tags")
        self._opts = pulumi.ResourceOptions(parent=self)
        self._cluster = cluster_name(args["cluster_name"], "cluster_name")
        self._namespace = namespace(args.get("namespace", "kube-system"), "namespace")
        self._account = service_account(args.get("service_account_name", CHART), "service_account_name")
        region = self._region(args)
        vpc = vpc_id(args["vpc_id"], "vpc_id")

        def permissions(known: Settings, in_region: str) -> Any:
            return to_json(controller_policy(known, self._cluster, vpc, partition(in_region)))

        self.role = self._role(name, args, identity)
        self.role_policy = aws.iam.RolePolicy(
            name,
            role=self.role.name,
            policy=lift(permissions, settings, region),
            opts=self._opts,
        )
        self.pod_identity_association = self._association(name, args) if identity is _POD_IDENTITY else None
        values = self._values(args, identity, region, policy)
        self.release = k8s.helm.v3.Release(
            name,
            name=CHART,
            chart=CHART,
            version=version.text,
            repository_opts=k8s.helm.v3.RepositoryOptsArgs(repo=REPOSITORY),
            namespace=self._namespace,
            values=following(settings, lambda known: {**values, **_values_of_mode(known, version)}),
            opts=self._after_permissions(opts),
        )

        self.role_arn = self.role.arn
        self.role_name = self.role.name
        self.ready = after(pulumi.Output.from_input(CHART), self.release)
        self.ingress_class = after(pulumi.Output.from_input(INGRESS_CLASS), self.release)
        self.installed: InstalledController = {"ready": self.ready, "security_groups": args["security_groups"]}
        """The controller, as `controller` of AlbIngress takes it."""
        self.register_outputs(
            {
                "roleArn": self.role_arn,
                "roleName": self.role_name,
                "ready": self.ready,
                "ingressClass": self.ingress_class,
            }
        )

    def _role(self, name: str, args: LoadBalancerControllerArgs, identity: ControllerIdentity) -> aws.iam.Role:
        trust = (
            _pod_identity_trust(self._cluster, self._namespace, self._account)
            if identity is _POD_IDENTITY
            else _irsa_trust(args["oidc_provider_arn"], self._namespace, self._account)
        )
        return aws.iam.Role(
            name,
            description=f"AWS Load Balancer Controller {name}",
            assume_role_policy=to_json(trust),
            tags=self._tags,
            opts=self._opts,
        )

    def _association(self, name: str, args: LoadBalancerControllerArgs) -> aws.eks.PodIdentityAssociation:
        return aws.eks.PodIdentityAssociation(
            name,
            cluster_name=self._cluster,
            namespace=self._namespace,
            service_account=self._account,
            role_arn=self.role.arn,
            tags=self._tags,
            opts=self._opts,
        )

    def _values(
        self,
        args: LoadBalancerControllerArgs,
        identity: ControllerIdentity,
        region: pulumi.Input[str],
        policy: pulumi.Input[str],
    ) -> dict[str, Any]:
        account: dict[str, Any] = {"create": True, "name": self._account}
        if identity is not _POD_IDENTITY:
            account["annotations"] = {"eks.amazonaws.com/role-arn": self.role.arn}
        values: dict[str, Any] = {
            "clusterName": self._cluster,
            "region": region,
            "vpcId": args["vpc_id"],
            "replicaCount": integer(args.get("replicas", 2), "replicas", 1, 10, "pods"),
            "serviceAccount": account,
            "ingressClass": INGRESS_CLASS,
            "createIngressClassResource": True,
            "defaultSSLPolicy": policy,
        }
        if "default_tags" in args:
            values["defaultTags"] = tags(args["default_tags"], "default_tags")
        if "image_repository" in args:
            values["image"] = {"repository": args["image_repository"]}
        return values

    def _region(self, args: LoadBalancerControllerArgs) -> pulumi.Input[str]:
        own_provider = self.get_provider("aws:index/provider:Provider") is not None
        region = args.get("region", None if own_provider else aws.config.region)
        if region is None:
            raise ArgumentError(
                "region",
                "the AWS provider of this component is not the configured one, or has no region configured",
                "Pass the region of the cluster",
            )
        return region_name(region, "region")

    def _after_permissions(self, opts: pulumi.ResourceOptions | None) -> pulumi.ResourceOptions:
        """Options of the release: the controller starts when it has its permissions, and stops before it loses them."""
        own = [self.role_policy, self.pod_identity_association]
        return pulumi.ResourceOptions.merge(
            pulumi.ResourceOptions(depends_on=None if opts is None else opts.depends_on),
            pulumi.ResourceOptions(
                parent=self,
                depends_on=[resource for resource in own if resource is not None],
                delete_before_replace=True,
            ),
        )


_POD_IDENTITY: Final = ControllerIdentity.POD_IDENTITY


def _check_identity(args: LoadBalancerControllerArgs, identity: ControllerIdentity) -> None:
    given = "oidc_provider_arn" in args
    if identity is _POD_IDENTITY and given:
        raise ArgumentError("oidc_provider_arn", "pod-identity does not use it", "Remove it, or use identity 'irsa'")
    if identity is ControllerIdentity.IRSA and not given:
        raise ArgumentError(
            "oidc_provider_arn",
            "irsa needs the cluster's OIDC provider",
            "Pass its ARN in IAM, or use identity 'pod-identity'",
        )


def _check_version(version: ChartVersion, settings: Settings) -> None:
    if settings.prefix_list_ids and not version.takes_prefix_lists_of_class:
        raise ArgumentError(
            "chart_version",
            f"the IngressClassParams of {version.text!r} have no 'prefixListsIDs' to hold the clients' prefix lists",
            "Use 1.14.0 or later, name the clients by cidrs, or use mode 'hybrid' or 'custom'",
        )


def _values_of_mode(settings: Settings, version: ChartVersion) -> dict[str, Any]:
    values = dict(settings.helm_values)
    if not version.takes_manage_rules_value:
        values.pop("enableManageBackendSecurityGroupRules", None)
    params = settings.ingress_class_params
    return {**values, "ingressClassParams": {"create": True, "spec": params} if params else {"create": False}}


def _irsa_trust(
    provider_arn: pulumi.Input[str], in_namespace: pulumi.Input[str], account: pulumi.Input[str]
) -> pulumi.Input[dict[str, Any]]:
    def trust(known: str, known_namespace: str, known_account: str) -> dict[str, Any]:
        issuer = known.partition(":oidc-provider/")[2]
        subject = f"system:serviceaccount:{known_namespace}:{known_account}"
        return {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Federated": known},
                    "Action": "sts:AssumeRoleWithWebIdentity",
                    "Condition": {"StringEquals": {f"{issuer}:sub": subject, f"{issuer}:aud": _AUDIENCE}},
                }
            ],
        }

    return lift(trust, oidc_provider_arn(provider_arn, "oidc_provider_arn"), in_namespace, account)


def _pod_identity_trust(
    cluster: pulumi.Input[str], in_namespace: pulumi.Input[str], account: pulumi.Input[str]
) -> dict[str, Any]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "pods.eks.amazonaws.com"},
                "Action": ["sts:AssumeRole", "sts:TagSession"],
                "Condition": {
                    "StringEquals": {
                        "aws:RequestTag/eks-cluster-name": cluster,
                        "aws:RequestTag/kubernetes-namespace": in_namespace,
                        "aws:RequestTag/kubernetes-service-account": account,
                    }
                },
            }
        ],
    }
