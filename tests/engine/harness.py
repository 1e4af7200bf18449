"""Runs the real `pulumi` in a directory of its own: local state, no account, no credentials, no network."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from ..stacks import decisive

REPOSITORY = Path(__file__).parents[2]
PACK = REPOSITORY / "policypack"
PLUGIN = REPOSITORY / "components"
STACK = "dev"

# The program of a project that runs any stack of tests/stacks; the environment says which.
TWIN_VARIABLE = "CONTAINER_TLS_TWIN"
TWIN_PROGRAM = f"""\
import os
import sys

sys.path.insert(0, {str(REPOSITORY)!r})

from tests.stacks import TWINS

TWINS[os.environ[{TWIN_VARIABLE!r}]].program()
"""


@dataclass(frozen=True, order=True)
class Violation:
    """What a policy said of one resource."""

    policy: str
    level: str
    urn: str
    message: str

    @property
    def resource(self) -> str:
        """The resource's logical name."""
        return self.urn.rpartition("::")[2]


@dataclass(frozen=True)
class Run:
    """How one command of the CLI ended."""

    status: int
    output: str
    violations: frozenset[Violation]
    changes: Mapping[str, int]
    """How many resources were created, updated, ... or left the same."""
    created: Mapping[tuple[str, str], Mapping[str, Any]]
    """Inputs of what was, or is to be, created, by type and logical name."""

    @property
    def findings(self) -> frozenset[tuple[str, str]]:
        """(policy, logical name) of each violation that is more than advice."""
        return frozenset(decisive(self.violations))

    def check(self) -> Self:
        """This run, or an error with its output if the CLI failed."""
        if self.status != 0:
            raise AssertionError(self.output)
        return self


def standalone(source: Path, target: Path) -> Path:
    """Copy a pack or plugin to `target`, as publishing would, and give it this interpreter's environment.

    Its own environment is the folder `venv` beside its PulumiPolicy.yaml or PulumiPlugin.yaml; making that one takes a
    network.
    """
    ignored = shutil.ignore_patterns("venv", "build", "__pycache__", "*.egg-info")
    shutil.copytree(source, target, ignore=ignored)
    (target / "venv").symlink_to(sys.prefix, target_is_directory=True)
    return target


class Project:
    """A Pulumi project with one stack, previewed and updated by the real engine under one policy pack."""

    def __init__(self, root: Path, environment: Mapping[str, str], pack: Path) -> None:
        self.root = root
        self.pack = pack
        self._environment = environment

    @classmethod
    def create(cls, root: Path, *, program: str, pack: Path, debug_providers: str, name: str = "project") -> Self:
        """Write a project with this `program` in Python, and make its stack."""
        root.mkdir(parents=True)
        (root / "Pulumi.yaml").write_text(
            json.dumps({"name": name, "runtime": {"name": "python", "options": {"virtualenv": sys.prefix}}})
        )
        (root / "__main__.py").write_text(program)
        return cls.at(root, pack=pack, debug_providers=debug_providers)

    @classmethod
    def at(cls, root: Path, *, pack: Path, debug_providers: str) -> Self:
        """The project in this folder, in whatever language, with a stack in a local backend beside it."""
        backend = root / "backend"
        home = root / "home"
        backend.mkdir()
        home.mkdir()
        environment = {
            "PATH": os.environ["PATH"],
            "PULUMI_BACKEND_URL": backend.as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": "",
            "PULUMI_DEBUG_COMMANDS": "true",
            "PULUMI_DEBUG_PROVIDERS": debug_providers,
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_HOME": str(home),
            "PULUMI_SKIP_UPDATE_CHECK": "true",
        }
        project = cls(root, environment, pack)
        project._pulumi(["stack", "init", STACK]).check_returncode()
        return project

    def configure(self, values: Mapping[str, str]) -> None:
        options = [option for key, value in values.items() for option in ("--plaintext", f"{key}={value}")]
        self._pulumi(["config", "set-all", "--stack", STACK, *options]).check_returncode()

    def preview(self, twin: str = "", *, policy_config: Mapping[str, Any] | None = None) -> Run:
        options = [*self._with_pack]
        if policy_config is not None:
            file = self.root / "policy-config.json"
            file.write_text(json.dumps(policy_config))
            options += ["--policy-pack-config", str(file)]
        return self._operation("preview", twin, options)

    def up(self, twin: str = "", *, policies: bool = True) -> Run:
        return self._operation("up", twin, ["--yes", "--skip-preview", *(self._with_pack if policies else ())])

    def destroy(self, twin: str = "") -> Run:
        return self._operation("destroy", twin, ["--yes", "--skip-preview"])

    def export(self, file: Path) -> Path:
        self._pulumi(["stack", "export", "--file", str(file)]).check_returncode()
        return file

    def analyze(self, state: Path) -> Run:
        """`pulumi policy analyze` of an exported state."""
        done = self._pulumi(["policy", "analyze", *self._with_pack, "--file", str(state), "--json"])
        return _run(done, done.stdout.splitlines())

    @property
    def _with_pack(self) -> list[str]:
        return ["--policy-pack", str(self.pack)]

    def _operation(self, verb: str, twin: str, options: Iterable[str]) -> Run:
        log = self.root / f"{verb}-{twin}.jsonl"
        log.unlink(missing_ok=True)
        arguments = [verb, "--stack", STACK, "--color", "never", "--event-log", str(log), *options]
        done = self._pulumi(arguments, {TWIN_VARIABLE: twin})
        return _run(done, log.read_text().splitlines() if log.exists() else [])

    def _pulumi(self, arguments: Iterable[str], extra: Mapping[str, str] = {}) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["pulumi", *arguments, "--non-interactive"],
            cwd=self.root,
            env={**self._environment, **extra},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


def _run(done: subprocess.CompletedProcess[str], lines: Iterable[str]) -> Run:
    violations: set[Violation] = set()
    changes: dict[str, int] = {}
    created: dict[tuple[str, str], Mapping[str, Any]] = {}
    for line in lines:
        event: dict[str, Any] = json.loads(line)
        if policy := event.get("policyEvent"):
            message = policy["message"].split("\n", 1)[-1]  # the SDK puts the description first
            violations.add(
                Violation(
                    policy=policy["policyName"],
                    level=policy["enforcementLevel"],
                    urn=policy["resourceUrn"],
                    message=message.rstrip(),
                )
            )
        if (step := event.get("resourcePreEvent", {}).get("metadata")) and step["op"] == "create":
            created[step["type"], step["urn"].rpartition("::")[2]] = step["new"]["inputs"]
        if summary := event.get("summaryEvent"):
            changes = summary["resourceChanges"]
    return Run(done.returncode, done.stdout + done.stderr, frozenset(violations), changes, created)
