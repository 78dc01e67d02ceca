"""The internal audit programme by computation: whom to meet, about what, and who may conduct it.

*Interviews*: one with each owner, about all that it owns; a process that nobody owns has one of its own. An
interview covers the leaf clauses that its processes claim, and the critical interfaces at either end of which
one of its processes stands. An interface is *critical* when it carries product, when it is a bridge of the
network, or when both sides do not agree (`CRITICAL_GAPS`). The fewest interviews are chosen by greedy set
cover (see `set_cover`), and held by decreasing priority of their most urgent process (`audit_priority`).

*Auditors*: to each interview, the independent auditor with the fewest so far (see `audit_independence`).
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from qualite_graph.analysis import structure
from qualite_graph.analysis.audit_facts import AuditFacts
from qualite_graph.analysis.audit_independence import (
    PastAudit,
    Refusal,
    past_audits_without_independence,
    refused_for,
)
from qualite_graph.analysis.audit_priority import AuditWeights, Priority, ProgrammeFacts, priorities
from qualite_graph.analysis.interfaces import GapKind, InterfaceReview
from qualite_graph.analysis.network import Network
from qualite_graph.analysis.set_cover import cover
from qualite_graph.errors import InputError
from qualite_graph.vocabulary import QG

CRITICAL_GAPS: Final = (GapKind.UNSUPPLIED, GapKind.MISMATCH, GapKind.NO_REQUIREMENT)


@dataclass(frozen=True, slots=True)
class CriticalInterface:
    """An interface to look at, and why."""

    supplier: str
    customer: str
    reasons: tuple[Literal["product", "bridge", "gap"], ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview: with whom, about what, by whom; `auditor` is `None` where nobody is independent."""

    interviewee: str
    """The owner, or a process that nobody owns."""
    processes: tuple[str, ...]
    clauses: tuple[str, ...]
    interfaces: tuple[CriticalInterface, ...]
    priority: float
    auditor: str | None
    refused: tuple[Refusal, ...]
    """Why the other auditors may not conduct it."""

    @property
    def owner(self) -> str | None:
        """Return whom to meet; nobody where the process has no owner."""
        return None if self.interviewee in self.processes else self.interviewee


@dataclass(frozen=True, slots=True)
class AuditProgramme:
    """Processes by priority, the interviews to hold, the most urgent first."""

    reference_date: datetime.date
    weights: AuditWeights
    priorities: tuple[Priority, ...]
    interviews: tuple[Interview, ...]
    at_least: int
    """No choice of interviews covers as much with fewer than this."""
    factor: float
    """The number of interviews is at most this many times the fewest possible."""
    unanswered: tuple[str, ...]
    """The leaf clauses that no interview covers, because no process claims them."""
    auditors_declared: bool
    """Whether the organisation says who its internal auditors are; else every position may be one."""
    past_without_independence: tuple[PastAudit, ...]

    @property
    def is_fewest(self) -> bool:
        """Tell whether it is proved that no fewer interviews would do."""
        return len(self.interviews) == self.at_least


def audit_programme(
    facts: ProgrammeFacts,
    weights: AuditWeights | None = None,
    chosen: Mapping[str, str] | None = None,
) -> AuditProgramme:
    """Return the programme; `chosen` names the auditor of some interviewees, whoever else is proposed.

    Raises:
        InputError: an auditor chosen may not conduct that interview.
    """
    kept = weights or AuditWeights()
    ranked = priorities(facts, kept)
    score = {one.process: one.score for one in ranked}
    critical = critical_interfaces(facts.network, facts.interfaces)
    groups = _interviewees(facts.audits)
    of_process: dict[str, set[str | tuple[str, str]]] = {}
    for cell in facts.coverage.cells:
        of_process.setdefault(cell.process, set()).add(cell.clause)
    interface = {(one.supplier, one.customer): one for one in critical}
    for pair in interface:
        for end in pair:
            of_process.setdefault(end, set()).add(pair)
    holds = {
        who: frozenset().union(*(of_process.get(process, frozenset()) for process in about))
        for who, about in groups.items()
    }
    found = cover(holds, frozenset().union(*holds.values()))
    leaves = [leaf.clause for leaf in facts.coverage.leaves()]
    order = sorted(found.chosen, key=lambda who: (-max(score[one] for one in groups[who]), who))
    interviews, load = [], Counter[str]()
    for who in order:
        about = tuple(sorted(groups[who], key=lambda process: (-score[process], process)))
        auditor, refused = _auditor(facts, who, about, load, (chosen or {}).get(who))
        load.update([auditor] if auditor else [])
        interviews.append(
            Interview(
                who,
                about,
                tuple(leaf for leaf in leaves if leaf in holds[who]),
                tuple(
                    interface[pair] for pair in sorted(one for one in holds[who] if isinstance(one, tuple))
                ),
                max(score[process] for process in about),
                auditor,
                refused,
            )
        )
    return AuditProgramme(
        facts.coverage.reference_date,
        kept,
        ranked,
        tuple(interviews),
        found.at_least,
        found.factor,
        facts.coverage.unanswered(),
        bool(facts.audits.declared_auditors),
        past_audits_without_independence(facts.audits, facts.network.graph),
    )


def critical_interfaces(network: Network, review: InterfaceReview) -> tuple[CriticalInterface, ...]:
    """Return the interfaces to look at, by supplier and customer, with the reasons."""
    graph = network.graph
    arcs = {(graph.nodes[a], graph.nodes[b]) for a, b in graph.arcs}
    bridges = {pair for a, b in structure.bridges(graph) for pair in ((a, b), (b, a))}
    reasons: dict[Literal["product", "bridge", "gap"], set[tuple[str, str]]] = {
        "product": {(row.supplier, row.customer) for row in network.of_kinds(QG.ProductOutput)} & arcs,
        "bridge": bridges & arcs,
        "gap": {
            (gap.supplier, gap.customer)
            for kind in CRITICAL_GAPS
            for gap in review.gaps(kind)
            if gap.supplier is not None and gap.supplier != gap.customer
        },
    }
    return tuple(
        CriticalInterface(*pair, tuple(reason for reason, pairs in reasons.items() if pair in pairs))
        for pair in sorted(set().union(*reasons.values()))
    )


def _interviewees(facts: AuditFacts) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for process, owners in facts.owners.items():
        for who in owners or {process}:
            groups.setdefault(who, set()).add(process)
    return {who: frozenset(about) for who, about in groups.items()}


def _auditor(
    facts: ProgrammeFacts, who: str, about: tuple[str, ...], load: Mapping[str, int], wanted: str | None
) -> tuple[str | None, tuple[Refusal, ...]]:
    """Return the auditor of an interview and why the others are refused.

    Raises:
        InputError: the one wanted may not conduct it.
    """
    refused = refused_for(facts.audits, facts.network.graph, about)
    if wanted is not None and wanted in refused:
        raise InputError("auditor_not_independent", auditor=wanted, process=refused[wanted][0].process)
    candidates = facts.audits.auditors()
    free = [one for one in candidates if one not in refused]
    auditor = wanted or min(free, key=lambda one: (load.get(one, 0), one), default=None)
    return auditor, tuple(reason for one in candidates for reason in refused.get(one, ()))
