"""The relations that follow from the flows of a map, one for all flows of a pair: who is whose customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of, values_block
from qualite_graph.vocabulary import QG, SPARQL_PROLOGUE

DRAWN: Final = (str(QG.hasInternalCustomer), str(QG.deliversTo), str(QG.sendsFeedbackTo))
"""What is drawn; their inverses, and the interaction that has no direction, would say the same again."""


@dataclass(frozen=True, slots=True)
class MapRelation:
    """One derived relation, by IRI."""

    source: str
    predicate: str
    target: str


def map_relations(store: Store, dataset: Dataset) -> tuple[MapRelation, ...]:
    """Return the derived relations between the parties of the organisation in `dataset`, in a fixed order."""
    query = f"{SPARQL_PROLOGUE}SELECT ?a ?p ?b WHERE {{ {values_block('p', DRAWN)} ?a ?p ?b }}"
    rows = rows_of(store.query(query, dataset), ("a", "p", "b"))
    found = [(a.value, p.value, b.value) for a, p, b in rows if a and p and b]
    return tuple([MapRelation(*one) for one in sorted(found)])
