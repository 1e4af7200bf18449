"""The command `container-tls preview` as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

command = Path(sys.executable).parent / "container-tls"

BRIDGE = """
    import json
    import pulumi
    import pulumi_aws as aws

    print("set up by the program")
    mode = pulumi.Config().get("mode") or "bridge"
    logs = {"logDriver": "awslogs", "options": {"awslogs-group": "web", "awslogs-region": "us-east-1"}}
    containers = json.dumps([{"name": "web", "image": "web:1", "logConfiguration": logs}])
    task = aws.ecs.TaskDefinition(
        "web", family="web", network_mode=mode, memory="512", container_definitions=containers
    )
    network = {"subnets": ["subnet-0a"], "security_groups": ["sg-0123456789abcdef0"]} if mode == "awsvpc" else None
    connect = {"enabled": True, "log_configuration": {"log_driver": "awslogs"}}
    aws.ecs.Service(
        "web",
        task_definition=task.arn,
        deployment_circuit_breaker={"enable": True, "rollback": True},
        network_configuration=network,
        service_connect_configuration=connect,
    )
"""


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    def write(program: str = BRIDGE, **files: str) -> Path:
        (tmp_path / "Pulumi.yaml").write_text(files.pop("project", "name: shop\nruntime: python\n"))
        (tmp_path / "__main__.py").write_text(dedent(program))
        for name, content in files.items():
            (tmp_path / name.replace("__", ".")).write_text(dedent(content))
        return tmp_path

    return write


def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "PULUMI_"))}
    return subprocess.run(
        [command, "preview", *map(str, arguments)],
        cwd=cwd,
        env={**environment, "COLUMNS": "40"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_violation(project: Callable[..., Path]) -> None:
    done = run(cwd=project())
    assert done.returncode == 1
    assert done.stdout.startswith("Previewed shop (dev): 2 resources\n\n[mandatory] sc-network-mode  Service Connect")
    assert "\n  web  aws:ecs/service:Service\n    Service web turns on Service Connect" in done.stdout
    assert done.stdout.endswith("\n1 mandatory and 0 advisory findings: the preview fails.\n")
    assert done.stderr == "set up by the program\n"


def test_clean(project: Callable[..., Path]) -> None:
    done = run(project(), "--config", "mode=awsvpc")
    assert (done.returncode, done.stdout) == (0, "Previewed shop (dev): 2 resources\n\nNo violations.\n")


def test_json(project: Callable[..., Path]) -> None:
    done = run(project(), "--format", "json")
    assert done.returncode == 1
    report: dict[str, Any] = json.loads(done.stdout)
    (finding,) = report.pop("findings")
    assert report == {
        "project": "shop",
        "stack": "dev",
        "resources": 2,
        "mandatory": 1,
        "advisory": 0,
        "warnings": [],
        "remediations": [],
    }
    assert finding["urn"] == "urn:pulumi:dev::shop::aws:ecs/service:Service::web"
    assert (finding["policy"], finding["level"], finding["severity"]) == ("sc-network-mode", "mandatory", "critical")


def test_policy_pack_config(project: Callable[..., Path], tmp_path: Path) -> None:
    levels = tmp_path / "levels.json"
    levels.write_text('{"sc-network-mode": "advisory"}')
    done = run(project(), "--policy-pack-config", levels)
    assert done.returncode == 0
    assert "[advisory] sc-network-mode" in done.stdout


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (
            '{"sc-netwerk-mode": "advisory"}',
            "levels.json: sc-netwerk-mode: no such policy; did you mean sc-network-mode?",
        ),
        ("{", "levels.json is not JSON: "),
        ("[]", "levels.json is not a JSON object"),
        (None, "levels.json cannot be read: "),
    ],
)
def test_broken_policy_pack_config(
    project: Callable[..., Path], tmp_path: Path, content: str | None, complaint: str
) -> None:
    levels = tmp_path / "levels.json"
    if content is not None:
        levels.write_text(content)
    done = run(project(), "--policy-pack-config", levels)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_stack_configuration(project: Callable[..., Path]) -> None:
    files = {"Pulumi__prod__yaml": "config:\n  shop:mode: awsvpc\n"}
    assert run(project(**files)).returncode == 1
    assert run(project(**files), "--stack", "prod").returncode == 0
    assert run(project(**files), "--stack", "prod", "-c", "mode=host").returncode == 1


def test_defaults_of_the_project(project: Callable[..., Path]) -> None:
    declared = "name: shop\nruntime: {name: python}\nconfig: {mode: {type: string, default: awsvpc}}\n"
    assert run(project(project=declared)).returncode == 0


def test_program_that_raises_shows_its_own_traceback(project: Callable[..., Path]) -> None:
    program = """
        from helpers import explode

        explode()
    """
    done = run(project(program, helpers__py='def explode():\n    raise ValueError("no such cluster")\n'))
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert lines[0] == "The program failed."
    assert lines[1] == "Traceback (most recent call last):"
    assert lines[-1] == "ValueError: no such cluster"
    frames = [line for line in lines if line.lstrip().startswith("File ")]
    assert [Path(frame.split('"')[1]).name for frame in frames] == ["__main__.py", "helpers.py"]


@pytest.mark.parametrize(
    ("port", "where"),
    [("0", ['  File "{program}", line 6, in <module>']), ("pulumi.Output.from_input(0)", [])],
)
def test_wrong_argument_of_a_component(project: Callable[..., Path], port: str, where: list[str]) -> None:
    program = f"""
        import pulumi
        from container_tls import NetworkLoadBalancer

        web = {{"port": {port}}}
        NetworkLoadBalancer("edge", {{"vpc_id": "vpc-1", "subnet_ids": ["a"], "listeners": {{"web": web}}}})
    """
    root = project(program)
    done = run(root)
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert lines[0] == "The program failed."
    assert lines[-1] == "listeners.web.port: got 0. Use a whole number from 1 to 65535."
    frames = [line for line in lines if line.lstrip().startswith("File ")]
    assert frames == [frame.format(program=root / "__main__.py") for frame in where]


def test_program_that_raises_in_an_apply(project: Callable[..., Path]) -> None:
    program = """
        import pulumi

        def explode(value):
            raise ValueError("no such cluster")

        pulumi.export("cluster", pulumi.Output.from_input("a").apply(explode))
    """
    done = run(project(program))
    assert done.returncode == 2
    assert "in explode" in done.stderr
    assert done.stderr.rstrip().endswith("ValueError: no such cluster")


def test_program_with_a_syntax_error(project: Callable[..., Path]) -> None:
    done = run(project("import pulumi\ndef:\n"))
    assert done.returncode == 2
    assert "__main__.py" in done.stderr
    assert "SyntaxError" in done.stderr
    assert "container_tls_policies" not in done.stderr


def test_missing_configuration(project: Callable[..., Path]) -> None:
    done = run(project('import pulumi\npulumi.Config().require("region")\n'))
    assert done.returncode == 2
    assert "Missing required configuration variable 'shop:region'" in done.stderr


def test_program_that_exits(project: Callable[..., Path]) -> None:
    done = run(project("import sys\nsys.exit(3)\n"))
    assert (done.returncode, done.stderr) == (2, "The program failed.\nthe program exited with status 3\n")


def test_program_without_resources(project: Callable[..., Path]) -> None:
    done = run(project("import pulumi\n"))
    assert (done.returncode, done.stdout) == (0, "Previewed shop (dev): 0 resources\n\nNo violations.\n")


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (
            {"project": "name: shop\nruntime: nodejs\n"},
            "Pulumi.yaml: the offline preview runs Python programs, not nodejs",
        ),
        ({"project": "name: [\n"}, "Pulumi.yaml cannot be read: "),
        ({"project": "- shop\n"}, "Pulumi.yaml is not a mapping"),
        ({"Pulumi__dev__yaml": "config: [a]\n"}, "Pulumi.dev.yaml: config is not a mapping"),
    ],
)
def test_broken_project(project: Callable[..., Path], files: dict[str, str], complaint: str) -> None:
    done = run(project(**files))
    assert done.returncode == 2
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_no_program(tmp_path: Path) -> None:
    assert "has no __main__.py" in run(tmp_path).stderr
    assert "does not exist" in run(tmp_path / "nowhere").stderr
    assert run(tmp_path).returncode == run(tmp_path / "nowhere").returncode == 2


def test_single_file(tmp_path: Path) -> None:
    file = tmp_path / "stack.py"
    file.write_text(dedent(BRIDGE))
    assert run(file).returncode == 1


def test_answers(project: Callable[..., Path], tmp_path: Path) -> None:
    program = """
        import pulumi
        import pulumi_aws as aws

        assert aws.ec2.get_subnets().ids == ["subnet-1"], aws.ec2.get_subnets().ids
        other = pulumi.StackReference("org/net/prod")
        other.get_output("zones").apply(lambda zones: print(f"{len(zones)} zones"))
    """
    answers = tmp_path / "answers.json"
    answers.write_text(
        json.dumps(
            {
                "functions": {"aws:ec2/getSubnets:getSubnets": {"ids": ["subnet-1"]}},
                "stackReferences": {"org/net/prod": {"zones": ["a", "b"]}},
            }
        )
    )
    done = run(project(program), "--answers", answers)
    assert (done.returncode, done.stderr) == (0, "2 zones\n")
    answers.write_text("[]")
    assert "answers.json is not a file of answers" in run(project(program), "--answers", answers).stderr


def test_where_the_engine_may_find_something_else(project: Callable[..., Path]) -> None:
    program = """
        import pulumi
        import pulumi_aws as aws

        pulumi.runtime.register_resource_transform(lambda args: None)
        aws.ecs.Cluster("a", opts=pulumi.ResourceOptions(transforms=[lambda args: None]))
        aws.ssm.get_parameter(name="/image")
    """
    done = run(project(program))
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "warning: the result of aws:ssm/getParameter:getParameter is not known offline; give it as an answer",
        "warning: transforms of resources are not run offline",
        "warning: transforms of the stack are not run offline",
    ]
