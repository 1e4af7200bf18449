"""The Service Connect side of an ECS service."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

import pulumi
import pulumi_aws as aws

from ._arguments import ArgumentError, dns_name, group, integer, lift, mapping, port, port_name
from ._tasks import Ingress, log_options
from .service_connect import TlsIssuer


class ServiceConnectServerArgs(TypedDict, total=False):
    """How other services find and reach the container's port."""

    discovery_name: pulumi.Input[str]
    """Name in the namespace, where it must be unique: at most 64 of a-z, 0-9, `_` and `-`. Default: the service
    component's name."""
    client_dns_name: pulumi.Input[str]
    """Host name in the URLs of clients, at most 127 characters. Default: the discovery name."""
    client_port: pulumi.Input[int]
    """Port in the URLs of clients; it exists only inside their tasks. Default: the container's port."""
    per_request_timeout_seconds: pulumi.Input[int]
    """Seconds for a whole request, 0 for no limit; only with an app_protocol. Default: 60, like an Application Load
    Balancer's idle timeout. AWS's default is 15."""
    idle_timeout_seconds: pulumi.Input[int]
    """Seconds after which an idle connection is closed, 0 for never. Default: 300 with an app_protocol, else 3600, as
    in AWS."""
    ingress_port_override: pulumi.Input[int]
    """Port on which the proxy listens for other services. Default: none; the proxy takes over the container's port."""
    client_security_groups: Mapping[str, pulumi.Input[str]]
    """IDs of security groups of clients that do not name this service in `connects_to`; the keys name the resources.
    Default: none."""


class ServiceConnectArgs(TypedDict, total=False):
    """What the service does with Service Connect. Empty: it calls others, in the cluster's default namespace."""

    namespace_arn: pulumi.Input[str]
    """ARN of the namespace. Default: the cluster's."""
    server: ServiceConnectServerArgs
    """How others reach this service. Default: not at all; it is a client only."""
    tls: TlsIssuer
    """Who issues certificates, so that connections between services use TLS 1.3: `issuer` of a ServiceConnectTls.
    Default: nobody; they are plaintext. To a client only, its `secrets_deny_policy_arn` matters, the rest is
    ignored."""


class ServiceConnectEndpoint(TypedDict):
    """Where the proxies of client tasks reach a Service Connect server."""

    security_group_id: pulumi.Input[str]
    """ID of the server's security group."""
    port: pulumi.Input[int]
    """Port on which the server's proxy listens."""


@dataclass(frozen=True)
class Server:
    """How others reach the service, checked."""

    discovery_name: pulumi.Input[str]
    client_dns_name: pulumi.Input[str]
    client_port: pulumi.Input[int]
    timeout: aws.ecs.ServiceServiceConnectConfigurationServiceTimeoutArgs
    ingress_port: pulumi.Input[int]
    ingress_port_override: pulumi.Input[int] | None
    client_security_groups: Mapping[str, pulumi.Input[str]]

    @classmethod
    def of(cls, given: ServiceConnectServerArgs, ingress: Ingress, service: str) -> "Server":
        """The server that these arguments describe."""
        path = "service_connect.server"
        args = group(ServiceConnectServerArgs, given, path)
        container_port = ingress.required_port("a Service Connect server needs it")
        discovery = port_name(args.get("discovery_name", service), f"{path}.discovery_name")
        override = args.get("ingress_port_override")
        if override is not None:
            override = port(override, f"{path}.ingress_port_override")
        return cls(
            discovery_name=discovery,
            client_dns_name=dns_name(args.get("client_dns_name", discovery), f"{path}.client_dns_name"),
            client_port=port(args.get("client_port", container_port), f"{path}.client_port"),
            timeout=_timeout(args, ingress),
            ingress_port=container_port if override is None else override,
            ingress_port_override=override,
            client_security_groups=mapping(args.get("client_security_groups", {}), f"{path}.client_security_groups"),
        )


