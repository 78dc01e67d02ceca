"""The process map as French practice draws it: families of processes, parties outside, flows between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from qualite_graph.naming import Name, names, natural_order
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of
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
    """Read the map of the organisation in `dataset`."""
    parties = rows_of(store.query(PARTIES, dataset))
    flows = rows_of(store.query(FLOWS, dataset))
    iris = [value.value for row in parties for value in row[:1] if value]
    iris += [row[4].value for row in flows if row[4]]
    named = names(store, dataset, iris)
    processes: dict[str, MapProcess] = {}
    outside: dict[str, MapParty] = {}
    for party, family, customer in parties:
        if party is None:
            continue
        name = named[party.value]
        if customer is None:
            processes.setdefault(party.value, MapProcess(name, family.value if family else None))
        else:
            outside[party.value] = MapParty(name, customer.value == "true")
    drawn = [
        MapFlow(
            flow.value,
            supplier.value,
            customer.value,
            _direction(direction.value),
            named[output.value] if output else None,
            kind.value if kind else None,
        )
        for flow, supplier, customer, direction, output, kind in flows
        if flow and supplier and customer and direction
    ]
    return ProcessMap(
        tuple(sorted(processes.values(), key=lambda process: natural_order(process.name))),
        tuple(sorted(outside.values(), key=lambda party: natural_order(party.name))),
        tuple(sorted(drawn, key=lambda flow: flow.iri)),
    )


def _direction(text: str) -> Direction:
    if text == "inbound":
        return "inbound"
    return "outbound" if text == "outbound" else "internal"


FAMILIES: Final = {
    "management": QG.ManagementFamily,
    "realisation": QG.RealisationFamily,
    "support": QG.SupportFamily,
}
"""The three families of French practice, top to bottom of the map; an organisation may add its own."""
