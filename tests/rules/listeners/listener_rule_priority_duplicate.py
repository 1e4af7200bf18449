import pulumi_aws as aws

from tests.rules.ecs.parts import NOT_FOUND, listener, one_of
from tests.unknowns import unknown

from .parts import LISTENER, rule


def bad_listener_of_this_stack() -> None:
    https = listener("https", NOT_FOUND)
    rule("billing", https.arn, module=aws.alb, priority=10)
    rule(
        "orders",  # violates
        https.arn,
        priority=10,
    )


def clean_next_free_ones() -> None:
    https = listener("https", NOT_FOUND)
    for name in ("billing", "orders"):
        rule(name, https.arn)


def clean_different_priorities() -> None:
    for priority, name in enumerate(("billing", "orders"), start=1):
        rule(name, LISTENER, priority=priority)


def clean_different_listeners() -> None:
    for port in (443, 8443):
        rule(f"rule-{port}", listener(f"https-{port}", NOT_FOUND, port=port).arn, priority=1)
    rule("shared", LISTENER, priority=1)


def undecided_priority_is_an_output() -> None:
    rule("billing", LISTENER, priority=1)
    rule("orders", LISTENER, priority=unknown("priority"))


def undecided_listener_is_an_output() -> None:
    rule("billing", LISTENER, priority=1)
    rule("orders", unknown("listener"), priority=1)


def ambiguous_one_of_two_listeners() -> None:
    listeners = listener("https", NOT_FOUND), listener("admin", NOT_FOUND, port=8443)
    rule("billing", listeners[0].arn, priority=1)
    rule("orders", one_of(*listeners), priority=1)
