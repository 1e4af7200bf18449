"""The examples of the components' documentation run, and their pictures come first."""

import inspect
import re
import subprocess
import sys

import container_tls.kubernetes
import pulumi
import pytest

from tests.components.stack import build

COMPONENTS = [
    found
    for name in container_tls.kubernetes.__all__
    if inspect.isclass(found := getattr(container_tls.kubernetes, name)) and issubclass(found, pulumi.ComponentResource)
]


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_example(component: type[pulumi.ComponentResource]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", inspect.getdoc(component) or "", re.DOTALL)
    stack = build(lambda: exec(compile(example, component.__name__, "exec"), {}))
    assert any(key.startswith(f"{component.__name__} ") for key in stack.resources)


def test_without_kubernetes_its_sdk_is_not_loaded() -> None:
    program = "import sys, container_tls; sys.exit('pulumi_kubernetes' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.__name__)
def test_picture(component: type[pulumi.ComponentResource]) -> None:
    _, picture, *_ = (inspect.getdoc(component) or "").split("\n\n")
    assert picture.startswith("```text\n")
    assert "-->" in picture
