"""Cloud Map namespaces."""

from __future__ import annotations

from .node import Resource, text


class Namespace(Resource):
    """A Cloud Map namespace: HTTP, private DNS or public DNS. Service Connect takes any of them."""

    tokens = frozenset(
        {
            "aws:servicediscovery/httpNamespace:HttpNamespace",
            "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
            "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace",
        }
    )
    kind = "namespace"
    identity = ("arn", "id", "name")

    namespace_name = text("name")
    region = text("region")

    @property
    def answers_dns(self) -> bool:
        """Whether it is a private or public DNS namespace."""
        return "DnsNamespace" in self.record.type
