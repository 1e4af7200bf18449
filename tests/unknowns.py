"""Values that no preview knows."""

from __future__ import annotations

from typing import Any

import pulumi


def unknown(name: str) -> pulumi.Output[Any]:
    """An output of a resource that is yet to be created; `name` tells several apart in one program."""
    return pulumi.CustomResource("aws:ssm/parameter:Parameter", f"unknown-{name}", {"value": None}).id
