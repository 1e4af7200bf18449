"""Levels and properties of policies from a configuration file, by the rules of `pulumi preview`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
from google.protobuf import json_format, struct_pb2
from pulumi.runtime import proto

from ..model import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

levels = ("advisory", "mandatory", "remediate", "disabled")


class PolicyConfigError(Exception):
    """The policy configuration does not make sense; the message says where."""


def read(path: Path) -> dict[str, Any]:
    """The content of a `--policy-pack-config` file. Raises PolicyConfigError."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyConfigError(f"{path} cannot be read: {error}") from None
    except ValueError as error:
        raise PolicyConfigError(f"{path} is not JSON: {error}") from None
    if not isinstance(content, dict):
        raise PolicyConfigError(f"{path} is not a JSON object with one key per policy")
    return content


def resolve(info: proto.AnalyzerInfo, config: Mapping[str, Any]) -> proto.ConfigureAnalyzerRequest:
    """What the engine would configure the pack with: schema defaults, then `all`, then policy by policy.

    Raises PolicyConfigError for a policy that does not exist, a level that does not, or properties that do not fit
    the policy's schema.
    """
    schemas = {policy.name: json_format.MessageToDict(policy.configSchema.properties) for policy in info.policies}
    chosen = {policy.name: proto.EnforcementLevel.Name(policy.enforcementLevel).lower() for policy in info.policies}
    properties = {
        name: {key: value["default"] for key, value in schema.items() if "default" in value}
        for name, schema in schemas.items()
    }
    everything = config.get("all")
    if everything is not None:
        chosen = dict.fromkeys(chosen, _level("all", everything))
    for name, given in config.items():
        if name == "all":
            continue
        if name not in schemas:
            near = nearest(name, schemas)
            raise PolicyConfigError(f"{name}: no such policy{f'; did you mean {near}?' if near else ''}")
        if isinstance(given, dict):
            own = {key: value for key, value in given.items() if key != "enforcementLevel"}
            if "enforcementLevel" in given:
                chosen[name] = _level(name, given["enforcementLevel"])
            _validate(name, own, schemas[name])
            properties[name].update(own)
        else:
            chosen[name] = _level(name, given)
    return proto.ConfigureAnalyzerRequest(
        policyConfig={
            name: proto.PolicyConfig(
                enforcementLevel=proto.EnforcementLevel.Value(chosen[name].upper()),
                properties=json_format.ParseDict(properties[name], struct_pb2.Struct()),
            )
            for name in schemas
        }
    )


def _level(name: str, value: Any) -> str:
    if not isinstance(value, str) or value not in levels:
        raise PolicyConfigError(f"{name}: {value!r} is not an enforcement level ({', '.join(levels)})")
    return value


def _validate(name: str, properties: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(
        {"type": "object", "properties": dict(schema), "additionalProperties": False}
    )
    for error in sorted(validator.iter_errors(dict(properties)), key=lambda error: list(map(str, error.path))):
        place = ".".join([name, *map(str, error.path)])
        raise PolicyConfigError(f"{place}: {error.message}")
