"""The examples of the components' documentation run."""

import inspect
import re

import container_tls
import pulumi
import pytest

from .stack import build

COMPONENTS = [
    found
    for name in container_tls.__all__
    if inspect.isclass(found := getattr(container_tls, name)) and issubclass(found, pulumi.ComponentResource)
]


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_example(component: type[pulumi.ComponentResource]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", inspect.getdoc(component) or "", re.DOTALL)
    stack = build(lambda: exec(compile(example, component.__name__, "exec"), {}))
    assert any(key.startswith(f"{component.__name__} ") for key in stack.resources)
