"""KMS keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .node import Resource, keyword

if TYPE_CHECKING:
    from .stack import Reference


class Key(Resource):
    """A KMS key. AWS makes a symmetric one for encryption unless told otherwise."""

    tokens = frozenset({"aws:kms/key:Key"})
    kind = "KMS key"
    identity = ("arn", "keyId", "id")

    key_spec = keyword("customerMasterKeySpec", default="SYMMETRIC_DEFAULT")
    key_usage = keyword("keyUsage", default="ENCRYPT_DECRYPT")


class KeyAlias(Resource):
    """Another name of a KMS key."""

    tokens = frozenset({"aws:kms/alias:Alias"})
    kind = "alias of a KMS key"
    passes_on: ClassVar = {"key": Key}

    @property
    def key(self) -> Reference[Key]:
        return self.stack.refer(self, "targetKeyId", Key)
