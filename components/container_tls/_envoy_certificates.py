"""How Envoy gets at certificates and private keys: from Secrets Manager, as files that change or at start."""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NotRequired, TypedDict

import pulumi

from ._arguments import ArgumentError, group, integer, lift
from ._envoy_images import AWS_CLI_IMAGE, pinned_image
from ._sidecars import ContainerCondition, SidecarContainerArgs

# The official image's user and group, and where it has the certificates of public authorities.
# https://www.envoyproxy.io/docs/envoy/latest/start/docker
ENVOY_USER = "101"
SYSTEM_AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"

DIRECTORY = "/certificates"
_TLS = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3"
_SECRET_ARN = re.compile(r"arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}")
_SECRET_ADVICE = (
    "Use the full ARN of a secret in Secrets Manager, like arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-"
    "AbCdEf, with the six characters that AWS adds to the name and without a JSON key"
)
_KEY_ARN = re.compile(r"arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+")
_KEY_ADVICE = "Use the ARN of a KMS key, like arn:aws:kms:eu-west-1:123456789012:key/a1b2c3d4, and not of an alias"

_WRITER = r"""
umask 077
cd "$DIRECTORY" || exit
trap 'exit 0' TERM INT

read_secret() {
    aws secretsmanager get-secret-value --region "$(cut -d : -f 4 <<< "$1")" --secret-id "$1" \
        --query SecretString --output text
}

fill() {
    local file arn key json
    local -A texts=()
    while read -r file arn key; do
        [[ ${texts[$arn]-} ]] || texts[$arn]=$(read_secret "$arn") || return
        printf %s "${texts[$arn]}" | jq -r --arg key "$key" '.[$key] | strings' > "$1/$file" 2> /dev/null
        if [[ ! -s $1/$file ]]; then
            echo "$arn: there is no text under the key $key" >&2
            return 1
        fi
    done <<< "$FILES"
    while read -r file json; do
        printf '%s\n' "$json" > "$1/$file"
    done <<< "$RESOURCES"
    chgrp -R "$READERS" "$1" && chmod -R g=rX "$1"
}

publish() {
    local old next
    for old in .version-*; do
        [[ $old == "$(readlink current)" ]] || rm -rf "$old"
    done
    next=$(mktemp -d .version-XXXXXX) || return
    fill "$next" || return
    if [[ -e current && $(cat current/*) == "$(cat "$next"/*)" ]]; then
        return
    fi
    ln -sfn "$next" .next && mv -T .next current && echo "certificates are new"
}

until publish; do
    echo "there are no certificates yet" >&2
    sleep "$RETRY_SECONDS" & wait "$!"
done
while sleep "$REFRESH_SECONDS" & wait "$!"; do
    publish || echo "the certificates stay as they were" >&2
done
"""


class EnvoyCertificateDelivery(StrEnum):
    """How certificates and private keys get from Secrets Manager to Envoy."""

    FILES = "files"
    """A container beside Envoy reads the secrets again and again and writes them to files, which Envoy takes up without
    a restart."""
    ENVIRONMENT = "environment"
    """ECS reads the secrets when a task starts, into environment variables of Envoy; a new certificate needs new
    tasks."""


class EnvoySecretArgs(TypedDict):
    """A secret of AWS Secrets Manager whose text is JSON, with PEM under these keys: `certificate` (followed by its
    intermediate certificates) and `private_key`, and `ca` (one or more certificates) where it is to tell whom to
    trust."""

    secret_arn: pulumi.Input[str]
    """Full ARN of the secret, which ends with six random characters; without a JSON key at its end."""
    kms_key_arn: NotRequired[pulumi.Input[str]]
    """ARN of the KMS key that encrypts the secret; not of an alias. Default: `aws/secretsmanager`, the key that needs
    no permission."""


class EnvoyCertificateFilesArgs(TypedDict, total=False):
    """The container that reads secrets and writes them to files."""

    refresh_seconds: pulumi.Input[int]
    """Seconds between two looks at the secrets, 1 to 86400. Default: 300."""
    image: pulumi.Input[str]
    """Image with bash, the AWS CLI, jq and GNU coreutils, which runs as root, and its tag or digest. Default: the AWS
    CLI's official image."""
    cpu: pulumi.Input[int]
    """CPU units of the container. Default: 64."""
    memory: pulumi.Input[int]
    """Memory limit of the container in MiB. Default: 256, for the AWS CLI takes about 100 while it runs."""


