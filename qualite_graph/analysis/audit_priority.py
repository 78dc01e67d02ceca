"""How soon each process is to be audited, by factors that everybody can see and weigh anew.

The priority of a process is the product of four factors, each 1 + weight × share, so that a factor of weight
0 drops out and none can silence the others. The shares, from 0 to 1, are:

- `centrality`: its betweenness in the process graph, against the highest;
- `complaints`: the complaints received that name it as cause, against the most for any process;
- `age`: full months since its last audit against `CYCLE_MONTHS`, 1 at most; never audited is 1;
- `findings`: its open findings, by grade (`GRADES`), and its corrective actions not done that settle none of
  these, against the most for any process.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from qualite_graph.analysis.audit_facts import AuditFacts, Finding
from qualite_graph.analysis.centrality import betweenness
from qualite_graph.analysis.complaint_review import ComplaintReview
from qualite_graph.analysis.coverage import Coverage
from qualite_graph.analysis.evidence import full_months
from qualite_graph.analysis.interfaces import InterfaceReview
from qualite_graph.analysis.network import Network
from qualite_graph.errors import InputError
from qualite_graph.vocabulary import QG

CYCLE_MONTHS: Final = 36
"""One cycle of certification, in which every process is audited at least once."""
GRADES: Final[Mapping[str, float]] = {QG.MajorNonconformity: 3, QG.MinorNonconformity: 1, QG.Observation: 0.5}
"""What an open finding counts for; 1 without a grade, as for an action not done."""

Items = tuple[tuple[str, ...], tuple[str, ...], float]
"""Open findings, open actions, and what they weigh together."""
NOTHING_OPEN: Final[Items] = ((), (), 0)


@dataclass(frozen=True, slots=True)
class AuditWeights:
    """What each factor of the priority counts for; none may be negative."""

    centrality: float = 1
    complaints: float = 1
    age: float = 1
    findings: float = 1

    def __post_init__(self) -> None:
        """Refuse a negative weight.

        Raises:
            InputError: a weight is negative.
        """
        if min(self.values().values()) < 0:
            raise InputError("negative_weight")

    def values(self) -> dict[str, float]:
        """Return the weight of each factor by its name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a priority: the figure behind it, its share from 0 to 1, its weight."""

    name: str
    figure: float | None
    """Betweenness; complaints; months since the last audit, `None` for never; weighted findings."""
    share: float
    weight: float

    @property
    def value(self) -> float:
        """Return what the priority is multiplied by."""
        return 1 + self.weight * self.share


@dataclass(frozen=True, slots=True)
class Priority:
    """How soon one process is to be audited."""

    process: str
    score: float
    factors: tuple[Factor, ...]
    last_audit: datetime.date | None
    open_findings: tuple[str, ...]
    open_actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """All that a programme is computed from, as known on the day of its reviews."""

    audits: AuditFacts
    network: Network
    coverage: Coverage
    complaints: ComplaintReview
    interfaces: InterfaceReview


def priorities(facts: ProgrammeFacts, weights: AuditWeights) -> tuple[Priority, ...]:
    """Return every process by decreasing priority, ties by IRI."""
    day = facts.coverage.reference_date
    central = {one.process: one.betweenness for one in betweenness(facts.network.graph).ranking}
    blamed = dict(facts.complaints.by_cause)
    items = _open_items(facts, day)
    last_audits = facts.audits.last_audits(day)
    weight_of = weights.values()
    most = {
        "centrality": max(central.values(), default=0),
        "complaints": max(blamed.values(), default=0),
        "findings": max((weight for _, _, weight in items.values()), default=0),
    }
    found = []
    for process in facts.audits.owners:
        findings, actions, weight = items.get(process, NOTHING_OPEN)
        last = last_audits.get(process)
        months = None if last is None else full_months(last, day)
        figures: dict[str, float | None] = {
            "centrality": central.get(process, 0),
            "complaints": blamed.get(process, 0),
            "age": months,
            "findings": weight,
        }
        factors = []
        for name, figure in figures.items():
            if name == "age":
                share = 1.0 if figure is None else min(figure / CYCLE_MONTHS, 1.0)
            else:
                share = (figure or 0) / most[name] if most[name] else 0.0
            factors.append(Factor(name, figure, share, weight_of[name]))
        score = 1.0
        for factor in factors:
            score *= factor.value
        found.append(Priority(process, score, tuple(factors), last, findings, actions))
    return tuple(sorted(found, key=lambda one: (-round(one.score, 9), one.process)))


def _open_items(facts: ProgrammeFacts, day: datetime.date) -> dict[str, Items]:
    """Return what is open for each process that has something open."""
    noted = {audit.iri: audit.day for audit in facts.audits.audits}
    findings: dict[str, list[Finding]] = {}
    for finding in facts.audits.findings:
        if _is_open(finding, noted.get(finding.audit or ""), day):
            for process in finding.processes:
                findings.setdefault(process, []).append(finding)
    actions: dict[str, list[str]] = {}
    for action in facts.complaints.actions:
        if action.done is None:
            for process in action.processes:
                settled = {one for finding in findings.get(process, ()) for one in finding.actions}
                if action.action not in settled:
                    actions.setdefault(process, []).append(action.action)
    found = {}
    for process in findings.keys() | actions.keys():
        of_process, undone = findings.get(process, []), actions.get(process, [])
        weight = sum(GRADES.get(one.grade or "", 1) for one in of_process) + len(undone)
        found[process] = (tuple(one.iri for one in of_process), tuple(undone), weight)
    return found


def _is_open(finding: Finding, noted: datetime.date | None, day: datetime.date) -> bool:
    """Tell whether a finding was noted by a day and not settled by then; one of no dated audit counts."""
    return (noted is None or noted <= day) and (finding.settled is None or finding.settled > day)
