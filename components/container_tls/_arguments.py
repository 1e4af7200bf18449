"""Checking and preparing what users pass to a constructor.

A value may be plain or a Pulumi output. Plain values are checked at once; outputs as soon as they are known.
"""

import difflib
import inspect
import ipaddress
import json
import re
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import pulumi

T = TypeVar("T")
R = TypeVar("R")
E = TypeVar("E", bound=StrEnum)

PORT_NAME = re.compile(r"[a-z0-9_][a-z0-9_-]{0,63}")
DNS_NAME = re.compile(r"[a-z0-9_.][a-z0-9_.-]{0,126}")

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST_NAME = re.compile(rf"(?=.{{1,253}}$)(?:{_LABEL}\.)+(?=.*[a-z]){_LABEL}")


class ArgumentError(pulumi.InputPropertiesError):
    """An argument, or a combination of arguments, from which no working path can be built.

    To Pulumi it is an error of the program that passed the argument. A plugin would show a trace of a ValueError.
    """

    def __init__(self, argument: str, problem: str, remedy: str) -> None:
        self.argument = argument
        self.remedy = remedy
        # Without a list of properties, empty though it is, a plugin would fail to send the message.
        super().__init__(f"{argument}: {problem}. {remedy}.", [])


def is_plain(value: object) -> bool:
    """Whether the value is there now: neither an output nor awaitable, nor holding one."""
    if isinstance(value, Mapping):
        return all(map(is_plain, value.values()))
    if isinstance(value, list | tuple):
        return all(map(is_plain, value))
    return not isinstance(value, pulumi.Output) and not inspect.isawaitable(value)


def lift(function: Callable[..., R], *values: Any) -> pulumi.Input[R]:
    """The function's result: at once if every value is plain, else an output."""
    if all(map(is_plain, values)):
        return function(*values)
    given = pulumi.Output.all(*values)

    def call(known: list[Any]) -> pulumi.Input[R]:
        try:
            return function(*known)
        except ArgumentError as error:
            return _refuse(error, given)

    return given.apply(call)


async def _refuse(error: ArgumentError, given: pulumi.Output[Any]) -> Any:
    """Raises the error, without the value if that is a secret."""
    if await given.is_secret():
        raise ArgumentError(error.argument, "got a secret that it cannot be", error.remedy) from None
    raise error


def to_json(document: Any) -> pulumi.Input[str]:
    """The document as JSON: a plain string if everything in it is plain, so that a preview can read it."""
    return json.dumps(document) if is_plain(document) else pulumi.Output.json_dumps(document)


def group(kind: type[T], given: T, path: str = "") -> T:
    """The arguments of a constructor or of a group in it, without those that are None; `path` names the group."""
    if not isinstance(given, Mapping):
        raise ArgumentError(
            path or "args",
            f"expected a mapping, got {type(given).__name__}",
            "Pass a mapping; the values in it may be outputs",
        )
    fields = cast("Any", kind)
    known = sorted(fields.__annotations__)
    present = {key: value for key, value in given.items() if value is not None}
    for key in present:
        if key not in known:
            close = difflib.get_close_matches(str(key), known, n=1)
            hint = f"Did you mean {close[0]!r}" if close else f"The arguments are {', '.join(known)}"
            raise ArgumentError(_join(path, str(key)), "there is no such argument", hint)
    for key in sorted(fields.__required_keys__):
        if key not in present:
            raise ArgumentError(_join(path, key), "this argument is required", f"Pass {key!r}")
    hints = _hints(fields)
    return cast("T", {key: _of_type(value, hints[key], _join(path, key)) for key, value in present.items()})


def plain(value: T, argument: str) -> T:
    """The value, which decides what resources exist and therefore cannot be an output."""
    if isinstance(value, pulumi.Output) or inspect.isawaitable(value):
        raise ArgumentError(argument, "it decides which resources exist, and got an output", "Pass a plain value")
    return value


def mapping(value: Mapping[str, T], argument: str) -> Mapping[str, T]:
    """Values whose keys name resources or variables; the values may be outputs."""
    if not isinstance(plain(value, argument), Mapping):
        raise ArgumentError(argument, f"expected a mapping, got {type(value).__name__}", "Pass names and their values")
    return value


def united(*parts: tuple[str, Mapping[str, T]]) -> dict[str, T]:
    """Mappings whose keys name resources, as one, each after the argument that it comes from; an error if two have the
    same key."""
    result: dict[str, T] = {}
    for argument, values in parts:
        for key, value in values.items():
            if key in result:
                raise ArgumentError(f"{argument}.{key}", "another one has this key", "Use another key")
            result[key] = value
    return result


def sequence(value: Sequence[T], argument: str) -> Sequence[T]:
    """A list that decides how many resources exist; the values may be outputs."""
    if isinstance(plain(value, argument), str | bytes) or not isinstance(value, Sequence):
        raise ArgumentError(argument, f"expected a list, got {type(value).__name__}", "Pass a list")
    return value


def choice(kind: type[E], value: E | str, argument: str) -> E:
    """The member of the enumeration, which may be given by its value."""
    plain(value, argument)
    try:
        return kind(value)
    except ValueError:
        allowed = ", ".join(repr(member.value) for member in kind)
        raise ArgumentError(argument, f"got {value!r}", f"Use one of {allowed}") from None


def integer(value: pulumi.Input[int], argument: str, low: int, high: int, unit: str = "") -> pulumi.Input[int]:
    """A whole number from `low` to `high`."""

    def check(given: Any) -> int:
        # Numbers arrive as floats from other languages than Python.
        whole = (
            given.is_integer() if isinstance(given, float) else isinstance(given, int) and not isinstance(given, bool)
        )
        number = int(given) if whole else given
        if not whole or not low <= number <= high:
            raise ArgumentError(
                argument, f"got {number!r}", f"Use a whole number from {low} to {high}{unit and ' '}{unit}"
            )
        return int(number)

    return lift(check, value)