@dataclass(frozen=True)
class Secret:
    """A secret, checked."""

    arn: pulumi.Input[str]
    kms_key_arn: pulumi.Input[str] | None

    @classmethod
    def of(cls, given: EnvoySecretArgs, path: str) -> "Secret":
        """The secret that these arguments describe."""
        args = group(EnvoySecretArgs, given, path)
        key = args.get("kms_key_arn")
        return cls(
            _arn(args["secret_arn"], f"{path}.secret_arn", _SECRET_ARN, _SECRET_ADVICE),
            None if key is None else _arn(key, f"{path}.kms_key_arn", _KEY_ARN, _KEY_ADVICE),
        )


@dataclass(frozen=True)
class Credential:
    """What Envoy needs from a secret: a certificate with its private key, or the authorities that it trusts."""

    name: str
    secret: Secret
    keys: tuple[str, ...]

    def file(self, key: str) -> str:
        """Name of the file with what is under that key of the secret."""
        return f"{self.name}.{key}.pem"

    def variable(self, key: str) -> str:
        """Name of the environment variable with what is under that key of the secret."""
        return re.sub("[^A-Z0-9]", "_", f"{self.name}_{key}".upper())


class Delivery(ABC):
    """How credentials get to Envoy."""

    kind: EnvoyCertificateDelivery

    def __init__(self, credentials: Sequence[Credential]) -> None:
        self.credentials = credentials

    @abstractmethod
    def own(self, credential: Credential) -> dict[str, Any]:
        """The part of a CommonTlsContext with the certificate that Envoy shows."""

    def trusted(self, credential: Credential | None, matchers: Mapping[str, Any]) -> dict[str, Any]:
        """The part of a CommonTlsContext with whom Envoy trusts: public authorities if there is no credential."""
        if credential is None:
            return {"validation_context": {"trusted_ca": {"filename": SYSTEM_AUTHORITIES}, **matchers}}
        return self._trusted(credential, matchers)

    @abstractmethod
    def _trusted(self, credential: Credential, matchers: Mapping[str, Any]) -> dict[str, Any]:
        """The same for authorities of a secret."""

    @abstractmethod
    def containers(self, name: str, envoy: SidecarContainerArgs) -> dict[str, SidecarContainerArgs]:
        """The containers: Envoy's, of that name, with what it needs for its credentials, and what works for it."""


class Environment(Delivery):
    """Environment variables, which ECS fills when a task starts."""

    kind = EnvoyCertificateDelivery.ENVIRONMENT

    def own(self, credential: Credential) -> dict[str, Any]:
        return {"tls_certificates": [_tls_certificate(self._source, credential)]}

    def _trusted(self, credential: Credential, matchers: Mapping[str, Any]) -> dict[str, Any]:
        return {"validation_context": {"trusted_ca": self._source(credential, "ca"), **matchers}}

    def containers(self, name: str, envoy: SidecarContainerArgs) -> dict[str, SidecarContainerArgs]:
        secrets = {
            credential.variable(key): _key_of(credential.secret.arn, key)
            for credential in self.credentials
            for key in credential.keys
        }
        return {name: {**envoy, "secrets": secrets}}

    @staticmethod
    def _source(credential: Credential, key: str) -> dict[str, str]:
        return {"environment_variable": credential.variable(key)}


