"""Plain values, and the unknown among them."""

from __future__ import annotations

import asyncio
import operator
import random
from typing import TYPE_CHECKING, Any

import pulumi
import pytest
from container_tls_policies.model import (
    OPAQUE,
    UNKNOWN,
    UnknownUsedError,
    contains_unknown,
    from_plain,
    from_struct,
)
from google.protobuf import json_format, struct_pb2
from pulumi.runtime import rpc
from pulumi_policy.deserialize import deserialize_properties

if TYPE_CHECKING:
    from collections.abc import Callable

SENTINELS = (rpc.UNKNOWN, "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2")


@pytest.mark.parametrize(
    "use",
    [
        bool,
        len,
        iter,
        list,
        str,
        int,
        float,
        hash,
        lambda value: value == 1,
        lambda value: value != 1,
        lambda value: value == UNKNOWN,
        lambda value: value < 1,
        lambda value: value >= 1,
        lambda value: 1 in value,
        lambda value: value in (1, 2),
        lambda value: value in {1, 2},
        lambda value: {value: 1},
        lambda value: value["key"],
        lambda value: not value,
        lambda value: value and 1,
        lambda value: f"{value}",
        operator.index,
    ],
)
def test_unknown_refuses_to_be_used(use: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError) as refused:
        use(UNKNOWN)
    assert isinstance(refused.value, UnknownUsedError) or "Unknown" in str(refused.value)


def test_unknown_can_be_recognised_and_shown() -> None:
    assert UNKNOWN is UNKNOWN
    assert repr([UNKNOWN]) == "[UNKNOWN]"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (UNKNOWN, True),
        ({"a": [1, {"b": UNKNOWN}]}, True),
        ({"a": [1, {"b": None}]}, False),
        ("UNKNOWN", False),
        ([], False),
    ],
)
def test_contains_unknown(value: Any, expected: bool) -> None:
    assert contains_unknown(value) is expected


def struct(value: dict[str, Any]) -> struct_pb2.Struct:
    return json_format.ParseDict(value, struct_pb2.Struct())


@pytest.mark.parametrize("sentinel", SENTINELS)
def test_every_sentinel_is_unknown(sentinel: str) -> None:
    found = from_struct(struct({"a": sentinel, "b": [{"c": sentinel}], "d": f"x{sentinel}"}))
    assert found["a"] is UNKNOWN
    assert found["b"][0]["c"] is UNKNOWN
    assert found["d"] == f"x{sentinel}"


def secret(value: Any) -> dict[str, Any]:
    return {rpc._special_sig_key: rpc._special_secret_sig, "value": value}


def test_secrets_are_unwrapped() -> None:
    found = from_struct(struct({"a": secret("x"), "b": [secret({"c": secret(rpc.UNKNOWN)})]}))
    assert found["a"] == "x"
    assert found["b"][0]["c"] is UNKNOWN


def test_assets_and_archives_are_opaque() -> None:
    inputs = {
        "text": pulumi.StringAsset("hello"),
        "archive": pulumi.AssetArchive({"a": pulumi.StringAsset("b")}),
        "files": [pulumi.FileAsset("/nowhere/at/all")],
    }
    sent = asyncio.run(rpc.serialize_properties(inputs, {}))
    assert from_struct(sent) == {"text": OPAQUE, "archive": OPAQUE, "files": [OPAQUE]}


def test_numbers_are_whole_where_they_can_be() -> None:
    found = from_struct(struct({"port": 80.0, "ratio": 0.5, "yes": True, "none": None}))
    kinds = {key: type(value) for key, value in found.items()}
    assert kinds == {"port": int, "ratio": float, "yes": bool, "none": type(None)}


def test_numbers_that_are_none() -> None:
    for number in (float("inf"), float("-inf")):
        value = struct_pb2.Struct()
        value.fields["n"].number_value = number
        assert from_struct(value) == {"n": number}


def generated(source: random.Random, depth: int = 0) -> Any:
    leaves = ["", "text", "80", 0, 80, 0.25, True, False, None, *SENTINELS[:1]]
    kind = source.random()
    if depth > 4 or kind < 0.5:
        return source.choice(leaves)
    if kind < 0.6:
        return secret(generated(source, depth + 1))
    if kind < 0.8:
        return [generated(source, depth + 1) for _ in range(source.randrange(4))]
    return {f"key{index}": generated(source, depth + 1) for index in range(source.randrange(4))}


@pytest.mark.parametrize("seed", range(60))
def test_reading_agrees_with_the_sdk(seed: int) -> None:
    """The SDK's own deserialization, made plain, is what `from_struct` reads."""
    source = random.Random(seed)
    sent = struct({f"key{index}": generated(source) for index in range(6)})
    by_sdk = from_plain(deserialize_properties(json_format.MessageToDict(sent)))
    assert repr(from_struct(sent)) == repr(by_sdk)


def test_plain_values_stay_as_they_are() -> None:
    value = {"a": [1, 2.5, None, True, "x", {"b": UNKNOWN}], "c": 3.0}
    assert repr(from_plain(value)) == "{'a': [1, 2.5, None, True, 'x', {'b': UNKNOWN}], 'c': 3}"
    assert from_plain(object()) is OPAQUE
