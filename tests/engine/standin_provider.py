"""A resource provider that stands in for `aws` and `kubernetes`, so that the real engine runs without a cloud.

It validates nothing and creates nothing. What it does take over from the real providers is what a policy can see:
names and defaults filled in by Check, what a preview answers, and identifiers after an update.
"""

# ruff: noqa: N802 - the protocol gives the methods their names

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import grpc
from google.protobuf import json_format, struct_pb2
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc

PACKAGES = ("aws", "kubernetes")
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"
ACCOUNT = "123456789012"

# {n} is the resource's name, {h} a hash of its URN. A type that is not listed gets `GENERIC_ARN`.
ARNS = {
    "aws:lb:LoadBalancer": "arn:aws:elasticloadbalancing:{r}:{a}:loadbalancer/{b}/{n}/{h}",
    "aws:lb:TargetGroup": "arn:aws:elasticloadbalancing:{r}:{a}:targetgroup/{n}/{h}",
    "aws:lb:Listener": "arn:aws:elasticloadbalancing:{r}:{a}:listener/app/standin/{h}/{h}",
    "aws:lb:ListenerRule": "arn:aws:elasticloadbalancing:{r}:{a}:listener-rule/app/standin/{h}/{h}/{h}",
    "aws:acmpca:CertificateAuthority": "arn:aws:acm-pca:{r}:{a}:certificate-authority/{h}",
    "aws:ec2:SecurityGroup": "arn:aws:ec2:{r}:{a}:security-group/sg-{h}",
    "aws:ecs:TaskDefinition": "arn:aws:ecs:{r}:{a}:task-definition/{n}:1",
    "aws:iam:Role": "arn:aws:iam::{a}:role/{n}",
}
GENERIC_ARN = "arn:aws:{m}:{r}:{a}:{t}/{n}"
ID_IS_ARN = {"lb", "acmpca", "servicediscovery"}
ID_PREFIXES = {"aws:ec2:SecurityGroup": "sg-", "aws:vpc": "sgr-"}

# What metrics name by the end of its ARN.
WITH_SUFFIX = ("aws:lb:LoadBalancer", "aws:lb:TargetGroup")
# Outputs besides id and arn that only AWS can give.
COMPUTED: Mapping[str, Mapping[str, str | int]] = {
    "aws:lb:LoadBalancer": {
        "dnsName": "standin.elb.amazonaws.com",
        "zoneId": "Z0STANDIN",
    },
    "aws:ecs:TaskDefinition": {"revision": 1},
    "aws:acmpca:CertificateAuthority": {"certificateSigningRequest": "-----BEGIN CERTIFICATE REQUEST-----"},
    "aws:acmpca:Certificate": {"certificate": "-----BEGIN CERTIFICATE-----", "certificateChain": ""},
    "aws:kms:Key": {"keyId": "standin"},
}

# Types that the real provider names when the program does not.
AUTONAMED = {
    "aws:lb:LoadBalancer",
    "aws:lb:TargetGroup",
    "aws:ecs:Cluster",
    "aws:ecs:Service",
    "aws:iam:Role",
    "aws:ec2:SecurityGroup",
    "aws:cloudwatch:LogGroup",
}

# Defaults that the real provider fills in, so that a policy cannot tell "not set" from "set to the default".
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "aws:lb:LoadBalancer": {"loadBalancerType": "application"},
    "aws:lb:TargetGroup": {"targetType": "instance"},
    "aws:ec2:SecurityGroup": {"description": "Managed by Pulumi"},
    "aws:ecs:Service": {"schedulingStrategy": "REPLICA"},
}
HEALTH_CHECK_DEFAULTS = {"enabled": True, "port": "traffic-port", "protocol": "HTTP", "interval": 30}


class PreviewMode(StrEnum):
    """What a preview answers for a resource that is to be created."""

    COMPUTED = "computed"
    """The inputs, and as unknown what only the cloud can give."""

    DROPS_UNKNOWN = "drops-unknown"
    """The same without the lists and objects that hold an unknown, as pulumi-aws answers."""


