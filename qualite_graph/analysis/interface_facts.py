"""What interfaces are judged by: what suppliers promise, what internal customers say, who owns what."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qualite_graph.analysis.items import Item, read_items
from qualite_graph.vocabulary import QG

if TYPE_CHECKING:
    from qualite_graph.store.base import Dataset, Store

_FLOWS: Final = """
SELECT ?flow ?supplier ?customer ?output ?property ?value WHERE {
  ?flow a qg:InternalFlow ; qg:supplier ?supplier ; qg:customer ?customer ; qg:transfers ?output .
  OPTIONAL {
    VALUES ?property { qg:requirement qg:measuredBy qg:underAgreement }
    ?flow ?property ?value .
  }
}"""
_NEEDS: Final = """
SELECT ?need ?customer ?output ?supplier ?requirement WHERE {
  ?need a qg:InternalNeed ; qg:statedBy ?customer ; qg:needsOutput ?output .
  OPTIONAL { ?need qg:expectedFrom ?named }
  OPTIONAL { ?output qg:producedBy ?producer . ?producer a qg:Process }
  BIND(COALESCE(?named, ?producer) AS ?supplier)
  OPTIONAL { ?need qg:statedRequirement ?requirement }
}"""
_AGREEMENTS: Final = """
SELECT ?agreement ?due WHERE { ?agreement a qg:InternalAgreement ; qg:reviewDue ?due }"""
_OWNERS: Final = """
SELECT ?process ?owner WHERE { ?process a qg:Process ; qg:hasOwner ?owner }"""


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
    due = [(one.iri, one.day("due")) for one in read_items(store, dataset, _AGREEMENTS)]
    return InterfaceFacts(
        tuple([_flow(one) for one in read_items(store, dataset, _FLOWS)]),
        tuple([_need(one) for one in read_items(store, dataset, _NEEDS)]),
        {agreement: day for agreement, day in due if day},
        {one.iri: one.every("owner") for one in read_items(store, dataset, _OWNERS)},
    )


def _flow(one: Item) -> InternalFlow:
    return InternalFlow(
        one.iri,
        one.text("supplier") or "",
        one.text("customer") or "",
        one.text("output") or "",
        one.where("property", QG.requirement).texts("value"),
        one.where("property", QG.measuredBy).every("value"),
        one.where("property", QG.underAgreement).every("value"),
    )


def _need(one: Item) -> InternalNeed:
    return InternalNeed(
        one.iri,
        one.text("customer") or "",
        one.text("output") or "",
        one.text("supplier"),
        one.texts("requirement"),
    )
