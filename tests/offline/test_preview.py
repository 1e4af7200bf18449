"""The offline preview as a function and as a fixture."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pulumi
import pulumi_aws as aws
import pytest
from container_tls_policies.testing import ProgramError, run_preview

from tests.stacks import TWINS, decisive

if TYPE_CHECKING:
    from collections.abc import Callable

    from container_tls_policies.testing import Preview


@pytest.mark.parametrize("name", TWINS)
def test_whole_stacks(preview: Callable[..., Preview], name: str) -> None:
    twin = TWINS[name]
    result = preview(twin.program)
    assert decisive(result.findings) == twin.expected


def test_two_previews_are_the_same() -> None:
    assert run_preview(TWINS["alb-without-egress"].program) == run_preview(TWINS["alb-without-egress"].program)


def test_the_process_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "__main__.py").write_text("import helpers\nimport os\nos.chdir('/')\n")
    (tmp_path / "helpers.py").write_text("import pulumi\npulumi.export('a', 1)\n")
    before = (Path.cwd(), list(sys.path), dict(os.environ))
    run_preview(tmp_path)
    assert (Path.cwd(), list(sys.path), dict(os.environ)) == before
    assert "helpers" not in sys.modules


def test_a_program_is_read_anew_each_time(tmp_path: Path) -> None:
    (tmp_path / "__main__.py").write_text("import helpers\n")
    (tmp_path / "helpers.py").write_text("import pulumi\npulumi.ComponentResource('my:index:One', 'one')\n")
    assert len(run_preview(tmp_path).resources) == 1
    (tmp_path / "helpers.py").write_text("")
    os.utime(tmp_path / "helpers.py", (time.time() + 5, time.time() + 5))
    assert run_preview(tmp_path).resources == ()


def test_inside_a_running_event_loop() -> None:
    async def test() -> Preview:
        return run_preview(lambda: None or aws.ecs.Cluster("a"))  # type: ignore[arg-type]

    assert len(asyncio.run(test()).resources) == 1


def test_inside_a_process_that_pulumi_started(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in {"PROJECT": "other", "STACK": "prod", "DRY_RUN": "false", "CONFIG": '{"a:b": "c"}'}.items():
        monkeypatch.setenv(f"PULUMI_{key}", value)
    (urn,) = run_preview(lambda: None or aws.ecs.Cluster("a"), stack="acme/dev").resources  # type: ignore[arg-type]
    assert urn == "urn:pulumi:dev::project::aws:ecs/cluster:Cluster::a"
    assert os.environ["PULUMI_STACK"] == "prod"


def test_after_a_failed_program_the_next_one_runs() -> None:
    def fails() -> None:
        aws.ecs.Cluster("a")
        raise ValueError("no")

    with pytest.raises(ProgramError, match="ValueError: no"):
        run_preview(fails)
    assert len(run_preview(lambda: None or aws.ecs.Cluster("a")).resources) == 1  # type: ignore[arg-type]


def test_outputs_are_unknown_and_names_known() -> None:
    seen: list[str] = []

    def program() -> None:
        balancer = aws.lb.LoadBalancer("web")
        balancer.name.apply(seen.append)
        balancer.dns_name.apply(seen.append)
        balancer.arn.apply(seen.append)

    run_preview(program)
    assert len(seen) == 1
    assert seen[0].startswith("web-")


def test_secrets_and_resources_as_inputs() -> None:
    def program() -> None:
        cluster = aws.ecs.Cluster("a")
        component = pulumi.ComponentResource("my:index:One", "one", {"cluster": cluster, "password": "x"})
        pulumi.ComponentResource("my:index:Two", "two", {"one": component, "secret": pulumi.Output.secret("hunter2")})

    assert run_preview(program).findings == ()


def test_remote_component_and_its_method() -> None:
    def program() -> None:
        remote = pulumi.ComponentResource("eks:index:Cluster", "cluster", {"version": "1.33"}, remote=True)
        pulumi.export("config", pulumi.runtime.call("eks:index:Cluster/getKubeconfig", {}, remote))

    assert run_preview(program).warnings == (
        "the result of eks:index:Cluster/getKubeconfig is not known offline",
        "what is inside eks:index:Cluster is not seen offline: it is a component of another package",
    )


def test_async_program() -> None:
    def program() -> None:
        async def main() -> dict[str, str]:
            aws.ecs.Cluster("a")
            return {"done": "yes"}

        pulumi.run(main)

    assert len(run_preview(program).resources) == 1


def test_provider_whose_configuration_is_unknown() -> None:
    def program() -> None:
        cluster = aws.ecs.Cluster("a")
        provider = pulumi.ProviderResource("kubernetes", "k8s", {"kubeconfig": cluster.arn})
        annotations = {
            "alb.ingress.kubernetes.io/security-groups": "sg-0a1b2c3d4e5f60718",
            "alb.ingress.kubernetes.io/manage-backend-security-group-rules": "true",
        }
        pulumi.CustomResource(
            "kubernetes:networking.k8s.io/v1:Ingress",
            "shop",
            {"metadata": {"annotations": annotations}},
            pulumi.ResourceOptions(provider=provider),
        )

    (finding,) = run_preview(program).findings
    assert (finding.policy, finding.resource) == ("controller-manages-custom-groups", "shop")
