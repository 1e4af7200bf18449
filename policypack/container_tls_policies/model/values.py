"""Plain values of resource properties: dicts, lists, strings, numbers, booleans, None and UNKNOWN."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NoReturn

if TYPE_CHECKING:
    from google.protobuf.struct_pb2 import Struct, Value

type_signature: Final = "4dabf18193072939515e22adb298388d"
secret_signature: Final = "1b47061264138c4ac30d75fd1eb44270"

# One sentinel per type, https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go;
# engines send the string one for all types.
unknown_sentinels: Final = frozenset(
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "030794c1-ac77-496b-92df-f27374a8bd58",
        "e48ece36-62e2-4504-bad9-02848725956a",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    }
)


class UnknownUsedError(TypeError):
    """An unknown value was compared, truth-tested or looked into as if it were known."""


class Unknown:
    """A value that is not known before the update. Only `is UNKNOWN` may be asked of it."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __reduce__(self) -> str:
        return "UNKNOWN"  # copies are the same object

    def _refuse(self, *_: object) -> NoReturn:
        raise UnknownUsedError("a value that is unknown until the update was used as if it were known")

    __bool__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __len__ = __iter__ = __contains__ = __getitem__ = __int__ = __float__ = __str__ = _refuse


class Opaque:
    """A value the rules have no use for: an asset or an archive."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "OPAQUE"

    def __reduce__(self) -> str:
        return "OPAQUE"


UNKNOWN: Final = Unknown()
OPAQUE: Final = Opaque()


def from_struct(struct: Struct) -> dict[str, Any]:
    """The properties of an analyzer request as plain values; secrets are unwrapped, integral floats are ints."""
    return {key: _from_value(value) for key, value in struct.fields.items()}


def _from_value(value: Value) -> Any:
    match value.WhichOneof("kind"):
        case "string_value":
            text: str = value.string_value
            return UNKNOWN if text in unknown_sentinels else text
        case "number_value":
            number: float = value.number_value
            return int(number) if number.is_integer() else number
        case "bool_value":
            return value.bool_value
        case "struct_value":
            fields = value.struct_value.fields
            if type_signature not in fields:
                return {key: _from_value(item) for key, item in fields.items()}
            if fields[type_signature].string_value == secret_signature and "value" in fields:
                return _from_value(fields["value"])
            return OPAQUE
        case "list_value":
            return [_from_value(item) for item in value.list_value.values]
        case _:
            return None


def from_plain(value: Any) -> Any:
    """The same for values that are Python objects already: dicts and lists with sentinels in them."""
    if isinstance(value, str):
        return UNKNOWN if value in unknown_sentinels else value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {key: from_plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [from_plain(item) for item in value]
    if value is None or value is UNKNOWN or isinstance(value, bool | int):
        return value
    return OPAQUE


def from_json(text: str) -> Any:
    """What a JSON text says. Raises ValueError when it is not JSON."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def is_given(value: Any) -> bool:
    """Whether a program gives a value, known or not, that is not empty."""
    return value is UNKNOWN or value not in (None, "")


def contains_unknown(value: Any) -> bool:
    """Whether an unknown is anywhere inside."""
    if isinstance(value, dict):
        return any(contains_unknown(item) for item in value.values())
    if isinstance(value, list):
        return any(contains_unknown(item) for item in value)
    return value is UNKNOWN
