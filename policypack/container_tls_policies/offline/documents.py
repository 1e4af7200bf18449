"""Documents that a program gives as objects and the provider keeps as JSON text: the policies of IAM, say."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from pulumi import _types
from pulumi.runtime import rpc

from ..model.values import secret_signature, type_signature, unknown_sentinels

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_texts(type_: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs with JSON text in place of each object that the provider takes for text."""
    objects = {key: value for key, value in inputs.items() if _is_object(value)}
    resource = _class_of(type_) if objects else None
    if resource is None:
        return inputs
    texts = {key: _text(value) for key, value in objects.items() if _is_kept_as_text(resource, key)}
    return {**inputs, **texts} if texts else inputs


def _is_object(value: Any) -> bool:
    """Whether a value as it is sent is an object, be it a secret."""
    if isinstance(value, dict) and value.get(type_signature) == secret_signature:
        return _is_object(value["value"])
    return isinstance(value, dict) and type_signature not in value


def _class_of(type_: str) -> type | None:
    """The class of the SDK for a type of resource, as far as its module's name tells."""
    package, module, name = type_.split(":")
    path = f"pulumi_{package.replace('-', '_')}.{module.partition('/')[0]}"
    found = getattr(sys.modules.get(path), name, None)
    return found if isinstance(found, type) else None


def _is_kept_as_text(resource: type, key: str) -> bool:
    """Whether the SDK declares a property that takes an object, too, and answers text."""
    if _types.resource_types(resource).get(key) is not str:
        return False
    name = _types.resource_pulumi_to_py_names(resource).get(key, key)
    accepted: Mapping[str, Any] = getattr(getattr(resource, "_internal_init", None), "__annotations__", {})
    return "Args" in str(accepted.get(name))


def _text(document: dict[str, Any]) -> Any:
    """The JSON of a document: unknown where any of it is, and secret where any of it is."""
    secrets: list[Any] = []

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return [plain(item) for item in value]
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if not isinstance(value, dict):
            return value
        if value.get(type_signature) == secret_signature:
            secrets.append(value)
            return plain(value["value"])
        return {key: plain(item) for key, item in value.items()}

    text = json.dumps(plain(document), sort_keys=True)
    if any(sentinel in text for sentinel in unknown_sentinels):
        text = rpc.UNKNOWN
    return {type_signature: secret_signature, "value": text} if secrets else text
