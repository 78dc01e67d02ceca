"""A process's card: who answers for it, who it serves and who serves it, through which flows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from qualite_graph.naming import Name, names, natural_order
from qualite_graph.store import Dataset, Store, Value
from qualite_graph.store.base import Row, rows_of
from qualite_graph.vocabulary import DCTERMS, QG, SPARQL_PROLOGUE

_FACTS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?property ?value $process WHERE {
  VALUES ?property {
    qg:processFamily qg:hasOwner qg:hasIndicator qg:addressesClause qg:inUnit qg:lastAuditedOn
    dcterms:description
  }
  $process ?property ?value
}"""
)
_FLOWS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?flow ?given ?other ?external ?output ?requirement $process WHERE {
  { ?flow qg:supplier $process ; qg:customer ?other ; qg:transfers ?output . BIND(true AS ?given) }
  UNION
  { ?flow qg:customer $process ; qg:supplier ?other ; qg:transfers ?output . BIND(false AS ?given) }
  BIND(EXISTS { ?other a qg:ExternalParty } AS ?external)
  OPTIONAL { ?flow qg:requirement ?requirement }
}"""
)
# Each side is whole: joined after the union, what flows transfer would be read for every flow there is.
_FLOW_COLUMNS: Final = ("flow", "given", "other", "external", "output", "requirement")
_ABOUT: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?kind ?thing $process WHERE {
  { ?thing qg:causedBy $process . BIND("complaint" AS ?kind) }
  UNION
  { ?thing qg:concernsProcess $process . BIND("risk" AS ?kind) }
  UNION
  { ?thing qg:actionOn $process . BIND("action" AS ?kind) }
}"""
)
_OWNER: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?person ?deputy $process WHERE {
  $process qg:hasOwner ?owner .
  OPTIONAL { ?owner qg:personName ?person }
  OPTIONAL { ?owner qg:deputy ?deputy }
}"""
)
_MEASURES: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?indicator ?target ?actual ?unit ?missed $process WHERE {
  $process qg:hasIndicator ?indicator .
  OPTIONAL { ?indicator qg:targetValue ?target }
  OPTIONAL { ?indicator qg:actualValue ?actual }
  OPTIONAL { ?indicator qg:unitOfMeasure ?unit }
  OPTIONAL { ?indicator qg:betterDirection ?better }
  BIND(IF(?better = qg:LowerIsBetter, ?actual > ?target, ?actual < ?target) AS ?missed)
}"""
)
QUERIES: Final = MappingProxyType(
    {"facts": _FACTS, "flows": _FLOWS, "about": _ABOUT, "owner": _OWNER, "measures": _MEASURES}
)
"""The queries of a card by what they read, `$process` being the process it is for."""
_MEASURE_COLUMNS: Final = ("indicator", "target", "actual", "unit", "missed")


@dataclass(frozen=True, slots=True)
class Measure:
    """What an indicator aims at and shows; `missed` is `None` where one of them is not stated."""

    target: Value | None
    actual: Value | None
    unit: str | None
    missed: bool | None


@dataclass(frozen=True, slots=True)
class CardFlow:
    """One flow seen from the process: the other end, what passes, what the customer expects by language."""

    flow: Name
    other: Name
    output: Name
    requirement: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProcessCard:
    """What is known of a process; an empty field is a fact that nobody stated."""

    process: Name
    family: Name | None
    owner: Name | None
    owner_person: str | None
    deputy: Name | None
    units: tuple[Name, ...]
    last_audited_on: str | None
    purpose: Mapping[str, str]
    """What it is for, by language, `""` where none is stated."""
    to_internal: tuple[CardFlow, ...]
    from_internal: tuple[CardFlow, ...]
    to_external: tuple[CardFlow, ...]
    from_external: tuple[CardFlow, ...]
    indicators: tuple[Name, ...]
    measures: Mapping[str, Measure]
    clauses: tuple[Name, ...]
    complaints: tuple[Name, ...]
    risks: tuple[Name, ...]
    actions: tuple[Name, ...]

    @property
    def internal_customers(self) -> tuple[Name, ...]:
        """Return the processes that receive something from this one, each once."""
        return _distinct(self.to_internal)

    @property
    def internal_suppliers(self) -> tuple[Name, ...]:
        """Return the processes that give something to this one, each once."""
        return _distinct(self.from_internal)


