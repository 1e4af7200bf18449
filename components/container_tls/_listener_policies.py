"""Checking the security policy that users give to a listener, whoever creates it."""

from typing import Any

import pulumi

from . import tls_policies
from ._arguments import ArgumentError, lift


def listener_policy(name: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """A security policy of the table, or one that looks newer than it."""

    def check(given: Any) -> str:
        try:
            return tls_policies.policy(str(given)).name
        except tls_policies.UnknownTlsPolicyError as error:
            raise ArgumentError(
                argument, f"got {error.name!r}, which AWS does not have", f"Use {' or '.join(error.near)}"
            ) from None

    return lift(check, name)


def warn_if_new(policy: pulumi.Input[str], argument: str, resource: pulumi.Resource) -> None:
    """Says that a policy is not in the table; it may be new, or a typing error."""

    def warn(name: str) -> None:
        if not tls_policies.known(name):
            pulumi.log.warn(
                f"{argument}: {name!r} is not in this version's table of security policies and is taken for a newer "
                "one that offers TLS 1.3. If it is a typing error, AWS will refuse it; "
                f"AWS recommends {tls_policies.recommended()!r}.",
                resource=resource,
            )

    lift(warn, policy)
