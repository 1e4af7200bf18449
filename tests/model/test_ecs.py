"""Services: which Service Connect proxy takes what a load balancer sends, and what the task definition serves."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from container_tls_policies.model import UNKNOWN, Record, Service, Stack, TaskDefinition, Undecided

MAPPINGS = [{"name": "http", "containerPort": 8080}, {"name": "admin", "containerPort": 9090, "protocol": "udp"}]
TLS = {"portName": "http", "tls": {"issuerCertAuthority": {"awsPcaAuthorityArn": "arn:ca"}}}
MOVED = {**TLS, "ingressPortOverride": 15000}


def task(mode: Any = "awsvpc", mappings: Any = MAPPINGS) -> Record:
    containers = mappings if mappings is UNKNOWN else json.dumps([{"name": "web", "portMappings": mappings}])
    inputs = {"arn": "arn:task", "networkMode": mode, "containerDefinitions": containers}
    return Record("task", "aws:ecs/taskDefinition:TaskDefinition", "task", read_inputs=lambda: inputs)


def service(*endpoints: Any, port: Any = 8080, enabled: Any = True, **inputs: Any) -> Record:
    values = {
        "taskDefinition": "arn:task",
        "loadBalancers": [{"containerName": "web", "containerPort": port}],
        "serviceConnectConfiguration": {"enabled": enabled, "services": [*endpoints]},
        **inputs,
    }
    return Record("service", "aws:ecs/service:Service", "service", read_inputs=lambda: values)


def ask(question: Any) -> Any:
    try:
        return question()
    except Undecided:
        return UNKNOWN


def test_role_beside_an_unknown_endpoint() -> None:
    stack = Stack([service({"portName": "http", "tls": {"roleArn": "arn:role"}}, UNKNOWN)])
    known, unknown = stack.all(Service)[0].endpoints
    assert known.role.literal == "arn:role"
    with pytest.raises(Undecided):
        _ = unknown.role


@pytest.mark.parametrize(
    ("records", "behind", "bypasses"),
    [
        ([task(), service(TLS)], True, False),
        ([task(), service(MOVED)], False, True),
        ([task(), service({**TLS, "ingressPortOverride": 8080})], False, False),
        ([task(), service({**TLS, "ingressPortOverride": UNKNOWN})], False, UNKNOWN),
        ([task(), service({"portName": "http"})], False, False),
        ([task(), service({"portName": "http", "tls": UNKNOWN})], True, False),
        ([task(), service(TLS, port=9090)], False, False),
        ([task(), service(TLS, enabled=False)], False, False),
        ([task("bridge"), service(TLS)], False, False),
        ([task(UNKNOWN), service(TLS)], UNKNOWN, False),
        ([task(UNKNOWN), service()], False, False),
        ([task(mappings=UNKNOWN), service(TLS)], UNKNOWN, False),
        ([task(mappings=UNKNOWN), service({"portName": "http"})], False, False),
        ([task(), service(TLS, port=UNKNOWN)], UNKNOWN, False),
        ([task(), service(port=UNKNOWN)], False, False),
        ([service(TLS, networkConfiguration={})], False, False),
    ],
)
def test_who_takes_the_traffic(records: list[Record], behind: Any, bypasses: Any) -> None:
    (entry,) = Stack(records).view("service", Service).attachments
    assert ask(lambda: entry.behind_tls_proxy) is behind
    assert ask(lambda: entry.bypasses_tls_proxy) is bypasses


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([task(), service({"portName": "http"})], True),
        ([task(), service(TLS)], True),
        ([task(), service({"portName": "http", "ingressPortOverride": UNKNOWN})], False),
        ([task(), service({"portName": "http"}, port=9090)], False),
        ([task(), service({"portName": "http"}, enabled=False)], False),
        ([task(), service(port=UNKNOWN)], False),
        ([task(), service({"portName": "http"}, port=UNKNOWN)], UNKNOWN),
        ([task("bridge"), service({"portName": "http"})], False),
        ([task(UNKNOWN), service({"portName": "http"})], UNKNOWN),
    ],
)
def test_who_is_behind_a_proxy(records: list[Record], expected: Any) -> None:
    (entry,) = Stack(records).view("service", Service).attachments
    assert ask(lambda: entry.behind_proxy) is expected


@pytest.mark.parametrize(
    ("name", "port", "expected"),
    [("web", 8080, True), ("web", 9090, True), ("web", 9050, True), ("web", 80, False), ("other", 8080, False)],
)
def test_defines_port(name: str, port: int, expected: bool) -> None:
    view = Stack([task(mappings=[*MAPPINGS, {"containerPortRange": "9000-9100"}])]).view("task", TaskDefinition)
    assert view.defines_port(name, port) is expected
    assert list(view.ports_of("web")) == ["8080", "9090", "9000-9100"]
    assert view.port_names == ("http", "admin")


@pytest.mark.parametrize(
    ("controller", "expected"),
    [(None, False), ({"type": "ECS"}, False), ({"type": "CODE_DEPLOY"}, True), ({"type": "EXTERNAL"}, True)],
)
def test_is_deployed_by_others(controller: Any, expected: bool) -> None:
    stack = Stack([task(), service(deploymentController=controller)])
    assert stack.view("service", Service).is_deployed_by_others is expected


@pytest.mark.parametrize(
    ("stated", "meant"), [("web", True), ("web:3", True), ("arn:task", True), ("web:2", False), ("other", False)]
)
def test_task_definition_by_family_revision_or_arn(stated: str, meant: bool) -> None:
    definition = Record(
        "task",
        "aws:ecs/taskDefinition:TaskDefinition",
        "task",
        read_inputs=lambda: {"family": "web"},
        read_outputs=lambda: {"arn": "arn:task", "revision": 3},
    )
    (found,) = Stack([definition, service(taskDefinition=stated)]).all(Service)
    assert (found.task_definition.one() is not None) == meant


def declaring(containers: Any, component: str = "container-tls:index:EcsService", **declared: Any) -> TaskDefinition:
    inputs = {"networkMode": "awsvpc", "containerDefinitions": containers}
    own = {"name": "web", "image": UNKNOWN, "portMappings": [{"containerPort": 8080}]}
    outer = Record("component", component, "web", read_inputs=lambda: {"container": own, **declared})
    inner = Record("task", "aws:ecs/taskDefinition:TaskDefinition", "web", "component", read_inputs=lambda: inputs)
    return Stack([outer, inner]).view("task", TaskDefinition)


def test_containers_are_those_that_the_component_declares() -> None:
    task = declaring(UNKNOWN, sidecarContainers=[{"name": "proxy", "portMappings": [{"containerPort": 8443}]}])
    assert [container.name for container in task.containers] == ["web", "proxy"]
    assert task.served_ports == (range(8080, 8081), range(8443, 8444))
    assert ask(lambda: task.containers[0].image) is UNKNOWN
    assert ask(lambda: task.containers[1].environment) is UNKNOWN


@pytest.mark.parametrize(
    "task",
    [
        declaring(UNKNOWN, sidecarContainers=UNKNOWN),
        declaring(UNKNOWN),
        declaring(UNKNOWN, container=UNKNOWN, sidecarContainers=[]),
        declaring(UNKNOWN, "shop:index:Own", sidecarContainers=[]),
    ],
)
def test_containers_are_unknown_where_not_all_are_declared(task: TaskDefinition) -> None:
    assert ask(lambda: task.containers) is UNKNOWN


def test_stated_containers_go_before_declared_ones() -> None:
    task = declaring(json.dumps([{"name": "own"}]), sidecarContainers=[])
    assert [container.name for container in task.containers] == ["own"]


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [(None, "ROLLING"), ({}, "ROLLING"), ({"strategy": "canary"}, "CANARY"), ({"strategy": UNKNOWN}, UNKNOWN)],
)
def test_deployment_strategy(configuration: Any, expected: Any) -> None:
    found = Stack([service(deploymentConfiguration=configuration)]).view("service", Service)
    assert repr(ask(lambda: found.deployment_strategy)) == repr(expected)


def group(name: str) -> Record:
    return Record(name, "aws:lb/targetGroup:TargetGroup", name, read_inputs=lambda: {"arn": f"arn:{name}"})


@pytest.mark.parametrize(
    ("arns", "dependencies", "expected"),
    [
        ([], "", 0),
        (["arn:a", "arn:elsewhere", "arn:a"], "", 2),
        ([UNKNOWN, UNKNOWN], "", 2),
        ([UNKNOWN, UNKNOWN, UNKNOWN], "abc", 3),
        ([UNKNOWN, "arn:a", "arn:elsewhere"], "b", 3),
        ([UNKNOWN, "arn:a", "arn:elsewhere"], "bc", UNKNOWN),
        ([UNKNOWN, "arn:a", "arn:elsewhere"], "", UNKNOWN),
        ([UNKNOWN, UNKNOWN, UNKNOWN], "a", UNKNOWN),
    ],
)
def test_count_target_groups(arns: list[Any], dependencies: str, expected: Any) -> None:
    values = {"loadBalancers": [{"targetGroupArn": arn} for arn in arns]}
    depending = Record(
        "service",
        "aws:ecs/service:Service",
        "service",
        read_inputs=lambda: values,
        property_dependencies={"loadBalancers": tuple(dependencies)} if dependencies else {},
    )
    found = Stack([*(group(name) for name in "abc"), depending]).view("service", Service)
    assert ask(lambda: found.count_target_groups(at_most=2)) is expected


@pytest.mark.parametrize(
    ("memory", "cpu", "expected"),
    [
        ("512", "256", (512, 256)),
        (512, 1024, (512, 1024)),
        ("1 GB", ".5 vCPU", (1024, 512)),
        ("0.5GB", "0.25vcpu", (512, 256)),
        (None, None, (None, None)),
        ("", "x", (None, None)),
        ("1 TB", "-1", (None, None)),
        ("0.5", "1.GB", (None, None)),
    ],
)
def test_size_of_a_task(memory: Any, cpu: Any, expected: Any) -> None:
    containers = json.dumps([{"name": "web", "cpu": 128, "memory": 300}, {"name": "log", "Cpu": 64}])
    inputs = {"memory": memory, "cpu": cpu, "containerDefinitions": containers}
    record = Record("task", "aws:ecs/taskDefinition:TaskDefinition", "task", read_inputs=lambda: inputs)
    found = Stack([record]).view("task", TaskDefinition)
    assert (found.memory_mib, found.cpu_units) == expected
    assert (found.container_memory_mib, found.container_cpu_units) == (300, 192)


@pytest.mark.parametrize(
    ("outputs", "expected"), [({}, False), ({"arn": UNKNOWN}, False), ({"arn": "arn:service"}, True)]
)
def test_is_there_already(outputs: dict[str, Any], expected: bool) -> None:
    record = replace(service(), read_outputs=lambda: outputs)
    assert Stack([record]).view("service", Service).is_there_already is expected
