"""The commands around the rules: listing, explaining, configuring, adding one."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from container_tls_policies.cli import main
from container_tls_policies.rule import Level
from container_tls_policies.rules import catalogue
from container_tls_policies.strictness import Strictness, policy_config
from container_tls_policies.testing import run_preview

from tests.stacks import TWINS

root = Path(__file__).parents[1]
guide = (root / "docs/guides/roll-out.md").read_text("utf-8")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


class TestRules:
    def test_lists_all(self) -> None:
        shown = run("rules")
        assert shown.exit_code == 0
        assert all(rule.id in shown.output for rule in catalogue())
        assert f"{len(catalogue())} rules: " in shown.output

    def test_json_has_everything_of_each(self) -> None:
        listed = json.loads(run("rules", "--format", "json").output)
        assert [rule["id"] for rule in listed] == [rule.id for rule in catalogue()]
        assert all(rule["summary"] and rule["references"] and rule["severity"] for rule in listed)

    @pytest.mark.parametrize("level", Level)
    def test_by_level_and_family(self, level: Level) -> None:
        chosen = [rule.id for rule in catalogue() if rule.level is level and rule.family == "listeners"]
        listed = json.loads(run("rules", "--level", level.value, "--family", "listeners", "--format", "json").output)
        assert [rule["id"] for rule in listed] == chosen

    def test_family_that_does_not_exist(self) -> None:
        shown = run("rules", "--family", "buckets")
        assert shown.exit_code == 2
        assert "There is no family buckets. There are alarms, " in shown.output


class TestExplain:
    @pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.id)
    def test_page(self, rule: Any) -> None:
        page = run("explain", rule.id, "--format", "markdown")
        assert page.exit_code == 0
        assert page.output.startswith(f"# {rule.id}\n\n{rule.summary}\n")
        assert all(f"- `{option}` (" in page.output for option in rule.options)
        assert page.output.endswith(f"- <{rule.references[-1]}>\n")

    def test_as_text(self) -> None:
        assert "Service Connect" in run("explain", "sc-network-mode").output

    def test_misspelt(self) -> None:
        shown = run("explain", "sc-netwrok-mode")
        assert shown.exit_code == 2
        assert "There is no rule sc-netwrok-mode. Did you mean sc-network-mode" in shown.output


def levels(config: dict[str, Any], twin: str) -> set[str]:
    return {finding.level for finding in run_preview(TWINS[twin].program, policy_config=config).findings}


class TestStrictness:
    def test_audit_blocks_nothing(self) -> None:
        assert levels(policy_config(Strictness.AUDIT), "bridge-with-tls") == {"advisory"}

    def test_strict_blocks_on_everything(self) -> None:
        assert levels(policy_config(Strictness.STRICT), "image-of-the-stack") == {"mandatory"}
        assert levels(policy_config(Strictness.STRICT), "listener-tls-12-to-plaintext-targets") == {"mandatory"}

    def test_own_configuration_wins(self) -> None:
        config = policy_config(Strictness.AUDIT, own={"sc-network-mode": "mandatory"})
        assert levels(config, "bridge-with-tls") == {"mandatory"}
        config = policy_config(Strictness.STRICT, own={"undecided": "disabled"})
        assert levels(config, "image-of-the-stack") == set()

    def test_what_is_off_stays_off(self) -> None:
        off = {rule.id for rule in catalogue() if rule.level is Level.DISABLED}
        for strictness in (Strictness.AUDIT, Strictness.STRICT):
            assert {name for name, level in policy_config(strictness).items() if level == "disabled"} == off

    def test_default_says_nothing(self) -> None:
        assert policy_config(Strictness.DEFAULT) == {}

    def test_both_forms_of_configuration_are_merged(self) -> None:
        own = {"settings": {"exceptions": []}, "sc-network-mode": {"enforcementLevel": "disabled"}}
        assert policy_config(Strictness.DEFAULT, "fips", own) == {
            "settings": {"profile": "fips", "exceptions": []},
            "sc-network-mode": {"enforcementLevel": "disabled"},
        }

    def test_preview_takes_it_too(self, tmp_path: Path) -> None:
        program = root / "examples/health_check_on_443.py"
        assert run("preview", program).exit_code == 1
        assert run("preview", program, "--strictness", "audit").exit_code == 0
        own = tmp_path / "own.json"
        own.write_text('{"tg-health-check-port": "mandatory"}')
        assert run("preview", program, "--strictness", "audit", "--policy-pack-config", own).exit_code == 1


class TestPolicyConfig:
    def test_prints_what_a_preview_takes(self) -> None:
        shown = run("policy-config", "--strictness", "strict", "--profile", "fips")
        assert shown.exit_code == 0
        assert json.loads(shown.output) == policy_config(Strictness.STRICT, "fips")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[]", "not a JSON object"),
            ('{"sc-netwrok-mode": "advisory"}', "sc-netwrok-mode: no such policy; did you mean sc-network-mode?"),
            ('{"settings": {"profile": "old"}}', "settings.profile: 'old' is not one of"),
            ('{"all": "blocking"}', "all: 'blocking' is not an enforcement level"),
        ],
    )
    def test_own_file_must_make_sense(self, tmp_path: Path, text: str, said: str) -> None:
        file = tmp_path / "own.json"
        file.write_text(text)
        shown = run("policy-config", file)
        assert shown.exit_code == 2
        assert said in shown.output and str(file) in shown.output

    def test_every_configuration_of_the_guide_is_valid(self, tmp_path: Path) -> None:
        shown = re.findall(r"^```json\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
        assert len(shown) == 4
        for number, text in enumerate(shown):
            file = tmp_path / f"{number}.json"
            file.write_text(text)
            for strictness in Strictness:
                assert run("policy-config", "--strictness", strictness.value, file).exit_code == 0

    def test_every_command_of_the_guide_exists(self) -> None:
        commands = re.findall(r"(?<!/)container-tls ([a-z-]+)", guide)
        assert set(commands) <= set(main.commands)


class TestNewRule:
    @pytest.fixture
    def repository(self, tmp_path: Path) -> Path:
        for folder in ("policypack/container_tls_policies/rules/listeners", "tests/rules/listeners"):
            (tmp_path / folder).mkdir(parents=True)
        return tmp_path

    def test_writes_the_rule_and_its_cases(self, repository: Path) -> None:
        done = run("new-rule", "listeners", "listener-idle-timeout", "--on", "Listener", "--root", repository)
        assert done.exit_code == 0, done.output
        rule = repository / "policypack/container_tls_policies/rules/listeners/listener_idle_timeout.py"
        cases = repository / "tests/rules/listeners/listener_idle_timeout.py"
        assert done.output.splitlines()[:2] == [str(rule), str(cases)]
        (function,) = [node for node in ast.parse(rule.read_text()).body if isinstance(node, ast.FunctionDef)]
        assert ast.unparse(function.args) == "listener: Listener"
        functions = [node.name for node in ast.parse(cases.read_text()).body if isinstance(node, ast.FunctionDef)]
        assert [name.partition("_")[0] for name in functions] == ["bad", "clean", "undecided"]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["listeners", "Listener"], "Listener is no rule id"),
            (["listeners", "listener-ssl-policy-weak"], "there is a rule listener-ssl-policy-weak already"),
            (["buckets", "bucket-public"], "is no folder"),
            (["listeners", "listener-own", "--on", "Bucket"], "Bucket is no class of the model; there are "),
        ],
    )
    def test_refuses(self, repository: Path, arguments: list[str], said: str) -> None:
        done = run("new-rule", *arguments, "--root", repository)
        assert done.exit_code == 2
        assert done.output.startswith("Nothing was written: ") and said in done.output
        assert [path for path in repository.rglob("*") if path.is_file()] == []

    def test_overwrites_nothing(self, repository: Path) -> None:
        assert run("new-rule", "listeners", "listener-own", "--root", repository).exit_code == 0
        assert "exists already" in run("new-rule", "listeners", "listener-own", "--root", repository).output
