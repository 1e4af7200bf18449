"""Typed reading of properties: resources, the blocks inside them, and the fields of both.

A field is declared once, in its resource's class, and reads as its plain Python type. What cannot be read is
said by an exception, so that no rule can mistake it for a value:

- `Undecided`: the value is not known before the update. The rule's runner reports it as such.
- `Unusable`: the value has the wrong type, or the resource was left out of this run. The rule does not apply;
  wrong types have a rule of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, Self, TypeVar, overload

from .values import UNKNOWN, is_given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .record import Record
    from .stack import Reference, Stack

T = TypeVar("T")
K = TypeVar("K")
B = TypeVar("B", bound="Block")


class Undecided(Exception):  # noqa: N818 - an answer, not an error
    """A question about the stack that cannot be answered before the update.

    `resource` is the one whose value is missing, `what` the property, `why` the reason as a clause.
    """

    def __init__(self, resource: Resource, what: str, why: str = "is not known until the update") -> None:
        super().__init__(f"{what} of {resource.label} {why}")
        self.resource, self.what, self.why = resource, what, why


class Unusable(Exception):  # noqa: N818
    """A value that says nothing: of a wrong type, or of a resource that this run leaves out."""

    def __init__(self, resource: Resource, what: str, why: str) -> None:
        super().__init__(f"{what} of {resource.label} {why}")
        self.resource, self.what, self.why = resource, what, why


class Node:
    """Something with properties: a resource, or a block inside one."""

    def __init__(self, stack: Stack, values: Any) -> None:
        self.stack = stack
        self._values = values

    @property
    def resource(self) -> Resource:
        raise NotImplementedError

    def path_of(self, key: str) -> str:
        raise NotImplementedError

    def raw(self, key: str) -> Any:
        """The plain value under a key: None when absent, UNKNOWN when not known."""
        if self._values is UNKNOWN:
            return UNKNOWN
        return self._values.get(key)

    def known(self, key: str) -> Any:
        """The plain value under a key; raises Undecided when it is unknown."""
        value = self.raw(key)
        if value is UNKNOWN:
            raise Undecided(self.resource, self.path_of(key))
        return value

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known of it."""
        return self._values is UNKNOWN

    def has(self, key: str) -> bool:
        """Whether the program gave the property a value, known or not; raises Undecided when nothing is known of the
        whole."""
        if self.is_unknown:
            raise Undecided(self.resource, self.path_of(key))
        return self.raw(key) is not None

    def states(self, key: str) -> bool:
        """Whether the program gives a property a value, known or not, that is not empty."""
        return is_given(self.raw(key))

    @classmethod
    def fields(cls) -> Iterator[str]:
        """The names of the fields that the class declares."""
        for owner in cls.__mro__:
            yield from (name for name, value in vars(owner).items() if isinstance(value, Field))


class Block(Node):
    """A nested block, such as `healthCheck` of a target group or one element of `loadBalancers`."""

    listed_in: ClassVar[tuple[type[Resource], str] | None] = None
    """For blocks that rules are about: the resource class and its attribute that lists them."""

    def __init__(self, owner: Node, path: str, values: Any) -> None:
        super().__init__(owner.stack, values)
        self.owner, self.path = owner, path

    @property
    def resource(self) -> Resource:
        return self.owner.resource

    def path_of(self, key: str) -> str:
        return f"{self.path}.{key}"

    @property
    def top_level(self) -> str:
        """The resource's property that this block is in: the one whose dependencies Pulumi records."""
        return self.path.split(".")[0].split("[")[0]


