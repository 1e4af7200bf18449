"""The components in programs of other languages, under the real engine: as a plugin, with the SDK made for each."""

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .harness import PLUGIN, Project, Run
from .standin_provider import StandinProvider, serve

PROGRAMS = Path(__file__).parent / "programs"
ALB = "alb.ingress.kubernetes.io/"

# What each of the programs creates, by type.
RESOURCES = {
    "container-tls:index:ServiceConnectCluster": 1,
    "aws:ecs/cluster:Cluster": 1,
    "aws:servicediscovery/httpNamespace:HttpNamespace": 1,
    "container-tls:index:ServiceConnectTls": 1,
    "aws:acmpca/certificate:Certificate": 1,
    "aws:acmpca/certificateAuthority:CertificateAuthority": 1,
    "aws:acmpca/certificateAuthorityCertificate:CertificateAuthorityCertificate": 1,
    "aws:iam/policy:Policy": 2,
    "aws:iam/rolePolicy:RolePolicy": 2,
    "aws:kms/key:Key": 1,
    "container-tls:index:ApplicationLoadBalancer": 1,
    "container-tls:index:NetworkLoadBalancer": 1,
    "aws:lb/loadBalancer:LoadBalancer": 2,
    "aws:lb/listener:Listener": 2,
    "aws:lb/listenerRule:ListenerRule": 1,
    "aws:lb/targetGroup:TargetGroup": 2,
    "container-tls:index:EcsService": 2,
    "container-tls:index:EnvoySidecar": 1,
    "aws:cloudwatch/logGroup:LogGroup": 2,
    "aws:ecs/service:Service": 2,
    "aws:ecs/taskDefinition:TaskDefinition": 2,
    "aws:iam/role:Role": 6,
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 6,
    "aws:ec2/securityGroup:SecurityGroup": 6,
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": 8,
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 8,
    "container-tls:index:ControllerSecurityGroups": 1,
    "container-tls:index:LoadBalancerController": 1,
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": 1,
    "kubernetes:helm.sh/v3:Release": 1,
    "container-tls:index:AlbIngress": 1,
    "kubernetes:networking.k8s.io/v1:Ingress": 1,
    "container-tls:index:NlbService": 1,
    "kubernetes:core/v1:Service": 1,
    "container-tls:index:IstioTlsOrigination": 1,
    "kubernetes:networking.istio.io/v1:DestinationRule": 1,
    "kubernetes:networking.istio.io/v1:ServiceEntry": 1,
    "container-tls:index:IstioSidecar": 1,
    "kubernetes:networking.istio.io/v1:Sidecar": 1,
    "kubernetes:security.istio.io/v1:PeerAuthentication": 1,
    "container-tls:index:IstioGateway": 1,
    "kubernetes:networking.istio.io/v1:Gateway": 1,
    "kubernetes:networking.istio.io/v1:VirtualService": 1,
}


@dataclass(frozen=True)
class Language:
    """What it takes to run `programs/<name>`.

    `download` fetches libraries, for which there may be no network; `build` must succeed once they are there.
    """

    name: str
    tools: Sequence[str] = ()
    download: Sequence[str] = ()
    build: Sequence[str] = ()

    @property
    def missing(self) -> list[str]:
        return [tool for tool in (f"pulumi-language-{self.name}", *self.tools) if shutil.which(tool) is None]


LANGUAGES = (
    Language("yaml"),
    Language(
        "nodejs",
        tools=("node", "npm"),
        download=("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"),
        build=("npm", "rebuild"),
    ),
    Language(
        "go",
        tools=("go",),
        download=("go", "mod", "download", "github.com/pulumi/pulumi/sdk/v3"),
        build=("go", "build", "-mod=mod", "-o", "shop", "."),
    ),
)


def prepared(language: Language, plugin: Path) -> Path:
    """The language's program beside the plugin, with the SDK that Pulumi generates from the pinned schema."""
    root = plugin.parent / language.name
    shutil.copytree(PROGRAMS / language.name, root)
    sdks = root / "sdks"
    schema = str(PLUGIN / "schema.json")
    run(["pulumi", "package", "gen-sdk", schema, "--local", "--language", language.name, "--out", str(sdks)], root)
    (sdks / language.name).rename(sdks / "container-tls")
    if language.download:
        try:
            run(language.download, root)
        except AssertionError as error:
            pytest.skip(f"no libraries for the {language.name} program: {error}")
    if language.build:
        run(language.build, root)
    return root


