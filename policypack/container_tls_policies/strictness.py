"""How much blocks a preview: the configurations that an organization rolls the pack out with."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from .rule import Level
from .rules import catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping


class Strictness(StrEnum):
    """How much blocks a preview."""

    AUDIT = "audit"
    """Nothing: everything is said, as advice."""
    DEFAULT = "default"
    """What each rule says itself."""
    STRICT = "strict"
    """Everything, what cannot be decided before the update included; not what is off by default."""


def policy_config(strictness: Strictness, profile: str | None = None, own: Mapping[str, Any] | None = None) -> Any:
    """The content of a `--policy-pack-config` file: the levels of a strictness, a TLS profile, and over both `own`
    configuration, policy by policy."""
    config: dict[str, Any] = {}
    if strictness is not Strictness.DEFAULT:
        config["all"] = "advisory" if strictness is Strictness.AUDIT else "mandatory"
        config |= {rule.id: "disabled" for rule in catalogue() if rule.level is Level.DISABLED}
    if profile:
        config["settings"] = {"profile": profile}
    for name, given in (own or {}).items():
        config[name] = _over(config.get(name), given)
    return config


def _over(base: Any, given: Any) -> Any:
    """One policy's configuration over another: a level alone, or an object of `enforcementLevel` and properties."""
    if base is None or not (isinstance(base, dict) or isinstance(given, dict)):
        return given
    return {**_as_object(base), **_as_object(given)}


def _as_object(config: Any) -> dict[str, Any]:
    return config if isinstance(config, dict) else {"enforcementLevel": config}
