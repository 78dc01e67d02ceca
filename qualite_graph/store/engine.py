"""What passes between the store and its engine: results, graphs and terms."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from itertools import islice
from typing import IO, Final

import pyoxigraph as ox

from qualite_graph.errors import InputError
from qualite_graph.store.base import Dataset, ResultKind, Value
from qualite_graph.store.faults import is_merged_away
from qualite_graph.vocabulary import GRAPH_STORE, PREFIXES, XSD

TABLE_FORMATS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
Substitute = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple
_STORE: Final = ox.NamedNode(GRAPH_STORE)


Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
"""A result as the engine gives it."""


class EmbeddedResult:
    """A result of the embedded engine; it evaluates while it is serialised."""

    def __init__(self, result: Found, again: Callable[[], Found]) -> None:
        """Wrap the engine's own result; `again` asks anew where files were merged away under a snapshot."""
        self._result = result
        self._again = again

    @property
    def kind(self) -> ResultKind:
        """Tell a table, a yes or no, and a graph apart."""
        if isinstance(self._result, ox.QuerySolutions):
            return "select"
        return "ask" if isinstance(self._result, ox.QueryBoolean) else "graph"

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the columns of a table, in order."""
        if isinstance(self._result, ox.QuerySolutions):
            return tuple([variable.value for variable in self._result.variables])
        return ()

    def serialize(self, format_name: str) -> bytes:
        """Write the result in a table or graph format; see `Result.serialize`."""
        try:
            return self._write(format_name, None) or b""
        except (OSError, RuntimeError) as error:
            if not is_merged_away(error):
                raise
        self._result = self._again()
        return self._write(format_name, None) or b""

    def write(self, format_name: str, output: IO[bytes]) -> None:
        """Write the result piece by piece; an error that `output` raises ends the evaluation."""
        self._write(format_name, output)

    def write_first(self, format_name: str, output: IO[bytes], most: int) -> bool:
        """Write the result up to its `most` first rows or triples and tell whether there are more.

        The evaluation ends there. A table can only be written as JSON.
        """
        result = self._result
        if isinstance(result, ox.QueryBoolean):
            self._write(format_name, output)
            return False
        if isinstance(result, ox.QueryTriples):
            triples = list(islice(result, most + 1))
            ox.serialize(triples[:most], output, format=GRAPH_FORMATS[format_name], prefixes=PREFIXES)
            return len(triples) > most
        if format_name != "json":
            raise InputError("table_format", format=format_name, formats="json")
        names = self.variables
        rows = list(islice(result, most + 1))
        bindings = [
            {name: _in_json(one) for name, one in zip(names, row, strict=True) if one is not None}
            for row in rows[:most]
        ]
        output.write(json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}).encode())
        return len(rows) > most

    def _write(self, format_name: str, output: IO[bytes] | None) -> bytes | None:
        result = self._result
        if isinstance(result, ox.QueryTriples):
            if format_name not in GRAPH_FORMATS:
                raise InputError("graph_format", format=format_name, formats=", ".join(GRAPH_FORMATS))
            return ox.serialize(result, output, format=GRAPH_FORMATS[format_name], prefixes=PREFIXES)
        if format_name not in TABLE_FORMATS:
            raise InputError("table_format", format=format_name, formats=", ".join(TABLE_FORMATS))
        return result.serialize(output, format=TABLE_FORMATS[format_name])


def _in_json(one: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, str]:
    if isinstance(one, ox.NamedNode):
        return {"type": "uri", "value": one.value}
    if isinstance(one, ox.BlankNode):
        return {"type": "bnode", "value": one.value}
    if isinstance(one, ox.Triple):  # a row of plain values has no place for a statement: it is shown
        return {"type": "literal", "value": str(one)}
    if one.language:
        return {"type": "literal", "value": one.value, "xml:lang": one.language}
    said = {"type": "literal", "value": one.value}
    return said if one.datatype.value == XSD.string else {**said, "datatype": one.datatype.value}


@functools.lru_cache(maxsize=64)
def nodes(
    dataset: Dataset,
) -> tuple[tuple[ox.NamedNode | ox.DefaultGraph, ...], tuple[ox.NamedNode, ...]]:
    """Return a dataset as the engine takes it: the default graph's parts, and the graphs with a name."""
    default = [ox.NamedNode(graph) if graph else ox.DefaultGraph() for graph in dataset.graphs]
    named = dataset.graphs if dataset.named is None else dataset.named
    return tuple(default), tuple([ox.NamedNode(graph) for graph in named if graph])


def number(engine: ox.Store, predicate: str) -> int | None:
    """Return the greatest number that a store says of itself by a predicate."""
    quads = engine.quads_for_pattern(_STORE, ox.NamedNode(predicate), None, _STORE)
    numbers = [int(quad.object.value) for quad in quads if isinstance(quad.object, ox.Literal)]
    return max(numbers, default=None)


def term(value: Value) -> ox.NamedNode | ox.Literal | ox.BlankNode:
    """Return a plain value as the engine's term."""
    if value.kind == "iri":
        return ox.NamedNode(value.value)
    if value.kind == "bnode":
        return ox.BlankNode(value.value)
    if value.lang:
        return ox.Literal(value.value, language=value.lang)
    return ox.Literal(value.value, datatype=ox.NamedNode(value.datatype) if value.datatype else None)
