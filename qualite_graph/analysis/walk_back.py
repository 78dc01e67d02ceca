"""From a complaint up the supplier chains to ranked suspects, and to where the fault should have been seen.

The walk starts where the customer was served: the processes that give the complaining customer a product,
else a service, else anything. From there it goes up the flows, from internal customer to internal supplier.

A suspect's score is the weighted mean of these parts, each from 0 to 1, shown with it:

- `named`: the complaint names the process as its cause;
- `repeats`: the share of the other complaints of its repeat group that name it;
- `record`: how often other complaints name it, against the process that they name most often;
- `chain`: it is on the chain through which what was delivered is made: flows of product or of service only;
- `proximity`: 1 / (1 + steps on its way down to where the customer was served), 0 without a way;
- `results`: the share of its measured indicators that miss their target;
- `interfaces`: the share of requirement and indicator missing on the flows it supplies.

A suspect's way down is the chain where it is on it, else a shortest path; the smallest IRI at each fork.

A *detection point* of a suspect is a process through which its work passes: one on its way down, or on the
chain below it or below a process that it supplies directly; and which either claims release or control of
nonconforming outputs (`CONTROLS`) or sends feedback to the suspect. It could have seen the fault.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.complaint_facts import Complaint, ComplaintFacts
from qualite_graph.analysis.complaint_review import ActionState, Handling, received_by, review
from qualite_graph.analysis.network import FlowRow, Network
from qualite_graph.errors import InputError
from qualite_graph.vocabulary import CLAUSE, QG

if TYPE_CHECKING:
    from qualite_graph.analysis.interface_facts import InterfaceFacts, InternalFlow

CONTROLS: Final = (CLAUSE["8.6"], CLAUSE["8.7"])
"""Release of products and services, control of nonconforming outputs."""
_MADE: Final = (QG.ProductOutput, QG.ServiceOutput)


@dataclass(frozen=True, slots=True)
class SuspectWeights:
    """What each part of a suspect's score counts for; none is negative and one at least is positive."""

    named: float = 5
    repeats: float = 3
    record: float = 2
    chain: float = 2
    proximity: float = 2
    results: float = 1
    interfaces: float = 1

    def __post_init__(self) -> None:
        """Refuse weights that rank nothing.

        Raises:
            InputError: a weight is negative, or all are zero.
        """
        values = self.values().values()
        if min(values) < 0 or sum(values) <= 0:
            raise InputError("bad_weights")

    def values(self) -> dict[str, float]:
        """Return the weight of each part by its name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class WalkBackFacts:
    """All that a walk-back is computed from."""

    network: Network
    complaints: ComplaintFacts
    interfaces: InterfaceFacts
    controlling: frozenset[str] = frozenset()
    """The processes that claim release or control of nonconforming outputs."""
    results: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """For each process, how many of its indicators miss their target, and how many have target and value."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: its name, its value from 0 to 1, its weight."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Suspect:
    """One process that may have caused the complaint, with the flows from it down to the customer."""

    process: str
    score: float
    parts: tuple[Part, ...]
    steps: int | None
    """Steps down to where the customer was served; `None` when no path leads there."""
    path: tuple[str, ...]
    detection: tuple[str, ...]
    """The processes that should have seen its fault, the nearest to it first."""


@dataclass(frozen=True, slots=True)
class WalkBack:
    """What is known of one complaint, its suspects by decreasing score, ties by IRI."""

    handling: Handling
    deliveries: tuple[str, ...]
    """The flows by which the customer was served."""
    suspects: tuple[Suspect, ...]
    missed: tuple[str, ...]
    """The detection points of the processes named as cause, else of the first suspect."""
    actions: tuple[ActionState, ...]
    """The actions that treat it, or a complaint that it repeats."""
    weights: SuspectWeights


def walk_back(
    facts: WalkBackFacts, complaint: str, day: datetime.date, weights: SuspectWeights | None = None
) -> WalkBack:
    """Walk back from one complaint, as known on `day`.

    Raises:
        KeyError: no such complaint had been received by then.
    """
    chosen = weights or SuspectWeights()
    seen = review(facts.complaints, day)
    handling = seen.of_complaint(complaint)
    known = [one for one, _ in received_by(facts.complaints.complaints, day)]
    (subject,) = (one for one in known if one.iri == complaint)
    rows = facts.network.rows
    deliveries = _deliveries(facts.network, rows, subject.customer)
    walk = _Walk(facts, rows, deliveries)
    history = _History.of(subject, known)
    suspects = sorted(
        (_suspect(walk, history, process, chosen) for process in facts.network.graph.nodes),
        key=lambda one: (-round(one.score, 9), one.process),
    )
    named = [one for one in suspects if one.process in subject.causes] or suspects[:1]
    related = {complaint, *handling.repeats}
    return WalkBack(
        handling,
        tuple(row.flow for row in deliveries),
        tuple(suspects),
        tuple(dict.fromkeys(point for one in named for point in one.detection)),
        tuple(action for action in seen.actions if related & set(action.complaints)),
        chosen,
    )


def _deliveries(network: Network, rows: Iterable[FlowRow], customer: str | None) -> tuple[FlowRow, ...]:
    served = [row for row in rows if row.customer == customer and row.supplier in network.graph]
    for kind in _MADE:
        if of_kind := [row for row in served if kind in row.kinds]:
            return tuple(of_kind)
    return tuple(served)


