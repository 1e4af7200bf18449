import pulumi
import pulumi_aws as aws

from tests.rules.security_groups.hop import VPC, balancer, block, group, let_in, let_out, service


def bad_with_rules_of_its_own() -> None:
    found = aws.ec2.SecurityGroup(
        "leftover",  # violates
        vpc_id=VPC,
        ingress=[block(80, self=True)],  # type: ignore[list-item]
    )
    let_out("out", found.id)
    let_in("in", found.id, group("attached").id)
    service("shop", ["sg-0123456789abcdef0"], [])


def clean_attached() -> None:
    balancer("front", [group("a").id])
    service("shop", [group("b").id], [])
    aws.ec2.LaunchTemplate("hosts", network_interfaces=[{"security_groups": [group("c").id]}])


def clean_peer_of_another_group() -> None:
    let_in("in", "sg-0123456789abcdef0", group("peer").id)
    inline = group("inline")
    balancer("front", [group("a", ingress=[block(80, security_groups=[inline.id])]).id])


def clean_used_by_other_resources() -> None:
    pulumi.CustomResource("aws:rds/cluster:Cluster", "data", {"vpcSecurityGroupIds": [group("data").id]})
    annotations = {"alb.ingress.kubernetes.io/security-groups": group("edge").id}
    pulumi.CustomResource("kubernetes:networking.k8s.io/v1:Ingress", "shop", {"metadata": {"annotations": annotations}})


def clean_default_group() -> None:
    aws.ec2.DefaultSecurityGroup("default", vpc_id=VPC)


def undecided_groups_of_a_load_balancer() -> None:
    balancer("shop", pulumi.Output.all(group("a").id, group("b").id).apply(lambda ids: [ids[0]]))


def ambiguous_groups() -> None:
    either = pulumi.Output.all(group("a").id, group("b").id).apply(lambda ids: ids[0])
    balancer("shop", [either])