class Files(Delivery):
    """Files in a volume, which a container beside Envoy writes and which Envoy watches."""

    kind = EnvoyCertificateDelivery.FILES

    def __init__(self, credentials: Sequence[Credential], given: EnvoyCertificateFilesArgs) -> None:
        super().__init__(credentials)
        path = "certificate_files"
        args = group(EnvoyCertificateFilesArgs, given, path)
        if args and not credentials:
            raise ArgumentError(path, "there are no secrets to be written to files", "Remove it")
        self._image = pinned_image(args.get("image", AWS_CLI_IMAGE), f"{path}.image")
        self._cpu = integer(args.get("cpu", 64), f"{path}.cpu", 1, 196608, "CPU units")
        self._memory = integer(args.get("memory", 256), f"{path}.memory", 6, 4194304, "MiB")
        self._seconds = integer(args.get("refresh_seconds", 300), f"{path}.refresh_seconds", 1, 86400, "seconds")

    def own(self, credential: Credential) -> dict[str, Any]:
        return {"tls_certificate_sds_secret_configs": [self._sds(credential)]}

    def _trusted(self, credential: Credential, matchers: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "combined_validation_context": {
                "default_validation_context": dict(matchers),
                "validation_context_sds_secret_config": self._sds(credential),
            }
        }

    def containers(self, name: str, envoy: SidecarContainerArgs) -> dict[str, SidecarContainerArgs]:
        if not self.credentials:
            return {name: envoy}
        writer = volume = f"{name}-certificates"
        return {
            name: {
                **envoy,
                "depends_on": {writer: ContainerCondition.HEALTHY},
                "read_only_volumes": {volume: DIRECTORY},
            },
            writer: self._writer(volume),
        }

    def _writer(self, volume: str) -> SidecarContainerArgs:
        return {
            "image": self._image,
            "cpu": self._cpu,
            "memory": self._memory,
            "entry_point": ["bash", "-c", _WRITER],
            "environment": {
                "DIRECTORY": DIRECTORY,
                "READERS": ENVOY_USER,
                "REFRESH_SECONDS": lift(str, self._seconds),
                "RETRY_SECONDS": lift(lambda seconds: str(min(seconds, 5)), self._seconds),
                "FILES": self._files(),
                "RESOURCES": "\n".join(
                    f"{credential.name}.json {json.dumps(self._resource(credential))}"
                    for credential in self.credentials
                ),
            },
            "health_check": {
                "command": ["CMD", "test", "-L", f"{DIRECTORY}/current"],
                "interval_seconds": 5,
                "retries": 5,
                "start_period_seconds": 60,
            },
            "volumes": {volume: DIRECTORY},
            "stop_timeout_seconds": 2,
        }

    def _files(self) -> pulumi.Input[str]:
        """Lines with a file, the secret that it comes from, and the key under which it is there."""
        files = [(credential, key) for credential in self.credentials for key in credential.keys]
        return lift(
            lambda *arns: "\n".join(
                f"{credential.file(key)} {arn} {key}" for (credential, key), arn in zip(files, arns, strict=True)
            ),
            *(credential.secret.arn for credential, _ in files),
        )

    def _resource(self, credential: Credential) -> dict[str, Any]:
        """What Envoy finds in the SDS file: where the PEM files are, and that they change."""
        watched = {"watched_directory": {"path": DIRECTORY}}
        if credential.keys == ("ca",):
            content: dict[str, Any] = {"validation_context": {"trusted_ca": self._source(credential, "ca"), **watched}}
        else:
            content = {"tls_certificate": {**_tls_certificate(self._source, credential), **watched}}
        return {"resources": [{"@type": f"{_TLS}.Secret", "name": credential.name, **content}]}

    @staticmethod
    def _sds(credential: Credential) -> dict[str, Any]:
        path = f"{DIRECTORY}/current/{credential.name}.json"
        return {
            "name": credential.name,
            "sds_config": {"path_config_source": {"path": path}, "resource_api_version": "V3"},
        }

    @staticmethod
    def _source(credential: Credential, key: str) -> dict[str, str]:
        return {"filename": f"{DIRECTORY}/current/{credential.file(key)}"}


def read_policy(credentials: Iterable[Credential]) -> dict[str, Any]:
    """An IAM policy that allows to read exactly the secrets of these credentials."""
    secrets = dict.fromkeys(credential.secret for credential in credentials)
    statements: list[dict[str, Any]] = [
        {
            "Effect": "Allow",
            "Action": "secretsmanager:GetSecretValue",
            "Resource": _distinct([secret.arn for secret in secrets]),
        }
    ]
    statements.extend(
        {
            "Effect": "Allow",
            "Action": "kms:Decrypt",
            "Resource": secret.kms_key_arn,
            "Condition": {"StringEquals": {"kms:EncryptionContext:SecretARN": secret.arn}},
        }
        for secret in secrets
        if secret.kms_key_arn is not None
    )
    return {"Version": "2012-10-17", "Statement": statements}


def _distinct(values: list[pulumi.Input[str]]) -> pulumi.Input[list[str]]:
    return lift(lambda *known: list(dict.fromkeys(known)), *values)


def _key_of(arn: pulumi.Input[str], key: str) -> pulumi.Input[str]:
    """A key of a secret's JSON, as ECS names it."""
    return lift(lambda known: f"{known}:{key}::", arn)


def _tls_certificate(source: Callable[[Credential, str], dict[str, str]], credential: Credential) -> dict[str, Any]:
    return {"certificate_chain": source(credential, "certificate"), "private_key": source(credential, "private_key")}


def _arn(value: pulumi.Input[str], argument: str, pattern: re.Pattern[str], advice: str) -> pulumi.Input[str]:
    """An ARN. What is none is not repeated in the error, for it may be the secret itself."""

    def check(given: Any) -> str:
        if not isinstance(given, str) or not pattern.fullmatch(given):
            shown = repr(given) if str(given).startswith("arn:") else "something that is no ARN"
            raise ArgumentError(argument, f"got {shown}", advice)
        return given

    return lift(check, value)
