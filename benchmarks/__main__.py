"""Measures the pack against a bare one, the plugin's schema, the offline preview, and the components against the same
resources written by hand: `python -m benchmarks`, or `make bench`."""

from __future__ import annotations

import gc
import os
import runpy
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import grpc
import pulumi_policy
from container_tls_policies.pack import Session
from container_tls_policies.servicer import analyzer
from container_tls_policies.testing import run_preview
from google.protobuf import empty_pb2
from pulumi.runtime.proto import analyzer_pb2_grpc
from pulumi_policy import policy as sdk
from rich.console import Console
from rich.table import Table

from tests.recorded import recorded

from . import services
from .stacks import of_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.recorded import Requests

    Row = Callable[[str, float, float | None, str, str], None]
    Services = Callable[[int], None]

root = Path(__file__).parents[1]
awsguard = root / "benchmarks/awsguard"
rounds = 7

PACKAGES = "import runpy; plugin = runpy.run_path('components', run_name='plugin')"
SCHEMA = f"{PACKAGES}; plugin['plugin']()"


def main() -> None:
    table = Table("measurement", "median", "against", "ratio", "limit")

    def row(name: str, value: float, base: float | None, against: str, limit: str) -> None:
        ratio = f"{value / base:.2f}" if base else ""
        table.add_row(name, f"{value * 1000:.0f} ms", against, ratio, limit)

    measure_pack(row)
    measure_awsguard(row)
    thousand = of_size(1000)
    more = ours_in_a_process(thousand).memory - bare_in_a_process(thousand).memory
    table.add_row("memory, process, 1000 resources", f"{more:+.0f} MB", "bare pack", "", "+150 MB")
    measure_schema(row)
    measure_preview(row)
    measure_components(row)
    Console().print(table)


def measure_pack(row: Row) -> None:
    ours, bare = alternate(lambda: start(root / "policypack"), lambda: start(root / "benchmarks/bare_pack"))
    row("pack start to first answer", ours, bare, f"bare pack, {bare * 1000:.0f} ms", "1.5")
    for kind, mixed in (("Service Connect", False), ("all paths", True)):
        thousand, two_thousand = of_size(1000, mixed=mixed), of_size(2000, mixed=mixed)
        ours, bare = alternate(
            partial(analysis_by, our_servicer, thousand), partial(analysis_by, bare_servicer, thousand)
        )
        row(f"CPU, {len(thousand.resources)} resources, {kind}", ours, bare, f"bare pack, {bare * 1000:.0f} ms", "4")
        doubled, ours = alternate(
            partial(analysis_by, our_servicer, two_thousand), partial(analysis_by, our_servicer, thousand)
        )
        row(f"CPU, {len(two_thousand.resources)} resources, {kind}", doubled, ours, "half of them", "2.2")


