"""Sizes of tasks on Fargate, from `fargate.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def memory_by_cpu() -> dict[int, tuple[int, ...]]:
    """The amounts of memory in MiB, in order, that a task with so many CPU units can have; read once."""
    import tomllib  # only needed where there is a task for Fargate, and every preview starts the pack

    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {
        int(cpu): tuple(amount for least, most, step in parts for amount in range(least, most + 1, step))
        for cpu, parts in table["memory"].items()
    }
