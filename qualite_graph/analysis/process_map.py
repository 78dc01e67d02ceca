"""The process map as French practice draws it: families of processes, parties outside, flows between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from qualite_graph.naming import Name, names, natural_order
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of, texts_of
from qualite_graph.vocabulary import QG, SPARQL_PROLOGUE

Direction = Literal["internal", "inbound", "outbound"]

PARTIES: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?party ?family ?customer WHERE {
  { ?party a qg:Process . OPTIONAL { ?party qg:processFamily/skos:notation ?family } }
  UNION
  { ?party a qg:ExternalParty . BIND(EXISTS { ?party a qg:Customer } AS ?customer) }
}"""
)
FLOWS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?flow ?supplier ?customer ?direction ?output ?kind WHERE {
  VALUES (?type ?direction) {
    (qg:InternalFlow "internal") (qg:InboundFlow "inbound") (qg:OutboundFlow "outbound")
  }
  ?flow a ?type ; qg:supplier ?supplier ; qg:customer ?customer .
  OPTIONAL { ?flow qg:transfers ?output . OPTIONAL { ?output qg:outputKind/skos:notation ?kind } }
}"""
)
"""Every flow with its two ends; the query of the map and of all that counts its flows."""


@dataclass(frozen=True, slots=True)
class MapProcess:
    """A process on the map; `family` is the notation of its family, `None` where none is stated."""

    name: Name
    family: str | None


@dataclass(frozen=True, slots=True)
class MapParty:
    """A customer or an external provider at the edge of the map."""

    name: Name
    is_customer: bool


@dataclass(frozen=True, slots=True)
class MapFlow:
    """One flow: who gives what to whom; `kind` is the notation of the output's kind."""

    iri: str
    supplier: str
    customer: str
    direction: Direction
    output: Name | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class ProcessMap:
    """All that is drawn, each list in the natural order of notations: the order people gave their map."""

    processes: tuple[MapProcess, ...]
    parties: tuple[MapParty, ...]
    flows: tuple[MapFlow, ...]

    def names(self) -> tuple[Name, ...]:
        """Return the names of all that flows link: processes, then parties outside."""
        return (*(one.name for one in self.processes), *(one.name for one in self.parties))

    def by_family(self) -> Mapping[str | None, tuple[MapProcess, ...]]:
        """Return the processes of each family."""
        families: dict[str | None, list[MapProcess]] = {}
        for process in self.processes:
            families.setdefault(process.family, []).append(process)
        return {family: tuple(members) for family, members in families.items()}


def process_map(store: Store, dataset: Dataset) -> ProcessMap:
    """Read the map of the organisation in `dataset`: a small query per property, joined here.

    What `FLOWS` asks in one query takes the engine several times as long among thousands of flows.
    """
    parties = rows_of(store.query(PARTIES, dataset))
    outputs = _pairs(store, dataset, "?a qg:transfers ?b")
    named = names(store, dataset, {*(row[0].value for row in parties if row[0]), *outputs.values()})
    processes: dict[str, MapProcess] = {}
    outside: dict[str, MapParty] = {}
    for party, family, customer in parties:
        if party is None:
            continue
        name = named[party.value]
        if customer is None:
            processes.setdefault(party.value, MapProcess(name, family.value if family else None))
        else:
            outside[party.value] = MapParty(name, customer.is_true)
    kinds = _pairs(store, dataset, "?a qg:outputKind/skos:notation ?b")
    customers = _pairs(store, dataset, "?a qg:customer ?b")
    ends = {*processes, *outside}
    drawn = []
    for flow, supplier in sorted(_pairs(store, dataset, "?a qg:supplier ?b").items()):
        customer_of = customers.get(flow, "")
        direction = _direction(supplier in processes, customer_of in processes)
        known = supplier in ends and customer_of in ends
        if direction is not None and known:
            output = outputs.get(flow)
            what = named[output] if output else None
            drawn.append(
                MapFlow(flow, supplier, customer_of, direction, what, kinds.get(output) if output else None)
            )
    return ProcessMap(
        tuple(sorted(processes.values(), key=lambda process: natural_order(process.name))),
        tuple(sorted(outside.values(), key=lambda party: natural_order(party.name))),
        tuple(drawn),
    )


def _pairs(store: Store, dataset: Dataset, pattern: str) -> dict[str, str]:
    """Return what a pattern leads each thing to: the first of several, in order."""
    query = f"{SPARQL_PROLOGUE}SELECT ?a ?b WHERE {{ {pattern} }}"
    pairs = texts_of(store.query(query, dataset), ("a", "b"))
    return dict(sorted([(a, b) for a, b in pairs], reverse=True))


def _direction(from_inside: bool, to_inside: bool) -> Direction | None:
    """Tell a flow by its ends; one between two parties outside is none of the organisation's."""
    if from_inside:
        return "internal" if to_inside else "outbound"
    return "inbound" if to_inside else None


FAMILIES: Final = {
    "management": QG.ManagementFamily,
    "realisation": QG.RealisationFamily,
    "support": QG.SupportFamily,
}
"""The three families of French practice, top to bottom of the map; an organisation may add its own."""
