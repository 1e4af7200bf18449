"""Annotations under the prefixes of the AWS Load Balancer Controller, compared with those that it reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..facts.controller import controller_facts
from .kubernetes import ingress_prefix, service_prefix
from .spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..facts.controller import Annotations
    from .kubernetes import KubernetesObject


class ControllerAnnotation(NamedTuple):
    """An annotation under one of the prefixes."""

    key: str
    prefix: str
    suffix: str
    known: Annotations
    """What is read under that prefix."""

    @property
    def is_read(self) -> bool:
        """Whether any version of the controller reads it, or somebody else."""
        return self.known.knows(self.suffix)

    @property
    def is_only_of_this_controller(self) -> bool:
        """Whether the controller reads it, and the cloud provider of Kubernetes does not."""
        return self.known.first_version(self.suffix) is not None and self.suffix not in self.known.shared

    @property
    def meant(self) -> str | None:
        """The whole name of the one that is most likely meant, where this one is read by nobody."""
        if self.suffix in self.known.aliases:
            return self.known.aliases[self.suffix]
        names = {_letters(name): name for name in self.known.since}
        near = nearest(_letters(self.suffix), names, cutoff=0.85)
        return f"{self.prefix}{names[near]}" if near else None

    @property
    def protection_meant(self) -> str | None:
        """The same, where that limits or protects the traffic, and nothing else can be meant."""
        if self.suffix in self.known.aliases:
            return self.known.aliases[self.suffix]
        meant = (self.meant or "").removeprefix(self.prefix)
        differ = abs(len(_letters(meant)) - len(_letters(self.suffix)))
        return f"{self.prefix}{meant}" if meant in self.known.protecting and differ <= 2 else None


def controller_annotations(owner: KubernetesObject) -> Iterator[ControllerAnnotation]:
    """The annotations of an object that are under the controller's prefixes, by name."""
    facts = controller_facts()
    for key in sorted(owner.annotations):
        for prefix, known in ((ingress_prefix, facts.ingress), (service_prefix, facts.service)):
            if key.startswith(prefix):
                yield ControllerAnnotation(key, prefix, key.removeprefix(prefix), known)


def _letters(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())
