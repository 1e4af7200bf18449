from tests.rules.ecs.parts import target_group
from tests.rules.listeners.parts import tcp_group
from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_each_of_the_others() -> None:
    target_group(
        "terminated",  # violates
        connection_termination=True,
    )
    target_group(
        "preserved",  # violates
        protocol="HTTP",
        preserve_client_ip="true",
    )


def clean_network_load_balancer() -> None:
    tcp_group(proxy_protocol_v2=True, connection_termination=True, preserve_client_ip="true")


def clean_off() -> None:
    target_group(proxy_protocol_v2=False, connection_termination=False, preserve_client_ip="false")


def undecided_attribute_is_an_output() -> None:
    target_group(proxy_protocol_v2=unknown("attribute"))


def undecided_protocol_is_an_output() -> None:
    tcp_group(protocol=unknown("protocol"), connection_termination=True)