def measure_awsguard(row: Row) -> None:
    """Both as processes that are driven as the engine does it: ours with some ten times the rules."""
    if not (awsguard / "node_modules").is_dir():
        print(f"awsguard is not measured: run npm install in {awsguard.relative_to(root)}", file=sys.stderr)
        return
    thousand = of_size(1000)
    node = ["node", str(awsguard / "node_modules/@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:1", str(awsguard)]
    ours, guard = alternate(lambda: ours_in_a_process(thousand).cpu, lambda: process(node, awsguard, thousand).cpu)
    row("CPU, process, 1000 resources", ours, guard, f"awsguard, {guard * 1000:.0f} ms", "1")


def measure_schema(row: Row) -> None:
    ours, bare = alternate(lambda: run(SCHEMA), lambda: run(PACKAGES))
    row("schema generation, from start", ours, bare, f"importing the packages, {bare * 1000:.0f} ms", "2")


def measure_preview(row: Row) -> None:
    row("offline preview, cold", median(cold() for _ in range(3)), None, "", "4 s")
    run_preview(root)
    row("offline preview, warm", median(warm() for _ in range(rounds)), None, "", "150 ms")


def measure_components(row: Row) -> None:
    """The pack takes as long on both sides, which makes their ratio smaller: hence the second row, without it."""
    for name, measure in (("CPU, 50 services", previewed), ("CPU, 50 services, no pack", registered)):
        ours, plain = alternate(partial(measure, services.from_components, 50), partial(measure, services.by_hand, 50))
        row(name, ours, plain, f"by hand, {plain * 1000:.0f} ms", "1.3")
    for count in (50, 100):
        half = count // 2
        ours, base = alternate(
            partial(previewed, services.from_components, count), partial(previewed, services.from_components, half)
        )
        row(f"CPU, {count} services", ours, base, f"{half} of them, {base * 1000:.0f} ms", "2.2")


def alternate(first: Callable[[], float], second: Callable[[], float]) -> tuple[float, float]:
    """The medians of two measurements taken in turn, so that both see the same machine."""
    pairs = [(first(), second()) for _ in range(rounds)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def start(pack: Path) -> float:
    """Seconds from starting a pack's process to its answer to the first call."""
    began = time.perf_counter()
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen([sys.executable, str(pack)], cwd=pack, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            analyzer_pb2_grpc.AnalyzerStub(channel).GetAnalyzerInfo(empty_pb2.Empty(), wait_for_ready=True)
        elapsed = time.perf_counter() - began
        process.kill()
    return elapsed


def ours_in_a_process(requests: Requests) -> Used:
    return process([sys.executable, str(root / "policypack")], root / "policypack", requests)


def bare_in_a_process(requests: Requests) -> Used:
    bare = root / "benchmarks/bare_pack"
    return process([sys.executable, str(bare)], bare, requests)


class Used(NamedTuple):
    """What a process needed: CPU seconds, and megabytes at most."""

    cpu: float
    memory: float


def process(command: list[str], pack: Path, requests: Requests) -> Used:
    """What a pack's process needs, from its start to its answer for a whole stack."""
    stack = {"PULUMI_ORGANIZATION": "organization", "PULUMI_PROJECT": "project", "PULUMI_STACK": "dev"}
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(command, cwd=pack, env=environment | stack, stdout=subprocess.PIPE)
    assert child.stdout is not None
    sizes = [(f"grpc.max_{way}_message_length", 400 << 20) for way in ("send", "receive")]
    with child.stdout, grpc.insecure_channel(f"127.0.0.1:{int(child.stdout.readline())}", options=sizes) as channel:
        stub = analyzer_pb2_grpc.AnalyzerStub(channel)
        stub.GetAnalyzerInfo(empty_pb2.Empty(), wait_for_ready=True)
        for request in requests.resources:
            stub.Analyze(request)
        stub.AnalyzeStack(requests.stack)
    child.kill()
    _, child.returncode, usage = os.wait4(child.pid, 0)
    return Used(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def run(code: str) -> float:
    """Seconds of a fresh interpreter for this code."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True)
    return time.perf_counter() - began


def our_servicer() -> Any:
    return analyzer(Session())


def bare_servicer() -> Any:
    policies = runpy.run_path(str(root / "benchmarks/bare_pack"))["policies"]
    return sdk._PolicyAnalyzerServicer("bare", "0.0.1", policies, pulumi_policy.EnforcementLevel.ADVISORY)


def analysis_by(make: Callable[[], Any], requests: Requests) -> float:
    """CPU seconds of a pack, just made, for a stack: every resource, then the stack as a whole."""
    servicer = make()
    gc.collect()
    began = time.process_time()
    for request in requests.resources:
        servicer.Analyze(request, None)
    servicer.AnalyzeStack(requests.stack, None)
    return time.process_time() - began


def cold() -> float:
    began = time.perf_counter()
    subprocess.run(
        [Path(sys.executable).parent / "container-tls", "preview", root], check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - began


def warm() -> float:
    began = time.perf_counter()
    run_preview(root)
    return time.perf_counter() - began


def previewed(program: Services, count: int) -> float:
    """CPU seconds of the offline preview of so many services."""
    gc.collect()
    began = time.process_time()
    run_preview(lambda: program(count), config=services.config)
    return time.process_time() - began


def registered(program: Services, count: int) -> float:
    """CPU seconds of registering so many services, with nothing that judges them."""
    gc.collect()
    began = time.process_time()
    recorded(lambda: program(count), services.config)
    return time.process_time() - began


if __name__ == "__main__":
    main()
