"""Both sides of each internal interface: what its supplier declares against what its customer says it needs.

An *interface* is a pair of supplier and customer processes that a flow joins, or that a need joins. Its gaps:

- `unneeded`: a flow whose output its customer does not name among its needs. Concluded only of a customer
  that has stated at least one need: one that was never asked has not said that it needs nothing.
- `unsupplied`: a need whose output no flow brings to the customer that states it.
- `mismatch`: a flow and a need for the same output to the same customer, whose requirements differ in each
  language that both are written in, capitals, accents, spaces and punctuation left aside.
- `no_requirement`, `no_indicator`, `no_agreement`: a flow without one.
- `overdue_agreement`: a flow under an agreement whose review was due before the reference date.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qualite_graph.analysis.interface_facts import InterfaceFacts, InternalFlow, InternalNeed
from qualite_graph.folding import fold
from qualite_graph.telling import Sentence


class GapKind(StrEnum):
    """What is wrong at an interface, the gravest first."""

    UNSUPPLIED = "unsupplied"
    MISMATCH = "mismatch"
    UNNEEDED = "unneeded"
    NO_REQUIREMENT = "no_requirement"
    OVERDUE_AGREEMENT = "overdue_agreement"
    NO_AGREEMENT = "no_agreement"
    NO_INDICATOR = "no_indicator"


_RANK: Final = {kind: place for place, kind in enumerate(GapKind)}


@dataclass(frozen=True, slots=True)
class InterfaceGap:
    """One gap: at which interface, about which output, shown by which flow, need or agreement."""

    kind: GapKind
    supplier: str | None
    """`None` where a need names no supplier and its output has no producer."""
    customer: str
    output: str
    flow: str | None = None
    need: str | None = None
    agreement: str | None = None
    due: datetime.date | None = None
    promised: tuple[tuple[str, str], ...] = ()
    """The requirement on the flow, by language."""
    asked: tuple[tuple[str, str], ...] = ()
    """The requirement that the customer states, by language."""
    owners: tuple[str, ...] = ()
    """Who is to answer: the positions that own either process, or a process that nobody owns."""

    def question(self) -> Sentence:
        """Return the question to ask both owners."""
        values: dict[str, str | tuple[str, ...] | datetime.date] = {
            "owners": self.owners,
            "supplier": self.supplier or self.output,
            "customer": self.customer,
            "output": self.output,
        }
        if self.agreement and self.due:
            values |= {"agreement": self.agreement, "due": self.due}
        evidence = tuple(iri for iri in (self.flow, self.need, self.agreement) if iri)
        return Sentence(f"interface.{self.kind}", values, evidence)


@dataclass(frozen=True, slots=True)
class Interface:
    """One pair of processes: the flows and needs that join them, and the gaps between the two sides."""

    supplier: str | None
    customer: str
    flows: tuple[str, ...]
    needs: tuple[str, ...]
    gaps: tuple[InterfaceGap, ...]


@dataclass(frozen=True, slots=True)
class InterfaceReview:
    """Every interface of an organisation at a date, by supplier then customer."""

    reference_date: datetime.date
    interfaces: tuple[Interface, ...]
    heard: tuple[str, ...]
    """The customer processes that have stated at least one need."""

    def gaps(self, kind: GapKind | None = None) -> tuple[InterfaceGap, ...]:
        """Return the gaps of a kind, or all of them, the gravest kind first."""
        every = [gap for one in self.interfaces for gap in one.gaps if kind in (None, gap.kind)]
        return tuple(sorted(every, key=_gravity))


def interface_review(facts: InterfaceFacts, day: datetime.date) -> InterfaceReview:
    """Return both sides of every interface on `day`, by the definitions above."""
    heard = {need.customer for need in facts.needs}
    wanted = {(need.customer, need.output) for need in facts.needs}
    carrying: dict[tuple[str, str], list[InternalFlow]] = {}
    pairs: dict[tuple[str | None, str], tuple[list[str], list[str], list[InterfaceGap]]] = {}
    for flow in facts.flows:
        flows, _, gaps = pairs.setdefault((flow.supplier, flow.customer), ([], [], []))
        flows.append(flow.iri)
        carrying.setdefault((flow.customer, flow.output), []).append(flow)
        if flow.customer in heard and (flow.customer, flow.output) not in wanted:
            gaps.append(_of_flow(facts, GapKind.UNNEEDED, flow))
        gaps.extend(_flow_gaps(facts, flow, day))
    for need in facts.needs:
        met = carrying.get((need.customer, need.output), [])
        supplier = met[0].supplier if met else need.supplier
        _, needs, gaps = pairs.setdefault((supplier, need.customer), ([], [], []))
        needs.append(need.iri)
        if not met:
            gaps.append(_gap(facts, GapKind.UNSUPPLIED, supplier, need))
        for flow in met:
            if _differ(flow.requirements, need.requirements):
                gaps.append(_gap(facts, GapKind.MISMATCH, flow.supplier, need, flow))
    return InterfaceReview(
        day,
        tuple(
            Interface(*ends, tuple(flows), tuple(needs), tuple(sorted(gaps, key=_gravity)))
            for ends, (flows, needs, gaps) in sorted(
                pairs.items(), key=lambda row: (row[0][0] or "", row[0][1])
            )
        ),
        tuple(sorted(heard)),
    )


def _flow_gaps(facts: InterfaceFacts, flow: InternalFlow, day: datetime.date) -> Iterator[InterfaceGap]:
    for kind, present in (
        (GapKind.NO_REQUIREMENT, flow.requirements),
        (GapKind.NO_AGREEMENT, flow.agreements),
        (GapKind.NO_INDICATOR, flow.indicators),
    ):
        if not present:
            yield _of_flow(facts, kind, flow)
    for agreement in sorted(flow.agreements):
        due = facts.review_due.get(agreement)
        if due is not None and due < day:
            yield _of_flow(facts, GapKind.OVERDUE_AGREEMENT, flow, agreement, due)


def _of_flow(
    facts: InterfaceFacts,
    kind: GapKind,
    flow: InternalFlow,
    agreement: str | None = None,
    due: datetime.date | None = None,
) -> InterfaceGap:
    return InterfaceGap(
        kind,
        flow.supplier,
        flow.customer,
        flow.output,
        flow.iri,
        agreement=agreement,
        due=due,
        promised=tuple(sorted(flow.requirements)),
        owners=_owners(facts, flow.supplier, flow.customer),
    )


def _gap(
    facts: InterfaceFacts,
    kind: GapKind,
    supplier: str | None,
    need: InternalNeed,
    flow: InternalFlow | None = None,
) -> InterfaceGap:
    return InterfaceGap(
        kind,
        supplier,
        need.customer,
        need.output,
        flow.iri if flow else None,
        need.iri,
        promised=tuple(sorted(flow.requirements)) if flow else (),
        asked=tuple(sorted(need.requirements)),
        owners=_owners(facts, supplier, need.customer),
    )


def _owners(facts: InterfaceFacts, *processes: str | None) -> tuple[str, ...]:
    found: list[str] = []
    for process in processes:
        if process is not None:
            found.extend(sorted(facts.owners.get(process, {process})))
    return tuple(dict.fromkeys(found))


def _differ(promised: frozenset[tuple[str, str]], asked: frozenset[tuple[str, str]]) -> bool:
    """Tell whether two requirements say different things in every language that both are written in.

    >>> _differ(frozenset({("fr", "Sous 48 h")}), frozenset({("fr", "sous 24h"), ("en", "Within 2 days")}))
    True
    >>> _differ(frozenset({("fr", "Sous 48 h.")}), frozenset({("fr", "sous 48H")}))
    False
    """
    languages = {lang for lang, _ in promised} & {lang for lang, _ in asked}
    texts = [
        (
            {fold(text).replace(" ", "") for lang, text in side if lang == language}
            for side in (promised, asked)
        )
        for language in languages
    ]
    return bool(texts) and all(first.isdisjoint(second) for first, second in texts)


def _gravity(gap: InterfaceGap) -> tuple[int, str, str, str, str]:
    return _RANK[gap.kind], gap.supplier or "", gap.customer, gap.flow or gap.need or "", gap.agreement or ""
