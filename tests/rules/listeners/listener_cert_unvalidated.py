from typing import Any

import pulumi
import pulumi_aws as aws

from tests.rules.ecs.parts import AUTHORITY, NOT_FOUND, listener, one_of
from tests.unknowns import unknown

from .parts import LISTENER, certificate


def validation(name: str, given: Any) -> aws.acm.CertificateValidation:
    return aws.acm.CertificateValidation(name, certificate_arn=given.arn)


def bad_no_validation_at_all() -> None:
    listener(
        "https",  # violates
        NOT_FOUND,
        module=aws.alb,
        certificate_arn=certificate(validation_method="EMAIL").arn,
    )


def bad_further_certificate() -> None:
    given = certificate()
    validation("shop", given)
    aws.lb.ListenerCertificate(
        "shop",  # violates
        listener_arn=LISTENER,
        certificate_arn=given.arn,
    )


def bad_validation_of_another_certificate() -> None:
    given, other = certificate(), certificate("other")
    listener(
        "https",  # violates
        NOT_FOUND,
        certificate_arn=given.arn.apply(lambda arn: arn),
        opts=pulumi.ResourceOptions(depends_on=[validation("other", other)]),
    )


def bad_validation_in_the_same_component() -> None:
    class Edge(pulumi.ComponentResource):
        pass

    opts = pulumi.ResourceOptions(parent=Edge("shop:index:Edge", "edge"))
    given = certificate(opts=opts)
    aws.acm.CertificateValidation("shop", certificate_arn=given.arn, opts=opts)
    listener(
        "https",  # violates
        NOT_FOUND,
        certificate_arn=given.arn,
        opts=opts,
    )


def clean_arn_of_the_validation() -> None:
    given = certificate()
    listener("https", NOT_FOUND, certificate_arn=validation("shop", given).certificate_arn)
    aws.lb.ListenerCertificate("shop", listener_arn=LISTENER, certificate_arn=validation("too", given).certificate_arn)


def clean_dependency_on_the_validation() -> None:
    given = certificate()
    opts = pulumi.ResourceOptions(depends_on=[validation("shop", given)])
    listener("https", NOT_FOUND, certificate_arn=given.arn, opts=opts)


def clean_dependency_by_way_of_another_resource() -> None:
    given = certificate()
    opts = pulumi.ResourceOptions(depends_on=[validation("shop", given)])
    waiting = aws.ssm.Parameter("arn", type="String", value=given.arn, opts=opts)
    listener("https", NOT_FOUND, certificate_arn=pulumi.Output.all(given.arn, waiting.id).apply(lambda both: both[0]))


def clean_dependency_on_the_component_of_the_validation() -> None:
    class Domain(pulumi.ComponentResource):
        def __init__(self) -> None:
            super().__init__("shop:index:Domain", "domain")
            opts = pulumi.ResourceOptions(parent=self)
            self.certificate = certificate(opts=opts)
            aws.acm.CertificateValidation("shop", certificate_arn=self.certificate.arn, opts=opts)

    domain = Domain()
    opts = pulumi.ResourceOptions(depends_on=[domain])
    listener("https", NOT_FOUND, certificate_arn=domain.certificate.arn, opts=opts)


def clean_waited_for_by_a_command() -> None:
    given = certificate()
    waiting = pulumi.CustomResource("command:local:Command", "wait", {"environment": {"ARN": given.arn}})
    opts = pulumi.ResourceOptions(depends_on=[waiting])
    listener("https", NOT_FOUND, certificate_arn=given.arn, opts=opts)


def clean_imported() -> None:
    given = aws.acm.Certificate("shop", private_key="key", certificate_body="body")
    listener("https", NOT_FOUND, certificate_arn=given.arn)


def clean_from_a_private_authority() -> None:
    given = certificate(validation_method=None, certificate_authority_arn=AUTHORITY)
    listener("https", NOT_FOUND, certificate_arn=given.arn)


def clean_certificate_of_another_stack() -> None:
    certificate()
    listener("https", NOT_FOUND)
    existing = aws.acm.Certificate.get("existing", "arn:aws:acm:us-east-1:123456789012:certificate/existing")
    listener("admin", NOT_FOUND, port=8443, certificate_arn=existing.arn)
    uploaded = aws.iam.ServerCertificate("uploaded", certificate_body="body", private_key="key")
    listener("uploaded", NOT_FOUND, port=9443, certificate_arn=uploaded.arn)


def undecided_certificate_is_an_output() -> None:
    certificate()
    listener("https", NOT_FOUND, certificate_arn=unknown("certificate"))


def ambiguous_one_of_two() -> None:
    listener("https", NOT_FOUND, certificate_arn=one_of(certificate("blue"), certificate("green")))
