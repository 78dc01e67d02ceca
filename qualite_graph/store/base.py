"""The protocol every store keeps, and the one function that decides what a query may see."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, Protocol

from qualite_graph.vocabulary import (
    GRAPH_CONSULTANCY,
    GRAPH_ONTOLOGY,
    GRAPH_REFERENCE,
    XSD,
    derived_graph_of,
    graph_of,
)

ResultKind = Literal["select", "ask", "graph"]


class Value(NamedTuple):
    """One RDF term as a plain value: what `kind` it is, its text, its language or datatype."""

    kind: str  # "iri", "literal" or "bnode"
    value: str
    lang: str | None = None
    datatype: str | None = None

    def n3(self) -> str:
        """Write the term as N-Triples does.

        >>> Value("literal", 'say "a"', "en").n3()
        '"say \\\\"a\\\\""@en'
        """
        if self.kind == "iri":
            return f"<{self.value}>"
        if self.kind == "bnode":
            return f"_:{self.value}"
        text = self.value.translate(_ESCAPES)
        if self.lang:
            return f'"{text}"@{self.lang}'
        return f'"{text}"^^<{self.datatype}>' if self.datatype else f'"{text}"'

    @property
    def is_true(self) -> bool:
        """Tell whether it says yes, in either way of writing that: some servers give the number."""
        return self.value in ("true", "1")


def values_block(variable: str, iris: Iterable[str]) -> str:
    """Return the SPARQL block that gives a variable each of some IRIs, sorted.

    >>> values_block("end", ["urn:b", "urn:a", "urn:b"])
    'VALUES ?end { <urn:a> <urn:b> }'
    """
    return f"VALUES ?{variable} {{ {' '.join([Value('iri', iri).n3() for iri in sorted(set(iris))])} }}"


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})

Row = tuple[Value | None, ...]

_NUMBERS: Final = frozenset({XSD.integer, XSD.decimal, XSD.double, XSD.float})


def is_number(value: Value | None) -> bool:
    """Tell whether a value is a number: set to the right of its column, written as the language does."""
    return value is not None and value.datatype in _NUMBERS


DEFAULT_GRAPH: Final = ""
"""The store's own graph without a name, which the product leaves empty and a store for trials uses."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a query runs on: the union of `graphs` is the default graph.

    `GRAPH` sees those of `named` one by one, which are the same unless they are said.
    """

    graphs: tuple[str, ...]
    named: tuple[str, ...] | None = None

    def within(self, visible: Dataset) -> Dataset:
        """Return what of this dataset may be seen, in both its parts."""
        allowed = {*visible.graphs, *(visible.named or ())}
        named = self.graphs if self.named is None else self.named
        return Dataset(
            tuple([graph for graph in self.graphs if graph in allowed]),
            tuple([graph for graph in named if graph in allowed]),
        )


@functools.lru_cache(maxsize=256)
def dataset_of(slug: str | None, *, consultancy: bool = False) -> Dataset:
    """Return what a question about one organisation may see, and nothing else.

    The ontology and the reference knowledge are always there; an organisation adds its asserted and
    derived graphs. The history is never included: what was removed must not come back in a union.
    """
    graphs = [GRAPH_ONTOLOGY, GRAPH_REFERENCE]
    if consultancy:
        graphs.append(GRAPH_CONSULTANCY)
    if slug is not None:
        graphs += [graph_of(slug), derived_graph_of(slug)]
    return Dataset(tuple(graphs))


def everything(slug: str | None) -> Dataset:
    """Return all public knowledge and one organisation: what a person exploring by hand may see."""
    return dataset_of(slug, consultancy=True)


class Result(Protocol):
    """What a query answers, not yet turned into Python values."""

    @property
    def kind(self) -> ResultKind:
        """Tell a table, a yes or no, and a graph apart."""
        ...

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the columns of a table, in order; empty for the other kinds."""
        ...

    def serialize(self, format_name: str) -> bytes:
        """Write the result: json, xml, csv, tsv for tables; turtle, ntriples, jsonld, rdfxml for graphs.

        A result is read once. Raises InputError for a format that does not suit the kind.
        """
        ...


