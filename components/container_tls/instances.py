"""EC2 instances of an ECS cluster, whose dynamic host ports are known and open to load balancers."""

import base64
import re
from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._arguments import ArgumentError, cidrs, group, integer, lift, mapping, matching, subnets, to_json, united
from ._aws import ANYWHERE, Exceptions, Tags, after, managed_policy_arn, trust
from ._security_groups import OwnSecurityGroup
from .network_load_balancers import NlbListener

# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
_IMAGE = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"

# It goes into a script. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
_CLUSTER_NAME = re.compile("[A-Za-z0-9_-]{1,255}")
_CLUSTER_NAME_IN_WORDS = "the cluster's name, not its ARN: 1 to 255 letters, digits, '_' and '-'"


class DynamicPortsArgs(TypedDict):
    """Host ports from which the ECS agent chooses where a task in bridge mode leaves the choice to it."""

    first: pulumi.Input[int]
    """The lowest, 1024 to 65535."""
    last: pulumi.Input[int]
    """The highest. There must be enough for the tasks of an instance, and for twice as many during a deployment."""


class ContainerInstancesArgs(TypedDict):
    """Arguments of ContainerInstances."""

    cluster_arn: pulumi.Input[str]
    """ARN of the ECS cluster that the instances join."""
    cluster_name: pulumi.Input[str]
    """Name of that cluster."""
    vpc_id: pulumi.Input[str]
    """ID of the VPC."""
    subnet_ids: pulumi.Input[Sequence[pulumi.Input[str]]]
    """IDs of the subnets of the instances."""
    instance_type: pulumi.Input[str]
    """Instance type, such as `m7i.large`."""
    image_id: NotRequired[pulumi.Input[str]]
    """Image: an AMI with the ECS agent, or `resolve:ssm:` and the name of a parameter with one. Default: the Amazon
    Linux 2023 for ECS that AWS recommends, for x86-64."""
    min_size: NotRequired[pulumi.Input[int]]
    """The least number of instances. Default: 2, so that one can fail."""
    max_size: NotRequired[pulumi.Input[int]]
    """The greatest number of instances. Default: 4."""
    dynamic_ports: NotRequired[DynamicPortsArgs]
    """The range of dynamic host ports, stated to the agent and opened to the load balancers. Default: 32768 to 60999,
    the range of the ECS-optimized images."""
    load_balancer_security_groups: NotRequired[Mapping[str, pulumi.Input[str]]]
    """IDs of the security groups of load balancers that reach tasks in bridge mode; the keys name the resources.
    Default: none."""
    calls: NotRequired[Mapping[str, NlbListener]]
    """Listeners of Network Load Balancers through which tasks in bridge mode call other services; the keys name the
    resources. Default: none."""
    egress_cidrs: NotRequired[Sequence[pulumi.Input[str]]]
    """Networks that instances reach on port 443, for images, logs and AWS's APIs. Default: `0.0.0.0/0` and `::/0`."""
    role_policy_arns: NotRequired[Mapping[str, pulumi.Input[str]]]
    """ARNs of IAM policies for the role of the instances; the keys name the resources. Default: only AWS's
    AmazonEC2ContainerServiceforEC2Role."""
    tags: NotRequired[Tags]
    """Tags of every resource that takes tags, and of the instances. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class ContainerInstances(pulumi.ComponentResource):
    """An Auto Scaling group of EC2 instances for an ECS cluster, with the security group of tasks in bridge mode.

    ```text
    load balancer --[instances' group: the range of dynamic ports]--> instance --docker bridge--> container
    ```

    The agent is told the range from which it chooses host ports, and exactly that range is open to the stated load
    balancers. Containers cannot reach the credentials of their instance.

    ```python
    from container_tls import ContainerInstances, NetworkLoadBalancer, ServiceConnectCluster

    network = {
        "vpc_id": "vpc-0a1b2c3d4e5f60718",
        "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"],
    }
    listeners = {"orders": {"port": 443, "client_cidrs": ["0.0.0.0/0"]}}
    edge = NetworkLoadBalancer("edge", {**network, "listeners": listeners})
    cluster = ServiceConnectCluster("shop", {})
    instances = ContainerInstances(
        "shop",
        {
            **network,
            "cluster_arn": cluster.cluster_arn,
            "cluster_name": cluster.cluster_name,
            "instance_type": "m7i.large",
            "dynamic_ports": {"first": 40000, "last": 40999},
            "load_balancer_security_groups": {"edge": edge.security_group_id},
        },
    )
    ```
    """

    cluster_arn: pulumi.Output[str]
    """ARN of the cluster, for services to use: they are created after the instances and deleted before them."""
    security_group_id: pulumi.Output[str]
    """ID of the security group of the instances."""
    role_name: pulumi.Output[str]
    """Name of the role of the instances."""
    auto_scaling_group_arn: pulumi.Output[str]
    """ARN of the Auto Scaling group, for a capacity provider."""
    user_data: pulumi.Output[str]
    """The script with which an instance joins the cluster and learns its range of dynamic ports, as plain text."""

    def __init__(self, name: str, args: ContainerInstancesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(ContainerInstancesArgs, args)
        cluster_name = matching(args["cluster_name"], "cluster_name", _CLUSTER_NAME, _CLUSTER_NAME_IN_WORDS)
        first, last = _dynamic_ports(args.get("dynamic_ports", DynamicPortsArgs(first=32768, last=60999)))
        least = integer(args.get("min_size", 2), "min_size", 0, 10000, "instances")
        most = lift(_max_size, integer(args.get("max_size", 4), "max_size", 0, 10000, "instances"), least)
        super().__init__(
            "container-tls:index:ContainerInstances",
            name,
            {"firstDynamicPort": first, "lastDynamicPort": last, "exceptions": args.get("exceptions")},
            opts,
        )
        self._tags = args.get("tags")
        self._opts = pulumi.ResourceOptions(parent=self)

        own = OwnSecurityGroup(
            name, args["vpc_id"], self._tags, self._opts, description=f"Container instances of {name}"
        )
        own.open_to_load_balancers(
            mapping(args.get("load_balancer_security_groups", {}), "load_balancer_security_groups"),
            first,
            last,
        )
        own.open_listeners(mapping(args.get("calls", {}), "calls"))
        own.open_networks(cidrs(args.get("egress_cidrs", ANYWHERE), "egress_cidrs"))
        self.security_group = own.group
        self.security_group_rules = own.rules
        self._role(name, mapping(args.get("role_policy_arns", {}), "role_policy_arns"))
        user_data = lift(_user_data, cluster_name, first, last)
        self.launch_template = self._launch_template(name, args, user_data)
        self.auto_scaling_group = self._auto_scaling_group(name, args, least, most)

        self.cluster_arn = after(pulumi.Output.from_input(args["cluster_arn"]), self.auto_scaling_group)
        self.security_group_id = self.security_group.id
        self.role_name = self.role.name
        self.auto_scaling_group_arn = self.auto_scaling_group.arn
        self.user_data = pulumi.Output.from_input(user_data)
        self.register_outputs(
            {
                "clusterArn": self.cluster_arn,
                "securityGroupId": self.security_group_id,
                "roleName": self.role_name,
                "autoScalingGroupArn": self.auto_scaling_group_arn,
                "userData": self.user_data,
            }
        )

    def _role(self, name: str, policies: Mapping[str, pulumi.Input[str]]) -> None:
        self.role = aws.iam.Role(
            f"{name}-instance",
            description=f"Container instances of {name}",
            assume_role_policy=to_json(trust("ec2.amazonaws.com")),
            tags=self._tags,
            opts=self._opts,
        )
        join = {"join": managed_policy_arn(self, "service-role/AmazonEC2ContainerServiceforEC2Role")}
        self.role_policy_attachments = [
            aws.iam.RolePolicyAttachment(f"{name}-instance-{key}", role=self.role.name, policy_arn=arn, opts=self._opts)
            for key, arn in united(("", join), ("role_policy_arns", policies)).items()
        ]
        self.instance_profile = aws.iam.InstanceProfile(
            f"{name}-instance", role=self.role.name, tags=self._tags, opts=self._opts
        )

    def _launch_template(
        self, name: str, args: ContainerInstancesArgs, user_data: pulumi.Input[str]
    ) -> aws.ec2.LaunchTemplate:
        return aws.ec2.LaunchTemplate(
            name,
            image_id=args.get("image_id", _IMAGE),
            instance_type=args["instance_type"],
            iam_instance_profile=aws.ec2.LaunchTemplateIamInstanceProfileArgs(arn=self.instance_profile.arn),
            vpc_security_group_ids=[self.security_group.id],
            # One hop: containers in bridge mode are two away, and do not reach the credentials of the instance.
            metadata_options=aws.ec2.LaunchTemplateMetadataOptionsArgs(
                http_tokens="required", http_put_response_hop_limit=1
            ),
            user_data=lift(lambda text: base64.b64encode(text.encode()).decode(), user_data),
            tags=self._tags,
            opts=self._opts,
        )

    def _auto_scaling_group(
        self, name: str, args: ContainerInstancesArgs, least: pulumi.Input[int], most: pulumi.Input[int]
    ) -> aws.autoscaling.Group:
        tags = lift(
            lambda given: [
                aws.autoscaling.GroupTagArgs(key=key, value=value, propagate_at_launch=True)
                for key, value in {"Name": name, **(given or {})}.items()
            ],
            self._tags,
        )
        return aws.autoscaling.Group(
            name,
            vpc_zone_identifiers=subnets(args["subnet_ids"], "subnet_ids", 1),
            min_size=least,
            max_size=most,
            launch_template=aws.autoscaling.GroupLaunchTemplateArgs(
                id=self.launch_template.id, version=self.launch_template.latest_version.apply(str)
            ),
            instance_refresh=aws.autoscaling.GroupInstanceRefreshArgs(strategy="Rolling"),
            tags=tags,
            opts=pulumi.ResourceOptions(
                parent=self, depends_on=[*self.role_policy_attachments, *self.security_group_rules]
            ),
        )


def _dynamic_ports(given: DynamicPortsArgs) -> tuple[pulumi.Input[int], pulumi.Input[int]]:
    ports = group(DynamicPortsArgs, given, "dynamic_ports")
    first = integer(ports["first"], "dynamic_ports.first", 1024, 65535)
    last = integer(ports["last"], "dynamic_ports.last", 1024, 65535)

    def check(last: int, first: int) -> int:
        if last < first:
            raise ArgumentError("dynamic_ports.last", f"got {last}, below the first, {first}", f"Use {first} or more")
        return last

    return first, lift(check, last, first)


def _max_size(most: int, least: int) -> int:
    if most < least:
        raise ArgumentError("max_size", f"got {most}, below min_size, {least}", f"Use {least} or more")
    return most


def _user_data(cluster_name: str, first: int, last: int) -> str:
    # https://github.com/aws/amazon-ecs-agent#environment-variables
    settings = {
        "ECS_CLUSTER": cluster_name,
        "ECS_DYNAMIC_HOST_PORT_RANGE": f"{first}-{last}",
        "ECS_AWSVPC_BLOCK_IMDS": "true",
    }
    lines = [f"echo '{key}={value}' >> /etc/ecs/ecs.config" for key, value in settings.items()]
    return "\n".join(["#!/bin/sh", *lines, ""])
