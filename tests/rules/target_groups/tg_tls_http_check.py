from tests.rules.ecs.parts import endpoint, entry, one_of, service, target_group, task
from tests.unknowns import unknown


def bad_no_health_check() -> None:
    target_group(
        "web",  # violates
        health_check=None,
    )


def bad_stated_on_the_same_port() -> None:
    target_group(
        "web",  # violates
        port=8443,
        health_check={"protocol": "HTTP", "port": "8443", "matcher": "200-399"},
    )


def bad_container_port() -> None:
    group = target_group(
        "web",  # violates
        port=443,
        health_check={"protocol": "HTTP", "port": "8080"},
    )
    service("web", task("web").arn, [entry(group.arn)])


def bad_network_load_balancer() -> None:
    target_group(
        "web",  # violates
        protocol="TLS",
        health_check={"protocol": "HTTP"},
    )


def clean_https() -> None:
    target_group("web")


def clean_tls_group_with_the_default() -> None:
    target_group("web", protocol="TLS", health_check=None)


def clean_port_of_its_own() -> None:
    target_group("web", health_check={"protocol": "HTTP", "port": "9901", "path": "/ready"})


def clean_port_of_the_group_is_not_that_of_the_container() -> None:
    group = target_group("web", port=9901, health_check={"protocol": "HTTP", "port": "9901"})
    service("web", task("web").arn, [entry(group.arn)])


def clean_matcher_takes_bad_request() -> None:
    target_group("web", health_check={"protocol": "HTTP", "matcher": "200-499"})


def clean_plain_group() -> None:
    target_group("web", protocol="HTTP", health_check={"protocol": "HTTP"})


def clean_of_another_rule() -> None:
    group = target_group("web", health_check={"protocol": "HTTP"})
    service("web", task("web").arn, [entry(group.arn)], endpoint())


def undecided_protocol_is_an_output() -> None:
    target_group("web", health_check={"protocol": unknown("protocol")})


def ambiguous_group_behind_a_proxy() -> None:
    plain = {"protocol": "HTTP"}
    either = one_of(target_group("web", health_check=plain), target_group("shop", health_check=plain))
    service("web", task("web").arn, [entry(either)], endpoint())
