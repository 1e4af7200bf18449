"""Running a program in this process, as the language host of the Pulumi CLI runs it in its own."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import os
import runpy
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import dropwhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pulumi
from google.protobuf import empty_pb2
from pulumi.runtime import config as pulumi_config
from pulumi.runtime import mocks, settings
from pulumi.runtime.stack import run_in_stack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .monitor import Monitor


cli_variables: Final = frozenset({"PULUMI_CONFIG", "PULUMI_DRY_RUN", "PULUMI_PROJECT", "PULUMI_STACK"})


class ProgramError(Exception):
    """The program failed; the message is what its author needs, with the traceback through its own files."""


def run(
    program: Path | Callable[[], None], monitor: Monitor, *, project: str, stack: str, config: Mapping[str, str]
) -> None:
    """Runs a program to its end under a monitor. Raises ProgramError when it fails.

    The process is left as it was: working directory, module path, event loop, Pulumi's runtime settings.
    """
    home = program if isinstance(program, Path) else None

    def body() -> None:
        if home is None:
            assert callable(program)
            program()
        else:
            runpy.run_path(str(home), run_name="__main__")

    context = contextvars.copy_context()

    def go() -> None:
        context.run(_run, body, monitor, project, stack, config)

    with _place(home), _outside_of_pulumi(), _without_collections():
        if _loop_is_running():
            with ThreadPoolExecutor(max_workers=1) as thread:
                thread.submit(go).result()
        else:
            go()


def _run(body: Callable[[], None], monitor: Monitor, project: str, stack: str, config: Mapping[str, str]) -> None:
    pulumi_config.set_all_config(dict(config))
    features = set(monitor.GetDeploymentInfo(empty_pb2.Empty()).supportedFeatures)
    settings.configure(
        mocks.MockSettings(
            monitor=monitor,
            monitor_features=features,
            engine=mocks.MockEngine(None),
            project=project,
            stack=stack,
            dry_run=True,
            organization="organization",
            callbacks=None,
        )
    )
    _forget_root()
    settings.SETTINGS.rpc_manager.clear()
    settings.SETTINGS.outputs.clear()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(lambda _loop, _context: None)
    try:
        loop.run_until_complete(run_in_stack(body))
    except pulumi.RunError as error:
        raise ProgramError(str(error)) from None
    except SystemExit as error:
        if error.code not in (None, 0):
            raise ProgramError(f"the program exited with status {error.code}") from None
    except Exception as error:
        raise ProgramError(_traceback(error)) from None
    finally:
        _forget_root()
        asyncio.set_event_loop(None)
        loop.close()


def _loop_is_running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


@contextmanager
def _outside_of_pulumi() -> Iterator[None]:
    """The environment without what tells the SDK that the Pulumi CLI has started this process."""
    told = {key: os.environ.pop(key) for key in list(os.environ) if key in cli_variables}
    try:
        yield
    finally:
        os.environ.update(told)


@contextmanager
def _without_collections() -> Iterator[None]:
    """No garbage collection while a program runs: it makes 100,000s of objects that go as it ends, and each full
    collection would look through all of the provider's SDK."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _forget_root() -> None:
    settings.set_root_resource(None)  # type: ignore[arg-type]


@contextmanager
def _place(home: Path | None) -> Iterator[None]:
    """The program's folder as working directory and first on the module path; its own modules are forgotten after."""
    if home is None:
        yield
        return
    folder = home if home.is_dir() else home.parent
    cwd, path, known = Path.cwd(), list(sys.path), set(sys.modules)
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        os.chdir(cwd)
        sys.path[:] = path
        for name in set(sys.modules) - known:
            if _is_own(sys.modules.get(name.partition(".")[0]), folder):
                del sys.modules[name]


def _is_own(module: object, folder: Path) -> bool:
    file = getattr(module, "__file__", None)
    if not isinstance(file, str):
        return False
    origin = Path(file)
    return (origin.parent.parent if origin.name == "__init__.py" else origin.parent) == folder


def _traceback(error: Exception) -> str:
    """The exception with the frames from the program's first one on: how Python got there is no concern of its
    author."""
    summary = traceback.TracebackException.from_exception(error)
    machinery = tuple(str(Path(file).parent) for file in (__file__, pulumi.__file__, asyncio.__file__))
    frames = list(dropwhile(lambda frame: frame.filename.startswith((*machinery, "<frozen runpy>")), summary.stack))
    if isinstance(error, pulumi.InputPropertiesError):
        # The arguments are wrong, not the component that says so: where it found out is no concern of theirs either.
        component = str(Path(getattr(sys.modules[type(error).__module__], "__file__", None) or "").parent)
        own = [frame for frame in frames if not frame.filename.startswith(component)]
        return "".join([*traceback.StackSummary.from_list(own).format(), str(error)])
    if not frames:
        return "".join(summary.format_exception_only()).rstrip()
    summary.stack = traceback.StackSummary.from_list(frames)
    return "".join(summary.format()).rstrip()
