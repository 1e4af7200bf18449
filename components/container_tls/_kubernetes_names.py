"""Names and labels as Kubernetes takes them."""

import re
from collections.abc import Mapping
from typing import Final, cast

import pulumi

from ._arguments import ArgumentError, mapping, matching

Labels = Mapping[str, pulumi.Input[str]]

LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
DNS_LABEL: Final = re.compile(LABEL)
SUBDOMAIN: Final = re.compile(rf"(?=.{{1,253}}$){LABEL}(?:\.{LABEL})*")

_SERVICE: Final = re.compile(r"[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_QUALIFIED: Final = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?"
_LABEL_KEY: Final = re.compile(rf"(?:(?=[^/]{{1,253}}/){LABEL}(?:\.{LABEL})*/)?{_QUALIFIED}")
_LABEL_VALUE: Final = re.compile(rf"(?:{_QUALIFIED})?")


def namespace(value: pulumi.Input[str], argument: str = "namespace") -> pulumi.Input[str]:
    """The name of a namespace."""
    return matching(value, argument, DNS_LABEL, "the name of a namespace: at most 63 of a-z, 0-9 and '-'")


def service(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """The name of a Service, without its namespace."""
    allowed = "the Service's name alone, without its namespace: at most 63 of a-z, 0-9 and '-', beginning with a letter"
    return matching(value, argument, _SERVICE, allowed)


def service_account(value: pulumi.Input[str], argument: str) -> pulumi.Input[str]:
    """The name of a ServiceAccount."""
    return matching(value, argument, SUBDOMAIN, "the ServiceAccount's name: at most 253 of a-z, 0-9, '-' and '.'")


def labels(given: pulumi.Input[Labels], argument: str) -> pulumi.Input[Labels]:
    """Labels that select pods, at least one: without any, an Istio object is for all pods, and a Service for none."""
    if isinstance(given, pulumi.Output):
        return given.apply(lambda known: _labels(known, argument))
    return _labels(cast("Labels", given), argument)


def _labels(given: Labels, argument: str) -> Labels:
    if not mapping(given, argument):
        raise ArgumentError(
            argument, "it is empty and says nothing about the pods", "Name at least one of their labels"
        )
    for key in given:
        matching(key, f"{argument}.{key}", _LABEL_KEY, "a label's name, such as app or example.com/app")
    remedy = "a label's value: at most 63 of A-Z, a-z, 0-9, '-', '_' and '.'"
    return {key: matching(value, f"{argument}.{key}", _LABEL_VALUE, remedy) for key, value in given.items()}
