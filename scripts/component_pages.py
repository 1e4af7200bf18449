"""The reference of the components: a page for each, and an index. What Pulumi's schema of the package says, what the
examples create, and what only Python programs see."""

from __future__ import annotations

import ast
import inspect
import json
import re
import runpy
import sys
import textwrap
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pulumi.provider.experimental.component import ComponentProvider

from .component_modes import example_of, in_example, in_modes

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Mapping

    import pulumi

    Schema = Mapping[str, Any]
    Component = type[pulumi.ComponentResource]

NOTICE: Final = "<!-- Written by `make derived` from the components themselves. -->"
_TOKEN: Final = "container-tls:index:"
_PLURALS: Final = {"string": "strings", "integer": "integers", "number": "numbers", "boolean": "booleans"}


def pages() -> dict[str, str]:
    """The content of each page, by the name of its file."""
    components: list[Component] = runpy.run_path(str(Path(__file__).parents[1] / "components"), run_name="plugin")[
        "components"
    ]()
    schema = json.loads(str(ComponentProvider(components, "container-tls", version="0.0.0").schema))
    written = [Page(component, schema) for component in components]
    return {"README.md": index(written), **{page.file: page.text for page in written}}


def index(written: Iterable[Page]) -> str:
    """The components by the package in which they live."""
    groups: dict[str, list[Page]] = {}
    for page in written:
        groups.setdefault(page.home, []).append(page)
    parts = [
        NOTICE,
        "# Components",
        "One page for each component: the path that it builds, an example, arguments, outputs, and the resources that "
        "it creates. The numbers here are those of the examples.",
    ]
    for home, members in groups.items():
        rows = [[f"[{page.name}]({page.file})", page.summary, page.count] for page in members]
        parts.append(f"## {_first_sentence(sys.modules[home].__doc__)}")
        parts.append(_table(["component", "what it is", "resources"], rows))
    return _document(parts)


