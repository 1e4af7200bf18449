import base64
from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .hop import balancer, block, group, hop, let_in, listener, open_group, service, target_group

IMAGE = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
NARROWED = "echo 'ECS_CLUSTER=shop' >> /etc/ecs/ecs.config\necho 'ECS_DYNAMIC_HOST_PORT_RANGE=40000-40999' >> x"


def instances(*groups: Any, name: str = "hosts", **args: Any) -> None:
    args = args or {"image_id": IMAGE}
    aws.ec2.LaunchTemplate(name, vpc_security_group_ids=[*groups], **args)


def own_cluster() -> tuple[Any, Any]:
    """ARN of a cluster, and the user data with which instances join it: neither is known before the update."""
    cluster = aws.ecs.Cluster("cluster")
    return cluster.arn, cluster.id.apply(lambda id_: encoded(f"echo ECS_CLUSTER={id_} >> /etc/ecs/ecs.config"))


def opened(name: str, front: Any, first: Any, last: Any) -> aws.ec2.SecurityGroup:
    """A group of instances that lets the load balancer in on a range."""
    found = group(name)
    aws.vpc.SecurityGroupIngressRule(
        f"{name}-in",
        security_group_id=found.id,
        referenced_security_group_id=front.id,
        ip_protocol="tcp",
        from_port=first,
        to_port=last,
    )
    return found


def encoded(script: str) -> str:
    return base64.b64encode(script.encode()).decode()


def bad_nothing_is_open() -> None:
    hosts = aws.ec2.SecurityGroup(
        "hosts",  # violates
        ingress=[],
    )
    arn, script = own_cluster()
    instances(hosts.id, user_data=script)
    hop("shop", [open_group("front").id], None, mode="bridge", cluster=arn)


def bad_less_than_the_agent_is_told() -> None:
    front = open_group("front")
    hosts = aws.ec2.SecurityGroup(
        "hosts",  # violates
        ingress=[block(40000, 40900, security_groups=[front.id])],  # type: ignore[list-item]
    )
    instances(hosts.id, user_data=encoded(NARROWED))
    hop("shop", [front.id], None, mode="bridge", network=True, cluster="shop")


def bad_the_load_balancer_is_not_let_out() -> None:
    front = aws.ec2.SecurityGroup(
        "front",  # violates
        egress=[block(8080, cidr_blocks=["10.0.0.0/8"])],  # type: ignore[list-item]
    )
    arn, script = own_cluster()
    instances(opened("hosts", front, 32768, 65535).id, user_data=script)
    hop("shop", [front.id], None, mode="bridge", cluster=arn)


def bad_inside_the_component() -> None:
    front = open_group("front")
    inside = pulumi.ResourceOptions(
        parent=pulumi.ComponentResource(
            "container-tls:index:ContainerInstances", "shop", {"firstDynamicPort": 40000, "lastDynamicPort": 40999}
        )
    )
    hosts = aws.ec2.SecurityGroup(
        "hosts",  # violates
        ingress=[block(32768, 40500, security_groups=[front.id])],  # type: ignore[list-item]
    )
    aws.ec2.LaunchTemplate("hosts", vpc_security_group_ids=[hosts.id], user_data=unknown("script"), opts=inside)
    hop("shop", [front.id], None, mode="bridge")


def clean_the_range_of_the_images() -> None:
    front = open_group("front")
    arn, script = own_cluster()
    instances(opened("hosts", front, 32768, 60999).id, user_data=script)
    hop("shop", [front.id], None, mode="bridge", cluster=arn)


def clean_narrowed_range() -> None:
    front = open_group("front")
    instances(opened("hosts", front, 40000, 40999).id, user_data=encoded(NARROWED))
    aws.ec2.LaunchConfiguration("old", image_id="ami-0", instance_type="m7i.large", user_data=NARROWED)
    hop("shop", [front.id], None, mode="bridge", cluster="shop")