def port(value: pulumi.Input[int], argument: str) -> pulumi.Input[int]:
    """A TCP port."""
    return integer(value, argument, 1, 65535)


def distinct_ports(ports: Mapping[str, pulumi.Input[int]]) -> None:
    """An error if two arguments name the same port of a task; the keys are the arguments."""

    def check(*known: int) -> None:
        arguments: dict[int, str] = {}
        for argument, number in zip(ports, known, strict=True):
            if number in arguments:
                raise ArgumentError(
                    argument, f"got {number}, which is also {arguments[number]}", "Use another port of the task"
                )
            arguments[number] = argument

    lift(check, *ports.values())


def port_name(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """A name of a port mapping or of a Service Connect endpoint."""
    return matching(value, argument, PORT_NAME, "1 to 64 of a-z, 0-9, '_' and '-', not beginning with '-'")


def dns_name(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """A name under which clients find a Service Connect endpoint."""
    return matching(value, argument, DNS_NAME, "1 to 127 of a-z, 0-9, '_', '-' and '.', not beginning with '-'")


def host_name(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """A fully qualified DNS name of a host."""
    return matching(
        value, argument, HOST_NAME, "a full DNS name in lower case, such as orders.example.com, without wildcard"
    )


def cidrs(values: Sequence[pulumi.Input[str]], argument: str) -> dict[str, pulumi.Input[str]]:
    """CIDR blocks by a suffix for resource names: the block itself, or its position if it is an output."""
    blocks: dict[str, pulumi.Input[str]] = {}
    for index, value in enumerate(sequence(values, argument)):
        block = lift(lambda given: _cidr(given, argument), value)
        suffix = block.replace("/", "-").replace(":", "_") if isinstance(block, str) else str(index)
        if suffix in blocks:
            raise ArgumentError(argument, f"{block!r} is there twice", "Name each block once")
        blocks[suffix] = block
    return blocks


def subnets(
    value: pulumi.Input[Sequence[pulumi.Input[str]]], argument: str, least: int
) -> pulumi.Input[Sequence[pulumi.Input[str]]]:
    """IDs of subnets, one or two of them at least."""
    remedy = "Name a subnet at least" if least == 1 else "Name at least two subnets, in different availability zones"

    def check(given: Sequence[pulumi.Input[str]]) -> Sequence[pulumi.Input[str]]:
        if isinstance(given, str) or not isinstance(given, Sequence):
            raise ArgumentError(argument, f"expected a list, got {type(given).__name__}", remedy)
        distinct = {found if isinstance(found, str) else id(found) for found in given}
        if len(distinct) < least:
            raise ArgumentError(argument, f"got {len(distinct)} of them", remedy)
        return given

    return lift(check, value) if isinstance(value, pulumi.Output) else check(cast("Any", value))


def matching(value: pulumi.Input[str], argument: str, pattern: re.Pattern[str], allowed: str) -> pulumi.Input[str]:
    """Text that is as the pattern says; `allowed` says the same in words."""

    def check(given: Any) -> str:
        if not isinstance(given, str) or not pattern.fullmatch(given):
            raise ArgumentError(argument, f"got {given!r}", f"Use {allowed}")
        return given

    return lift(check, value)


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    # Pulumi writes Input[T] with a forward reference to its own names.
    return get_type_hints(cast("Any", kind), localns={"Output": pulumi.Output, "T": Any})


def _of_type(value: Any, hint: Any, argument: str) -> Any:
    """Text, booleans, lists and mappings of them, or an error that does not repeat the value. Of outputs only booleans
    are checked: other wrong types fail in AWS, but `"false"` counts as true. Numbers, enumerations and groups are
    checked where they are read."""
    kind = _plain_kind(hint)
    if isinstance(value, pulumi.Output) or inspect.isawaitable(value):
        return lift(lambda known: _of_type(known, bool, argument), value) if kind is bool else value
    shape = get_origin(kind) or kind
    expected, types, advice = _EXPECTED.get(shape, ("", (), ""))
    if expected and (not isinstance(value, types) or (shape is Sequence and isinstance(value, str | bytes))):
        raise ArgumentError(argument, f"expected {expected}, got {type(value).__name__}", advice)
    if shape is Sequence:
        return [_of_type(item, get_args(kind)[0], argument) for item in value]
    if shape is Mapping:
        return {key: _of_type(item, get_args(kind)[1], f"{argument}.{key}") for key, item in value.items()}
    return value


# By type: what a message calls it, what counts as such, and what a message advises.
_EXPECTED: dict[Any, tuple[str, tuple[type, ...], str]] = {
    str: ("text", (str,), "Pass text"),
    bool: ("true or false", (bool, NoneType), "Use true or false, not text or a number"),
    Sequence: ("a list", (Sequence,), "Pass a list"),
    Mapping: ("a mapping", (Mapping,), "Pass names and their values"),
}


def _plain_kind(hint: Any) -> Any:
    """The type of a value that is no output: of `Input[str]`, text."""
    kinds = get_args(hint)
    return kinds[0] if any(get_origin(kind) is Awaitable for kind in kinds) else hint


def _cidr(given: Any, argument: str) -> str:
    try:
        return str(ipaddress.ip_network(str(given)))
    except ValueError as error:
        raise ArgumentError(
            argument, f"got {given!r}: {error}", "Use a network in CIDR notation, such as 10.0.0.0/16 or ::/0"
        ) from None


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
