"""What the README shows is what happens."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from container_tls_policies.offline.policy_config import resolve
from container_tls_policies.pack import Session
from container_tls_policies.servicer import analyzer
from container_tls_policies.testing import run_preview

root = Path(__file__).parents[1]
text = (root / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("shown", "command"),
    [
        ("$ make preview\nOffline preview: there is no pulumi on PATH.\n", ["preview", "--stack", "preview"]),
        (
            "$ .venv/bin/container-tls preview examples/health_check_on_443.py\n",
            ["preview", "examples/health_check_on_443.py"],
        ),
    ],
)
def test_shown_output(shown: str, command: list[str]) -> None:
    (block,) = [block for block in blocks("") if block.startswith(shown)]
    tool = Path(sys.executable).parent / "container-tls"
    done = subprocess.run([tool, *command], cwd=root, capture_output=True, text=True, check=False)
    assert done.stdout == block.removeprefix(shown)


def test_shown_configuration() -> None:
    (config,) = blocks("json")
    session = Session()
    servicer = analyzer(session)
    servicer.Configure(resolve(servicer.GetAnalyzerInfo(None, None), json.loads(config)), None)
    assert session.settings.problems == ()
    assert session.strangers == ()


def test_shown_component() -> None:
    (program,) = [block for block in blocks("python") if "container_tls import" in block]
    source = compile(program, "README.md", "exec")
    result = run_preview(lambda: exec(source, {"__name__": "__main__"}), config={"aws:region": "us-east-1"})
    assert result.findings == ()
    assert len(result.resources) > 10
