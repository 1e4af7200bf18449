from typing import Any

import pulumi

from tests.unknowns import unknown

SINGLE_RESOURCE = True

LISTS = ["pl-0123456789abcdef0"]


def params(name: str, spec: Any) -> None:
    pulumi.CustomResource("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", name, {"spec": spec})


def bad_one_of_them_an_output() -> None:
    params(
        "shop",  # violates
        {"PrefixListsIDs": unknown("lists"), "prefixListsIDs": LISTS},
    )


def clean_one_spelling() -> None:
    params("older", {"PrefixListsIDs": LISTS, "inboundCIDRs": ["10.0.0.0/8"]})
    params("newer", {"prefixListsIDs": LISTS})
    params("none", {"group": {"name": "shop"}})


def undecided_settings_are_an_output() -> None:
    params("shop", unknown("spec"))
