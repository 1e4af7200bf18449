"""The components as a Pulumi plugin, which speaks to other languages in their names for arguments."""

import inspect
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pulumi
from pulumi.provider import ConstructResult
from pulumi.provider.experimental.analyzer import PropertyDefinition, PropertyType
from pulumi.provider.experimental.component import ComponentProvider
from pulumi.provider.experimental.util import camel_case
from pulumi.provider.server import ComponentInitError

from ._arguments import ArgumentError

_SNAKE_CASE = re.compile(r"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b")
_CODE_BLOCK = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)


class Plugin(ComponentProvider):
    """Serves components; descriptions and errors name arguments as the schema does: `vpcId`, not `vpc_id`."""

    def __init__(self, components: Sequence[type[pulumi.ComponentResource]], name: str, version: str) -> None:
        super().__init__(list(components), name, version=version)
        # SDKs add `Args` to the names of types by themselves.
        schema = json.loads(re.sub(rf'("(#/types/)?{name}:index:\w+?)Args"', r'\1"', str(self.schema)))
        # Without these two, an SDK for Go does not compile.
        schema["meta"] = {"supportPack": True}
        schema["language"]["go"]["generateExtraInputTypes"] = True
        self._names = frozenset(_property_names(schema))
        self.schema = json.dumps(_described(schema, self._description))

    def construct(
        self,
        name: str,
        resource_type: str,
        inputs: pulumi.Inputs,
        options: pulumi.ResourceOptions | None = None,
    ) -> ConstructResult:
        """The component; an error of its arguments is one of the program that passed them, without our stack trace."""
        try:
            return super().construct(name, resource_type, inputs, options)
        except ComponentInitError as error:
            if not isinstance(error.inner, ArgumentError):
                raise
            raise pulumi.InputPropertiesError(self._renamed(error.inner.message), error.inner.errors) from None

    def map_input_properties(
        self,
        inputs: Any,
        properties: dict[str, PropertyDefinition],
        mapping: dict[str, str],
        component_name: str,
        property_path: str,
    ) -> dict[str, Any]:
        """The arguments in Python's names. Enums and numbers stay what they are: the SDK would refuse outputs of both,
        and enums in maps, and the components check them anyway."""
        given = inputs if isinstance(inputs, dict) else {}
        own = {name for name, found in properties.items() if given.get(name) is not None and self._checks(found)}
        others = {name: found for name, found in properties.items() if name not in own}
        mapped = super().map_input_properties(inputs, others, mapping, component_name, property_path)
        return {**mapped, **{mapping[name]: given[name] for name in own}}

    def _checks(self, found: PropertyDefinition) -> bool:
        """Whether components check such values themselves: a number, an enum, or a list or map of them."""
        inner = found.items or found.additional_properties
        if inner is not None:
            return self._checks(inner)
        definition = self.get_type_definition(found) if found.ref else None
        return found.type is PropertyType.INTEGER or (definition is not None and definition.enum is not None)

    def _description(self, text: str) -> str:
        """Without the indentation of its source; code blocks are Python and stay what they are."""
        parts = _CODE_BLOCK.split(inspect.cleandoc(text))
        return "".join(part if part.startswith("```") else self._renamed(part) for part in parts)

    def _renamed(self, text: str) -> str:
        def rename(found: re.Match[str]) -> str:
            name = camel_case(found[0])
            return name if name in self._names else found[0]

        return _SNAKE_CASE.sub(rename, text)


def _property_names(schema: Any) -> Iterator[str]:
    for found in [*schema["resources"].values(), *schema["types"].values()]:
        yield from found.get("inputProperties", {})
        yield from found.get("properties", {})


def _described(value: Any, describe: Callable[[str], str]) -> Any:
    """The same with other descriptions. A property may be called `description`, but is no text."""
    if isinstance(value, dict):
        return {
            key: describe(found) if key == "description" and isinstance(found, str) else _described(found, describe)
            for key, found in value.items()
        }
    if isinstance(value, list):
        return [_described(found, describe) for found in value]
    return value