class Resource(Node):
    """A resource of the stack. Subclasses name the type tokens they read and the keys others call them by."""

    tokens: ClassVar[frozenset[str]] = frozenset()
    identity: ClassVar[tuple[str, ...]] = ("arn", "id")
    kind: ClassVar[str] = ""
    made_by: ClassVar[tuple[str, ...]] = ()
    """Type tokens of components that read descriptions of such resources from YAML, and show them as their children."""
    passes_on: ClassVar[Mapping[str, type[Resource]]] = {}
    """The attributes, each a Reference, that an output of it repeats, with what they refer to: who takes that output
    refers to the same resource."""
    passes_on_alone: ClassVar[bool] = False
    """Whether other outputs go along with those, so that they are meant only where a property depends on nothing
    else."""

    def __init__(self, stack: Stack, record: Record) -> None:
        super().__init__(stack, record.inputs)
        self.record = record

    def __repr__(self) -> str:
        return f"<{self.label}>"

    @classmethod
    def reads(cls, token: str) -> bool:
        """Whether resources of this type token are of this class."""
        return token in cls.tokens

    @classmethod
    def held_by_others(cls, _stack: Stack) -> tuple[Self, ...]:
        """Objects of this class that other resources of the stack hold: an Ingress in the values of a chart, say. They
        go by the URN of their holder."""
        return ()

    @property
    def resource(self) -> Resource:
        return self

    @property
    def urn(self) -> str:
        return self.record.urn

    @property
    def name(self) -> str:
        """The logical name, as in the Pulumi program."""
        return self.record.name

    @property
    def label(self) -> str:
        """How messages call it: its type and its name in the program."""
        return f"{self.kind or self.record.type.rpartition(':')[2]} {self.name}"

    @property
    def parent(self) -> Resource | None:
        """The component it belongs to; None for a resource right under the stack."""
        return self.stack.component_of(self)

    def path_of(self, key: str) -> str:
        return key

    @property
    def left_out(self) -> bool:
        """Whether this run leaves it out (`--target`, `--exclude`): then it has no properties at all."""
        return not self.record.inputs and not self.record.outputs

    def raw(self, key: str) -> Any:
        if self.left_out:
            raise Unusable(self, key, "is not part of this run")
        value = self.record.inputs.get(key)
        return self.record.outputs.get(key, UNKNOWN) if value is UNKNOWN else value

    def is_meant_by(self, reference: Reference[Any]) -> bool:
        """Whether the property of this reference, which may name it, does; raises Undecided when that is open."""
        if reference.certainly_means(self):
            return True
        raise reference.undecided()

    def identities(self) -> Iterator[str]:
        """The known values that other resources may refer to it by."""
        for key in self.identity:
            for values in (self.record.outputs, self.record.inputs):
                value = values.get(key)
                if isinstance(value, str) and value:
                    yield value


class Field(Generic[T]):
    """A property, read as `T`. `read` gets the plain known value, never None, and its place."""

    def __init__(self, key: str, read: Callable[[Any, Node, str], T], default: Any = None) -> None:
        self.key, self.read, self.default = key, read, default

    def __set_name__(self, _owner: type[Node], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, node: None, owner: type[Node]) -> Self: ...
    @overload
    def __get__(self, node: Node, owner: type[Node]) -> T: ...
    def __get__(self, node: Node | None, owner: type[Node]) -> Self | T:
        if node is None:
            return self
        value = node.known(self.key)
        answer: T = self.default if value is None else self.read(value, node, self.key)
        vars(node)[self.name] = answer  # from now on Python finds it there, without asking this descriptor
        return answer


_json_types: Final[dict[type, str]] = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number with a decimal point",
}


def _wrong(value: Any, node: Node, key: str, expected: str) -> Unusable:
    found = _json_types.get(type(value), "an asset")
    return Unusable(node.resource, node.path_of(key), f"is {found}, not {expected}")


