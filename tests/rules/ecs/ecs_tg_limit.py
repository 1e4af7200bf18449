from typing import Any

from tests.unknowns import unknown

from .parts import GROUP, ROLE, entry, one_of, service, target_group

RULE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/shared/0123456789abcdef/0/1"


def of(arns: Any, **args: Any) -> Any:
    return [entry(arn, 8080 + number, **args) for number, arn in enumerate(arns)]


def bad_groups_of_this_stack() -> None:
    arns = [target_group(name).arn for name in "abcdef"]
    service(
        "web",  # violates
        "shared:7",
        of(arns),
    )


def bad_mixed() -> None:
    arns = [*(target_group(name).arn for name in "ab"), *(f"{GROUP}{number}" for number in range(4))]
    service(
        "web",  # violates
        "shared:7",
        of(arns),
    )


def clean_five() -> None:
    service("web", "shared:7", of(target_group(name).arn for name in "abcde"))


def clean_five_that_are_outputs() -> None:
    service("web", "shared:7", of(unknown(name) for name in "abcde"))


def clean_one_group_for_six_ports() -> None:
    service("web", "shared:7", of([GROUP] * 6))


def clean_alternates_do_not_count() -> None:
    advanced = {"alternate_target_group_arn": f"{GROUP}9", "production_listener_rule": RULE, "role_arn": ROLE}
    service("web", "shared:7", of((f"{GROUP}{number}" for number in range(5)), advanced_configuration=advanced))


def undecided_sixth_is_an_output() -> None:
    service("web", "shared:7", of([*(f"{GROUP}{number}" for number in range(5)), unknown("sixth")]))


def ambiguous_sixth_is_one_of_two() -> None:
    sixth = one_of(target_group("a"), target_group("b"))
    service("web", "shared:7", of([*(f"{GROUP}{number}" for number in range(5)), sixth]))
