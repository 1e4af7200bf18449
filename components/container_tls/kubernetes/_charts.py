"""Versions of the controller's chart.

The chart of controller v2.x.y is 1.x.y, that of v3.x.y is 3.x.y. First versions are those of the tags of
https://github.com/kubernetes-sigs/aws-load-balancer-controller, read up to v3.5.0 (2026-08-03).
"""

import re
from dataclasses import dataclass
from typing import Final

from .._arguments import ArgumentError, plain

CHART: Final = "aws-load-balancer-controller"
REPOSITORY: Final = "https://aws.github.io/eks-charts"
DEFAULT_VERSION: Final = "3.5.0"
"""The newest on 2026-08-17."""

_VERSION: Final = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_OLDEST: Final = (1, 8)
_MANAGE_RULES_VALUE: Final = (1, 13)
_PREFIX_LISTS_OF_CLASS: Final = (1, 14)


@dataclass(frozen=True)
class ChartVersion:
    """An exact version of the chart."""

    text: str
    release: tuple[int, int]

    @classmethod
    def of(cls, given: str, argument: str) -> "ChartVersion":
        """The version, if the chart has had it and can do what the components need."""
        text = plain(given, argument)
        match = _VERSION.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise ArgumentError(argument, f"got {given!r}", f"Use one exact version, such as {DEFAULT_VERSION}")
        major, minor, patch = map(int, match.groups())
        if major == 2:
            raise ArgumentError(
                argument, f"{given!r} is a version of the controller", f"Use that of its chart, 1.{minor}.{patch}"
            )
        if (major, minor) < _OLDEST:
            raise ArgumentError(
                argument,
                f"{given!r} does not know the annotations for prefix lists of clients",
                f"Use 1.8.0 or later; the default is {DEFAULT_VERSION}",
            )
        return cls(given, (major, minor))

    @property
    def takes_manage_rules_value(self) -> bool:
        """Whether it has the value `enableManageBackendSecurityGroupRules`."""
        return self.release >= _MANAGE_RULES_VALUE

    @property
    def takes_prefix_lists_of_class(self) -> bool:
        """Whether its IngressClassParams have `prefixListsIDs`."""
        return self.release >= _PREFIX_LISTS_OF_CLASS