def _read_text(value: Any, node: Node, key: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise _wrong(value, node, key, "a string")


def _read_upper(value: Any, node: Node, key: str) -> str:
    return _read_text(value, node, key).upper()


def whole_number(value: str) -> int | None:
    """The number that a string of digits stands for; None for anything else."""
    return int(value) if re.fullmatch(r"\s*-?[0-9]{1,18}\s*", value) else None


def _read_integer(value: Any, node: Node, key: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and (number := whole_number(value)) is not None:
        return number
    raise _wrong(value, node, key, "a whole number")


def _read_number(value: Any, node: Node, key: str) -> float:
    try:
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            return float(value)
    except (ValueError, OverflowError):
        pass
    raise _wrong(value, node, key, "a number")


def _read_port(value: Any, node: Node, key: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _wrong(value, node, key, "a whole number")


def _read_boolean(value: Any, node: Node, key: str) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise _wrong(value, node, key, "a boolean")


def _read_mapping(value: Any, node: Node, key: str) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    raise _wrong(value, node, key, "an object")


def _read_list(value: Any, node: Node, key: str) -> list[Any]:
    if isinstance(value, list):
        return value
    raise _wrong(value, node, key, "a list")


@overload
def text(key: str) -> Field[str | None]: ...
@overload
def text(key: str, *, default: str) -> Field[str]: ...
def text(key: str, *, default: str | None = None) -> Field[Any]:
    """A string; numbers and booleans are read as providers read them."""
    return Field(key, _read_text, default)


@overload
def keyword(key: str) -> Field[str | None]: ...
@overload
def keyword(key: str, *, default: str) -> Field[str]: ...
def keyword(key: str, *, default: str | None = None) -> Field[Any]:
    """A string of a closed set that AWS writes in capitals: HTTPS, FARGATE."""
    return Field(key, _read_upper, default)


@overload
def integer(key: str) -> Field[int | None]: ...
@overload
def integer(key: str, *, default: int) -> Field[int]: ...
def integer(key: str, *, default: int | None = None) -> Field[Any]:
    """A whole number, also as a string of digits."""
    return Field(key, _read_integer, default)


def number(key: str) -> Field[float | None]:
    """A number, also as a string."""
    return Field(key, _read_number)


def port_number(key: str) -> Field[int | None]:
    """A port in JSON that the provider decodes strictly: a whole number, not a string of digits."""
    return Field(key, _read_port)


def boolean(key: str, *, default: bool = False) -> Field[bool]:
    """A boolean, also as "true" or "false"."""
    return Field(key, _read_boolean, default)


def _read_boolean_text(value: Any, node: Node, key: str) -> bool | None:
    return None if value == "" else _read_boolean(value, node, key)


def boolean_text(key: str) -> Field[bool | None]:
    """A boolean that the provider takes as a string, in which empty is not set."""
    return Field(key, _read_boolean_text)


def mapping(key: str) -> Field[Mapping[str, Any]]:
    """An object of plain values, empty when absent."""
    return Field(key, _read_mapping, {})


def sequence(key: str) -> Field[list[Any]]:
    """A list of plain values, empty when absent."""
    return Field(key, _read_list, [])


def block(key: str, kind: type[B]) -> Field[B | None]:
    """A nested block; None when absent."""

    def read(value: Any, node: Node, key: str) -> B:
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if value is UNKNOWN or isinstance(value, dict):
            return kind(node, node.path_of(key), value)
        raise _wrong(value, node, key, "an object")

    return Field(key, read)


def blocks(key: str, kind: type[B]) -> Field[tuple[B, ...]]:
    """A list of nested blocks; empty when absent. An element that is unknown is a block of unknown properties."""

    def read(value: Any, node: Node, key: str) -> tuple[B, ...]:
        items = value if isinstance(value, list) else [value]
        for item in items:
            if item is not UNKNOWN and not isinstance(item, dict):
                raise _wrong(item, node, key, "a list of objects")
        return tuple(kind(node, f"{node.path_of(key)}[{index}]", item) for index, item in enumerate(items))

    return Field(key, read, ())


def each(items: Iterable[T], parts: Callable[[T], Iterable[K]]) -> Iterator[K]:
    """The parts of all items. Undecided at the end when those of one item are, or the items are from some point on."""
    undecided: Undecided | None = None
    try:
        for item in items:
            try:
                yield from parts(item)
            except Undecided as missing:
                undecided = undecided or missing
    except Undecided as missing:
        undecided = undecided or missing
    if undecided is not None:
        raise undecided


def some(questions: Iterable[Callable[[], bool]]) -> bool:
    """Whether any answer is yes. Undecided only when none is yes, and one is undecided or the questions are from some
    point on."""
    return any(each(questions, lambda question: (question(),)))


def every(questions: Iterable[Callable[[], bool]]) -> bool:
    """Whether all answers are yes. Undecided only when none is no, and one is undecided or the questions are from some
    point on."""
    return all(each(questions, lambda question: (question(),)))


def those(items: Iterable[T], question: Callable[[T], bool]) -> tuple[T, ...]:
    """The items for which the answer is yes. Undecided only when there are none and one is undecided, or the items are
    from some point on."""
    found: list[T] = []
    try:
        for item, fits in each(items, lambda item: ((item, question(item)),)):
            if fits:
                found.append(item)
    except Undecided:
        if not found:
            raise
    return tuple(found)


def grouped(
    items: Iterable[T], keys: Callable[[T], Iterable[K]]
) -> tuple[dict[K, list[T]], Undecided | Unusable | None]:
    """The items by each of their keys, and the first reason why there may be more under some key: that keys of an item
    cannot be told."""
    index: dict[K, list[T]] = defaultdict(list)
    doubt: Undecided | Unusable | None = None
    for item in items:
        try:
            for key in keys(item):
                index[key].append(item)
        except (Undecided, Unusable) as reason:
            doubt = doubt or reason
    return dict(index), doubt


def unreadable(stack: Stack) -> Iterator[Unusable]:
    """Every declared field of every resource whose value has a type that cannot be read."""
    for kind in kinds_of(Resource):
        for resource in stack.all(kind):
            yield from _unreadable_fields(resource)


def kinds_of(base: type[Resource]) -> Iterator[type[Resource]]:
    """The classes that read resources: those that no other is built upon."""
    for kind in base.__subclasses__():
        yield from kinds_of(kind) if kind.__subclasses__() else (kind,)


def _unreadable_fields(node: Node) -> Iterator[Unusable]:
    for name in type(node).fields():
        try:
            value = getattr(node, name)
        except Undecided:
            continue
        except Unusable as broken:
            yield broken
            continue
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Block):
                yield from _unreadable_fields(part)
