"""The command `container-tls`."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console

from . import report
from .offline import policy_config as policy_configuration
from .offline.answers import Answers
from .offline.policy_config import PolicyConfigError
from .offline.preview import run_preview
from .offline.program import ProgramError
from .offline.project import ProjectError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="container-tls-policies")
def main() -> None:
    """Checks the traffic of Pulumi stacks to containers on AWS."""


class KeyValue(click.ParamType[tuple[str, str]]):
    """A KEY=VALUE argument."""

    name = "key=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        key, equals, text = value.partition("=")
        if not key or not equals:
            self.fail(f"{value!r} is not of the form KEY=VALUE", param, ctx)
        return key, text


@main.command()
@click.argument("program", type=click.Path(path_type=Path), default=".")
@click.option("--stack", "-s", default="dev", show_default=True, help="Stack whose Pulumi.<stack>.yaml is read.")
@click.option("--config", "-c", "config", type=KeyValue(), multiple=True, help="Stack configuration; repeatable.")
@click.option(
    "--policy-pack-config",
    type=click.Path(path_type=Path),
    help="JSON file with the levels and properties of policies, as `pulumi preview` takes it.",
)
@click.option(
    "--answers",
    type=click.Path(path_type=Path),
    help='JSON file with results of functions and outputs of other stacks: {"functions": …, "stackReferences": …}.',
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def preview(
    program: Path,
    stack: str,
    config: tuple[tuple[str, str], ...],
    policy_pack_config: Path | None,
    answers: Path | None,
    format_: str,
) -> None:
    """Preview PROGRAM, a folder or a Python file, under the policy pack.

    Needs no Pulumi CLI, no plugins, no credentials and no network, and touches no state.

    Exit status: 0 when nothing mandatory is violated, 1 when something is, 2 when the program or its configuration
    is broken.
    """
    try:
        policies = policy_configuration.read(policy_pack_config) if policy_pack_config else {}
        with redirect_stdout(sys.stderr):
            result = run_preview(
                program, config=dict(config), policy_config=policies, answers=_read_answers(answers), stack=stack
            )
    except ProgramError as error:
        _fail(f"The program failed.\n{error}")
    except ProjectError as error:
        _fail(str(error))
    except PolicyConfigError as error:
        place = f"{policy_pack_config}: " if policy_pack_config and str(policy_pack_config) not in str(error) else ""
        _fail(f"{place}{error}")
    for warning in result.warnings:
        click.echo(f"warning: {warning}", err=True)
    if format_ == "json":
        click.echo(report.as_json(result))
    else:
        report.print_text(result, Console(highlight=False, soft_wrap=True))
    sys.exit(1 if result.violations else 0)


def _read_answers(path: Path | None) -> Answers:
    if path is None:
        return Answers()
    try:
        content = json.loads(path.read_text("utf-8"))
        functions, stacks = content.get("functions", {}), content.get("stackReferences", {})
    except (OSError, ValueError, AttributeError) as error:
        raise ProjectError(f"{path} is not a file of answers: {error}") from None
    if not all(
        isinstance(part, dict) and all(isinstance(x, dict) for x in part.values()) for part in (functions, stacks)
    ):
        raise ProjectError(f"{path}: functions and stackReferences are objects of objects")
    return Answers(functions, stacks)


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(2)