def clean_range_in_two_pieces() -> None:
    front = open_group("front")
    pieces: Any = [block(*ends, security_groups=[front.id]) for ends in ((50000, 65535), (32768, 49999))]
    instances(group("hosts", ingress=pieces).id)
    hop("shop", [front.id], None, mode="bridge")


def clean_narrowed_in_the_image_perhaps() -> None:
    front = open_group("front")
    instances(opened("hosts", front, 49153, 65535).id)
    hop("shop", [front.id], None, mode="bridge")


def clean_everything_from_the_group_of_the_load_balancer() -> None:
    front = open_group("front")
    instances(group("hosts", ingress=[block(0, protocol="-1", security_groups=[front.id])]).id)
    hop("shop", [front.id], None, mode="bridge")


def clean_fixed_host_port() -> None:
    front = open_group("front")
    instances(opened("hosts", front, 8080, 8080).id)
    arn = balancer("balancer", [front.id]).arn
    targets = target_group("targets")
    listener("listener", arn, targets.arn)
    task = aws.ecs.TaskDefinition(
        "task",
        family="web",
        container_definitions='[{"name": "web", "portMappings": [{"containerPort": 8080, "hostPort": 8080}]}]',
    )
    entry: Any = {"target_group_arn": targets.arn, "container_name": "web", "container_port": 8080}
    aws.ecs.Service("shop", task_definition=task.arn, load_balancers=[entry])


def clean_network_interface_of_its_own() -> None:
    front, tasks = open_group("front"), group("tasks")
    let_in("in", tasks.id, front.id)
    instances(group("hosts").id)
    hop("shop", [front.id], [tasks.id])


def clean_instances_of_another_stack_beside_a_bastion() -> None:
    instances(group("bastion").id, image_id="ami-0123456789abcdef0")
    hop("shop", [open_group("front").id], None, mode="bridge")


def clean_one_of_two_kinds_is_open() -> None:
    front = open_group("front")
    instances(group("gpu").id, name="gpu")
    instances(opened("hosts", front, 32768, 65535).id)
    hop("shop", [front.id], None, mode="bridge")


def clean_groups_of_another_stack() -> None:
    instances("sg-0123456789abcdef0", user_data="ECS_CLUSTER=office")
    hop("shop", ["sg-0aaaaaaaaaaaaaaaa"], None, mode="bridge", cluster="office")


def clean_instances_of_another_cluster_of_this_stack() -> None:
    _, script = own_cluster()
    instances(group("hosts").id, user_data=script)
    hop("shop", [open_group("front").id], None, mode="bridge", cluster=aws.ecs.Cluster("office").arn)


def clean_instances_of_another_cluster() -> None:
    instances(group("hosts").id, user_data=encoded(NARROWED))
    hop("shop", [open_group("front").id], None, mode="bridge", cluster="arn:aws:ecs:us-east-1:123456789012:cluster/x")


def undecided_ports_of_the_rule() -> None:
    front = open_group("front")
    instances(opened("hosts", front, unknown("first"), 60999).id)
    hop("shop", [front.id], None, mode="bridge")


def undecided_range_in_the_script() -> None:
    front = open_group("front")
    arn, script = own_cluster()
    instances(opened("hosts", front, 40000, 40099).id, user_data=script)
    hop("shop", [front.id], None, mode="bridge", cluster=arn)


def undecided_script() -> None:
    instances(group("hosts").id, user_data=unknown("script"))
    hop("shop", [open_group("front").id], None, mode="bridge", cluster="office")


def ambiguous_load_balancers_differ() -> None:
    blue, green = open_group("blue-group"), open_group("green-group")
    instances(opened("hosts", blue, 32768, 65535).id)
    arns = [balancer("blue", [blue.id]).arn, balancer("green", [green.id]).arn]
    targets = target_group("targets")
    listener("listener", pulumi.Output.all(*arns).apply(lambda found: found[0]), targets.arn)
    service("shop", None, [(targets, 8080)], mode="bridge")
