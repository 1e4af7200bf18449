from typing import Any

import pulumi
import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import alarm, balancer, computed, listener, query

TARGET = "TargetTLSNegotiationErrorCount"
NETWORK = "AWS/NetworkELB"


def of(*arn_suffixes: Any) -> Any:
    return {"LoadBalancer": arn_suffixes[0]}


def bad_udp_and_the_older_module() -> None:
    module: Any = aws.alb
    found = module.LoadBalancer("edge", load_balancer_type="network", subnets=["subnet-0a"])
    listener("tcp", found.arn, "TCP", module)
    listener("udp", found.arn, "UDP", module)
    alarm(
        "handshakes",  # violates
        "ClientTLSNegotiationErrorCount",
        NETWORK,
        dimensions=of(found.arn_suffix),
    )


def bad_in_metric_math() -> None:
    found = balancer()
    listener("tcp", found.arn, "TCP")
    computed(
        "handshakes",  # violates
        query("errors", TARGET, NETWORK, dimensions=of(found.arn_suffix)),
        query("flows", "NewFlowCount", NETWORK, dimensions=of(found.arn_suffix)),
        {"id": "rate", "expression": "errors / flows", "return_data": True},
    )


def bad_whichever_is_meant() -> None:
    found = [balancer(name) for name in ("blue", "green")]
    for each in found:
        listener(each._name, each.arn, "TCP")
    either = pulumi.Output.all(*(each.arn_suffix for each in found)).apply(lambda suffixes: suffixes[0])
    alarm(
        "handshakes",  # violates
        TARGET,
        NETWORK,
        dimensions=of(either),
    )


def clean_tls_listener() -> None:
    found = balancer()
    listener("tcp", found.arn, "TCP")
    listener("tls", found.arn, "TLS")
    alarm("handshakes", TARGET, NETWORK, dimensions=of(found.arn_suffix))


def clean_other_metric() -> None:
    found = balancer()
    listener("tcp", found.arn, "TCP")
    alarm("resets", "TCP_Target_Reset_Count", NETWORK, dimensions=of(found.arn_suffix))


def clean_application_load_balancer() -> None:
    found = balancer(kind="application")
    listener("http", found.arn, "HTTP")
    alarm("handshakes", TARGET, dimensions=of(found.arn_suffix))


def clean_listeners_of_another_stack() -> None:
    alarm("handshakes", TARGET, NETWORK, dimensions=of(balancer().arn_suffix))


def clean_load_balancer_of_another_stack() -> None:
    listener("tcp", balancer().arn, "TCP")
    alarm("handshakes", TARGET, NETWORK)


def clean_listener_of_another_provider() -> None:
    found = balancer()
    listener("tcp", found.arn, "TCP")
    pulumi.CustomResource("aws-native:elasticloadbalancingv2:Listener", "tls", {"loadBalancerArn": found.arn})
    alarm("handshakes", TARGET, NETWORK, dimensions=of(found.arn_suffix))


def clean_same_metric_of_somebody_else() -> None:
    found = balancer()
    listener("tcp", found.arn, "TCP")
    alarm("handshakes", TARGET, "Shop/Edge", dimensions=of(found.arn_suffix))


def undecided_protocol_is_an_output() -> None:
    found = balancer()
    listener("tcp", found.arn, unknown("protocol"))
    alarm("handshakes", TARGET, NETWORK, dimensions=of(found.arn_suffix))


def undecided_load_balancer_is_an_output() -> None:
    listener("tcp", balancer().arn, "TCP")
    alarm("handshakes", TARGET, NETWORK, dimensions=unknown("dimensions"))


def ambiguous_load_balancers_differ() -> None:
    found = [balancer(name) for name in ("blue", "green")]
    listener("tcp", found[0].arn, "TCP")
    listener("tls", found[1].arn, "TLS")
    either = pulumi.Output.all(*(each.arn_suffix for each in found)).apply(lambda suffixes: suffixes[0])
    alarm("handshakes", TARGET, NETWORK, dimensions=of(either))
