from typing import Any

import pulumi_aws as aws

from tests.unknowns import unknown

from .parts import GROUP, NOT_FOUND, ROLE, entry, forward, listener, one_of, service, target_group, task

RULE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/shared/0123456789abcdef/0/1"
LISTENER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shared/0123456789abcdef/0"
CONDITIONS: Any = [{"path_pattern": {"values": ["/"]}}]


def advanced(alternate: Any, production: Any, test: Any = None) -> Any:
    found = {"alternate_target_group_arn": alternate, "production_listener_rule": production, "role_arn": ROLE}
    return found | ({"test_listener_rule": test} if test is not None else {})


def entries(blue: Any, *rules: Any) -> Any:
    """One entry of `loadBalancers`: a group with an alternate of another stack, and its rules."""
    return [entry(blue, advanced_configuration=advanced(f"{GROUP}0", *rules))]


def rule(name: str, *groups: Any, module: Any = aws.lb, of: Any = LISTENER) -> Any:
    return module.ListenerRule(name, listener_arn=of, actions=[forward(*groups)], conditions=CONDITIONS)


def passed_through(name: str = "web") -> Any:
    return target_group(name, protocol="TCP", health_check={"protocol": "TCP"})


def tcp(name: str, group: Any, **args: Any) -> Any:
    return listener(name, forward(group), protocol="TCP", ssl_policy=None, certificate_arn=None, **args)


def bad_test_listener() -> None:
    blue = target_group(module=aws.alb)
    found = listener("test", NOT_FOUND, port=8443, module=aws.alb)
    service(
        "web",  # violates
        task("web").arn,
        entries(blue.arn, RULE, found.arn),
    )


def bad_both_listeners() -> None:
    blue = target_group()
    production, test = listener("https", forward(blue)), listener("test", NOT_FOUND, port=8443)
    service(
        "web",  # violates
        task("web").arn,
        entries(blue.arn, production.arn, test.arn),
        deployment_configuration={"strategy": "BLUE_GREEN"},
    )


def bad_listener_of_another_stack() -> None:
    service(
        "web",  # violates
        "shared:7",
        entries(GROUP, LISTENER),
    )


def bad_rule_for_a_network_load_balancer() -> None:
    service(
        "web",  # violates
        task("web").arn,
        entries(passed_through().arn, rule("web", target_group("other")).arn),
    )


def clean_rules() -> None:
    blue = target_group()
    production, test = rule("web", blue), rule("test", blue, module=aws.alb)
    service("web", task("web").arn, entries(blue.arn, production.arn, test.arn))


def clean_rules_of_another_stack() -> None:
    service("web", task("web").arn, entries(target_group().arn, RULE, RULE.replace("/1", "/2")))


def clean_listener_of_a_network_load_balancer() -> None:
    blue = passed_through()
    found, test = tcp("tcp", blue), tcp("test", blue, port=8443)
    service("web", task("web").arn, entries(blue.arn, found.arn, test.arn))


def clean_listener_of_a_network_load_balancer_of_another_stack() -> None:
    service("web", task("web").arn, entries(passed_through().arn, LISTENER.replace("/app/", "/net/")))


def clean_rule_for_a_group_of_another_stack() -> None:
    service("web", task("web").arn, entries(GROUP, rule("web", target_group()).arn))


def clean_without() -> None:
    listener("https", forward(blue := target_group()))
    service("web", task("web").arn, [entry(blue.arn)])


def undecided_rule_is_an_output() -> None:
    service("web", task("web").arn, entries(target_group().arn, unknown("rule")))


def ambiguous_rule_or_listener() -> None:
    blue = target_group()
    either = one_of(listener("https", forward(blue)), rule("web", blue))
    service("web", task("web").arn, entries(blue.arn, either))
