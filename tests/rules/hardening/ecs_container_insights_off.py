import pulumi_aws as aws

from tests.unknowns import unknown

SINGLE_RESOURCE = True


def bad_among_others() -> None:
    aws.ecs.Cluster(
        "shop",  # violates
        settings=[{"name": "other", "value": "enabled"}, {"name": "containerInsights", "value": "disabled"}],
    )


def clean_unset() -> None:
    aws.ecs.Cluster("shop")


def clean_on() -> None:
    for value in ("enabled", "enhanced"):
        aws.ecs.Cluster(value, settings=[{"name": "containerInsights", "value": value}])


def undecided_value_is_an_output() -> None:
    aws.ecs.Cluster("shop", settings=[{"name": "containerInsights", "value": unknown("value")}])