class Page:
    """The page of one component."""

    def __init__(self, component: Component, schema: Schema) -> None:
        self.name = component.__name__
        self.file = _file(self.name)
        self.home = component.__module__.rpartition(".")[0]
        self._component = component
        self._others = [token.removeprefix(_TOKEN) for token in schema["resources"] if token != _TOKEN + self.name]
        self._types: Schema = schema["types"]
        self._schema: Schema = schema["resources"][_TOKEN + self.name]
        self._example = in_example(component)
        self._modes = in_modes(component)

    @property
    def text(self) -> str:
        """The page as Markdown."""
        return _document(
            [
                NOTICE,
                f"# {self.name}",
                *self._description(),
                "## Example",
                f"```python\n{example_of(self._component)}```",
                *self._arguments(),
                *self._outputs(),
                *self._in_python(),
                *self._named_types(),
                *self._resources(),
                "[All components](README.md)",
            ]
        )

    @property
    def summary(self) -> str:
        """What the component is, in a sentence."""
        return self._prose(_first_sentence(inspect.getdoc(self._component)))

    @property
    def count(self) -> str:
        """How many resources the component creates in its example."""
        return ", ".join(str(types.total()) for types in self._example.values())

    def _description(self) -> Iterator[str]:
        """The documentation with its pictures, without its example, which has a place of its own."""
        for part in re.split(r"^(```.*?^```$)", inspect.getdoc(self._component) or "", flags=re.MULTILINE | re.DOTALL):
            if not part.startswith("```python") and (text := part.strip()):
                yield text if text.startswith("```") else self._linked(text)

    def _arguments(self) -> Iterator[str]:
        inputs = self._schema.get("inputProperties", {})
        yield "## Arguments"
        yield (
            f"`{self.name}(name, args, opts)`; in Pulumi's schema it is `{_TOKEN}{self.name}`. Names are as Python "
            "writes them: other languages write `vpcId` for `vpc_id`, C# and Go `VpcId`. *Plain* values cannot "
            "be outputs; what is inside a plain list or mapping can, unless it is plain itself."
        )
        yield self._fields(inputs, self._schema.get("requiredInputs", []))

    def _outputs(self) -> Iterator[str]:
        yield "## Outputs"
        rows = [
            [f"`{_snake(name)}`", self._words(found), self._prose(found["description"])]
            for name, found in self._schema.get("properties", {}).items()
        ]
        yield _table(["name", "type", "meaning"], rows) if rows else "None."

    def _in_python(self) -> Iterator[str]:
        if self._attributes:
            yield "## Only in Python"
            yield "The component's resources are attributes, too. These here are for the arguments of other components."
            rows = [[f"`{name}`", self._annotation(type_), self._prose(text)] for name, type_, text in self._attributes]
            yield _table(["attribute", "type", "meaning"], rows)

    def _named_types(self) -> Iterator[str]:
        """Every group of arguments and every set of values that the page mentions."""
        mentioned = [
            *_references({"inputs": self._schema.get("inputProperties"), "outputs": self._schema.get("properties")}),
            *(token for _, type_, _ in self._attributes for token in self._known(type_)),
        ]
        if mentioned:
            yield "## Types"
        written: set[str] = set()
        while mentioned:
            token = mentioned.pop(0)
            if token not in written:
                written.add(token)
                found = self._types[token]
                mentioned += _references(found)
                yield f"### {token.removeprefix(_TOKEN)}"
                yield self._prose(found["description"])
                yield (
                    self._values(token, found["enum"])
                    if "enum" in found
                    else self._fields(found["properties"], found.get("required", []))
                )

    def _resources(self) -> Iterator[str]:
        yield "## Resources"
        yield "What the component creates, itself excepted."
        modes = {**{f"`{name}` of the example": types for name, types in self._example.items()}, **self._modes}
        rows = [[mode, str(types.total()), ", ".join(_counted(types)) or "none"] for mode, types in modes.items()]
        yield _table(["mode", "resources", "of which"], rows)

    def _fields(self, fields: Schema, required: Iterable[str]) -> str:
        needed = set(required)
        rows = []
        for name, found in fields.items():
            meaning, default = _without_default(found["description"])
            cell = "**required**" if name in needed else self._prose(default)
            rows.append([f"`{_snake(name)}`", self._words(found), cell, self._prose(meaning)])
        return _table(["name", "type", "default", "meaning"], rows)

    def _values(self, token: str, values: Iterable[Schema]) -> str:
        kind = token.removeprefix(_TOKEN)
        rows = [[f"`{kind}.{found['name']}`", f"`{found['value']}`", found["description"]] for found in values]
        if not any(meaning for *_, meaning in rows):
            return _table(["in Python", "value"], [row[:2] for row in rows])
        return _table(["in Python", "value", "meaning"], [[*row, self._prose(text or "")] for *row, text in rows])

    def _words(self, found: Schema, *, plural: bool = False) -> str:
        """A type in words. A group of arguments is always plain, and its fields say for themselves what they are."""
        if (reference := found.get("$ref")) == "pulumi.json#/Any":
            return "anything"
        group = reference is not None and "enum" not in self._types[_own(reference)]
        plain = "plain " if found.get("plain") and not group else ""
        if reference is not None:
            name = _own(reference).removeprefix(_TOKEN)
            return f"{plain}[{name}](#{name.lower()})"
        if found["type"] == "array":
            return f"{plain}list{'s' if plural else ''} of {self._words(found['items'], plural=True)}"
        if found["type"] == "object":
            return f"{plain}mapping{'s' if plural else ''} to {self._words(found['additionalProperties'], plural=True)}"
        return plain + (_PLURALS[found["type"]] if plural else found["type"])

    @cached_property
    def _attributes(self) -> list[tuple[str, str, str]]:
        """Names, types and documentation of what the class annotates and documents where it sets it."""
        (definition,) = ast.parse(textwrap.dedent(inspect.getsource(self._component))).body
        assert isinstance(definition, ast.ClassDef)
        return [
            (attribute.attr, ast.unparse(annotation), text)
            for method in definition.body
            if isinstance(method, ast.FunctionDef)
            for pair in pairwise(method.body)
            for attribute, annotation, text in _documented(*pair)
        ]

    def _annotation(self, type_: str) -> str:
        link = next((token.removeprefix(_TOKEN) for token in self._known(type_)), None)
        return f"[`{type_}`](#{link.lower()})" if link else f"`{type_}`"

    def _known(self, type_: str) -> list[str]:
        return [token for name in re.findall(r"\w+", type_) if (token := _TOKEN + name) in self._types]

    def _prose(self, text: str) -> str:
        """Text on one line, with links."""
        return " ".join(self._linked(text).split())

    def _linked(self, text: str) -> str:
        """Text in which other components' names lead to their pages."""

        def link(found: re.Match[str]) -> str:
            return f"[{found[0]}]({_file(found[0])})" if found["component"] else found[0]

        names = "|".join(self._others)
        return re.sub(rf"`[^`]*`|\b(?P<component>{names})\b", link, text)


def _file(component: str) -> str:
    return re.sub("(?<=[a-z0-9])(?=[A-Z])", "-", component).lower() + ".md"


def _snake(name: str) -> str:
    return re.sub("(?=[A-Z])", "_", name).lower()


def _first_sentence(text: str | None) -> str:
    paragraph = " ".join((text or "").partition("\n\n")[0].split())
    return re.split(r"(?<=\.)\s", paragraph)[0].removesuffix(".")


def _without_default(description: str) -> tuple[str, str]:
    """The text without the sentence that states the default, and what that states."""
    found = re.search(r"\s*Default:\s+(.+?)\.(?=\s|$)", description, re.DOTALL)
    if found is None:
        return description, ""
    return description[: found.start()] + description[found.end() :], found[1]


def _own(reference: str) -> str:
    """The token of one of the package's own types."""
    return reference.removeprefix("#/types/")


def _references(value: Any) -> list[str]:
    """The tokens of the package's own types that are mentioned somewhere inside, in the order of mention."""
    if not isinstance(value, dict):
        return []
    reference: str = value.get("$ref", "")
    own = [_own(reference)] if reference.startswith("#/types/") else []
    return own + [token for item in value.values() for token in _references(item)]


def _documented(statement: ast.stmt, following: ast.stmt) -> Iterator[tuple[ast.Attribute, ast.expr, str]]:
    match statement, following:
        case (
            ast.AnnAssign(target=ast.Attribute() as attribute, annotation=annotation),
            ast.Expr(value=ast.Constant(value=str() as text)),
        ):
            yield attribute, annotation, text


def _counted(types: Counter[str]) -> Iterator[str]:
    return (f"`{name}`" if count == 1 else f"{count} `{name}`" for name, count in sorted(types.items()))


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _document(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"
