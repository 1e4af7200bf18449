from tests.rules.ecs.parts import target_group
from tests.rules.listeners.parts import tcp_group
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_encrypted_anew() -> None:
    tcp_group(
        "shop",  # violates
        protocol="TLS",
        proxy_protocol_v2=True,
    )


def clean_off() -> None:
    tcp_group("default")
    tcp_group("off", proxy_protocol_v2=False)


def clean_belongs_to_another_rule() -> None:
    target_group(proxy_protocol_v2=True)


def undecided_attribute_is_an_output() -> None:
    tcp_group(proxy_protocol_v2=unknown("attribute"))