def run(command: Sequence[str], folder: Path) -> None:
    environment = {**os.environ, "PULUMI_HOME": str(folder / "tools"), "PULUMI_SKIP_UPDATE_CHECK": "true"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"


@pytest.fixture(scope="module")
def provider() -> Iterator[StandinProvider]:
    with serve() as served:
        yield served


@pytest.fixture(scope="module", params=LANGUAGES, ids=lambda language: language.name)
def program(request: pytest.FixtureRequest, plugin: Path, pack: Path, provider: StandinProvider) -> Project:
    language: Language = request.param
    if language.missing:
        pytest.skip(f"no {', '.join(language.missing)} on PATH: the {language.name} program was left out")
    return Project.at(prepared(language, plugin), pack=pack, debug_providers=provider.debug_providers)


@pytest.fixture
def shop(program: Project) -> Project:
    program.configure({"aws:region": "eu-west-1", "port": "8080"})
    return program


def containers(previewed: Run, service: str) -> dict[str, dict[str, Any]]:
    """The containers of a service's task definition by name; an error if a number in it is not a whole one."""

    def refuse(number: str) -> None:
        raise AssertionError(f"{number} is no whole number")

    inputs = previewed.created["aws:ecs/taskDefinition:TaskDefinition", service]
    definitions = json.loads(inputs["containerDefinitions"], parse_float=refuse)
    return {found["name"]: found for found in definitions}


def test_preview(shop: Project) -> None:
    previewed = shop.preview().check()
    # The settings of security groups are one output, not known as a whole while an id in them is not.
    open_ = {("undecided", name) for name in ("web", "tls-web", "controller")}
    assert previewed.findings == open_
    types = Counter(type_ for type_, _ in previewed.created if not type_.startswith("pulumi:"))
    assert types == RESOURCES

    orders = containers(previewed, "orders")["orders"]
    assert orders["cpu"] == 256
    assert orders["portMappings"][0]["containerPort"] == 8080
    assert orders["portMappings"][0]["appProtocol"] == "http"
    assert orders["environment"] == [{"name": "LOG_LEVEL", "value": "info"}]
    billing = containers(previewed, "billing")
    assert billing["logs"]["dependsOn"] == [{"containerName": "setup", "condition": "COMPLETE"}]
    assert billing["billing"]["portMappings"] == []
    assert billing["envoy"]["portMappings"][0]["containerPort"] == 8443
    assert billing["envoy"]["dependsOn"] == [{"containerName": "envoy-certificates", "condition": "HEALTHY"}]
    assert previewed.created["aws:ecs/cluster:Cluster", "shop"]["settings"] == [
        {"name": "containerInsights", "value": "enhanced"}
    ]
    listener = previewed.created["kubernetes:networking.istio.io/v1:Sidecar", "sidecar"]["spec"]["ingress"][0]
    assert listener["port"]["number"] == 8443
    (route,) = previewed.created["kubernetes:networking.istio.io/v1:VirtualService", "public.shop.example.com"]["spec"][
        "http"
    ]
    assert route["route"] == [{"destination": {"host": "web.shop.svc.cluster.local", "port": {"number": 8443}}}]


def test_wrong_argument(shop: Project) -> None:
    shop.configure({"port": "70000"})
    previewed = shop.preview()
    assert previewed.status != 0
    expected = "resource 'orders' has a problem: container.port: got 70000. Use a whole number from 1 to 65535."
    assert expected in previewed.output
    assert ".py" not in previewed.output, "no stack trace of the plugin"
    assert not {name for type_, name in previewed.created if type_ == "aws:ecs/service:Service"} & {"orders"}


@pytest.mark.parametrize("program", LANGUAGES[:1], indirect=True, ids=["yaml"])
def test_life_of_the_stack(shop: Project, provider: StandinProvider) -> None:
    created = shop.up().check()
    assert {(found.policy, found.level) for found in created.violations} == {("sc-no-container-health", "advisory")}
    assert created.changes.keys() == {"create"}
    group = created.created["kubernetes:networking.k8s.io/v1:Ingress", "web"]["metadata"]["annotations"]
    assert group[f"{ALB}security-groups"].startswith("sg-")
    assert group[f"{ALB}manage-backend-security-group-rules"] == "false"
    assert group[f"{ALB}healthcheck-port"] == "8443"
    assert group[f"{ALB}group.name"] == "groups.web"
    release = created.created["kubernetes:helm.sh/v3:Release", "controller"]["values"]
    assert release["clusterName"] == "shop"
    assert release["enableBackendSecurityGroup"] is False

    again = shop.up().check()
    assert again.changes == {"same": created.changes["create"]}

    assert shop.destroy().check().changes == {"delete": created.changes["create"]}
    order = {urn.rpartition("$")[2]: index for index, urn in enumerate(provider.deleted)}
    service = order["aws:ecs/service:Service::orders"]
    assert order["aws:ecs/service:Service::billing"] < service
    assert service < order["aws:acmpca/certificateAuthorityCertificate:CertificateAuthorityCertificate::mesh"]
    assert service < order["aws:lb/listener:Listener::front-https"]
    controller = order["kubernetes:helm.sh/v3:Release::controller"]
    assert order["kubernetes:networking.k8s.io/v1:Ingress::web"] < controller
    assert order["kubernetes:core/v1:Service::tls-web"] < controller
    assert controller < order["aws:iam/rolePolicy:RolePolicy::controller"]
    assert (
        order["kubernetes:networking.k8s.io/v1:Ingress::web"]
        < order["aws:ec2/securityGroup:SecurityGroup::groups-frontend"]
    )


@pytest.mark.parametrize("program", LANGUAGES[:1], indirect=True, ids=["yaml"])
def test_argument_that_turns_out_wrong_during_the_update(shop: Project) -> None:
    file = shop.root / "Pulumi.yaml"
    text = file.read_text()
    image = "image: example.com/billing:1\n"
    assert image in text
    file.write_text(text.replace(image, f"{image}        portName: ${{shop.clusterArn}}\n"))
    try:
        failed = shop.up(policies=False)
    finally:
        file.write_text(text)
        shop.destroy().check()
    assert "resource 'billing' has a problem: container.port_name: got 'arn:aws:ecs:" in failed.output
    assert ".py" not in failed.output, "no stack trace of the plugin"
