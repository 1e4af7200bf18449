from tests.unknowns import unknown

from .controller_annotation_misspelt import ingress, service
from .controller_manages_custom_groups import ALB, INGRESS, MANAGE, NLB, SERVICE, annotated, release

SINGLE_RESOURCE = True


def bad_words_of_yaml() -> None:
    ingress(
        "yes",  # violates
        enable_frontend_nlb="yes",
    )
    ingress(
        "odd-capitals",  # violates
        shield_advanced_protection="tRUE",
    )
    service(
        "on",  # violates
        disable_nlb_sg="on",
    )


def bad_in_values_of_charts() -> None:
    release(
        "shop",  # violates
        {"ingress": {"annotations": {f"{ALB}{MANAGE}": "enabled"}}},
    )


def clean_every_word() -> None:
    for index, word in enumerate(("1", "t", "T", "true", "True", "TRUE", "0", "f", "F", "false", "False", "FALSE")):
        ingress(f"shop-{index}", manage_backend_security_group_rules=word)


def clean_boolean_in_values_of_a_chart() -> None:
    """Charts write it as text."""
    release("shop", {"ingress": {"annotations": {f"{ALB}{MANAGE}": True}}})


def clean_not_read_as_a_boolean() -> None:
    ingress("not-one", target_type="yes", ssl_redirect="443")
    service("of-the-cloud-provider", internal="0.0.0.0/0")
    annotated(INGRESS, "of-services", {f"{NLB}{MANAGE}": "yes"})
    annotated(SERVICE, "of-ingresses", {f"{ALB}{MANAGE}": "yes"})


def undecided_value_is_an_output() -> None:
    ingress("shop", use_regex_path_match=unknown("flag"))
