"""Who may not audit what: nobody audits their own work, nor what they supply or receive.

An auditor is refused for a process when it is its *owner*; the owner's *deputy*, who decides in the owner's
absence; the owner of a *supplier*, a process that supplies it; the owner of a *customer*, one it supplies.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from qualite_graph.analysis.audit_facts import AuditFacts
from qualite_graph.analysis.process_graph import ProcessGraph

REASONS: Final = ("owner", "deputy", "supplier", "customer")
"""Why an auditor is refused, the closest tie first."""


class Refusal(NamedTuple):
    """Why an auditor may not audit a process; `through` is the other process that ties them, if any."""

    auditor: str
    process: str
    reason: str
    """One of `REASONS`."""
    through: str | None = None


class PastAudit(NamedTuple):
    """An audit that somebody without independence conducted, as things stand now."""

    audit: str
    day: datetime.date | None
    refusal: Refusal


def refusals(
    facts: AuditFacts, graph: ProcessGraph, auditor: str, processes: Iterable[str]
) -> tuple[Refusal, ...]:
    """Return every reason why an auditor may not audit some processes; none when it may."""
    return refused_for(facts, graph, processes).get(auditor, ())


def refused_for(
    facts: AuditFacts, graph: ProcessGraph, processes: Iterable[str]
) -> dict[str, tuple[Refusal, ...]]:
    """Return whoever may not audit some processes, with every reason, by process."""
    found: dict[str, list[Refusal]] = {}
    for process in sorted(set(processes)):
        for refusal in sorted(set(_of_process(facts, graph, process)), key=_order):
            found.setdefault(refusal.auditor, []).append(refusal)
    return {auditor: tuple(reasons) for auditor, reasons in found.items()}


def _of_process(facts: AuditFacts, graph: ProcessGraph, process: str) -> Iterator[Refusal]:
    for owner in facts.owners.get(process, ()):
        yield Refusal(owner, process, "owner")
        for deputy in facts.deputies.get(owner, ()):
            yield Refusal(deputy, process, "deputy")
    if process in graph:
        place = graph.position[process]
        for reason, others in (
            ("supplier", graph.predecessors[place]),
            ("customer", graph.successors[place]),
        ):
            for other in (graph.nodes[number] for number in others):
                for owner in facts.owners.get(other, ()):
                    yield Refusal(owner, process, reason, other)


def _order(refusal: Refusal) -> tuple[str, int, str]:
    return refusal.auditor, REASONS.index(refusal.reason), refusal.through or ""


def past_audits_without_independence(facts: AuditFacts, graph: ProcessGraph) -> tuple[PastAudit, ...]:
    """Return the audits that their auditors could not conduct today, with each reason."""
    return tuple(
        PastAudit(audit.iri, audit.day, refusal)
        for audit in facts.audits
        for auditor in sorted(audit.auditors)
        for refusal in refusals(facts, graph, auditor, audit.processes)
    )
