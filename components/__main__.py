"""Serves the components to programs in every Pulumi language."""

import inspect
import sys
import tomllib
from pathlib import Path

import container_tls
import container_tls.istio
import container_tls.kubernetes
import pulumi
from container_tls._plugin import Plugin
from pulumi.provider import main

PACKAGES = (container_tls, container_tls.kubernetes, container_tls.istio)


def components() -> list[type[pulumi.ComponentResource]]:
    """Every component of the public packages."""
    public = [getattr(package, name) for package in PACKAGES for name in package.__all__]
    return [found for found in public if inspect.isclass(found) and issubclass(found, pulumi.ComponentResource)]


def plugin() -> Plugin:
    """The plugin, named and versioned as the package."""
    project = tomllib.loads((Path(__file__).parent / "pyproject.toml").read_text("utf-8"))["project"]
    return Plugin(components(), project["name"], project["version"])


if __name__ == "__main__":
    main(plugin(), sys.argv[1:])