class _Walk:
    """The ways down from each process to where the customer was served."""

    def __init__(self, facts: WalkBackFacts, rows: Iterable[FlowRow], deliveries: Iterable[FlowRow]) -> None:
        self.controlling, self.results = facts.controlling, facts.results
        self.feedback: set[tuple[str, str]] = set()
        self.supplied: dict[str, list[InternalFlow]] = {}
        for flow in facts.interfaces.flows:
            self.supplied.setdefault(flow.supplier, []).append(flow)
        made, inner = _Arcs(), _Arcs()
        kinds = {kind for row in deliveries for kind in row.kinds if kind in _MADE} or set(_MADE)
        inside = facts.network.graph
        for row in rows:
            if row.supplier == row.customer or row.supplier not in inside or row.customer not in inside:
                continue
            inner.add(row)
            if row.kinds & kinds:
                made.add(row)
            if QG.FeedbackOutput in row.kinds:
                self.feedback.add((row.supplier, row.customer))
        self.last: dict[str, FlowRow] = {}
        for row in sorted(deliveries, key=lambda row: row.flow):
            self.last.setdefault(row.supplier, row)
        self.inner, self.made = inner, made
        self.steps = _levels(self.last, inner.before)
        self.chain = _levels(self.last, made.before)

    def steps_of(self, process: str) -> int | None:
        """Return the steps on the way down, `None` without one."""
        return self.chain.get(process, self.steps.get(process))

    def path(self, process: str) -> tuple[FlowRow, ...]:
        """Return the flows of the way down, the delivery to the customer last."""
        if process not in self.steps:
            return ()
        levels, arcs = (self.chain, self.made) if process in self.chain else (self.steps, self.inner)
        found: list[FlowRow] = []
        current = process
        while levels[current] > 0:
            below = levels[current] - 1
            row = min(
                (row for row in arcs.out.get(current, {}).values() if levels.get(row.customer) == below),
                key=lambda row: row.customer,
            )
            found.append(row)
            current = row.customer
        return (*found, self.last[current])

    def detection(self, process: str) -> tuple[str, ...]:
        """Return the processes through which its work passes that could see its faults."""
        passed = dict.fromkeys(row.supplier for row in self.path(process))
        fed = {process, *self.inner.after(process)} & self.chain.keys()
        passed |= _levels(fed, lambda node: [on for on in self.made.after(node) if on in self.chain])
        return tuple(
            node
            for node in passed
            if node != process and (node in self.controlling or (node, process) in self.feedback)
        )


class _Arcs:
    """Flows of one sort between processes, one per pair: that of the smallest IRI."""

    def __init__(self) -> None:
        self.out: dict[str, dict[str, FlowRow]] = {}
        self.into: dict[str, set[str]] = {}

    def add(self, row: FlowRow) -> None:
        known = self.out.setdefault(row.supplier, {}).get(row.customer)
        if known is None or row.flow < known.flow:
            self.out[row.supplier][row.customer] = row
        self.into.setdefault(row.customer, set()).add(row.supplier)

    def before(self, process: str) -> Iterable[str]:
        return self.into.get(process, ())

    def after(self, process: str) -> Iterable[str]:
        return self.out.get(process, ())


def _levels(starts: Iterable[str], following: Callable[[str], Iterable[str]]) -> dict[str, int]:
    """Return the steps from the nearest start, level by level, each level in the order of IRIs."""
    level = sorted(starts)
    found = dict.fromkeys(level, 0)
    step = 0
    while level:
        step += 1
        level = sorted({after for node in level for after in following(node)} - found.keys())
        found.update(dict.fromkeys(level, step))
    return found


@dataclass(frozen=True, slots=True)
class _History:
    """What a complaint and the others say of causes."""

    named: frozenset[str]
    repeats: Mapping[str, float]
    record: Mapping[str, float]

    @classmethod
    def of(cls, subject: Complaint, known: Iterable[Complaint]) -> _History:
        others = [one for one in known if one.iri != subject.iri]
        group = [one for one in others if subject.group and one.group == subject.group]
        counts = Counter(cause for one in others for cause in one.causes)
        again = Counter(cause for one in group for cause in one.causes)
        most = max(counts.values(), default=1)
        return cls(
            subject.causes,
            {cause: count / len(group) for cause, count in again.items()},
            {cause: count / most for cause, count in counts.items()},
        )


def _suspect(walk: _Walk, history: _History, process: str, weights: SuspectWeights) -> Suspect:
    steps = walk.steps_of(process)
    missed, measured = walk.results.get(process, (0, 0))
    supplied = walk.supplied.get(process, [])
    lacking = sum((not flow.requirements) + (not flow.indicators) for flow in supplied)
    values = {
        "named": float(process in history.named),
        "repeats": history.repeats.get(process, 0.0),
        "record": history.record.get(process, 0.0),
        "chain": float(process in walk.chain),
        "proximity": 0.0 if steps is None else 1 / (1 + steps),
        "results": missed / measured if measured else 0.0,
        "interfaces": lacking / (2 * len(supplied)) if supplied else 0.0,
    }
    weight = weights.values()
    parts = tuple(Part(name, value, weight[name]) for name, value in values.items())
    score = sum(part.value * part.weight for part in parts) / sum(weight.values())
    path = tuple(row.flow for row in walk.path(process))
    return Suspect(process, score, parts, steps, path, walk.detection(process))
