"""TLS to hosts outside the mesh, started by the sidecars of a namespace."""

from collections.abc import Mapping
from typing import NotRequired, TypedDict

import pulumi
import pulumi_kubernetes as kubernetes

from .._arguments import ArgumentError, group, host_name, plain
from .._aws import Exceptions
from .._kubernetes_names import Labels, labels, namespace, service_account
from ._client_tls import ClientTls, IstioClientTlsArgs
from ._external_hosts import external_service, origination_rule, tls_port
from ._objects import object_name


class IstioTlsOriginationArgs(TypedDict):
    """Arguments of an IstioTlsOrigination."""

    namespace: pulumi.Input[str]
    """Namespace of the applications that call the host. Nobody outside it is concerned."""
    host: pulumi.Input[str]
    """DNS name of the host outside the mesh, without wildcard."""
    target_port: NotRequired[pulumi.Input[int]]
    """TLS port of the host, 1 to 65535 but 80. Default: 443."""
    tls: NotRequired[IstioClientTlsArgs]
    """Whom the sidecars trust, and what they show of themselves. Default: the CA bundle of the proxy's image, and the
    host's name on the certificate; no client certificate."""
    workload_labels: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]]]]
    """Labels of the pods that use the Secret; required with `tls.ca_credential_name` or `tls.client_credential_name`,
    and only then. Other pods of the namespace start TLS without it. Default: none, all pods are alike."""
    service_account: NotRequired[pulumi.Input[str]]
    """Name of the ServiceAccount of those pods, which may then list the Secrets of the namespace, as istiod demands;
    required with `tls.client_credential_name`, and only then. Default: none."""
    direct_https: NotRequired[bool]
    """Whether applications may also call the host with https:// themselves, on target_port. Default: false."""
    exceptions: NotRequired[Exceptions]
    """Rules of the policy pack that are accepted for what is inside, by id: the reason, and at its end perhaps
    `expires=YYYY-MM-DD`. Default: none."""


class IstioTlsOrigination(pulumi.ComponentResource):
    """TLS to a host outside the mesh for applications of a namespace that call it with http://.

    ```text
    app --http:80--> sidecar ==TLS==> api.example.com:443
    ```

    The server's certificate is verified, and must have the host's name. Every pod of the namespace starts TLS, so that
    none sends plaintext to the TLS port; with a Secret, those that do not have it do so without it. An IstioSidecar
    makes calls to other hosts and ports fail instead of leaving as they come. An application that calls https:// is
    not touched. A namespace has one of these for a host.

    With a client certificate from a Secret, the ServiceAccount may list all Secrets of the namespace, for istiod asks
    for that permission. Where that is too much, use an IstioEgressGateway.

    ```python
    from container_tls.istio import IstioSidecar, IstioTlsOrigination

    IstioTlsOrigination("payments", {"namespace": "shop", "host": "api.example.com"})
    IstioSidecar("frontend", {"namespace": "shop", "workload_labels": {"app": "frontend"}})
    ```
    """

    url: pulumi.Output[str]
    """URL that applications call, with http://."""

    def __init__(self, name: str, args: IstioTlsOriginationArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        args = group(IstioTlsOriginationArgs, args)
        place = namespace(args["namespace"])
        external = host_name(args["host"], "host")
        target = tls_port(args.get("target_port", 443), "target_port")
        direct = plain(args.get("direct_https", False), "direct_https")
        tls = ClientTls.of(args.get("tls", {}), external, place)
        selector = _selector(args, tls)
        account = _service_account(args, tls)
        super().__init__(
            "container-tls:index:IstioTlsOrigination",
            name,
            {
                "host": external,
                "targetPort": target,
                "mode": tls.mode,
                "directHttps": direct,
                "exceptions": args.get("exceptions"),
            },
            opts,
        )
        self._opts = pulumi.ResourceOptions(parent=self)
        self.role = None if account is None else self._role(name, place)
        self.role_binding = None if account is None else self._role_binding(name, place, account)
        own = object_name(name)
        self.credential_rule = (
            None
            if selector is None
            else origination_rule(
                object_name(name, "-credential"),
                place,
                external,
                tls.settings,
                ["."],
                self._opts,
                workload_labels=selector,
            )
        )
        # By name: Istio drops a rule beside one that selects pods if both are exported to ".".
        self.destination_rule = origination_rule(
            own,
            place,
            external,
            tls.settings if selector is None else tls.without_credentials,
            [place],
            self._opts,
        )
        earlier = [found for found in (self.role_binding, self.credential_rule, self.destination_rule) if found]
        self.service_entry = external_service(
            own,
            place,
            external,
            target,
            ["."],
            pulumi.ResourceOptions(parent=self, depends_on=earlier),
            direct_https=direct,
        )

        self.url = pulumi.Output.concat("http://", external)
        self.register_outputs({"url": self.url})

    def _role(self, name: str, place: pulumi.Input[str]) -> kubernetes.rbac.v1.Role:
        own = object_name(name, "-list-secrets")
        return kubernetes.rbac.v1.Role(
            own,
            metadata=kubernetes.meta.v1.ObjectMetaArgs(name=own, namespace=place),
            # istiod asks whether all Secrets may be listed: a rule for one of them is none to it.
            rules=[kubernetes.rbac.v1.PolicyRuleArgs(api_groups=[""], resources=["secrets"], verbs=["list"])],
            opts=self._opts,
        )

    def _role_binding(
        self, name: str, place: pulumi.Input[str], account: pulumi.Input[str]
    ) -> kubernetes.rbac.v1.RoleBinding:
        own = object_name(name, "-list-secrets")
        return kubernetes.rbac.v1.RoleBinding(
            own,
            metadata=kubernetes.meta.v1.ObjectMetaArgs(name=own, namespace=place),
            role_ref=kubernetes.rbac.v1.RoleRefArgs(api_group="rbac.authorization.k8s.io", kind="Role", name=own),
            subjects=[kubernetes.rbac.v1.SubjectArgs(kind="ServiceAccount", name=account, namespace=place)],
            opts=pulumi.ResourceOptions(parent=self, depends_on=[self.role] if self.role else None),
        )


def _selector(args: IstioTlsOriginationArgs, tls: ClientTls) -> pulumi.Input[Labels] | None:
    given = args.get("workload_labels")
    if tls.needs_secret and given is None:
        raise ArgumentError(
            "workload_labels",
            "there are none, and to sidecars that a rule does not select Istio gives no Secret and no TLS at all",
            "Pass labels of the pods that use the Secret",
        )
    if not tls.needs_secret and given is not None:
        raise ArgumentError(
            "workload_labels",
            "pods without these labels would send plaintext to the TLS port, and no Secret calls for them",
            "Remove them",
        )
    return None if given is None else labels(given, "workload_labels")


def _service_account(args: IstioTlsOriginationArgs, tls: ClientTls) -> pulumi.Input[str] | None:
    given = args.get("service_account")
    if tls.needs_client_secret and given is None:
        raise ArgumentError(
            "service_account",
            "there is none, and istiod gives the key to no sidecar that may not list Secrets",
            "Pass the name of the pods' ServiceAccount",
        )
    if not tls.needs_client_secret and given is not None:
        raise ArgumentError(
            "service_account", "only a client certificate from a Secret calls for a permission", "Remove it"
        )
    return None if given is None else service_account(given, "service_account")
