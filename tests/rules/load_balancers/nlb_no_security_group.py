from tests.rules.ecs.parts import forward, one_of
from tests.rules.listeners.parts import load_balancer, network_load_balancer, tcp_group, tcp_listener
from tests.unknowns import unknown


def bad_empty_list() -> None:
    network_load_balancer(
        "nlb",  # violates
        security_groups=[],
        internal=True,
    )


def bad_quic_on_another_one() -> None:
    balancer = network_load_balancer(
        "nlb",  # violates
        security_groups=None,
    )
    tcp_listener("tcp", balancer=balancer.arn)
    quic("quic", network_load_balancer("other", security_groups=None).arn)


def quic(name: str, balancer: object) -> None:
    tcp_listener(name, forward(tcp_group(name, protocol="QUIC")), balancer=balancer, protocol="QUIC")


def clean_with_a_group() -> None:
    network_load_balancer()
    network_load_balancer("later", security_groups=[unknown("group")])
    network_load_balancer("all", security_groups=unknown("groups"))


def clean_quic() -> None:
    quic("quic", network_load_balancer(security_groups=None).arn)


def clean_other_types() -> None:
    load_balancer(security_groups=None)
    load_balancer("gateway", load_balancer_type="gateway", security_groups=None)


def undecided_type_is_an_output() -> None:
    load_balancer(load_balancer_type=unknown("type"), security_groups=None)


def ambiguous_quic_on_one_of_two() -> None:
    balancers = network_load_balancer("blue", security_groups=None), network_load_balancer("green")
    quic("quic", one_of(*balancers))
