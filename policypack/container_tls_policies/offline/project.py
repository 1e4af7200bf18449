"""Where a program is and how it is configured: `Pulumi.yaml` and `Pulumi.<stack>.yaml`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

placeholder: Final = "[secret]"
"""What an encrypted configuration value reads as: only the Pulumi CLI can decrypt it."""


class ProjectError(Exception):
    """The program or its configuration cannot be used; the message names the file."""


@dataclass(frozen=True)
class Project:
    """A program to preview: the path that Python runs, its folder, its name and its configuration."""

    entry: Path
    folder: Path
    name: str
    config: Mapping[str, str]

    @classmethod
    def load(cls, program: Path, stack: str, overrides: Mapping[str, str]) -> Project:
        """Reads the project of a folder or of a single Python file.

        Raises ProjectError when there is no program, or a file cannot be read.
        """
        program = program.resolve()
        if not program.exists():
            raise ProjectError(f"{program} does not exist")
        folder = program if program.is_dir() else program.parent
        project = _read_yaml(folder / "Pulumi.yaml") if (folder / "Pulumi.yaml").exists() else {}
        name = str(project.get("name", folder.name))
        runtime = project.get("runtime", "python")
        language = runtime.get("name") if isinstance(runtime, dict) else runtime
        if language != "python":
            raise ProjectError(f"{folder / 'Pulumi.yaml'}: the offline preview runs Python programs, not {language}")
        entry = program if program.is_file() else (folder / str(project.get("main", "."))).resolve()
        if not entry.exists() or (entry.is_dir() and not (entry / "__main__.py").exists()):
            raise ProjectError(f"{entry} is not a Python program: it has no __main__.py")
        config = dict(_defaults(project.get("config"), name, folder))
        stack_file = folder / f"Pulumi.{stack}.yaml"
        if stack_file.exists():
            values = _read_yaml(stack_file).get("config") or {}
            if not isinstance(values, dict):
                raise ProjectError(f"{stack_file}: config is not a mapping")
            config.update({_qualified(key, name): _text(value) for key, value in values.items()})
        config.update({_qualified(key, name): value for key, value in overrides.items()})
        return cls(entry, entry if entry.is_dir() else entry.parent, name, config)


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ProjectError(f"{path} cannot be read: {error}") from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise ProjectError(f"{path} is not a mapping")
    return content


def _defaults(declared: Any, project: str, folder: Path) -> dict[str, str]:
    if declared is None:
        return {}
    if not isinstance(declared, dict):
        raise ProjectError(f"{folder / 'Pulumi.yaml'}: config is not a mapping")
    found = {}
    for key, value in declared.items():
        if isinstance(value, dict) and value.keys() & {"type", "default", "value", "description", "secret", "items"}:
            value = value.get("value", value.get("default"))
        if value is not None:
            found[_qualified(key, project)] = _text(value)
    return found


def _qualified(key: str, project: str) -> str:
    return key if ":" in key else f"{project}:{key}"


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and value.keys() == {"secure"}:
        return placeholder
    return json.dumps(value)
