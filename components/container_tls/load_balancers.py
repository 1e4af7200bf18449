"""Application Load Balancers that end TLS and can start it again to their targets."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from . import tls_policies
from ._arguments import ArgumentError, cidrs, group, integer, lift, mapping, plain, sequence, subnets
from ._aws import Exceptions, Tags, cidr_field, name_prefix
from ._listener_policies import listener_policy, warn_if_new


class LoadBalancerLogsArgs(TypedDict):
    """Where a load balancer writes logs."""

    bucket: pulumi.Input[str]
    """Name of an S3 bucket in the same region, whose policy lets Elastic Load Balancing write to it."""
    prefix: NotRequired[pulumi.Input[str]]
    """Key prefix inside the bucket. Default: none."""


class AlbListener(TypedDict):
    """The listener of an Application Load Balancer to which a service is attached."""

    arn: pulumi.Input[str]
    """ARN of the listener."""
    security_group_id: pulumi.Input[str]
    """ID of the load balancer's security group; it is opened towards the tasks of the service."""
    backend_offers_tls13: NotRequired[pulumi.Input[bool]]
    """Whether the load balancer can reach a target that speaks only TLS 1.3. Default: not known, and not checked."""


class ApplicationLoadBalancerArgs(TypedDict):
    """Arguments of an ApplicationLoadBalancer."""

    vpc_id: pulumi.Input[str]
    """ID of the VPC."""
    subnet_ids: pulumi.Input[Sequence[pulumi.Input[str]]]
    """IDs of at least two subnets, in different availability zones."""
    certificate_arn: pulumi.Input[str]
    """ARN of the listener's default certificate: issued, and in the load balancer's region."""
    client_cidrs: Sequence[pulumi.Input[str]]
    """IPv4 and IPv6 networks of the clients, in CIDR notation. Nobody else gets in; `0.0.0.0/0` is everybody."""
    additional_certificate_arns: NotRequired[Mapping[str, pulumi.Input[str]]]
    """More certificates, chosen by the server name that a client asks for; the keys name the resources. Default:
    none."""
    ssl_policy: NotRequired[pulumi.Input[str]]
    """Security policy of the HTTPS listener. Default: the one that AWS recommends, with TLS 1.2 and 1.3 and
    post-quantum key exchange. AWS's own default for the API is `ELBSecurityPolicy-2016-08`, without TLS 1.3."""
    other_listener_policies: NotRequired[Sequence[pulumi.Input[str]]]
    """Security policies of HTTPS listeners that are added to this load balancer elsewhere; they take part in the choice
    of the backend policy. Default: none."""
    strict_transport_security: NotRequired[pulumi.Input[str]]
    """Value of the header `Strict-Transport-Security` in the responses of the HTTPS listener, by which browsers come by
    HTTPS only: `max-age=` and seconds, such as `max-age=31536000`. Default: none, so that services send their own."""
    redirect_http: NotRequired[bool]
    """Whether port 80 is open to the clients and redirects them to HTTPS with status 301. Default: true."""
    internal: NotRequired[pulumi.Input[bool]]
    """Whether the load balancer has private addresses only. Default: false, as in AWS."""
    idle_timeout_seconds: NotRequired[pulumi.Input[int]]
    """Seconds, 1 to 4000, after which an idle connection is closed. Default: 60, as in AWS. A target must keep its
    connections open for longer than that, or clients see status 502."""
    deletion_protection: NotRequired[pulumi.Input[bool]]
    """Whether AWS refuses to delete the load balancer. Default: true. To destroy it, update with false first."""
    access_logs: NotRequired[LoadBalancerLogsArgs]
    """Where to write access logs, with a line for each request. Default: nowhere."""
    connection_logs: NotRequired[LoadBalancerLogsArgs]
    """Where to write connection logs, with a line for each connection, its TLS version and cipher. Default: nowhere."""
    tags: NotRequired[Tags]
    """Tags of every resource that takes tags. Default: none."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class ApplicationLoadBalancer(pulumi.ComponentResource):
    """An Application Load Balancer with an HTTPS listener, a redirect from HTTP, and a security group of its own.

    ```text
    clients ==TLS==> [load balancer's group] :443 HTTPS --rules of the services--> target groups
    clients --HTTP-> [load balancer's group] :80 redirects to :443
    ```

    Requests that no rule of a service matches are answered with 404. The security group lets the stated clients in and
    nothing out: each service that is attached opens the way to its own tasks.

    ```python
    import pulumi
    from container_tls import ApplicationLoadBalancer

    load_balancer = ApplicationLoadBalancer(
        "shop",
        {
            "vpc_id": "vpc-0a1b2c3d4e5f60718",
            "subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"],
            "certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/6f1c3a52-2f5e-4c55-9a43-2c1f0b7f9d10",
            "client_cidrs": ["0.0.0.0/0", "::/0"],
        },
    )
    pulumi.export("url", load_balancer.url)
    ```
    """

    arn: pulumi.Output[str]
    """ARN of the load balancer."""
    arn_suffix: pulumi.Output[str]
    """The part of the ARN by which metrics name the load balancer."""
    dns_name: pulumi.Output[str]
    """DNS name that AWS gave to the load balancer. Point a name that is on the certificate to it."""
    zone_id: pulumi.Output[str]
    """ID of the Route 53 zone of that name, for alias records."""
    url: pulumi.Output[str]
    """HTTPS URL with AWS's DNS name; clients that verify the certificate need a name that is on it."""
    listener_arn: pulumi.Output[str]
    """ARN of the HTTPS listener."""
    security_group_id: pulumi.Output[str]
    """ID of the security group."""
    backend_tls_policy: pulumi.Output[str]
    """Security policy with which the load balancer meets HTTPS targets, health checks included."""
    backend_offers_tls13: pulumi.Output[bool]
    """Whether it can reach a target that speaks only TLS 1.3, as the proxy of Service Connect TLS does."""

    def __init__(
        self, name: str, args: ApplicationLoadBalancerArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        args = group(ApplicationLoadBalancerArgs, args)
        policy = listener_policy(args.get("ssl_policy", tls_policies.recommended()), "ssl_policy")
        redirect = plain(args.get("redirect_http", True), "redirect_http")
        super().__init__(
            "container-tls:index:ApplicationLoadBalancer",
            name,
            {
                "sslPolicy": policy,
                "redirectHttp": redirect,
                "internal": args.get("internal", False),
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        self._tags = args.get("tags")
        self._opts = pulumi.ResourceOptions(parent=self)
        warn_if_new(policy, "ssl_policy", self)

        self.security_group = self._security_group(name, args, (443, 80) if redirect else (443,))
        self.load_balancer = self._load_balancer(name, args)
        self.https_listener = self._https_listener(name, args, policy)
        self.additional_certificates = {
            key: aws.lb.ListenerCertificate(
                f"{name}-{key}", listener_arn=self.https_listener.arn, certificate_arn=arn, opts=self._opts
            )
            for key, arn in mapping(args.get("additional_certificate_arns", {}), "additional_certificate_arns").items()
        }
        self.http_listener = self._redirect_listener(name) if redirect else None

        self.arn = self.load_balancer.arn
        self.arn_suffix = self.load_balancer.arn_suffix
        self.dns_name = self.load_balancer.dns_name
        self.zone_id = self.load_balancer.zone_id
        self.url = pulumi.Output.concat("https://", self.dns_name)
        self.listener_arn = self.https_listener.arn
        self.security_group_id = self.security_group.id
        others = sequence(args.get("other_listener_policies", []), "other_listener_policies")
        policies = [policy, *(listener_policy(other, "other_listener_policies") for other in others)]
        backend = lift(tls_policies.backend_policy, policies)
        backend_offers_tls13 = lift(tls_policies.offers_tls13, backend)
        self.backend_tls_policy = pulumi.Output.from_input(backend)
        self.backend_offers_tls13 = pulumi.Output.from_input(backend_offers_tls13)
        self.listener: AlbListener = {
            "arn": self.listener_arn,
            "security_group_id": self.security_group_id,
            "backend_offers_tls13": backend_offers_tls13,
        }
        """The HTTPS listener, as `load_balancer.listener` of a service takes it."""
        self.register_outputs(
            {
                "arn": self.arn,
                "arnSuffix": self.arn_suffix,
                "dnsName": self.dns_name,
                "zoneId": self.zone_id,
                "url": self.url,
                "listenerArn": self.listener_arn,
                "securityGroupId": self.security_group_id,
                "backendTlsPolicy": self.backend_tls_policy,
                "backendOffersTls13": self.backend_offers_tls13,
            }
        )

    def _security_group(
        self, name: str, args: ApplicationLoadBalancerArgs, ports: Sequence[int]
    ) -> aws.ec2.SecurityGroup:
        blocks = cidrs(args["client_cidrs"], "client_cidrs")
        if not blocks:
            raise ArgumentError("client_cidrs", "it is empty", "Name the networks that clients come from")
        security_group = aws.ec2.SecurityGroup(
            name, description=f"Load balancer {name}", vpc_id=args["vpc_id"], tags=self._tags, opts=self._opts
        )
        self.client_rules = [
            aws.vpc.SecurityGroupIngressRule(
                f"{name}-{port}-from-{suffix}",
                security_group_id=security_group.id,
                ip_protocol="tcp",
                from_port=port,
                to_port=port,
                description="HTTPS from clients" if port == 443 else "HTTP from clients, to be redirected",
                tags=self._tags,
                opts=self._opts,
                **cidr_field(block),
            )
            for port in ports
            for suffix, block in blocks.items()
        ]
        return security_group

    def _load_balancer(self, name: str, args: ApplicationLoadBalancerArgs) -> aws.lb.LoadBalancer:
        access_logs = _logs(args.get("access_logs"), "access_logs")
        connection_logs = _logs(args.get("connection_logs"), "connection_logs")
        return aws.lb.LoadBalancer(
            name,
            name_prefix=name_prefix(name),
            load_balancer_type="application",
            internal=args.get("internal", False),
            security_groups=[self.security_group.id],
            subnets=subnets(args["subnet_ids"], "subnet_ids", 2),
            idle_timeout=integer(args.get("idle_timeout_seconds", 60), "idle_timeout_seconds", 1, 4000, "seconds"),
            drop_invalid_header_fields=True,
            enable_deletion_protection=args.get("deletion_protection", True),
            access_logs=access_logs and aws.lb.LoadBalancerAccessLogsArgs(**access_logs, enabled=True),
            connection_logs=connection_logs and aws.lb.LoadBalancerConnectionLogsArgs(**connection_logs, enabled=True),
            tags=self._tags,
            opts=self._opts,
        )

    def _https_listener(
        self, name: str, args: ApplicationLoadBalancerArgs, policy: pulumi.Input[str]
    ) -> aws.lb.Listener:
        return aws.lb.Listener(
            f"{name}-https",
            load_balancer_arn=self.load_balancer.arn,
            port=443,
            protocol="HTTPS",
            ssl_policy=policy,
            certificate_arn=args["certificate_arn"],
            routing_http_response_strict_transport_security_header_value=args.get("strict_transport_security"),
            default_actions=[
                aws.lb.ListenerDefaultActionArgs(
                    type="fixed-response",
                    fixed_response=aws.lb.ListenerDefaultActionFixedResponseArgs(
                        content_type="text/plain", message_body="Not found", status_code="404"
                    ),
                )
            ],
            tags=self._tags,
            opts=self._opts,
        )

    def _redirect_listener(self, name: str) -> aws.lb.Listener:
        return aws.lb.Listener(
            f"{name}-http",
            load_balancer_arn=self.load_balancer.arn,
            port=80,
            protocol="HTTP",
            default_actions=[
                aws.lb.ListenerDefaultActionArgs(
                    type="redirect",
                    redirect=aws.lb.ListenerDefaultActionRedirectArgs(
                        port="443", protocol="HTTPS", status_code="HTTP_301"
                    ),
                )
            ],
            tags=self._tags,
            opts=self._opts,
        )


def _logs(args: LoadBalancerLogsArgs | None, name: str) -> LoadBalancerLogsArgs | None:
    return None if args is None else group(LoadBalancerLogsArgs, args, name)
