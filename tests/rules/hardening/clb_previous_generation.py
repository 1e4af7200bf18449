import pulumi_aws as aws

from .parts import load_balancer

SINGLE_RESOURCE = True
ALWAYS_DECIDED = True


def bad_plain_listener() -> None:
    aws.elb.LoadBalancer(
        "web",  # violates
        listeners=[{"lb_port": 80, "lb_protocol": "http", "instance_port": 8080, "instance_protocol": "http"}],
    )


def clean_application_load_balancer() -> None:
    load_balancer("web")
