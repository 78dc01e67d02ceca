"""Queries that people keep under a name: they stand in the store, apart from all that questions may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from qualite_graph.errors import InputError
from qualite_graph.store import Dataset, Store, Value
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import GRAPH_SHELF, META, RDFS

MOST_QUERIES: Final = 500
_LONGEST: Final = 100_000
"""Characters that a kept query may have."""

_READ: Final = (
    f"SELECT ?name ?text WHERE {{ ?query <{RDFS.label}> ?name ; <{META.text}> ?text }} ORDER BY ?name"
)


@dataclass(frozen=True, slots=True)
class KeptQuery:
    """A query and the name it is kept under."""

    name: str
    text: str


def kept_queries(store: Store) -> tuple[KeptQuery, ...]:
    """Return the queries kept, by name."""
    rows = rows_of(store.query(_READ, Dataset((GRAPH_SHELF,))))
    return tuple(KeptQuery(name.value, text.value) for name, text in rows if name and text)


def keep_query(store: Store, name: str, text: str) -> None:
    """Keep a query under a name, in place of the one that had it.

    Raises:
        InputError: the name is empty, the text too long, or too many are kept already.
        StoreError: the store cannot be written.
    """
    title = " ".join(name.split())
    if not title:
        raise InputError("query_without_name")
    with store.writing():
        kept = [one.name for one in kept_queries(store)]
        if len(text) > _LONGEST or (title not in kept and len(kept) >= MOST_QUERIES):
            raise InputError("shelf_full", most=MOST_QUERIES, longest=_LONGEST)
        said, content = (Value("literal", value).n3() for value in (title, text))
        insert = f"<{_iri(title)}> <{RDFS.label}> {said} ; <{META.text}> {content}"
        store.update(f"{_removal(title)} ;\nINSERT DATA {{ GRAPH <{GRAPH_SHELF}> {{ {insert} }} }}")


def forget_query(store: Store, name: str) -> None:
    """Keep a query no longer; one that is not kept is no error.

    Raises:
        StoreError: the store cannot be written.
    """
    store.update(_removal(name))


def _removal(name: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{GRAPH_SHELF}> {{ <{_iri(name)}> ?property ?value }} }}"


def _iri(name: str) -> str:
    return f"{GRAPH_SHELF}/{quote(name, safe='')}"
