from typing import Any

from tests.unknowns import unknown

from .parts import GROUP, ROLE, endpoint, entry, service, task

SINGLE_RESOURCE = True

RULE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener-rule/app/shared/0123456789abcdef/0/1"
COMPLETE: Any = {"alternate_target_group_arn": f"{GROUP}0", "production_listener_rule": RULE, "role_arn": ROLE}
BLUE_GREEN: Any = {"strategy": "BLUE_GREEN"}


def bad_canary() -> None:
    service(
        "web",  # violates
        task("web").arn,
        [entry(GROUP)],
        deployment_configuration={"strategy": "CANARY", "canary_configuration": {"canary_percent": 5}},
    )


def bad_linear_stated_for_the_controller_ecs() -> None:
    service(
        "web",  # violates
        task("web").arn,
        [entry(unknown("group"))],
        deployment_configuration={"strategy": "LINEAR"},
        deployment_controller={"type": "ECS"},
    )


def bad_beside_one_that_is_not_known() -> None:
    service(
        "web",  # violates
        task("web").arn,
        [unknown("entry"), entry(GROUP)],
        deployment_configuration=BLUE_GREEN,
    )


def bad_without_role() -> None:
    advanced = {key: value for key, value in COMPLETE.items() if key != "role_arn"}
    service(
        "web",  # violates
        task("web").arn,
        [entry(GROUP, advanced_configuration=advanced)],
        deployment_configuration=BLUE_GREEN,
    )


def bad_only_one_of_two_whatever_the_strategy() -> None:
    service(
        "web",  # violates
        task("web").arn,
        [entry(GROUP, advanced_configuration=COMPLETE), entry(f"{GROUP}1", 9090)],
        deployment_configuration={"strategy": unknown("strategy")},
    )


def clean_complete() -> None:
    entries = [entry(GROUP, advanced_configuration={**COMPLETE, "test_listener_rule": f"{RULE}2"})]
    service("web", task("web").arn, entries, deployment_configuration=BLUE_GREEN)


def clean_values_are_outputs() -> None:
    advanced = {key: unknown(key) for key in COMPLETE}
    entries = [entry(unknown("group"), advanced_configuration=advanced)]
    service("web", task("web").arn, entries, deployment_configuration=BLUE_GREEN)


def clean_kept_while_rolling() -> None:
    service("web", task("web").arn, [entry(GROUP, advanced_configuration=COMPLETE)])


def clean_rolling() -> None:
    service("web", task("web").arn, [entry(GROUP)], deployment_configuration={"strategy": "ROLLING"})
    service("bare", task("bare").arn, [entry(GROUP), entry(f"{GROUP}1", 9090)])


def clean_service_connect_only() -> None:
    service("web", task("web").arn, None, endpoint(), deployment_configuration=BLUE_GREEN)


def clean_codedeploy() -> None:
    service("web", task("web").arn, [entry(GROUP)], deployment_controller={"type": "CODE_DEPLOY"})
    external = {"deployment_controller": {"type": "EXTERNAL"}, "deployment_configuration": BLUE_GREEN}
    service("admin", None, [entry(GROUP)], **external)


def clean_classic_load_balancer() -> None:
    classic: Any = {"elb_name": "web", "container_name": "web", "container_port": 8080}
    service("web", "shared:7", [classic], deployment_configuration=BLUE_GREEN, network_configuration=None)


def undecided_whether_another_one_is_complete() -> None:
    service("web", task("web").arn, [entry(GROUP), unknown("entry")])


def undecided_strategy_is_an_output() -> None:
    service("web", task("web").arn, [entry(GROUP)], deployment_configuration={"strategy": unknown("strategy")})