def process_card(store: Store, dataset: Dataset, process: str) -> ProcessCard:
    """Read the card of the process with this IRI."""
    bindings = {"process": Value("iri", process)}
    facts = [
        row
        for row in rows_of(store.query(_FACTS, dataset, bindings), ("property", "value"))
        if row[0] and row[1]
    ]
    about = [
        row for row in rows_of(store.query(_ABOUT, dataset, bindings), ("kind", "thing")) if row[0] and row[1]
    ]
    flows = rows_of(store.query(_FLOWS, dataset, bindings), _FLOW_COLUMNS)
    owners = rows_of(store.query(_OWNER, dataset, bindings), ("person", "deputy"))
    rows = [*facts, *about, *flows, *owners]
    named = names(store, dataset, [process, *(v.value for row in rows for v in row if v and v.kind == "iri")])

    def stated(predicate: str) -> tuple[Name, ...]:
        found = {v.value for p, v in facts if p and v and p.value == predicate and v.kind == "iri"}
        return _sorted([named[iri] for iri in found])

    def concerned(kind: str) -> tuple[Name, ...]:
        return _sorted([named[v.value] for k, v in about if k and v and k.value == kind])

    ends: dict[tuple[bool, bool], dict[str, CardFlow]] = {}
    for flow, given, other, external, output, requirement in flows:
        if not (flow and given and other and external and output):
            continue
        side = ends.setdefault((given.is_true, external.is_true), {})
        known = dict(side[flow.value].requirement) if flow.value in side else {}
        if requirement:
            known[requirement.lang or ""] = requirement.value
        side[flow.value] = CardFlow(named[flow.value], named[other.value], named[output.value], known)

    def side_of(*, given: bool, external: bool) -> tuple[CardFlow, ...]:
        return tuple(
            sorted(ends.get((given, external), {}).values(), key=lambda line: natural_order(line.flow))
        )

    audits = [v.value for p, v in facts if p and v and p.value == QG.lastAuditedOn]
    return ProcessCard(
        process=named[process],
        family=next(iter(stated(QG.processFamily)), None),
        owner=next(iter(stated(QG.hasOwner)), None),
        owner_person=next((person.value for person, _ in owners if person), None),
        deputy=next((named[deputy.value] for _, deputy in owners if deputy), None),
        units=stated(QG.inUnit),
        last_audited_on=max(audits, default=None),
        purpose={v.lang or "": v.value for p, v in facts if p and v and p.value == str(DCTERMS.description)},
        to_internal=side_of(given=True, external=False),
        from_internal=side_of(given=False, external=False),
        to_external=side_of(given=True, external=True),
        from_external=side_of(given=False, external=True),
        indicators=stated(QG.hasIndicator),
        measures=_measures(rows_of(store.query(_MEASURES, dataset, bindings), _MEASURE_COLUMNS)),
        clauses=stated(QG.addressesClause),
        complaints=concerned("complaint"),
        risks=concerned("risk"),
        actions=concerned("action"),
    )


def _measures(rows: tuple[Row, ...]) -> dict[str, Measure]:
    return {
        indicator.value: Measure(
            target,
            actual,
            unit.value if unit else None,
            missed.is_true if missed and target and actual else None,
        )
        for indicator, target, actual, unit, missed in rows
        if indicator
    }


def _sorted(found: list[Name]) -> tuple[Name, ...]:
    return tuple(sorted(found, key=natural_order))


def _distinct(flows: tuple[CardFlow, ...]) -> tuple[Name, ...]:
    return _sorted(list({line.other.iri: line.other for line in flows}.values()))
