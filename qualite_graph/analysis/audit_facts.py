"""What an audit programme is computed from: audits and findings, who owns what, who may audit."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.coverage_facts import day_of
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE

if TYPE_CHECKING:
    from qualite_graph.store.base import Dataset, Store

_PROCESSES: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?process ?owner ?audited WHERE {
  ?process a qg:Process .
  OPTIONAL { ?process qg:hasOwner ?owner }
  OPTIONAL { ?process qg:lastAuditedOn ?audited }
}"""
)
_POSITIONS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?position ?deputy ?auditor WHERE {
  ?position a qg:Position .
  OPTIONAL { ?position qg:deputy ?deputy }
  OPTIONAL { ?position qg:internalAuditor ?auditor }
}"""
)
_AUDITS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?audit ?process ?auditor ?day WHERE {
  ?audit a qg:InternalAudit ; qg:auditedProcess ?process .
  OPTIONAL { ?audit qg:auditor ?auditor }
  OPTIONAL { ?audit qg:auditedOn ?day }
}"""
)
_FINDINGS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?finding ?process ?grade ?audit ?action ?settled WHERE {
  ?finding a qg:AuditFinding ; qg:findingOn ?process .
  OPTIONAL { ?finding qg:findingGrade ?grade }
  OPTIONAL { ?finding qg:foundIn ?audit }
  OPTIONAL { ?finding qg:settledBy ?action }
  OPTIONAL { ?finding qg:settledOn ?settled }
}"""
)


@dataclass(frozen=True, slots=True)
class Audit:
    """One internal audit; without a day it is only planned."""

    iri: str
    processes: frozenset[str] = frozenset()
    auditors: frozenset[str] = frozenset()
    day: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One audit finding; without a day of settling it is open."""

    iri: str
    processes: frozenset[str] = frozenset()
    grade: str | None = None
    audit: str | None = None
    actions: frozenset[str] = frozenset()
    settled: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class AuditFacts:
    """Who owns and who may audit what, what was audited and found."""

    owners: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The positions that own each process; every process is a key."""
    last_audit: Mapping[str, datetime.date] = field(default_factory=dict)
    """The date of the last audit, as the process itself states it."""
    deputies: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The deputies of each position; every position is a key."""
    declared_auditors: frozenset[str] = frozenset()
    audits: tuple[Audit, ...] = ()
    findings: tuple[Finding, ...] = ()

    def auditors(self) -> tuple[str, ...]:
        """Return who may audit: the positions declared internal auditors, all of them where none is."""
        return tuple(sorted(self.declared_auditors or self.deputies))

    def last_audits(self, day: datetime.date) -> dict[str, datetime.date]:
        """Return the date of the last audit of each process by a day, from either source."""
        stated = [(process, one) for process, one in self.last_audit.items() if one <= day]
        held = [
            (process, audit.day)
            for audit in self.audits
            if audit.day is not None and audit.day <= day
            for process in audit.processes
        ]
        found: dict[str, datetime.date] = {}
        for process, one in (*stated, *held):
            found[process] = max(one, found.get(process, one))
        return found


def read_audit_facts(store: Store, dataset: Dataset) -> AuditFacts:
    """Read what the audit programme of the organisation in `dataset` is computed from."""
    owners: dict[str, frozenset[str]] = {}
    last: dict[str, datetime.date] = {}
    for process, owner, audited in rows_of(store.query(_PROCESSES, dataset)):
        if process is None:
            continue
        owners[process.value] = owners.get(process.value, frozenset()) | ({owner.value} if owner else set())
        if day := day_of(audited):
            last[process.value] = max(day, last.get(process.value, day))
    deputies: dict[str, frozenset[str]] = {}
    declared: set[str] = set()
    for position, deputy, auditor in rows_of(store.query(_POSITIONS, dataset)):
        if position is None:
            continue
        known = deputies.get(position.value, frozenset())
        deputies[position.value] = known | ({deputy.value} if deputy else set())
        if auditor and auditor.value in ("true", "1"):
            declared.add(position.value)
    return AuditFacts(
        owners, last, deputies, frozenset(declared), _audits(store, dataset), _findings(store, dataset)
    )


def _audits(store: Store, dataset: Dataset) -> tuple[Audit, ...]:
    found: dict[str, Audit] = {}
    for audit, process, auditor, day in rows_of(store.query(_AUDITS, dataset)):
        if audit and process:
            known = found.get(audit.value) or Audit(audit.value, day=day_of(day))
            found[audit.value] = replace(
                known,
                processes=known.processes | {process.value},
                auditors=known.auditors | ({auditor.value} if auditor else set()),
            )
    return tuple(found[iri] for iri in sorted(found))


def _findings(store: Store, dataset: Dataset) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for finding, process, grade, audit, action, settled in rows_of(store.query(_FINDINGS, dataset)):
        if finding and process:
            known = found.get(finding.value) or Finding(
                finding.value,
                grade=grade.value if grade else None,
                audit=audit.value if audit else None,
                settled=day_of(settled),
            )
            found[finding.value] = replace(
                known,
                processes=known.processes | {process.value},
                actions=known.actions | ({action.value} if action else set()),
            )
    return tuple(found[iri] for iri in sorted(found))
