"""CloudWatch metrics of load balancers and of Service Connect, from `metrics.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

plain_statistics: Final = ("SampleCount", "Average", "Sum", "Minimum", "Maximum")
percentiles: Final = "percentiles"
"""Stands in `statistics` for whatever is no plain statistic: percentiles and trimmed means."""


class Metric(NamedTuple):
    """One metric. It exists once for each of its sets of dimensions, and is reported with no other."""

    namespace: str
    name: str
    dimensions: tuple[frozenset[str], ...]
    statistics: tuple[str, ...]
    """Those that mean something; empty when all do."""
    is_sparse: bool
    """Whether it is not reported while it is 0."""

    @property
    def counts_tls_errors(self) -> bool:
        """Whether it counts TLS handshakes that failed."""
        return self.name.endswith("TLSNegotiationErrorCount")

    @property
    def is_number_of_events(self) -> bool:
        """Whether its values are whole numbers of something that happened or is there."""
        return "Count" in self.name

    def means_something(self, statistic: str) -> bool:
        """Whether a statistic of it says something: a plain one, or a percentile such as p99."""
        if not self.statistics or statistic in self.statistics:
            return True
        return percentiles in self.statistics and statistic not in plain_statistics


@cache
def metrics() -> dict[str, dict[str, Metric]]:
    """The metrics by namespace, and by name in lower case; read once."""
    import tomllib  # only needed where there is an alarm, and every preview starts the pack

    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {
        namespace: {
            name.lower(): Metric(
                namespace,
                name,
                tuple(frozenset(names.split()) for names in group["dimensions"]),
                tuple(group.get("statistics", ())),
                group.get("sparse", False),
            )
            for group in groups
            for name in group["names"]
        }
        for namespace, groups in table["metrics"].items()
    }
