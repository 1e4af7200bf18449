"""The examples of the components' documentation run, and show what holds for every component."""

import inspect
import re
import runpy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import NoneType
from typing import Any, get_args

import pulumi
import pytest

from .stack import Stack, build

COMPONENTS = runpy.run_path(str(Path(__file__).parents[2] / "components"), run_name="plugin")["components"]()


def example(component: type[pulumi.ComponentResource]) -> str:
    (found,) = re.findall(r"```python\n(.*?)```", inspect.getdoc(component) or "", re.DOTALL)
    return str(found)


def run(component: type[pulumi.ComponentResource]) -> Stack:
    return build(lambda: exec(compile(example(component), component.__name__, "exec"), {}))


def reachable(value: object, seen: set[int]) -> Iterator[pulumi.Resource]:
    """The resources in the attributes of a component, in lists, mappings and parts of it."""
    if id(value) in seen or isinstance(value, str | pulumi.Output | pulumi.ResourceOptions):
        return
    seen.add(id(value))
    if isinstance(value, pulumi.Resource) and len(seen) > 1:
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from reachable(item, seen)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from reachable(item, seen)
    elif hasattr(value, "__dict__"):
        for name, item in vars(value).items():
            if not name.startswith("_"):
                yield from reachable(item, seen)


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_example(component: type[pulumi.ComponentResource]) -> None:
    assert any(key.startswith(f"{component.__name__} ") for key in run(component).resources)


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_outputs_are_registered(component: type[pulumi.ComponentResource]) -> None:
    declared = inspect.get_annotations(component)
    all_, always = (
        {
            re.sub("_(.)", lambda found: found[1].upper(), name)
            for name, of in declared.items()
            if optional or NoneType not in get_args(of)
        }
        for optional in (True, False)
    )
    for key, registered in run(component).registered.items():
        if key.startswith(f"{component.__name__} "):
            assert always <= registered <= all_


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_example_violates_no_policy(component: type[pulumi.ComponentResource], preview: Callable[..., Any]) -> None:
    program = compile(example(component), component.__name__, "exec")
    assert preview(lambda: exec(program, {}), config={"aws:region": "us-east-1"}).findings == ()


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_every_child_is_an_attribute(
    component: type[pulumi.ComponentResource], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[pulumi.CustomResource, pulumi.Resource | None]] = []
    components: list[pulumi.ComponentResource] = []
    of_custom, of_component = pulumi.CustomResource.__init__, component.__init__

    def custom(self: Any, t: str, name: str, props: Any = None, opts: Any = None, *rest: Any, **others: Any) -> None:
        made.append((self, opts and opts.parent))
        of_custom(self, t, name, props, opts, *rest, **others)

    def recorded(self: Any, *args: Any, **others: Any) -> None:
        components.append(self)
        of_component(self, *args, **others)

    monkeypatch.setattr(pulumi.CustomResource, "__init__", custom)
    monkeypatch.setattr(component, "__init__", recorded)
    run(component)
    assert components
    for found in components:
        attributes = {id(resource) for resource in reachable(found, set())}
        hidden = [child._name for child, parent in made if parent is found and id(child) not in attributes]
        assert not hidden
