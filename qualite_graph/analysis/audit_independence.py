"""Who may not audit what: nobody audits their own work, nor what they supply or receive.

An auditor is refused for a process when it is its *owner*; the owner's *deputy*, who decides in the owner's
absence; the owner of a *supplier*, a process that supplies it; the owner of a *customer*, one it supplies.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from qualite_graph.analysis.audit_facts import AuditFacts
from qualite_graph.analysis.process_graph import ProcessGraph


class Refusal(NamedTuple):
    """Why an auditor may not audit a process; `through` is the other process that ties them, if any."""

    auditor: str
    process: str
    reason: str
    """`owner`, `deputy`, `supplier` or `customer`."""
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
    found = []
    for process in sorted(set(processes)):
        owners = facts.owners.get(process, frozenset())
        if auditor in owners:
            found.append(Refusal(auditor, process, "owner"))
        if any(auditor in facts.deputies.get(owner, ()) for owner in owners):
            found.append(Refusal(auditor, process, "deputy"))
        if process not in graph:
            continue
        for reason, others in (
            ("supplier", graph.predecessors[graph.position[process]]),
            ("customer", graph.successors[graph.position[process]]),
        ):
            ties = [
                other
                for other in map(graph.nodes.__getitem__, others)
                if auditor in facts.owners.get(other, ())
            ]
            found.extend(Refusal(auditor, process, reason, other) for other in ties)
    return tuple(found)


def past_audits_without_independence(facts: AuditFacts, graph: ProcessGraph) -> tuple[PastAudit, ...]:
    """Return the audits that their auditors could not conduct today, with each reason."""
    return tuple(
        PastAudit(audit.iri, audit.day, refusal)
        for audit in facts.audits
        for auditor in sorted(audit.auditors)
        for refusal in refusals(facts, graph, auditor, audit.processes)
    )
