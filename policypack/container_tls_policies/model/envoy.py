"""Envoy beside an application: the bootstrap configuration that a task definition shows, as JSON or YAML.

It is read from the argument `--config-yaml`, from environment variables, and from what either has as base64 or as a
here-document for the shell; not what is in an image. Envoy takes keys in both spellings of protobuf's JSON; here all
are in snake_case.
"""

from __future__ import annotations

import base64
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from textwrap import dedent
from typing import TYPE_CHECKING, Any, Final

from .node import Undecided
from .values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .task_definition import Container, TaskDefinition


_public_authorities: Final = frozenset(
    {
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/ssl/certs/ca-bundle.crt",
        "/etc/ssl/cert.pem",
        "/etc/ssl/ca-bundle.pem",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    }
)
"""Where Linux distributions have the certificates of public authorities."""

_pins: Final = ("verify_certificate_spki", "verify_certificate_hash", "custom_validator_config")
_authorities: Final = ("trusted_ca", "ca_certificate_provider_instance", "system_root_certs", *_pins)
_names: Final = ("match_typed_subject_alt_names", "match_subject_alt_names", "verify_subject_alt_name", *_pins)


_bootstrap_in_yaml: Final = re.compile(r"^(static|dynamic)_?resources:", re.MULTILINE | re.IGNORECASE)
_here_document: Final = re.compile(
    r"<<-?[ \t]*(?P<quote>['\"]?)(?P<end>\w+)(?P=quote)[^\n]*\n(?P<text>.*?)^\t*(?P=end)$", re.MULTILINE | re.DOTALL
)
_base64: Final = re.compile(r"[A-Za-z0-9+/]{64,}={0,2}")


@dataclass(frozen=True, eq=False)
class TlsContext:
    """A TLS configuration of a listener or a cluster."""

    values: dict[str, Any]

    @property
    def common(self) -> dict[str, Any]:
        return _object(self.values.get("common_tls_context"))

    @property
    def validation(self) -> dict[str, Any]:
        """What it says itself of whom to trust."""
        combined = _object(self.common.get("combined_validation_context"))
        return {
            **_object(combined.get("default_validation_context")),
            **_object(self.common.get("validation_context")),
        }

    @property
    def is_told_whom_to_trust(self) -> bool:
        """Whether a secret or a provider delivers that, which the bootstrap does not show."""
        combined = _object(self.common.get("combined_validation_context"))
        return any(key.startswith("validation_context_") for key in (*self.common, *combined))

    @property
    def has_validation(self) -> bool:
        """Whether it says in any way whom to trust."""
        return self.is_told_whom_to_trust or bool(self.validation)

    @property
    def verifies(self) -> bool:
        """Whether a certificate of the other end must have an authority, or be a certain one."""
        if self.validation.get("trust_chain_verification") == "ACCEPT_UNTRUSTED":
            return False
        return self.is_told_whom_to_trust or any(key in self.validation for key in _authorities)

    @property
    def trusts_public_authorities(self) -> bool:
        """Whether certificates of every public authority are trusted."""
        bundle = _at(self.validation, "trusted_ca", "filename")
        return "system_root_certs" in self.validation or (isinstance(bundle, str) and bundle in _public_authorities)

    @property
    def matches_names(self) -> bool:
        """Whether it says itself whose certificate it must be."""
        return any(self.validation.get(key) for key in _names) or self.values.get("auto_sni_san_validation") is True

    @property
    def sends_server_name(self) -> bool:
        """Whether servers are told which name it wants."""
        return bool(self.values.get("sni")) or self.values.get("auto_host_sni") is True

    @property
    def requires_client_certificate(self) -> bool | None:
        """Whether clients must have a certificate; None where that is not said."""
        required = self.values.get("require_client_certificate")
        return required if isinstance(required, bool) else None

    @property
    def states_highest_version(self) -> bool:
        """Whether it says up to which version of TLS it goes."""
        return _at(self.common, "tls_params", "tls_maximum_protocol_version") not in (None, "TLS_AUTO")

    @property
    def takes_only_tls13(self) -> bool:
        """Whether it takes nothing older than TLS 1.3."""
        return bool(_at(self.common, "tls_params", "tls_minimum_protocol_version") == "TLSv1_3")

    @property
    def has_certificate_files(self) -> bool:
        """Whether its own certificate comes from files that Envoy reads at start only."""
        return any(_has_files(certificate) for certificate in _objects(self.common.get("tls_certificates")))


