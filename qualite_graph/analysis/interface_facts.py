"""What interfaces are judged by: what suppliers promise, what internal customers say, who owns what."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.coverage_facts import day_of
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE

if TYPE_CHECKING:
    from qualite_graph.store.base import Dataset, Row, Store, Value

_FLOWS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?flow ?supplier ?customer ?output ?property ?value WHERE {
  ?flow a qg:InternalFlow ; qg:supplier ?supplier ; qg:customer ?customer ; qg:transfers ?output .
  OPTIONAL {
    VALUES ?property { qg:requirement qg:measuredBy qg:underAgreement }
    ?flow ?property ?value .
  }
}"""
)
_NEEDS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?need ?customer ?output ?supplier ?requirement WHERE {
  ?need a qg:InternalNeed ; qg:statedBy ?customer ; qg:needsOutput ?output .
  OPTIONAL { ?need qg:expectedFrom ?named }
  OPTIONAL { ?output qg:producedBy ?producer . ?producer a qg:Process }
  BIND(COALESCE(?named, ?producer) AS ?supplier)
  OPTIONAL { ?need qg:statedRequirement ?requirement }
}"""
)
_AGREEMENTS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?agreement ?due WHERE { ?agreement a qg:InternalAgreement ; qg:reviewDue ?due }"""
)
_OWNERS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?process ?owner WHERE { ?process a qg:Process ; qg:hasOwner ?owner }"""
)


@dataclass(frozen=True, slots=True)
class InternalFlow:
    """One internal flow as its supplier declares it; requirements are texts by language."""

    iri: str
    supplier: str
    customer: str
    output: str
    requirements: frozenset[tuple[str, str]] = frozenset()
    indicators: frozenset[str] = frozenset()
    agreements: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class InternalNeed:
    """What an internal customer says it needs; without a named supplier, the output's producer is meant."""

    iri: str
    customer: str
    output: str
    supplier: str | None = None
    requirements: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class InterfaceFacts:
    """Both sides of every interface, by IRI."""

    flows: tuple[InternalFlow, ...] = ()
    needs: tuple[InternalNeed, ...] = ()
    review_due: Mapping[str, datetime.date] = field(default_factory=dict)
    """The date by which each agreement is to be reviewed."""
    owners: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The positions that own each process."""


def read_interface_facts(store: Store, dataset: Dataset) -> InterfaceFacts:
    """Read both sides of every interface of the organisation in `dataset`."""
    due = ((one, day_of(day)) for one, day in rows_of(store.query(_AGREEMENTS, dataset)))
    owners: dict[str, frozenset[str]] = {}
    for process, owner in rows_of(store.query(_OWNERS, dataset)):
        if process and owner:
            owners[process.value] = owners.get(process.value, frozenset()) | {owner.value}
    return InterfaceFacts(
        _flows(rows_of(store.query(_FLOWS, dataset))),
        _needs(rows_of(store.query(_NEEDS, dataset))),
        {one.value: day for one, day in due if one and day},
        owners,
    )


def _flows(rows: tuple[Row, ...]) -> tuple[InternalFlow, ...]:
    found: dict[str, InternalFlow] = {}
    for flow, supplier, customer, output, relation, value in rows:
        if not (flow and supplier and customer and output):
            continue
        known = found.get(flow.value) or InternalFlow(
            flow.value, supplier.value, customer.value, output.value
        )
        if relation and value:
            match relation.value.rsplit("#", 1)[1]:
                case "requirement":
                    known = replace(known, requirements=known.requirements | _text(value))
                case "measuredBy":
                    known = replace(known, indicators=known.indicators | {value.value})
                case _:
                    known = replace(known, agreements=known.agreements | {value.value})
        found[flow.value] = known
    return tuple(found[iri] for iri in sorted(found))


def _needs(rows: tuple[Row, ...]) -> tuple[InternalNeed, ...]:
    found: dict[str, InternalNeed] = {}
    for need, customer, output, supplier, requirement in rows:
        if need and customer and output:
            known = found.get(need.value) or InternalNeed(
                need.value, customer.value, output.value, supplier.value if supplier else None
            )
            found[need.value] = replace(known, requirements=known.requirements | _text(requirement))
    return tuple(found[iri] for iri in sorted(found))


def _text(value: Value | None) -> frozenset[tuple[str, str]]:
    return frozenset({(value.lang or "", value.value)}) if value and value.value.strip() else frozenset()
