from tests.unknowns import unknown

from .controller_gateway_group_disabled import gateway, gateway_class, named, parameters
from .parts import OWN, configuration, resource

LISTS = ["pl-0123456789abcdef0"]


def bad_older_version_and_lists_that_are_not_known() -> None:
    configuration(
        "older",  # violates
        version="v1beta1",
        securityGroupPrefixes=LISTS,
    )
    configuration(
        "unknown",  # violates
        securityGroupPrefixes=[unknown("list")],
        scheme="internal",
    )
    configuration(
        "empty-groups",  # violates
        securityGroupPrefixes=LISTS,
        securityGroups=[],
        disableSecurityGroup=False,
    )


def bad_ranges_of_another_gateway() -> None:
    configuration(
        "shop",  # violates
        securityGroupPrefixes=LISTS,
    )
    configuration("admin", sourceRanges=["10.0.0.0/8"])
    gateway_class("alb", "gateway.k8s.aws/alb")
    gateway("shop", "alb", parameters("shop"))
    gateway("admin", "alb", parameters("admin"))


def bad_ranges_of_one_gateway_of_the_class() -> None:
    configuration(
        "class",  # violates
        securityGroupPrefixes=LISTS,
    )
    configuration("admin", sourceRanges=["10.0.0.0/8"])
    gateway_class("alb", "gateway.k8s.aws/alb", parameters("class"))
    gateway("shop", "alb")
    gateway("admin", "alb", parameters("admin"))


def clean_ranges_are_stated() -> None:
    configuration("empty", securityGroupPrefixes=LISTS, sourceRanges=[])
    configuration("more", securityGroupPrefixes=LISTS, sourceRanges=["10.0.0.0/8"])


def clean_ranges_that_are_not_known() -> None:
    configuration("unknown", securityGroupPrefixes=LISTS, sourceRanges=unknown("ranges"))


def clean_ranges_of_the_class() -> None:
    configuration("class", sourceRanges=[])
    configuration("gateway", securityGroupPrefixes=LISTS)


def clean_ranges_of_the_class_of_its_gateway() -> None:
    configuration("class", sourceRanges=[])
    configuration("shop", securityGroupPrefixes=LISTS)
    gateway_class("alb", "gateway.k8s.aws/alb", parameters("class"))
    gateway("shop", "alb", parameters("shop"))


def clean_ranges_of_all_gateways_of_its_class() -> None:
    configuration("class", securityGroupPrefixes=LISTS)
    configuration("shop", sourceRanges=["10.0.0.0/8"])
    gateway_class("alb", "gateway.k8s.aws/alb", parameters("class"))
    gateway("shop", "alb", parameters("shop"))


def clean_groups_of_the_class() -> None:
    configuration("class", securityGroups=[OWN])
    configuration("shop", securityGroupPrefixes=LISTS)


def clean_class_of_another_stack() -> None:
    configuration("class", sourceRanges=[])
    configuration("shop", securityGroupPrefixes=LISTS)
    gateway("shop", "alb", parameters("shop"))


def clean_class_with_settings_of_another_stack() -> None:
    configuration("other", sourceRanges=[])
    configuration("shop", securityGroupPrefixes=LISTS)
    gateway_class("alb", "gateway.k8s.aws/alb", parameters("class", "edge"))
    gateway("shop", "alb", parameters("shop"))


def clean_patched_gateway() -> None:
    configuration("other", sourceRanges=[])
    configuration("shop", securityGroupPrefixes=LISTS)
    gateway_class("alb", "gateway.k8s.aws/alb")
    gateway("shop", "alb", parameters("shop"))
    resource("kubernetes:gateway.networking.k8s.io/v1:GatewayPatch", "patch", None, {}, **named("shop"))


def clean_no_prefix_lists() -> None:
    configuration("none")
    configuration("empty", securityGroupPrefixes=[])


def clean_no_group_of_the_controller() -> None:
    configuration("groups", securityGroupPrefixes=LISTS, securityGroups=[OWN])
    configuration("bare", securityGroupPrefixes=LISTS, disableSecurityGroup=True)


def clean_patch() -> None:
    """The object itself may have ranges."""
    type_ = "kubernetes:gateway.k8s.aws/v1:LoadBalancerConfigurationPatch"
    resource(type_, "patch", None, {"securityGroupPrefixes": LISTS}, name="gateway")


def undecided_groups_may_be_taken_away() -> None:
    configuration("gateway", securityGroupPrefixes=LISTS, disableSecurityGroup=unknown("flag"))


def ambiguous_spec_of_another_one_is_an_output() -> None:
    configuration("gateway", securityGroupPrefixes=LISTS)
    resource("kubernetes:gateway.k8s.aws/v1:LoadBalancerConfiguration", "class", None, unknown("spec"))


def ambiguous_class_may_have_the_ranges() -> None:
    configuration("class", sourceRanges=[])
    configuration("shop", securityGroupPrefixes=LISTS)
    gateway_class("alb", "gateway.k8s.aws/alb", parameters(unknown("name")))
    gateway("shop", "alb", parameters("shop"))
