import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import ALB, GROUP, NLB, alarm, balancer, computed, query

ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared/0123456789abcdef"
BOTH = {"LoadBalancer": ALB, "TargetGroup": GROUP}
HOSTS = "UnHealthyHostCount"
TARGET = "TargetTLSNegotiationErrorCount"
CLIENT = "ClientTLSNegotiationErrorCount"


def bad_other_capitals() -> None:
    alarm(
        "hosts",  # violates
        "UnhealthyHostCount",
        dimensions=BOTH,
    )


def bad_target_group_of_a_network_load_balancer() -> None:
    alarm(
        "handshakes",  # violates
        TARGET,
        "AWS/NetworkELB",
        dimensions={"LoadBalancer": NLB, "TargetGroup": GROUP},
    )


def bad_no_dimensions() -> None:
    alarm(
        "errors",  # violates
        "HTTPCode_ELB_5XX_Count",
        dimensions=None,
    )


def bad_service_connect_without_the_cluster() -> None:
    alarm(
        "handshakes",  # violates
        CLIENT,
        "AWS/ECS",
        dimensions={"DiscoveryName": "orders", "ServiceName": "orders"},
    )


def bad_service_connect_with_the_other_side() -> None:
    alarm(
        "handshakes",  # violates
        TARGET,
        "AWS/ECS",
        dimensions={"DiscoveryName": "orders"},
    )


def bad_arn() -> None:
    alarm(
        "handshakes",  # violates
        CLIENT,
        dimensions={"LoadBalancer": ARN},
    )


def bad_part_of_the_arn() -> None:
    alarm(
        "handshakes",  # violates
        CLIENT,
        dimensions={"LoadBalancer": "loadbalancer/app/shared/0123456789abcdef"},
    )


def bad_name_of_a_target_group() -> None:
    alarm(
        "hosts",  # violates
        HOSTS,
        dimensions={"LoadBalancer": ALB, "TargetGroup": "shared"},
    )


def bad_other_namespace_in_metric_math() -> None:
    computed(
        "handshakes",  # violates
        query("errors", CLIENT, "AWS/NetworkELB", dimensions={"LoadBalancer": ALB}),
        {"id": "sum", "expression": "FILL(errors, 0)", "return_data": True},
    )


def bad_load_balancer_of_the_other_type() -> None:
    alarm(
        "handshakes",  # violates
        TARGET,
        dimensions={"LoadBalancer": balancer().arn_suffix},
    )


def bad_arn_of_a_cluster() -> None:
    cluster = "arn:aws:ecs:us-east-1:123456789012:cluster/shop"
    alarm(
        "handshakes",  # violates
        CLIENT,
        "AWS/ECS",
        dimensions={"DiscoveryName": "orders", "ServiceName": "orders", "ClusterName": cluster},
    )


def clean_each_set() -> None:
    zone = {"AvailabilityZone": "us-east-1a"}
    for index, dimensions in enumerate(({"LoadBalancer": ALB}, {"LoadBalancer": ALB, **zone}, BOTH, {**BOTH, **zone})):
        alarm(f"handshakes-{index}", TARGET, dimensions=dimensions)
    alarm("hosts", HOSTS, "AWS/NetworkELB", dimensions={"LoadBalancer": NLB, "TargetGroup": GROUP})
    alarm("requests", "RequestCountPerTarget", dimensions={"TargetGroup": GROUP})


def clean_service_connect() -> None:
    names = {"ServiceName": "orders", "ClusterName": aws.ecs.Cluster("shop").name}
    alarm("client", CLIENT, "AWS/ECS", dimensions={"DiscoveryName": "orders", **names})
    alarm("target", TARGET, "AWS/ECS", dimensions={"TargetDiscoveryName": "orders"})


def clean_resources_of_the_stack() -> None:
    group = aws.lb.TargetGroup("web", port=80, protocol="HTTP", target_type="ip", vpc_id="vpc-0123456789abcdef0")
    dimensions = {"LoadBalancer": balancer(kind=None).arn_suffix, "TargetGroup": group.arn_suffix}
    alarm("hosts", HOSTS, dimensions=dimensions)
    computed("more", query("hosts", HOSTS, dimensions=dimensions))


def clean_unknown_metric() -> None:
    alarm("new", "BrandNewCount", dimensions={"Anything": "x"})
    alarm("cpu", "CPUUtilization", "AWS/ECS", dimensions={"ClusterName": "shop"})


def clean_other_namespaces() -> None:
    alarm("own", HOSTS, "Shop/Edge", dimensions={"LoadBalancer": "edge"})
    alarm("classic", HOSTS, "AWS/ELB", dimensions={"LoadBalancerName": "edge"})


def clean_search() -> None:
    expression = "SUM(SEARCH('{AWS/ApplicationELB,LoadBalancer} UnHealthyHostCount', 'Sum'))"
    computed("hosts", {"id": "all", "expression": expression, "return_data": True})


def undecided_metric_is_an_output() -> None:
    alarm("handshakes", unknown("metric"))


def undecided_dimensions_are_an_output() -> None:
    alarm("handshakes", CLIENT, dimensions=unknown("dimensions"))


def undecided_type_is_an_output() -> None:
    alarm("handshakes", CLIENT, dimensions={"LoadBalancer": balancer(kind=unknown("type")).arn_suffix})


def ambiguous_load_balancers_differ() -> None:
    found = balancer("network"), balancer("application", "application")
    either = pulumi.Output.all(*(each.arn_suffix for each in found)).apply(lambda suffixes: suffixes[0])
    alarm("handshakes", CLIENT, dimensions={"LoadBalancer": either})
