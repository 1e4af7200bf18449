"""Web ACLs of AWS WAF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .elb import LoadBalancer
from .node import Resource

if TYPE_CHECKING:
    from .stack import Reference


class WebAclAssociation(Resource):
    """What puts a web ACL in front of a load balancer."""

    tokens = frozenset(
        {"aws:wafv2/webAclAssociation:WebAclAssociation", "aws:wafregional/webAclAssociation:WebAclAssociation"}
    )
    kind = "web ACL association"

    @property
    def load_balancer(self) -> Reference[LoadBalancer]:
        return self.stack.refer(self, "resourceArn", LoadBalancer)
