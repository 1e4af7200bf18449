"""Serves the components to programs in every Pulumi language."""

import inspect
import tomllib
from pathlib import Path

import container_tls
import pulumi
from pulumi.provider.experimental import component_provider_host

PACKAGES = (container_tls,)


def components() -> list[type[pulumi.ComponentResource]]:
    """Every component of the public packages."""
    public = [getattr(package, name) for package in PACKAGES for name in package.__all__]
    return [found for found in public if inspect.isclass(found) and issubclass(found, pulumi.ComponentResource)]


if __name__ == "__main__":
    project = tomllib.loads((Path(__file__).parent / "pyproject.toml").read_text("utf-8"))["project"]
    component_provider_host(name="container-tls", version=project["version"], components=components())
