"""What a check finds, as values: one finding per item and shape, in an order that never changes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from qualite_graph.store.base import Value

LAST_RANK: Final = 99
"""The rank of a shape that states none."""

_DIGITS: Final = re.compile(r"\d+")


class Severity(Enum):
    """How much a finding weighs, the gravest first.

    A violation is a statement that cannot be used as it stands; a warning is a gap that an auditor would
    note; an information is a choice to confirm.
    """

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 0 for the gravest severity.

        >>> [severity.rank for severity in Severity]
        [0, 1, 2]
        """
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Shape:
    """One rule: what it says when it is broken, how to put it right, which clauses are at stake.

    `path` is the property concerned, as an IRI (`^` before it when it is read backwards), or None when the
    rule looks at several.
    """

    iri: str
    severity: Severity = field(compare=False)
    messages: Mapping[str, str] = field(compare=False)
    how_to_fix: Mapping[str, str] = field(compare=False)
    clauses: tuple[str, ...] = field(compare=False)
    path: str | None = field(compare=False)
    rank: int = field(compare=False, default=LAST_RANK)
    """At which place it is told to somebody who has just drawn a map."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One item that breaks a shape; `value` is what is wrong there, where there is something."""

    focus: str
    shape: Shape
    value: Value | None = None

    @property
    def severity(self) -> Severity:
        """Return how much the finding weighs."""
        return self.shape.severity

    @property
    def clauses(self) -> tuple[str, ...]:
        """Return the IRIs of the clauses at stake, in the order of their numbers."""
        return self.shape.clauses

    @property
    def path(self) -> str | None:
        """Return the property concerned, if it is one."""
        return self.shape.path

    def message(self, lang: str) -> str:
        """Return what is wrong, in `lang`."""
        return self.shape.messages[lang]

    def how_to_fix(self, lang: str) -> str:
        """Return what to do about it, in `lang`."""
        return self.shape.how_to_fix[lang]

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """Return the sort key: the gravest first, then by clause as an auditor reads, R2 before R10."""
        clauses = natural(" ".join(self.clauses))
        value = self.value.n3() if self.value else ""
        return self.severity.rank, clauses, self.shape.iri, natural(self.focus), natural(value)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of one organisation found at a date, sorted."""

    organisation: str
    reference_date: datetime.date
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Return whether nothing is a violation; warnings and informations do not prevent it."""
        return not any(finding.severity is Severity.VIOLATION for finding in self.findings)

    @property
    def counts(self) -> dict[Severity, int]:
        """Return how many findings each severity has."""
        found = dict.fromkeys(Severity, 0)
        for finding in self.findings:
            found[finding.severity] += 1
        return found

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of this severity and of graver ones."""
        return tuple([finding for finding in self.findings if finding.severity.rank <= severity.rank])

    def about(self, focus: str) -> tuple[Finding, ...]:
        """Return the findings on one item, given by its IRI."""
        return tuple([finding for finding in self.findings if finding.focus == focus])

    def advice(self) -> tuple[tuple[Finding, ...], ...]:
        """Return the findings by shape, those first that help most somebody who has just drawn a map.

        What cannot be used as it stands still comes before everything else.
        """
        kinds: dict[Shape, list[Finding]] = {}
        for finding in self.findings:
            kinds.setdefault(finding.shape, []).append(finding)
        ordered = sorted(kinds, key=lambda shape: (shape.severity is not Severity.VIOLATION, shape.rank))
        return tuple([tuple(kinds[shape]) for shape in ordered])

    def iris(self) -> set[str]:
        """Return every IRI that a face has to name: items, values, clauses."""
        values = {item.value.value for item in self.findings if item.value and item.value.kind == "iri"}
        clauses = {clause for item in self.findings for clause in item.clauses}
        return {item.focus for item in self.findings} | values | clauses


def natural(text: str) -> str:
    """Return a sort key in which numbers follow their value.

    >>> sorted(["R10", "R2", "8.10", "8.9"], key=natural)
    ['8.9', '8.10', 'R2', 'R10']
    """
    return _DIGITS.sub(lambda found: found[0].zfill(9), text)
