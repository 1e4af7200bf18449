import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from .harness import PACK, PLUGIN, TWIN_PROGRAM, Project, Run, standalone
from .standin_provider import PreviewMode, StandinProvider, serve

HERE = Path(__file__).parent

EnginePreview = Callable[[PreviewMode, str], Run]


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
def engine_preview(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, pack: Path
) -> Iterator[EnginePreview]:
    """Previews of new stacks by the engine.

    A preview leaves no state behind, so all of one provider mode share a project. Those that the session will ask for
    run side by side, started by the first that is asked for.
    """
    wanted: dict[tuple[PreviewMode, str], None] = {}
    for item in request.session.items:
        if isinstance(item, pytest.Function) and "engine_preview" in item.fixturenames:
            wanted[PreviewMode(str(item.callspec.params["mode"])), str(item.callspec.params["name"])] = None
    with ExitStack() as stack:
        projects: dict[PreviewMode, Project] = {}
        for mode in PreviewMode:
            providers = stack.enter_context(serve(mode)).debug_providers
            root = tmp_path_factory.mktemp("previews") / mode
            projects[mode] = Project.create(root, program=TWIN_PROGRAM, pack=pack, debug_providers=providers)
        pool = ThreadPoolExecutor(max_workers=3)
        stack.callback(pool.shutdown, cancel_futures=True)
        runs: dict[tuple[PreviewMode, str], Future[Run]] = {
            (mode, name): pool.submit(projects[mode].preview, name) for mode, name in wanted
        }
        yield lambda mode, name: runs[mode, name].result()