class StandinProvider(provider_pb2_grpc.ResourceProviderServicer):
    """One server for all packages; `deleted` keeps the URNs in the order of their deletion. The Region of what it makes
    up is the one that was configured last."""

    def __init__(self, mode: PreviewMode) -> None:
        self.mode = mode
        self.region = "eu-west-1"
        self.deleted: list[str] = []
        self.port = 0

    @property
    def debug_providers(self) -> str:
        """The value of PULUMI_DEBUG_PROVIDERS that attaches this server."""
        return ",".join(f"{package}:{self.port}" for package in PACKAGES)

    # The plugin and its configuration

    def Handshake(self, request: Any, context: Any) -> provider_pb2.ProviderHandshakeResponse:
        return provider_pb2.ProviderHandshakeResponse(accept_secrets=True)

    def Attach(self, request: Any, context: Any) -> Empty:
        return Empty()

    def Cancel(self, request: Any, context: Any) -> Empty:
        return Empty()

    def GetPluginInfo(self, request: Any, context: Any) -> plugin_pb2.PluginInfo:
        return plugin_pb2.PluginInfo(version="99.9.9")

    def CheckConfig(self, request: provider_pb2.CheckRequest, context: Any) -> provider_pb2.CheckResponse:
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: Any, context: Any) -> provider_pb2.DiffResponse:
        return provider_pb2.DiffResponse(changes=provider_pb2.DiffResponse.DIFF_NONE)

    def Configure(self, request: Any, context: Any) -> provider_pb2.ConfigureResponse:
        self.region = _to_dict(request.args).get("region", self.region)
        return provider_pb2.ConfigureResponse(acceptSecrets=True, supportsPreview=True)

    # Resources

    def Check(self, request: provider_pb2.CheckRequest, context: Any) -> provider_pb2.CheckResponse:
        type_, name = _type_and_name(request.urn)
        inputs = {**DEFAULTS.get(type_, {}), **_to_dict(request.news)}
        if type_ in AUTONAMED and not {"name", "namePrefix"} & inputs.keys():
            inputs["name"] = f"{name}-{_hash(request.urn, 7)}"
        if isinstance(inputs.get("healthCheck"), dict):
            filled_in = sorted(HEALTH_CHECK_DEFAULTS.keys() - inputs["healthCheck"].keys())
            inputs["healthCheck"] = {**HEALTH_CHECK_DEFAULTS, **inputs["healthCheck"], "__defaults": filled_in}
        if type_.startswith("kubernetes:") and isinstance(metadata := inputs.get("metadata"), dict):
            inputs["metadata"] = {"name": f"{name}-{_hash(request.urn, 8)}", **metadata}
        return provider_pb2.CheckResponse(inputs=_to_struct(inputs))

    def Diff(self, request: provider_pb2.DiffRequest, context: Any) -> provider_pb2.DiffResponse:
        old, new = _to_dict(request.old_inputs), _to_dict(request.news)
        diffs = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
        kind = provider_pb2.DiffResponse.DIFF_SOME if diffs else provider_pb2.DiffResponse.DIFF_NONE
        return provider_pb2.DiffResponse(changes=kind, diffs=diffs)

    def Create(self, request: provider_pb2.CreateRequest, context: Any) -> provider_pb2.CreateResponse:
        inputs = _to_dict(request.properties)
        computed = _computed(request.urn, inputs, self.region)
        if not request.preview:
            return provider_pb2.CreateResponse(id=computed["id"], properties=_to_struct({**computed, **inputs}))
        if self.mode is PreviewMode.DROPS_UNKNOWN:
            inputs = {key: value for key, value in inputs.items() if value == UNKNOWN or not _holds_unknown(value)}
        return provider_pb2.CreateResponse(properties=_to_struct({**dict.fromkeys(computed, UNKNOWN), **inputs}))

    def Update(self, request: provider_pb2.UpdateRequest, context: Any) -> provider_pb2.UpdateResponse:
        old_inputs = _to_dict(request.old_inputs)
        computed = {key: value for key, value in _to_dict(request.olds).items() if key not in old_inputs}
        return provider_pb2.UpdateResponse(properties=_to_struct({**computed, **_to_dict(request.news)}))

    def Read(self, request: provider_pb2.ReadRequest, context: Any) -> provider_pb2.ReadResponse:
        return provider_pb2.ReadResponse(id=request.id, properties=request.properties, inputs=request.inputs)

    def Delete(self, request: provider_pb2.DeleteRequest, context: Any) -> Empty:
        self.deleted.append(request.urn)
        return Empty()

    def Invoke(self, request: provider_pb2.InvokeRequest, context: Any) -> provider_pb2.InvokeResponse:
        return provider_pb2.InvokeResponse(**{"return": request.args})


