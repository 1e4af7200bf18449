from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import CERTIFICATE, NOT_FOUND, REDIRECT, listener
from tests.rules.listeners.parts import PLAIN, certificate, load_balancer, network_load_balancer, tcp_listener
from tests.unknowns import unknown

ZONE = "Z0123456789ABCDEFGHIJ"


def record(name: str, balancer: Any, host: Any, zone: Any = ZONE, **args: Any) -> None:
    alias: Any = {"name": balancer.dns_name, "zone_id": balancer.zone_id, "evaluate_target_health": True}
    aws.route53.Record(name, zone_id=zone, name=host, **{"type": "A", "aliases": [alias]} | args)


def balancer(*names: str, name: str = "alb") -> Any:
    """A load balancer with a certificate for these names."""
    found = load_balancer(name)
    given = certificate(name, names[0], subject_alternative_names=list(names[1:]))
    listener(f"{name}-https", NOT_FOUND, balancer=found.arn, certificate_arn=given.arn)
    return found


def bad_name_two_labels_deep() -> None:
    record(
        "shop",  # violates
        balancer("*.example.com"),
        "a.shop.example.com.",
    )


def bad_relative_name_in_a_zone_of_this_stack() -> None:
    zone = aws.route53.Zone("public", name="example.org.")
    record(
        "shop",  # violates
        balancer("shop.example.com", "*.example.com"),
        "shop",
        zone.zone_id,
    )


def bad_canonical_name() -> None:
    found = balancer("shop.example.com")
    record(
        "www",  # violates
        found,
        "www.example.com",
        type="CNAME",
        aliases=None,
        records=[found.dns_name],
        ttl=60,
    )


def clean_names_on_the_certificate() -> None:
    zone = aws.route53.Zone("public", name="Example.com")
    found = balancer("example.com", "*.example.com")
    record("apex", found, "", zone.zone_id)
    record("shop", found, "shop", zone.zone_id)
    record("full", found, "SHOP.example.com", zone.zone_id)
    record("wildcard", found, "*.example.com", zone.zone_id)


def clean_name_that_may_lack_its_zone() -> None:
    record("relative", balancer("api.internal.example.com"), "api.internal")
    record("wildcard", balancer("*.internal.example.com", name="other"), "api.internal")
    record("label", balancer("*.example.com", name="third"), "api")


def clean_further_certificate() -> None:
    found = load_balancer()
    secure = listener("https", NOT_FOUND, balancer=found.arn, certificate_arn=certificate("other", "other.org").arn)
    arn = certificate("shop", "shop.example.com").arn
    aws.lb.ListenerCertificate("shop", listener_arn=secure.arn, certificate_arn=arn)
    record("shop", found, "shop.example.com")


def clean_certificates_that_are_not_told() -> None:
    shared = load_balancer("shared")
    listener("shared", NOT_FOUND, balancer=shared.arn, certificate_arn=CERTIFICATE)
    record("shared", shared, "shop.example.com")
    imported = load_balancer("imported")
    given = aws.acm.Certificate("imported", private_key="key", certificate_body="body")
    listener("imported", NOT_FOUND, balancer=imported.arn, certificate_arn=given.arn)
    record("imported", imported, "shop.example.com")


def clean_passthrough_and_plain_http() -> None:
    certificate()
    nlb, alb = network_load_balancer(), load_balancer()
    tcp_listener("tcp", balancer=nlb.arn)
    listener("http", REDIRECT, balancer=alb.arn, **PLAIN)
    record("nlb", nlb, "orders.example.com")
    record("alb", alb, "orders.example.org")


def clean_other_records() -> None:
    balancer("shop.example.com")
    aws.route53.Record("other", zone_id=ZONE, name="other.example.com", type="TXT", ttl=60, records=["text"])
    alias: Any = {"name": "d111111abcdef8.cloudfront.net", "zone_id": "Z2FDTNDATAQYW2", "evaluate_target_health": False}
    aws.route53.Record("cdn", zone_id=ZONE, name="cdn.example.com", type="A", aliases=[alias])
    aws.route53.Record("proof", zone_id=ZONE, name="proof.example.com", type="TXT", ttl=60, records=unknown("values"))


def undecided_host_is_an_output() -> None:
    record("shop", balancer("shop.example.com"), unknown("host"))


def undecided_certificate_is_an_output() -> None:
    found = load_balancer()
    certificate()
    listener("https", NOT_FOUND, balancer=found.arn, certificate_arn=unknown("certificate"))
    record("shop", found, "other.example.com")


def ambiguous_load_balancers_differ() -> None:
    both = balancer("shop.example.com"), balancer("other.example.com", name="other")
    name = pulumi.Output.all(*(found.dns_name for found in both)).apply(lambda names: names[0])
    alias: Any = {"name": name, "zone_id": "Z32O12XQLNTSW2", "evaluate_target_health": True}
    record("shop", both[0], "shop.example.com", aliases=[alias])