def rows_of(result: Result, columns: Sequence[str] | None = None) -> tuple[Row, ...]:
    """Return a table's rows as plain values, by way of the engine's own JSON; `columns` chooses and orders.

    Rows are never iterated through the engine: the interpreter's lock changes hands at every row, which
    costs a thousand times more as soon as another thread is busy.
    """
    document = json.loads(result.serialize("json"))
    if result.kind == "ask":
        return ((Value("literal", "true" if document["boolean"] else "false"),),)
    return _rows(document, result.variables if columns is None else columns)


def texts_of(result: Result, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the rows of a table in which all of some columns are filled, as bare texts.

    Where a table has tens of thousands of rows, values with their kinds take longer than the query.
    """
    found = json.loads(result.serialize("json"))["results"]["bindings"]
    wanted = len(columns)
    rows = [tuple([one[name]["value"] for name in columns if name in one]) for one in found]
    return [row for row in rows if len(row) == wanted]


def rows_from(content: bytes, columns: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows of a table that is already written as JSON results."""
    return _rows(json.loads(content), columns)


def _rows(document: dict[str, Any], columns: Sequence[str]) -> tuple[Row, ...]:
    return tuple(
        tuple([_value(binding[name]) if name in binding else None for name in columns])
        for binding in document["results"]["bindings"]
    )


_KINDS = {"uri": "iri", "literal": "literal", "bnode": "bnode"}


def _value(term: Mapping[str, str]) -> Value:
    return Value(_KINDS[term["type"]], term["value"], term.get("xml:lang"), term.get("datatype"))


class Store(Protocol):
    """What the product asks of a store, embedded or remote."""

    directory: Path | None
    """Where the data is on this machine; None in memory and on a server."""

    @property
    def version(self) -> int:
        """Return a number that grows with every write: the key of every cache."""
        ...

    @property
    def read_only(self) -> bool:
        """Tell whether this is a snapshot beside another process that writes."""
        ...

    def query(self, text: str, dataset: Dataset, bindings: Mapping[str, Value] | None = None) -> Result:
        """Run a query on `dataset`, whatever its FROM says, with some variables bound to terms.

        A SELECT projects the variables that are bound, and so does each of its sub-selects that reads them
        (SPARQL-dev SEP-0007). Raises QuerySyntaxError when the text does not parse.
        """
        ...

    def update(self, text: str) -> None:
        """Apply a SPARQL update, all of it or none, and move the version on.

        The vocabulary's prefixes are declared: an engine may refuse a prologue between two operations.
        Raises QuerySyntaxError when the text does not parse, StoreError when it cannot be written.
        """
        ...

    def add(self, nquads: Iterable[bytes]) -> None:
        """Add statements given as pieces of one N-Quads text, all of them or none, and move the version on.

        What is long is written much faster than by an update. Raises StoreError when it cannot be written,
        SyntaxError when the text does not parse.
        """
        ...

    def writing(self) -> AbstractContextManager[object]:
        """Keep the other threads from writing while one reads, works out a change and applies it."""
        ...

    def check(self) -> None:
        """Make sure that the store answers now.

        Raises:
            StoreError: it does not.
        """
        ...

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs that hold something, sorted."""
        ...

    def quads(self, graphs: tuple[str, ...]) -> bytes:
        """Return the statements of some graphs as N-Quads."""
        ...

    def dump(self, path: Path) -> None:
        """Write the statements to a file as N-Quads, for a process that reads them apart."""
        ...

    def backup(self, directory: Path) -> None:
        """Copy what is committed into a new directory while the store is in use.

        Raises InputError when the directory exists, StoreError when it cannot be written.
        """
        ...

    def restore(self, source: Path) -> None:
        """Put a backup in place of all that the store holds, in one transaction.

        Raises StoreError when the backup cannot be read or the store cannot be written.
        """
        ...
