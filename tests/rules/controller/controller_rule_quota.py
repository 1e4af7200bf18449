from tests.unknowns import unknown

from .parts import OWN, configuration, ingress, member, service

IPV4 = [f"10.{number}.0.0/16" for number in range(61)]
IPV6 = [f"2001:db8:{number}::/48" for number in range(61)]
PORTS = '[{"HTTP": 80}, {"HTTPS": 443}]'
LISTS = "pl-0123456789abcdef0,pl-00000000000000000"


def bad_one_port() -> None:
    ingress(
        "four",  # violates
        inbound_cidrs=",".join(IPV4),
    )
    ingress(
        "six",  # violates
        inbound_cidrs=",".join([*IPV6, *IPV4[:10]]),
        ip_address_type="dualstack",
    )


def bad_prefix_lists_count() -> None:
    ingress(
        "shop",  # violates
        inbound_cidrs=",".join(IPV4[:30]),
        listen_ports=PORTS,
        security_group_prefix_lists=LISTS,
    )


def bad_service() -> None:
    service(
        "shop",  # violates
        spec={"loadBalancerSourceRanges": IPV4[:21], "ports": [{"port": port} for port in (80, 443, 8443)]},
    )


def clean_quota_is_not_exceeded() -> None:
    ingress("one-port", inbound_cidrs=",".join(IPV4[:60]))
    ingress("two-ports", inbound_cidrs=",".join(IPV4[:30]), listen_ports=PORTS)
    ingress("families", inbound_cidrs=",".join([*IPV4[:40], *IPV6[:40]]), ip_address_type="dualstack")
    service("service", spec={"loadBalancerSourceRanges": IPV4[:60], "ports": [{"port": 443}]})


def clean_ports_that_cannot_be_read() -> None:
    ingress("shop", inbound_cidrs=",".join(IPV4), listen_ports="443")


def clean_groups_of_its_own() -> None:
    """Which `controller-allow-list-ignored` reports."""
    ingress("shop", inbound_cidrs=",".join(IPV4), security_groups=OWN)
    member("a", security_groups=OWN)
    member("b", inbound_cidrs=",".join(IPV4))


def clean_gateways_say_no_ports() -> None:
    configuration("gateway", sourceRanges=IPV4)


def undecided_clients_are_an_output() -> None:
    ingress("shop", inbound_cidrs=unknown("clients"))


def ambiguous_group() -> None:
    member("a", inbound_cidrs=",".join(IPV4))
    member("b", group=unknown("group"), security_groups=OWN)
