import pulumi

from tests.rules.listeners.parts import certificate

SINGLE_RESOURCE = True
ALWAYS_DECIDED = True


def bad_imported() -> None:
    certificate(
        "web",  # violates
        opts=pulumi.ResourceOptions(delete_before_replace=True),
    )


def clean_default() -> None:
    certificate()
    certificate("stated", opts=pulumi.ResourceOptions(delete_before_replace=False))
