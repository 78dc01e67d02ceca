"""The graph in figures: what a first page says of an organisation and of the knowledge beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.naming import Name, names
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import SPARQL_PROLOGUE

FIGURES: Final = (
    *("principles", "clauses", "statements", "editions"),
    *("processes", "internal_flows", "inbound_flows", "outbound_flows", "customers", "providers"),
    *("outputs", "indicators", "complaints", "agreements"),
)
"""What is counted; the keys of `Overview.figures`."""

_COUNTS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?figure (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  {
    VALUES (?figure ?class) {
      ("clauses" qg:Clause) ("statements" qg:SourceStatement) ("editions" qg:StandardEdition)
      ("processes" qg:Process) ("internal_flows" qg:InternalFlow) ("inbound_flows" qg:InboundFlow)
      ("outbound_flows" qg:OutboundFlow) ("providers" qg:ExternalProvider) ("indicators" qg:Indicator)
      ("complaints" qg:Complaint) ("agreements" qg:InternalAgreement)
    }
    ?thing a ?class
  }
  UNION { ?thing a qg:Customer , qg:ExternalParty . BIND("customers" AS ?figure) }
  UNION { ?thing qg:producedBy/rdf:type qg:Process . BIND("outputs" AS ?figure) }
  UNION {
    ?set qg:referredToBy ?edition . ?clause qg:ofEdition ?edition .
    ?membership qg:membershipSet ?set ; qg:membershipPrinciple ?thing .
    BIND("principles" AS ?figure)
  }
}
GROUP BY ?figure"""
)
_FAMILIES: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?family ?notation (COUNT(DISTINCT ?process) AS ?count) WHERE {
  ?process a qg:Process .
  OPTIONAL { ?process qg:processFamily ?family . OPTIONAL { ?family skos:notation ?notation } }
}
GROUP BY ?family ?notation
ORDER BY ?family"""
)


@dataclass(frozen=True, slots=True)
class FamilyFigure:
    """How many processes a family has; `family` is `None` for those of which none is stated."""

    family: Name | None
    processes: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Every figure of `FIGURES`, 0 where there is nothing, and the processes by family."""

    figures: Mapping[str, int]
    families: tuple[FamilyFigure, ...]


def overview(store: Store, dataset: Dataset) -> Overview:
    """Count what is in `dataset`."""
    counted = {
        figure.value: int(count.value)
        for figure, count in rows_of(store.query(_COUNTS, dataset), ("figure", "count"))
        if figure and count
    }
    rows = rows_of(store.query(_FAMILIES, dataset), ("family", "count"))
    named = names(store, dataset, [family.value for family, _ in rows if family])
    return Overview(
        {figure: counted.get(figure, 0) for figure in FIGURES},
        tuple(
            FamilyFigure(named[family.value] if family else None, int(count.value))
            for family, count in rows
            if count and int(count.value)
        ),
    )
