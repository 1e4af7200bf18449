"""IAM roles and what is attached to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .node import Resource, Undecided, Unusable, sequence, text
from .values import UNKNOWN, contains_unknown, from_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .stack import Reference


class Role(Resource):
    """An IAM role."""

    tokens = frozenset({"aws:iam/role:Role"})
    kind = "role"
    identity = ("arn", "id", "name")

    managed_policy_arns = sequence("managedPolicyArns")
    inline_policies = sequence("inlinePolicies")

    @property
    def may_have_policy(self) -> bool:
        """Whether any policy is, or may be, attached to it or written into it."""
        return any(self.raw(key) is UNKNOWN or self.raw(key) for key in ("managedPolicyArns", "inlinePolicies")) or any(
            True for _ in self.attachments()
        )

    @property
    def managed_policies(self) -> frozenset[str] | None:
        """The ARNs of the policies that it has; None where it has, or may have, others."""
        own, inline = self.raw("managedPolicyArns"), self.raw("inlinePolicies")
        attached = [attachment for attachment, _ in self.attachments()]
        if own is UNKNOWN or inline is UNKNOWN or inline or any(attachment.left_out for attachment in attached):
            return None
        found = [*self.managed_policy_arns, *(attachment.raw("policyArn") for attachment in attached)]
        return frozenset(found) if all(isinstance(arn, str) for arn in found) else None

    def attachments(self) -> Iterator[tuple[Resource, Reference[Role]]]:
        """What attaches or may attach policies to it, each with the reference that says so."""
        yield from self.stack.referrers(self, PolicyAttachment, "role")
        yield from self.stack.referrers(self, PolicyAttachmentToMany, "roles")

    def trusts(self, service: str) -> bool:
        """Whether its trust policy lets an AWS service assume it, such as "ecs", in any Region and partition."""
        principal = re.compile(rf"\*|{service}(\.[a-z0-9-]+)?\.amazonaws\.com(\.cn)?")
        return any(principal.fullmatch(trusted) for trusted in self.trusted_services)

    @property
    def trusted_services(self) -> frozenset[str]:
        """The service principals that its trust policy lets assume it; "*" stands for everyone.

        Raises Undecided where the policy has no statement, which AWS would refuse: previews without the provider
        cannot compute what aws.iam.getPolicyDocument returns.
        """
        document = self.known("assumeRolePolicy")
        if isinstance(document, str):
            try:
                document = from_json(document)
            except ValueError as error:
                raise Unusable(self, "assumeRolePolicy", f"is not JSON ({error})") from None
        if not isinstance(document, dict):
            raise Unusable(self, "assumeRolePolicy", "is not a policy document")
        statements = _list(document.get("Statement"))
        if not statements:
            raise Undecided(self, "assumeRolePolicy", "has no statement in this preview")
        found: set[str] = set()
        for statement in statements:
            if statement is UNKNOWN or (isinstance(statement, dict) and contains_unknown(statement.get("Principal"))):
                raise Undecided(self, "assumeRolePolicy")
            if isinstance(statement, dict) and statement.get("Effect") == "Allow":
                principal = statement.get("Principal")
                services = principal.get("Service") if isinstance(principal, dict) else principal
                found.update(service for service in _list(services) if isinstance(service, str))
        return frozenset(found)


class PolicyAttachment(Resource):
    """A policy attached to a role: a managed one, or an inline one that is a resource of its own."""

    tokens = frozenset(
        {
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "aws:iam/rolePolicy:RolePolicy",
            "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
            "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        }
    )
    kind = "policy attachment"

    policy_arn = text("policyArn")

    @property
    def role(self) -> Reference[Role]:
        return self.stack.refer(self, "role" if self.has("role") else "roleName", Role)


class PolicyAttachmentToMany(Resource):
    """`aws.iam.PolicyAttachment`: one managed policy attached to several roles."""

    tokens = frozenset({"aws:iam/policyAttachment:PolicyAttachment"})
    kind = "policy attachment"

    @property
    def roles(self) -> tuple[Reference[Role], ...]:
        values = [(f"roles[{index}]", value) for index, value in enumerate(_list(self.known("roles")))]
        return self.stack.refer_each(self, values, Role)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
