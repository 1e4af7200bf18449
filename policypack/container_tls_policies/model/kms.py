"""KMS keys."""

from __future__ import annotations

from .node import Resource, keyword


class Key(Resource):
    """A KMS key. AWS makes a symmetric one for encryption unless told otherwise."""

    tokens = frozenset({"aws:kms/key:Key"})
    kind = "KMS key"
    identity = ("arn", "keyId", "id")

    key_spec = keyword("customerMasterKeySpec", default="SYMMETRIC_DEFAULT")
    key_usage = keyword("keyUsage", default="ENCRYPT_DECRYPT")
