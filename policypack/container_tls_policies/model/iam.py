"""IAM roles and what is attached to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .node import Resource, Unusable, sequence, text

if TYPE_CHECKING:
    from .stack import Reference


class Role(Resource):
    """An IAM role."""

    tokens = frozenset({"aws:iam/role:Role"})
    kind = "role"
    identity = ("arn", "id", "name")

    managed_policy_arns = sequence("managedPolicyArns")
    inline_policies = sequence("inlinePolicies")

    @property
    def trusted_services(self) -> frozenset[str]:
        """The service principals that its trust policy lets assume it."""
        document = self.known("assumeRolePolicy")
        if isinstance(document, str):
            try:
                document = json.loads(document)
            except ValueError as error:
                raise Unusable(self, "assumeRolePolicy", f"is not JSON ({error})") from None
        if not isinstance(document, dict):
            raise Unusable(self, "assumeRolePolicy", "is not a policy document")
        found: set[str] = set()
        for statement in _list(document.get("Statement")):
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
