from tests.unknowns import unknown

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


def clean_ranges_are_stated() -> None:
    configuration("empty", securityGroupPrefixes=LISTS, sourceRanges=[])
    configuration("more", securityGroupPrefixes=LISTS, sourceRanges=["10.0.0.0/8"])


def clean_ranges_that_are_not_known() -> None:
    configuration("unknown", securityGroupPrefixes=LISTS, sourceRanges=unknown("ranges"))


def clean_ranges_of_the_class() -> None:
    configuration("class", sourceRanges=[])
    configuration("gateway", securityGroupPrefixes=LISTS)


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
