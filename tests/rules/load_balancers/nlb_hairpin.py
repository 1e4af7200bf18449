from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import entry, forward, listener, one_of, service, target_group
from tests.rules.listeners.parts import NLB, load_balancer, network_load_balancer, tcp_group, tcp_listener
from tests.unknowns import unknown


def task(name: str, told: Any = "", mode: Any = "bridge") -> aws.ecs.TaskDefinition:
    container = {
        "name": "web",
        "image": "web",
        "portMappings": [{"containerPort": 8443}],
        "environment": [{"name": "PEER", "value": told}],
    }
    containers = pulumi.Output.json_dumps([container])
    return aws.ecs.TaskDefinition(name, family=name, network_mode=mode, container_definitions=containers)


def internal(name: str = "nlb", **args: Any) -> aws.lb.LoadBalancer:
    return network_load_balancer(name, internal=True, **args)


def behind(balancer: Any, group: Any, task_definition: Any, name: str = "orders", **args: Any) -> None:
    tcp_listener(name, forward(group), balancer=balancer)
    service(name, task_definition, [entry(group.arn, 8443)], **{"network_configuration": None} | args)


def instances(name: str = "orders", **args: Any) -> Any:
    return tcp_group(name, target_type="instance", **args)


def bad_neighbour_by_a_dns_record() -> None:
    balancer = internal()
    group = instances(
        "orders",  # violates
    )
    cluster = aws.ecs.Cluster("shop").arn
    alias: Any = {"name": balancer.dns_name, "zone_id": balancer.zone_id, "evaluate_target_health": False}
    record = aws.route53.Record("orders", zone_id="Z0A", name="orders.example.com", type="A", aliases=[alias])
    behind(balancer.arn, group, task("orders").arn, cluster=cluster)
    service("web", task("web", record.fqdn, "host").arn, network_configuration=None, cluster=cluster)


def bad_itself_with_preserved_addresses() -> None:
    balancer = internal()
    group = tcp_group(
        "orders",  # violates
        preserve_client_ip="true",
    )
    told = task("orders", balancer.dns_name, "awsvpc").arn
    tcp_listener("orders", forward(group), balancer=balancer.arn)
    service("orders", told, [entry(group.arn, 8443)])


def clean_addresses_of_the_load_balancer() -> None:
    balancer = internal()
    told = task("orders", balancer.dns_name)
    behind(balancer.arn, instances(preserve_client_ip="false"), told.arn)
    group = tcp_group("ip")
    tcp_listener("ip", forward(group), balancer=balancer.arn, port=8443)
    service("ip", task("ip", balancer.dns_name, "awsvpc").arn, [entry(group.arn, 8443)])


def clean_caller_elsewhere() -> None:
    balancer = internal()
    behind(balancer.arn, instances(), task("orders").arn, cluster="orders")
    service("web", task("web", balancer.dns_name).arn, network_configuration=None, cluster="web")
    service("job", task("job", balancer.dns_name, "awsvpc").arn, cluster="orders")


def clean_public_load_balancer() -> None:
    balancer = network_load_balancer()
    behind(balancer.arn, instances(), task("orders", balancer.dns_name).arn)


def clean_application_load_balancer() -> None:
    balancer = load_balancer(internal=True)
    group = target_group("orders", target_type="instance", port=8443)
    listener("https", forward(group), balancer=balancer.arn)
    told = task("orders", balancer.dns_name).arn
    service("orders", told, [entry(group.arn, 8443)], network_configuration=None)


def clean_load_balancer_of_another_stack() -> None:
    behind(NLB, instances(), task("orders", internal().dns_name).arn)


def clean_told_of_nothing() -> None:
    behind(internal().arn, instances(), task("orders", unknown("peer")).arn)


def undecided_attribute_is_an_output() -> None:
    balancer = internal()
    behind(balancer.arn, instances(preserve_client_ip=unknown("preserved")), task("orders", balancer.dns_name).arn)


def ambiguous_one_of_two_load_balancers() -> None:
    balancers = internal("blue"), internal("green")
    behind(one_of(*balancers), instances(), task("orders", balancers[0].dns_name).arn)
