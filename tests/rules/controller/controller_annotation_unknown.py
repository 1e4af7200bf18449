from tests.unknowns import unknown

from .controller_annotation_misspelt import ingress, service
from .controller_manages_custom_groups import ALB, INGRESS, NLB, OWN, SERVICE, annotated, release

SINGLE_RESOURCE = True


def bad_names_that_nobody_reads() -> None:
    ingress(
        "misspelt",  # violates
        target_typ="ip",
    )
    service(
        "invented",  # violates
        whatever="1",
    )
    ingress(
        "protected-all-the-same",  # violates
        security_group=OWN,
        security_groups=OWN,
    )
    ingress(
        "family-without-a-name",  # violates
        actions="{}",
    )


def bad_on_the_service_behind_an_ingress() -> None:
    annotated(
        SERVICE,
        "shop",  # violates
        {f"{ALB}health-check-path": "/"},
        type="ClusterIP",
    )


def bad_in_values_of_charts() -> None:
    release(
        "shop",  # violates
        {"service": {"annotations": {f"{NLB}target-type": "ip"}}},
    )


def clean_every_family() -> None:
    ingress("shop", **{"transforms.a": "[]", "target-control-port.shop.80": "1", "group.name": "shop"})
    service("classic", connection_idle_timeout="60", access_log_emit_interval="5")
    annotated(SERVICE, "behind", {f"{ALB}healthcheck-path": "/"}, type="ClusterIP")
    release("quic", {"podAnnotations": {f"{NLB}quic-enabled-containers": "web"}})


def clean_protecting_ones_belong_to_another_rule() -> None:
    ingress("shop", security_group=OWN)


def clean_empty() -> None:
    ingress("shop", target_typ="")


def undecided_annotations_are_an_output() -> None:
    annotated(INGRESS, "shop", unknown("annotations"))
