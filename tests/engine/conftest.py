import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from .harness import PACK, PLUGIN, TWIN_PROGRAM, Project, standalone
from .standin_provider import PreviewMode, StandinProvider, serve

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without the CLI nothing here can run: one test says so for all."""
    if shutil.which("pulumi") is not None:
        return
    left_out = [item for item in items if HERE in item.path.parents]
    if not left_out:
        return
    first, *others = left_out
    reason = f"no `pulumi` on PATH: {len(left_out)} tests against the real engine were left out"
    first.add_marker(pytest.mark.skip(reason=reason))
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return standalone(PACK, tmp_path_factory.mktemp("pack") / "policypack")


@pytest.fixture(scope="session")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return standalone(PLUGIN, tmp_path_factory.mktemp("plugin") / "components")


@pytest.fixture
def standin() -> Iterator[StandinProvider]:
    with serve() as provider:
        yield provider


@pytest.fixture
def project(tmp_path: Path, pack: Path, standin: StandinProvider) -> Project:
    """A project of one's own, to update and destroy."""
    return Project.create(
        tmp_path / "project", program=TWIN_PROGRAM, pack=pack, debug_providers=standin.debug_providers
    )


@pytest.fixture(scope="session")
def twins_projects(tmp_path_factory: pytest.TempPathFactory, pack: Path) -> Iterator[Mapping[PreviewMode, Project]]:
    """A project for previews of whole stacks for each provider mode: a preview leaves no state behind."""
    with ExitStack() as stack:
        yield {
            mode: Project.create(
                tmp_path_factory.mktemp("previews") / mode,
                program=TWIN_PROGRAM,
                pack=pack,
                debug_providers=stack.enter_context(serve(mode)).debug_providers,
            )
            for mode in PreviewMode
        }