@contextmanager
def serve(mode: PreviewMode = PreviewMode.COMPUTED) -> Iterator[StandinProvider]:
    """Serve the stand-in on a free port of this host."""
    provider = StandinProvider(mode)
    server = grpc.server(ThreadPoolExecutor(max_workers=16))
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(provider, server)
    provider.port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield provider
    finally:
        server.stop(grace=None).wait()


def _type_and_name(urn: str) -> tuple[str, str]:
    """`aws:lb:TargetGroup` for `aws:lb/targetGroup:TargetGroup` and its twins, and the logical name."""
    qualified, _, name = urn.split("::", 2)[2].partition("::")
    package, module, kind = qualified.rpartition("$")[2].split(":")
    if package == "aws":
        module = module.partition("/")[0]
        module = "lb" if module == "alb" else module
    return f"{package}:{module}:{kind}", name


def _computed(urn: str, inputs: Mapping[str, Any], region: str) -> dict[str, Any]:
    """What only the cloud can give, made up but well-formed and always the same for one URN."""
    type_, logical_name = _type_and_name(urn)
    package, module, kind = type_.split(":")
    if package == "kubernetes":
        metadata = _plain(inputs.get("metadata")) or {}
        return {"id": f"{metadata.get('namespace', 'default')}/{metadata.get('name', logical_name)}"}
    hash_ = _hash(urn, 16)
    name = _plain(inputs.get("name", inputs.get("family", logical_name)))
    template = ARNS.get(type_, GENERIC_ARN)
    balancer = "net" if inputs.get("loadBalancerType") == "network" else "app"
    arn = template.format(n=name, h=hash_, r=region, a=ACCOUNT, m=module, t=kind.lower(), b=balancer)
    prefix = ID_PREFIXES.get(type_, ID_PREFIXES.get(f"{package}:{module}"))
    id_ = arn if module in ID_IS_ARN else f"{prefix}{_hash(urn, 17)}" if prefix else name
    suffix = {"arnSuffix": arn.rpartition(":")[2].removeprefix("loadbalancer/")} if type_ in WITH_SUFFIX else {}
    return {"id": id_, "arn": arn, **suffix, **COMPUTED.get(type_, {})}


def _holds_unknown(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_unknown, value.values()))
    if isinstance(value, list):
        return any(map(_holds_unknown, value))
    return bool(value == UNKNOWN)


def _plain(value: Any) -> Any:
    """The value without its secret wrapper."""
    if isinstance(value, dict) and value.get(SIGNATURE) == SECRET:
        return value["value"]
    return value


def _hash(urn: str, length: int) -> str:
    return hashlib.sha256(urn.encode()).hexdigest()[:length]


def _to_dict(struct: struct_pb2.Struct) -> dict[str, Any]:
    result: dict[str, Any] = json_format.MessageToDict(struct)
    return result


def _to_struct(properties: Mapping[str, Any]) -> struct_pb2.Struct:
    struct = struct_pb2.Struct()
    json_format.ParseDict(dict(properties), struct)
    return struct
