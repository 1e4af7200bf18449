"""Testing your own stacks: a pytest fixture, and the function behind it.

With the package installed, pytest has the fixture `preview`:

    def test_stack_is_clean(preview):
        assert not preview(Path("infra")).findings
"""

from __future__ import annotations

from .offline.answers import Answers
from .offline.policy_config import PolicyConfigError
from .offline.preview import Finding, Preview, run_preview
from .offline.program import ProgramError
from .offline.project import ProjectError

__all__ = [
    "Answers",
    "Finding",
    "PolicyConfigError",
    "Preview",
    "ProgramError",
    "ProjectError",
    "run_preview",
]
