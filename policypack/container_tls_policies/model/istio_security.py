"""Who may call workloads of a mesh, and whether by mutual TLS only."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from .istio import PodSelector, PodsObject, pattern_of
from .node import Block, Undecided, Unusable, block, blocks, mapping, sequence, text
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping


class MutualTls(Block):
    """`mtls` of a PeerAuthentication."""

    mode = text("mode", default="UNSET")


class PeerAuthenticationSpec(Block):
    """`spec` of a PeerAuthentication."""

    selector = block("selector", PodSelector)
    mtls = block("mtls", MutualTls)
    port_level_mtls = mapping("portLevelMtls")


class PeerAuthentication(PodsObject):
    """Whether workloads take the mesh's mutual TLS only."""

    pattern = pattern_of("security", "PeerAuthentication")
    kind = "PeerAuthentication"

    spec = block("spec", PeerAuthenticationSpec)

    @property
    def selector(self) -> Mapping[str, Any]:
        found = self.spec.selector if self.spec else None
        return found.match_labels if found else {}

    @property
    def mode(self) -> str:
        """What it says of all ports of which it says nothing else; UNSET where that is what its namespace says."""
        return self.spec.mtls.mode if self.spec and self.spec.mtls else "UNSET"

    @property
    def ports(self) -> tuple[int, ...]:
        """The ports of which it says something of their own."""
        return (
            tuple(int(key) for key in self.spec.port_level_mtls if re.fullmatch("[0-9]{1,5}", key)) if self.spec else ()
        )

    def effective_mode(self, port: int | None) -> str:
        """What it says of a port, or of all that are not named when no port is given."""
        own = self.mode_on(port) if port is not None else None
        return self.mode if own in (None, "UNSET") else own

    def mode_on(self, port: int) -> str | None:
        """What is said of one port alone; None where nothing is."""
        spec = self.spec
        level = Block(spec, "spec.portLevelMtls", spec.port_level_mtls).known(str(port)) if spec else None
        if spec is None or level is None:
            return None
        if not isinstance(level, dict):
            raise Unusable(self, f"spec.portLevelMtls.{port}", "is not an object")
        return MutualTls(spec, f"spec.portLevelMtls.{port}", level).mode


class Source(Block):
    """`source` of an AuthorizationPolicy's rule."""

    principals = sequence("principals")
    not_principals = sequence("notPrincipals")
    namespaces = sequence("namespaces")
    not_namespaces = sequence("notNamespaces")
    service_accounts = sequence("serviceAccounts")
    not_service_accounts = sequence("notServiceAccounts")


class RuleFrom(Block):
    """One element of `from` of an AuthorizationPolicy's rule."""

    source = block("source", Source)


class Operation(Block):
    """`operation` of an AuthorizationPolicy's rule."""

    ports = sequence("ports")
    not_ports = sequence("notPorts")


class RuleTo(Block):
    """One element of `to` of an AuthorizationPolicy's rule."""

    operation = block("operation", Operation)


class AuthorizationRule(Block):
    """One element of `rules` of an AuthorizationPolicy."""

    sources = blocks("from", RuleFrom)
    operations = blocks("to", RuleTo)

    @property
    def ports(self) -> tuple[int, ...]:
        """The ports that it is for; none where it is for all."""
        found = [one.operation.ports if one.operation else [] for one in self.operations]
        if not all(found):
            return ()
        for port in chain.from_iterable(found):
            if port is UNKNOWN:
                raise Undecided(self.resource, self.path_of("to"))
        return tuple(int(port) for port in chain.from_iterable(found) if re.fullmatch("[0-9]{1,5}", str(port)))


class AuthorizationPolicySpec(Block):
    """`spec` of an AuthorizationPolicy."""

    selector = block("selector", PodSelector)
    target_ref = mapping("targetRef")
    target_refs = sequence("targetRefs")
    action = text("action", default="ALLOW")
    rules = blocks("rules", AuthorizationRule)


class AuthorizationPolicy(PodsObject):
    """Who may call workloads."""

    pattern = pattern_of("security", "AuthorizationPolicy")
    kind = "AuthorizationPolicy"

    spec = block("spec", AuthorizationPolicySpec)

    @property
    def selector(self) -> Mapping[str, Any]:
        found = self.spec.selector if self.spec else None
        return found.match_labels if found else {}
