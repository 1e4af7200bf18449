"""The Kubernetes objects that a stack consists of, checked against their schemas."""

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate  # type: ignore[import-untyped]
import yaml

from ..stack import UNKNOWN, Stack

KUBERNETES = "1.37"
REFUSED = (jsonschema.ValidationError, kubernetes_validate.ValidationError)
SCHEMAS = Path(__file__).parent / "schemas"


def objects(stack: Stack) -> list[dict[str, Any]]:
    """Every Kubernetes object, as Kubernetes would get it."""
    return [_whole(found.inputs) for found in stack.resources.values() if "apiVersion" in found.inputs]


def find(stack: Stack, kind: str, name: str) -> dict[str, Any]:
    """The spec of the one Istio object of this kind and name."""
    (found,) = [item for item in objects(stack) if item["kind"] == kind and item["metadata"]["name"] == name]
    return dict(found["spec"])


def validate(item: dict[str, Any]) -> None:
    """Raises unless Kubernetes would take the object, and would drop nothing of it."""
    if item["apiVersion"].split("/")[0].endswith("istio.io"):
        schema(item["apiVersion"], item["kind"]).validate(item)
    else:
        kubernetes_validate.validate(item, KUBERNETES, strict=True)


@cache
def schema(api_version: str, kind: str) -> jsonschema.Draft202012Validator:
    """The schema of an Istio kind."""
    document = yaml.safe_load((SCHEMAS / f"{api_version.replace('/', '_')}_{kind}.yaml").read_text())
    jsonschema.Draft202012Validator.check_schema(document)
    return jsonschema.Draft202012Validator(document)


def _whole(value: Any) -> Any:
    """Numbers as integers: they come as floats from the engine's protocol."""
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) else value


def unknown_paths(value: Any, path: str = "") -> list[str]:
    """Where the values are that a preview does not know."""
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in unknown_paths(item, f"{path}.{key}".lstrip("."))]
    if isinstance(value, list):
        return [found for index, item in enumerate(value) for found in unknown_paths(item, f"{path}.{index}")]
    return [path] if value == UNKNOWN else []