@dataclass(frozen=True, eq=False)
class EnvoyListener:
    """A listener of a bootstrap."""

    values: dict[str, Any]

    @property
    def display_name(self) -> str:
        return f"listener {_name(self.values)}"

    @cached_property
    def tls(self) -> tuple[TlsContext, ...]:
        """How it takes TLS, for each of its filter chains that does."""
        return _contexts(self.values, "DownstreamTlsContext")

    @property
    def port(self) -> Any:
        """The port on which it listens."""
        return _at(self.values, "address", "socket_address", "port_value")

    @property
    def takes_only_tls(self) -> bool:
        """Whether each of its filter chains takes TLS."""
        chains = [_contexts(chain, "DownstreamTlsContext") for chain in _objects(self.values.get("filter_chains"))]
        return bool(chains) and all(chains)

    @property
    def takes_only_tls13(self) -> bool:
        """Whether each of its filter chains takes TLS, and nothing older than TLS 1.3."""
        return self.takes_only_tls and all(tls.takes_only_tls13 for tls in self.tls)

    @property
    def clusters(self) -> frozenset[str]:
        """The names of the clusters that it passes traffic on to."""
        weighted = (
            item for each in _walk(self.values) for item in _objects(_at(each, "weighted_clusters", "clusters"))
        )
        names = [*(each.get("cluster") for each in _walk(self.values)), *(item.get("name") for item in weighted)]
        return frozenset(name for name in names if isinstance(name, str))


@dataclass(frozen=True, eq=False)
class EnvoyCluster:
    """A cluster of a bootstrap: servers to which Envoy passes traffic on."""

    values: dict[str, Any]

    @property
    def name(self) -> str | None:
        name = self.values.get("name")
        return name if isinstance(name, str) else None

    @property
    def display_name(self) -> str:
        return f"cluster {_name(self.values)}"

    @cached_property
    def tls(self) -> tuple[TlsContext, ...]:
        """How it speaks TLS to its servers, if it does."""
        return _contexts(self.values, "UpstreamTlsContext")

    @cached_property
    def endpoints(self) -> tuple[tuple[str, Any], ...]:
        """The addresses and ports of its servers."""
        sockets = (_object(each.get("socket_address")) for each in _walk(self.values.get("load_assignment")))
        return tuple(
            (address, socket.get("port_value"))
            for socket in sockets
            if isinstance(address := socket.get("address"), str)
        )

    @property
    def is_in_task(self) -> bool:
        """Whether its servers are containers of the same task."""
        return bool(self.endpoints) and all(is_loopback(address) for address, _ in self.endpoints)

    @property
    def has_host_names(self) -> bool:
        """Whether its servers are known by their names, not by IP addresses."""
        return any(re.search(r"[a-z]", address) and ":" not in address for address, _ in self.endpoints)

    def does_automatically(self, what: str) -> bool:
        """Whether its protocol options have `auto_sni` or `auto_san_validation`."""
        return any(each.get(what) is True for each in _walk(self.values))


