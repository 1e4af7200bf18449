"""What programs load with the components."""

import subprocess
import sys

import pytest

PROGRAM = "import sys, container_tls{}; print(*(name for name in sys.modules if '.' not in name))"


@pytest.mark.parametrize(("package", "loaded"), [("", False), (".kubernetes", True), (".istio", True)])
def test_only_paths_in_a_cluster_load_the_sdk_of_kubernetes(package: str, loaded: bool) -> None:
    command = [sys.executable, "-c", PROGRAM.format(package)]
    modules = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "pulumi_aws" in modules
    assert ("pulumi_kubernetes" in modules) is loaded
