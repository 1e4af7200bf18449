import json
from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.listeners.parts import load_balancer
from tests.unknowns import unknown

SINGLE_RESOURCE = True
HOST = "orders-1.eu-west-1.elb.amazonaws.com"


def container(value: Any) -> Any:
    return {
        "name": "web",
        "image": "web",
        "environment": [{"name": "MODE", "value": "live"}, {"name": "URL", "value": value}],
    }


def task(name: str, *values: Any) -> None:
    containers = json.dumps([container(value) for value in values])
    aws.ecs.TaskDefinition(name, family=name, container_definitions=containers)


def bad_network_load_balancer_in_china() -> None:
    task(
        "web",  # violates
        "wss://orders-0a1b2c3d.elb.cn-north-1.amazonaws.com.cn:8443/events",
    )


def split(name: str, **variables: Any) -> None:
    environment = [{"name": key, "value": value} for key, value in variables.items()]
    containers = json.dumps([{"name": name, "image": name, "environment": environment}])
    aws.ecs.TaskDefinition(name, family=name, container_definitions=containers)


def bad_in_several_variables() -> None:
    split(
        "port",  # violates
        ORDERS_HOST=HOST,
        ORDERS_PORT="443",
    )
    split(
        "scheme",  # violates
        ordersHostname=HOST,
        ordersProtocol="HTTPS",
    )


def clean_other_variables() -> None:
    split("plain", ORDERS_HOST=HOST, ORDERS_PORT="80", ORDERS_SCHEME="http")
    split("apart", ORDERS_HOST=HOST, SHOP_PORT="443", PORT="443")
    split("own-name", ORDERS_HOST="orders.example.com", ORDERS_PORT="443")


def bad_in_a_list_of_capitalised_keys() -> None:
    variables = [{"Name": "URLS", "Value": "a=1;HTTPS://internal-orders-1.eu-west-1.elb.amazonaws.com"}]
    aws.ecs.TaskDefinition(
        "web",  # violates
        family="web",
        container_definitions=json.dumps([{"Name": "web", "Image": "web", "Environment": variables}]),
    )


def clean_own_names_and_plain_urls() -> None:
    task(
        "web",
        "https://orders.example.com",
        "http://orders-1.eu-west-1.elb.amazonaws.com",
        "orders-1.eu-west-1.elb.amazonaws.com",
        "https://s3.eu-west-1.amazonaws.com/elb.log",
    )


def clean_unknown_but_of_no_load_balancer() -> None:
    load_balancer()
    aws.ecs.TaskDefinition("web", family="web", container_definitions=unknown("containers"))


def undecided_url_is_made_of_an_output() -> None:
    url = load_balancer().dns_name.apply(lambda name: f"https://{name}")
    aws.ecs.TaskDefinition("web", family="web", container_definitions=pulumi.Output.json_dumps([container(url)]))