@dataclass(frozen=True, eq=False)
class Bootstrap:
    """A bootstrap configuration, in the container that has it."""

    container: Container
    values: dict[str, Any]
    arguments: tuple[str, ...]

    @property
    def display_name(self) -> str:
        return f'the Envoy configuration of the container "{self.container.name}"'

    @property
    def admin_address(self) -> str | None:
        """The IP address on which the administration interface listens."""
        address = _at(self.values, "admin", "address", "socket_address", "address")
        return address if isinstance(address, str) else None

    @property
    def admin_port(self) -> Any:
        return _at(self.values, "admin", "address", "socket_address", "port_value")

    @cached_property
    def listeners(self) -> tuple[EnvoyListener, ...]:
        return tuple(map(EnvoyListener, _objects(_at(self.values, "static_resources", "listeners"))))

    @cached_property
    def clusters(self) -> tuple[EnvoyCluster, ...]:
        return tuple(map(EnvoyCluster, _objects(_at(self.values, "static_resources", "clusters"))))

    @property
    def tls_clusters(self) -> Iterator[tuple[EnvoyCluster, TlsContext]]:
        """The clusters that speak TLS to servers outside the task."""
        for cluster in self.clusters:
            if not cluster.is_in_task:
                yield from ((cluster, tls) for tls in cluster.tls)

    @property
    def application_ports(self) -> frozenset[int]:
        """The ports of the same task to which it passes on what arrives as TLS."""
        behind = {name for listener in self.listeners if listener.tls for name in listener.clusters}
        targets = (cluster for cluster in self.clusters if cluster.is_in_task and cluster.name in behind)
        return frozenset(port for target in targets for _, port in target.endpoints if isinstance(port, int))

    @property
    def certificate_contexts(self) -> Iterator[tuple[str, TlsContext]]:
        """Every TLS configuration, with what it is of."""
        yield from ((listener.display_name, tls) for listener in self.listeners for tls in listener.tls)
        yield from ((cluster.display_name, tls) for cluster in self.clusters for tls in cluster.tls)

    @property
    def has_static_secret_files(self) -> bool:
        """Whether one of its own `secrets` has a certificate from files that Envoy reads at start only."""
        secrets = _objects(_at(self.values, "static_resources", "secrets"))
        return any(_has_files(_object(secret.get("tls_certificate"))) for secret in secrets)

    @property
    def fetches_secrets(self) -> bool:
        """Whether secrets come by SDS, be it from files."""
        return any("sds_config" in each for each in _walk(self.values))

    @property
    def may_name_node_elsewhere(self) -> bool:
        """Whether arguments name the node, or a file that may."""
        flags = ("--service-node", "--service-cluster", "--config-path", "-c")
        return any(argument.startswith(flags) for argument in self.arguments)

    @property
    def names_node(self) -> bool:
        """Whether the node has an id and a cluster."""
        return all(_at(self.values, "node", key) for key in ("id", "cluster"))


def bootstraps(task: TaskDefinition) -> tuple[Bootstrap, ...]:
    """The bootstrap configurations in a task definition. Raises Undecided where Envoy's is not known."""
    return task.stack.remember(("bootstraps", task.urn), lambda: tuple(_bootstraps(task)))


def _bootstraps(task: TaskDefinition) -> Iterator[Bootstrap]:
    for container in task.containers:
        if container.is_declared_only:
            continue
        arguments = _arguments(container)
        joined = (argument.partition("=") for argument in arguments)
        stated = [value for flag, sign, value in joined if flag == "--config-yaml" and sign]
        stated += [after for flag, after in pairwise(arguments) if flag == "--config-yaml"]
        given = (*arguments, *container.known_environment.values())
        for text in (*stated, *container.known_environment.values(), *chain.from_iterable(map(_wrapped, given))):
            values = _parsed(text)
            if values.keys() & {"static_resources", "dynamic_resources", "admin"}:
                yield Bootstrap(container, values, arguments)


def _wrapped(text: str) -> Iterator[str]:
    """What a text has as here-documents in which the shell replaces nothing, and as base64."""
    for found in _here_document.finditer(text):
        if found["quote"] or not re.search(r"[$`\\]", found["text"]):
            yield dedent(found["text"])
    for word in _base64.findall(text):
        with suppress(ValueError):
            yield base64.b64decode(word, validate=True).decode()


