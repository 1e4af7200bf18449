"""The command `container-tls`."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.markdown import Markdown

from . import report, scaffold, servicer
from .explanation import explanation
from .facts.tls_policies import profile_names
from .offline import policy_config as policy_configuration
from .offline.answers import Answers
from .offline.policy_config import PolicyConfigError
from .offline.preview import run_preview
from .offline.program import ProgramError
from .offline.project import ProjectError
from .pack import Session
from .rule import Level
from .rules import catalogue
from .scaffold import ScaffoldError
from .strictness import Strictness
from .strictness import policy_config as strictness_config


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


strictness_option = click.option(
    "--strictness",
    type=click.Choice([strictness.value for strictness in Strictness]),
    default=Strictness.DEFAULT.value,
    show_default=True,
    help="audit: nothing blocks; strict: everything does, also what cannot be decided before the update.",
)
profile_option = click.option(
    "--profile", type=click.Choice(profile_names), help="What TLS policies of listeners must offer."
)


@main.command()
@click.argument("program", type=click.Path(path_type=Path), default=".")
@click.option("--stack", "-s", default="dev", show_default=True, help="Stack whose Pulumi.<stack>.yaml is read.")
@click.option("--config", "-c", "config", type=KeyValue(), multiple=True, help="Stack configuration; repeatable.")
@click.option(
    "--policy-pack-config",
    type=click.Path(path_type=Path),
    help="JSON file with the levels and properties of policies, as `pulumi preview` takes it.",
)
@strictness_option
@profile_option
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
    strictness: str,
    profile: str | None,
    answers: Path | None,
    format_: str,
) -> None:
    """Preview PROGRAM, a folder or a Python file, under the policy pack.

    Needs no Pulumi CLI, no plugins, no credentials and no network, and touches no state.

    Exit status: 0 when nothing mandatory is violated, 1 when something is, 2 when the program or its configuration
    is broken.
    """
    try:
        policies = _policy_config(strictness, profile, policy_pack_config)
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


@main.command("policy-config")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@strictness_option
@profile_option
def policy_config(file: Path | None, strictness: str, profile: str | None) -> None:
    """Print a configuration for `pulumi preview --policy-pack-config` and for Pulumi Cloud.

    It has the levels of a strictness and a TLS profile; what FILE, a configuration of your own, says of a policy wins.
    """
    try:
        config = _policy_config(strictness, profile, file)
        policy_configuration.resolve(servicer.analyzer(Session()).GetAnalyzerInfo(None, None), config)
    except PolicyConfigError as error:
        _fail(f"{file}: {error}" if file and str(file) not in str(error) else str(error))
    click.echo(json.dumps(config, indent=2))


@main.command()
@click.option("--family", help="Only those of one family.")
@click.option("--level", type=click.Choice([level.value for level in Level]), help="Only those of one default level.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(family: str | None, level: str | None, format_: str) -> None:
    """List the rules."""
    families = sorted({rule.family for rule in catalogue()})
    if family and family not in families:
        _fail(f"There is no family {family}. There are {', '.join(families)}.")
    chosen = [rule for rule in catalogue() if family in (None, rule.family) and level in (None, rule.level)]
    if format_ == "json":
        click.echo(report.rules_as_json(chosen))
    else:
        report.print_rules(chosen, Console(highlight=False, width=None if sys.stdout.isatty() else 200))


@main.command()
@click.argument("rule_id", metavar="RULE")
@click.option("--format", "format_", type=click.Choice(["text", "markdown"]), default="text", show_default=True)
def explain(rule_id: str, format_: str) -> None:
    """Print the documentation of RULE."""
    by_id = {rule.id: rule for rule in catalogue()}
    if rule_id not in by_id:
        near = " or ".join(get_close_matches(rule_id, by_id, n=3))
        _fail(f"There is no rule {rule_id}.{f' Did you mean {near}?' if near else ''}")
    text = explanation(by_id[rule_id])
    if format_ == "markdown":
        click.echo(text, nl=False)
    else:
        Console(highlight=False).print(Markdown(text))


@main.command("new-rule")
@click.argument("family")
@click.argument("rule_id", metavar="ID")
@click.option("--on", default="TargetGroup", show_default=True, help="The class of the model that the rule is about.")
@click.option("--root", type=click.Path(path_type=Path), default=".", help="The repository; default: where you are.")
def new_rule(family: str, rule_id: str, on: str, root: Path) -> None:
    """Write the files of a new rule ID in a FAMILY, for a contribution to this pack: the rule and its cases."""
    try:
        for path in scaffold.new_rule(root, family, rule_id, on):
            click.echo(path)
    except ScaffoldError as error:
        _fail(f"Nothing was written: {error}.")
    click.echo("Fill in what says TODO; the tests say what is missing.")


def _policy_config(strictness: str, profile: str | None, file: Path | None) -> dict[str, Any]:
    own = policy_configuration.read(file) if file else {}
    return dict(strictness_config(Strictness(strictness), profile, own))


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
