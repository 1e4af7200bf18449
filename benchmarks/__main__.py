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
from typing import TYPE_CHECKING, Any

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
    more = peak_memory("our_servicer") - peak_memory("bare_servicer")
    table.add_row("memory, 1000 resources", f"{more:+.0f} MB", "bare pack", "", "+150 MB")
    measure_schema(row)
    measure_preview(row)
    measure_components(row)
    Console().print(table)


def measure_pack(row: Row) -> None:
    ours, bare = alternate(lambda: start(root / "policypack"), lambda: start(root / "benchmarks/bare_pack"))
    row("pack start to first answer", ours, bare, f"bare pack, {bare * 1000:.0f} ms", "1.5")
    thousand, two_thousand = of_size(1000), of_size(2000)
    ours, bare = alternate(lambda: analysis(our_servicer(), thousand), lambda: analysis(bare_servicer(), thousand))
    row(f"CPU, {len(thousand.resources)} resources", ours, bare, f"bare pack, {bare * 1000:.0f} ms", "4")
    doubled = median(analysis(our_servicer(), two_thousand) for _ in range(rounds))
    row(f"CPU, {len(two_thousand.resources)} resources", doubled, ours, "half of them", "2.2")


def measure_awsguard(row: Row) -> None:
    """Both as processes that are driven as the engine does it: ours with some 200 rules, awsguard with 26."""
    if not (awsguard / "node_modules").is_dir():
        print(f"awsguard is not measured: run npm install in {awsguard.relative_to(root)}", file=sys.stderr)
        return
    thousand = of_size(1000)
    node = ["node", str(awsguard / "node_modules/@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:1", str(awsguard)]
    python = [sys.executable, str(root / "policypack")]
    ours, guard = alternate(
        lambda: process(python, root / "policypack", thousand), lambda: process(node, awsguard, thousand)
    )
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


def process(command: list[str], pack: Path, requests: Requests) -> float:
    """CPU seconds of a pack's process, from its start to its answer for a whole stack."""
    stack = {"PULUMI_ORGANIZATION": "organization", "PULUMI_PROJECT": "project", "PULUMI_STACK": "dev"}
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before = os.times()
    with subprocess.Popen(command, cwd=pack, env=environment | stack, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        sizes = [(f"grpc.max_{way}_message_length", 400 << 20) for way in ("send", "receive")]
        with grpc.insecure_channel(f"127.0.0.1:{int(child.stdout.readline())}", options=sizes) as channel:
            stub = analyzer_pb2_grpc.AnalyzerStub(channel)
            stub.GetAnalyzerInfo(empty_pb2.Empty(), wait_for_ready=True)
            for request in requests.resources:
                stub.Analyze(request)
            stub.AnalyzeStack(requests.stack)
        child.kill()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


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


def analysis(servicer: Any, requests: Requests) -> float:
    """CPU seconds of a pack for a stack: every resource, then the stack as a whole."""
    gc.collect()
    began = time.process_time()
    for request in requests.resources:
        servicer.Analyze(request, None)
    servicer.AnalyzeStack(requests.stack, None)
    return time.process_time() - began


def peak_memory(servicer: str) -> float:
    """Megabytes that a process needs at most for the analysis of 1,000 resources."""
    code = (
        "import resource; from benchmarks import __main__ as bench; from benchmarks.stacks import of_size; "
        f"bench.analysis(bench.{servicer}(), of_size(1000)); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True)
    return int(done.stdout) / 1000


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