def _arguments(container: Container) -> tuple[str, ...]:
    """What the container runs. Unknown arguments count only where it is Envoy that gets them."""
    found: list[str] = []
    for key in ("entryPoint", "command"):
        value = container.raw(key)
        items = value if isinstance(value, list) else [value]
        for item in items:
            if item is UNKNOWN and (container.image_name.is_envoy or "--config-yaml" in found):
                raise Undecided(container.resource, container.path_of(key))
            found += [item] if isinstance(item, str) else []
    return tuple(found)


def takes_only_tls(task: TaskDefinition, port: int) -> bool:
    """Whether an Envoy of the task listens on this port, and takes TLS only there."""
    listeners = [listener for bootstrap in bootstraps(task) for listener in bootstrap.listeners]
    return any(listener.port == port and listener.takes_only_tls for listener in listeners)


def takes_only_tls13(task: TaskDefinition, port: int) -> bool:
    """Whether an Envoy of the task listens on this port, and takes nothing older than TLS 1.3 there."""
    listeners = [listener for bootstrap in bootstraps(task) for listener in bootstrap.listeners]
    return any(listener.port == port and listener.takes_only_tls13 for listener in listeners)


def watched_files(task: TaskDefinition) -> Iterator[tuple[Container, str, bool]]:
    """The secrets for Envoy's SDS that environment variables of containers hold and that name files: the container, the
    secret's name, and whether Envoy is to watch for new files."""
    for container in task.containers:
        texts = [text for text in container.known_environment.values() if "tls.v3.Secret" in text]
        for text in texts:
            for part in text.splitlines() if _parsed(text) == {} else [text]:
                yield from ((container, *found) for found in _secrets_in(part[part.find("{") :]))


def _secrets_in(text: str) -> Iterator[tuple[str, bool]]:
    for each in _walk(_parsed(text)):
        if str(each.get("@type", "")).endswith("tls.v3.Secret"):
            for content in (_object(each.get("tls_certificate")), _object(each.get("validation_context"))):
                if _has_files(content):
                    yield _name(each), "watched_directory" in content


def is_loopback(address: str) -> bool:
    """Whether an address reaches containers of the same task only."""
    return address == "localhost" or address.startswith("127.") or address in ("::1", "::ffff:127.0.0.1")


def _name(values: dict[str, Any]) -> str:
    name = values.get("name")
    return f'"{name}"' if isinstance(name, str) else "without a name"


def _has_files(values: dict[str, Any]) -> bool:
    return any(_at(values, key, "filename") for key in ("certificate_chain", "private_key", "trusted_ca"))


def _contexts(values: dict[str, Any], kind: str) -> tuple[TlsContext, ...]:
    return tuple(TlsContext(each) for each in _walk(values) if str(each.get("@type", "")).endswith(f".{kind}"))


def _parsed(text: str) -> dict[str, Any]:
    """The object that a text is in JSON, or in YAML if it looks like a bootstrap; empty for anything else."""
    if text.lstrip().startswith("{"):
        try:
            return _object(json.loads(text, object_pairs_hook=_snake_case))
        except (ValueError, RecursionError):
            return {}
    return _object(_in_snake_case(_read_yaml(text))) if _bootstrap_in_yaml.search(text) else {}


def _read_yaml(text: str) -> Any:
    """What a text says in YAML; None for what is none, is nested deeper than any configuration, or repeats parts of
    itself, which may make it very large."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(text, loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > 100 or isinstance(event, yaml.AliasEvent):
                return None
        return yaml.load(text, loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _snake_case(pairs: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    return {re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", str(key)).lower(): value for key, value in pairs}


def _in_snake_case(value: Any) -> Any:
    if isinstance(value, dict):
        return _snake_case((key, _in_snake_case(item)) for key, item in value.items())
    return [_in_snake_case(item) for item in value] if isinstance(value, list) else value


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside, and itself, without recursion: who writes JSON decides how deep it is."""
    left = [value]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            yield item
        inside: Iterable[Any] = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
        left.extend(reversed(list(inside)))


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = _object(value).get(key)
    return value


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
