"""What an audit programme is computed from: audits and findings, who owns what, who may audit."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.items import read_items

if TYPE_CHECKING:
    from qualite_graph.store.base import Dataset, Store

_PROCESSES: Final = """
SELECT ?process ?owner ?audited WHERE {
  ?process a qg:Process .
  OPTIONAL { ?process qg:hasOwner ?owner }
  OPTIONAL { ?process qg:lastAuditedOn ?audited }
}"""
_POSITIONS: Final = """
SELECT ?position ?deputy ?auditor WHERE {
  ?position a qg:Position .
  OPTIONAL { ?position qg:deputy ?deputy }
  OPTIONAL { ?position qg:internalAuditor ?auditor }
}"""
_AUDITS: Final = """
SELECT ?audit ?process ?auditor ?day WHERE {
  ?audit a qg:InternalAudit ; qg:auditedProcess ?process .
  OPTIONAL { ?audit qg:auditor ?auditor }
  OPTIONAL { ?audit qg:auditedOn ?day }
}"""
_FINDINGS: Final = """
SELECT ?finding ?process ?grade ?audit ?action ?settled WHERE {
  ?finding a qg:AuditFinding ; qg:findingOn ?process .
  OPTIONAL { ?finding qg:findingGrade ?grade }
  OPTIONAL { ?finding qg:foundIn ?audit }
  OPTIONAL { ?finding qg:settledBy ?action }
  OPTIONAL { ?finding qg:settledOn ?settled }
}"""


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
    processes = read_items(store, dataset, _PROCESSES)
    positions = read_items(store, dataset, _POSITIONS)
    return AuditFacts(
        {one.iri: one.every("owner") for one in processes},
        {one.iri: day for one in processes if (day := one.day("audited"))},
        {one.iri: one.every("deputy") for one in positions},
        frozenset([one.iri for one in positions if one.flag("auditor")]),
        tuple(
            [
                Audit(one.iri, one.every("process"), one.every("auditor"), one.day("day"))
                for one in read_items(store, dataset, _AUDITS)
            ]
        ),
        tuple(
            [
                Finding(
                    one.iri,
                    one.every("process"),
                    one.text("grade"),
                    one.text("audit"),
                    one.every("action"),
                    one.day("settled"),
                )
                for one in read_items(store, dataset, _FINDINGS)
            ]
        ),
    )