@dataclass(frozen=True)
class Connection:
    """What a service does with Service Connect, checked."""

    namespace_arn: pulumi.Input[str] | None
    server: Server | None
    issuer: TlsIssuer | None

    @classmethod
    def of(cls, given: ServiceConnectArgs, ingress: Ingress, service: str) -> "Connection":
        """The connection that these arguments describe."""
        args = group(ServiceConnectArgs, given, "service_connect")
        if "server" in args and "tls" in args and ingress.is_sidecar:
            raise ArgumentError(
                "service_connect.tls",
                f"the Service Connect proxy would end TLS and the sidecar {ingress.container!r} wait for its own",
                "Remove it and let the sidecar end TLS, or remove the sidecar and let the proxy do it",
            )
        return cls(
            namespace_arn=args.get("namespace_arn"),
            server=Server.of(args["server"], ingress, service) if "server" in args else None,
            issuer=group(TlsIssuer, args["tls"], "service_connect.tls") if "tls" in args else None,
        )

    @property
    def task_policies(self) -> dict[str, pulumi.Input[str]]:
        """Policies of the task role, by name."""
        deny = None if self.issuer is None else self.issuer.get("secrets_deny_policy_arn")
        return {} if deny is None else {"deny-private-keys": deny}

    def configuration(
        self, ingress: Ingress, log_group: pulumi.Input[str], region: pulumi.Input[str]
    ) -> aws.ecs.ServiceServiceConnectConfigurationArgs:
        """The connection in ECS's own terms."""
        return aws.ecs.ServiceServiceConnectConfigurationArgs(
            enabled=True,
            namespace=self.namespace_arn,
            log_configuration=aws.ecs.ServiceServiceConnectConfigurationLogConfigurationArgs(
                log_driver="awslogs", options=log_options(log_group, region, "proxy")
            ),
            services=None if self.server is None else [self._service(self.server, ingress)],
        )

    def _service(self, server: Server, ingress: Ingress) -> aws.ecs.ServiceServiceConnectConfigurationServiceArgs:
        return aws.ecs.ServiceServiceConnectConfigurationServiceArgs(
            port_name=ingress.port_name,
            discovery_name=server.discovery_name,
            client_alias=[
                aws.ecs.ServiceServiceConnectConfigurationServiceClientAliasArgs(
                    port=server.client_port, dns_name=server.client_dns_name
                )
            ],
            ingress_port_override=server.ingress_port_override,
            timeout=server.timeout,
            tls=None if self.issuer is None else _tls(self.issuer),
        )


def _tls(issuer: TlsIssuer) -> aws.ecs.ServiceServiceConnectConfigurationServiceTlsArgs:
    return aws.ecs.ServiceServiceConnectConfigurationServiceTlsArgs(
        issuer_cert_authority=aws.ecs.ServiceServiceConnectConfigurationServiceTlsIssuerCertAuthorityArgs(
            aws_pca_authority_arn=issuer["certificate_authority_arn"]
        ),
        role_arn=issuer["role_arn"],
        kms_key=issuer.get("kms_key_arn"),
    )


def _timeout(
    args: ServiceConnectServerArgs, ingress: Ingress
) -> aws.ecs.ServiceServiceConnectConfigurationServiceTimeoutArgs:
    path = "service_connect.server"
    tcp = ingress.app_protocol is None
    request = args.get("per_request_timeout_seconds", None if tcp else 60)
    if tcp and request is not None:
        raise ArgumentError(
            f"{path}.per_request_timeout_seconds",
            "the port is TCP, where requests cannot be told apart",
            "Remove it, or state container.app_protocol",
        )
    longest = 2147483647
    idle = integer(
        args.get("idle_timeout_seconds", 3600 if tcp else 300), f"{path}.idle_timeout_seconds", 0, longest, "seconds"
    )
    if request is not None:
        request = integer(request, f"{path}.per_request_timeout_seconds", 0, longest, "seconds")
        idle = lift(_idle_not_below_request, idle, request)
    return aws.ecs.ServiceServiceConnectConfigurationServiceTimeoutArgs(
        idle_timeout_seconds=idle, per_request_timeout_seconds=request
    )


def _idle_not_below_request(idle: int, request: int) -> int:
    if 0 < idle < request:
        raise ArgumentError(
            "service_connect.server.idle_timeout_seconds",
            f"{idle} seconds would end requests before their own limit of {request} seconds",
            f"Use at least {request}, or 0 for no limit",
        )
    return idle
