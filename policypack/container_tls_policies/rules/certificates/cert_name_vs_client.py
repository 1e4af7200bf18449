"""A DNS name that leads to a load balancer should be on a certificate of its listeners.

## What it does
Reports Route 53 records that lead to a load balancer of this stack, as an alias or by its DNS name, while none of the
certificates of its HTTPS and TLS listeners has the name. A wildcard stands for one label: `*.example.com` is for
`shop.example.com`, and neither for `example.com` nor for `a.shop.example.com`.

Nothing is said where a certificate is not of this stack or was imported, and where all listeners pass TLS through: then
the container shows the certificate.

## Why it is bad
Clients connect by the record's name, get the default certificate with another name, and refuse it.

## Example
```python
import pulumi_aws as aws

balancer = aws.lb.LoadBalancer("shop", subnets=["subnet-0a", "subnet-0b"], security_groups=["sg-0123456789abcdef0"])
group = aws.lb.TargetGroup("shop", port=8443, protocol="HTTPS", target_type="ip", vpc_id="vpc-0123456789abcdef0")
certificate = aws.acm.Certificate("shop", domain_name="*.example.com", validation_method="DNS")
validation = aws.acm.CertificateValidation("shop", certificate_arn=certificate.arn)
listener = aws.lb.Listener(
    "https",
    load_balancer_arn=balancer.arn,
    port=443,
    protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    certificate_arn=validation.certificate_arn,
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
zone = aws.route53.Zone("public", name="example.com")
aws.route53.Record(
    "apex",  # violates
    zone_id=zone.zone_id,
    name="example.com",
    type="A",
    aliases=[{"name": balancer.dns_name, "zone_id": balancer.zone_id, "evaluate_target_health": True}],
)
```

## Use instead
All names that clients use, on the certificate or on a further one of the listener.
```python
certificate = aws.acm.Certificate(
    "shop", domain_name="example.com", subject_alternative_names=["*.example.com"], validation_method="DNS"
)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import AddressRecord, those
from ...rule import Level, Outcome, Severity, Violation, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import LoadBalancer, Reference


@rule(
    on=AddressRecord,
    level=Level.ADVISORY,
    severity=Severity.HIGH,
    outcome=Outcome.BROKEN,
    since="0.1.0",
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html",
    ),
)
def check(record: AddressRecord) -> Iterator[Violation]:
    def lacks_name(reference: Reference[LoadBalancer]) -> bool:
        return reference.agree(lambda balancer: balancer.shows_certificate_for(record.may_be_named)) is False

    for reference in those(record.targets, lacks_name):
        balancers = " or ".join(balancer.label for balancer in reference.candidates)
        yield Violation(
            record,
            "name",
            f"{record.label} leads clients of {record.host} to {balancers}, none of whose certificates has that name.",
            "Clients get a certificate with another name, and refuse it.",
            "put the name into domainName (domain_name) or subjectAlternativeNames (subject_alternative_names) of a "
            "certificate of the listener, or add one by a ListenerCertificate.",
        )
