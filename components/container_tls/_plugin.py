"""The components as a Pulumi plugin, which speaks to other languages in their names for arguments."""

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pulumi
from pulumi.provider import ConstructResult
from pulumi.provider.experimental.analyzer import ComponentDefinition, PropertyDefinition, PropertyType
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
        own = {
            name
            for name, found in properties.items()
            if (value := given.get(name)) is not None and (self._checks(found) or isinstance(value, pulumi.Output))
        }
        others = {name: found for name, found in properties.items() if name not in own}
        mapped = super().map_input_properties(inputs, others, mapping, component_name, property_path)
        return {**mapped, **{mapping[name]: self._named(given[name], properties[name], to_python=True) for name in own}}

    def get_state(self, instance: pulumi.ComponentResource, component_def: ComponentDefinition) -> dict[str, Any]:
        """The outputs, with the schema's names inside of them, too."""
        values = {name: getattr(instance, own, None) for name, own in component_def.outputs_mapping.items()}
        return {
            name: self._named(value, component_def.outputs[name], to_python=False)
            for name, value in values.items()
            if value is not None
        }

    def _named(self, value: Any, of: PropertyDefinition, *, to_python: bool) -> Any:
        """The value with Python's or with the schema's names for what groups of properties inside of it hold."""
        if isinstance(value, pulumi.Output):
            return value.apply(lambda known: self._named(known, of, to_python=to_python))
        if isinstance(value, list) and of.items is not None:
            return [self._named(item, of.items, to_python=to_python) for item in value]
        if not isinstance(value, Mapping):
            return value
        if of.additional_properties is not None:
            inner = of.additional_properties
            return {key: self._named(item, inner, to_python=to_python) for key, item in value.items()}
        definition = self.get_type_definition(of) if of.ref else None
        if definition is None:
            return value
        named = {}
        for schema, own in definition.properties_mapping.items():
            old, new = (schema, own) if to_python else (own, schema)
            if value.get(old) is not None:
                named[new] = self._named(value[old], definition.properties[schema], to_python=to_python)
        return named

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
