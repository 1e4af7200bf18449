"""What all rules share: exceptions, from the configuration of the policy named `settings` and from the stack."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .facts.tls_policies import profile_names
from .model import UNKNOWN, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from .model import Resource

tag_prefix: Final = "container-tls.except/"

schema: Final[dict[str, dict[str, Any]]] = {
    "profile": {
        "type": "string",
        "enum": list(profile_names),
        "default": profile_names[0],
        "description": "What the security policies of listeners must offer. modern: TLS 1.3, and nothing older than "
        "1.2; post-quantum, fips and rfc9151: also post-quantum key exchange, a FIPS 140 module, or CNSA (RFC 9151); "
        "compatible: TLS 1.2.",
    },
    "exceptions": {
        "description": "Findings that are accepted: they are listed as excused and block nothing.",
        "type": "array",
        "default": [],
        "items": {
            "type": "object",
            "properties": {
                "rule": {"type": "string", "minLength": 1, "description": "Rule id, or a pattern with * and ?."},
                "resource": {
                    "type": "string",
                    "minLength": 1,
                    "description": "URN, type token or logical name of the resource, or a pattern with * and ?.",
                },
                "reason": {"type": "string", "minLength": 1, "description": "Why this is accepted."},
                "expires": {
                    "type": "string",
                    "pattern": r"^\d{4}-\d{2}-\d{2}$",
                    "description": "Last day of the exception, YYYY-MM-DD. Without it the exception has no end.",
                },
            },
            "required": ["rule", "resource", "reason"],
            "additionalProperties": False,
        },
    },
}


class Excuse(NamedTuple):
    """Why one finding is accepted, and until when; None for no end."""

    reason: str
    expires: date | None = None

    def __str__(self) -> str:
        return f"{self.reason} (until {self.expires})" if self.expires else self.reason


class ExceptionEntry(NamedTuple):
    """One entry of `exceptions`."""

    rule: str
    resource: str
    excuse: Excuse

    def covers(self, rule_id: str, resource: Resource) -> bool:
        names = (resource.urn, resource.record.type, resource.name)
        return fnmatchcase(rule_id, self.rule) and any(fnmatchcase(name, self.resource) for name in names)


@dataclass(eq=False, repr=False)
class Settings:
    """The shared configuration as read, and what is wrong with it."""

    entries: tuple[ExceptionEntry, ...] = ()
    problems: tuple[str, ...] = ()
    profile: str = profile_names[0]
    today: date = field(default_factory=date.today)

    @classmethod
    def read(cls, config: Mapping[str, Any], rule_ids: Collection[str]) -> Settings:
        """Reads the configuration; what does not make sense becomes a problem and excuses nothing."""
        entries: list[ExceptionEntry] = []
        problems: list[str] = []
        profile = config.get("profile", profile_names[0])
        if profile not in profile_names:
            problems.append(f"profile is none of {', '.join(profile_names)}")
            profile = profile_names[0]
        given = config.get("exceptions") or []
        if not isinstance(given, list):
            return cls(problems=(*problems, "exceptions is not a list"), profile=profile)
        for index, item in enumerate(given):
            place = f"exceptions[{index}]"
            if not isinstance(item, dict):
                problems.append(f"{place} is not an object")
                continue
            texts = [value for key in ("rule", "resource", "reason") if isinstance(value := item.get(key), str)]
            if len(texts) < 3 or not all(text.strip() for text in texts):
                problems.append(f"{place} needs rule, resource and reason, each a text")
                continue
            rule, resource, reason = texts
            if not any(fnmatchcase(rule_id, rule) for rule_id in rule_ids):
                problems.append(f"{place}.rule: no rule is named {rule}{_suggestion(rule, rule_ids)}")
                continue
            try:
                expires = date.fromisoformat(item["expires"]) if item.get("expires") else None
            except (TypeError, ValueError):
                problems.append(f"{place}.expires is not a date of the form YYYY-MM-DD")
                continue
            entries.append(ExceptionEntry(rule, resource, Excuse(reason, expires)))
        return cls(tuple(entries), tuple(problems), profile)

    @property
    def shared_options(self) -> dict[str, Any]:
        """What rules get as options unless their own configuration says otherwise."""
        return {"profile": self.profile}

    def excuse(self, rule_id: str, resource: Resource) -> Excuse | None:
        """The exception that covers a finding and has not expired."""
        return next((excuse for excuse in self._candidates(rule_id, resource) if self._in_force(excuse)), None)

    def expired(self, rule_id: str, resource: Resource) -> Excuse | None:
        """An exception that would cover a finding, had it not expired."""
        return next((excuse for excuse in self._candidates(rule_id, resource) if not self._in_force(excuse)), None)

    def _in_force(self, excuse: Excuse) -> bool:
        return excuse.expires is None or self.today <= excuse.expires

    def _candidates(self, rule_id: str, resource: Resource) -> Iterator[Excuse]:
        yield from (entry.excuse for entry in self.entries if entry.covers(rule_id, resource))
        key = tag_prefix + rule_id
        annotations = _inside(resource.record.inputs, "metadata", "annotations")
        for labels in (_inside(resource.record.inputs, "tags"), annotations):
            if excuse := _parse(labels.get(key)):
                yield excuse
        component = resource.parent
        while component is not None:
            if excuse := _parse(_inside(component.record.inputs, "exceptions").get(rule_id)):
                yield excuse
            component = component.parent


def _inside(values: Any, *keys: str) -> Mapping[str, Any]:
    for key in keys:
        values = values.get(key) if isinstance(values, dict) else None
    return values if isinstance(values, dict) else {}


def _parse(value: Any) -> Excuse | None:
    """An excuse in a tag, an annotation or a component's argument: a reason, then perhaps `expires=YYYY-MM-DD`."""
    if value is UNKNOWN or not isinstance(value, str) or not value.strip():
        return None
    reason, _, day = value.partition("expires=")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}\s*", day):
        return Excuse(value.strip()) if not day else None
    try:
        return Excuse(reason.strip(" ,"), date.fromisoformat(day.strip())) if reason.strip(" ,") else None
    except ValueError:
        return None


def strangers(config: Mapping[str, Mapping[str, Any]], known: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """What is configured that does not exist: policies, and properties of policies. `known` has those that do."""
    policies = [
        f"The configuration names {name}, and there is no such policy{_suggestion(name, known)}"
        for name in sorted(config.keys() - known.keys())
    ]
    properties = [
        f"The configuration of {name} has no property {key}{_suggestion(key, known[name])}"
        for name in sorted(config.keys() & known.keys())
        for key in sorted(config[name].keys() - set(known[name]))
    ]
    return (*policies, *properties)


def _suggestion(name: str, known: Collection[str]) -> str:
    near = nearest(name, known)
    return f"; did you mean {near}?" if near else ""
