"""Every SPARQL question of the catalogue, through the façade and on a bare engine, in one process."""

from __future__ import annotations

import datetime
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox

from qualite_graph.asking import Answer
from qualite_graph.questions import catalogue
from qualite_graph.store import Value
from qualite_graph.store.base import Row
from qualite_graph.workspace import Workspace

DAY = datetime.date(2026, 7, 1)


def compare(runs: int) -> list[dict[str, Any]]:
    """Return the median seconds of each question, ours and the peer's, taken turn by turn while warm.

    Raises:
        AssertionError: the rows differ.
    """
    workspace = Workspace.in_memory()
    bare = ox.Store()
    bare.load(workspace.store.quads(workspace.store.graphs()), format=ox.RdfFormat.N_QUADS)
    figures = []
    for question in catalogue():
        if question.computed_by is not None:
            continue

        def ask(identifier: str = question.id) -> Answer:
            return workspace.ask(identifier, organisation="coffralp", reference_date=DAY)

        answer = ask()
        peer = _peer(bare, answer)
        columns = [column.name for column in question.columns]
        assert Counter(answer.rows) == Counter(_rows(peer(), columns)), question.id
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(runs):
            ours.append(_seconds(ask))
            theirs.append(_seconds(peer))
        figures.append(
            {
                "question": question.id,
                "rows": len(answer.rows),
                "ours": statistics.median(ours),
                "peer": statistics.median(theirs),
            }
        )
    return figures


def _peer(bare: ox.Store, answer: Answer) -> Callable[[], Any]:
    """Return the same query on the bare engine: dataset and bindings made before, JSON read into Python."""
    graphs = [ox.NamedNode(graph) for graph in answer.dataset.graphs]
    bindings: dict[ox.Variable, ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple] = {
        ox.Variable(name): _term(value) for name, value in answer.bindings.items()
    }
    text = answer.question.text

    def peer() -> Any:
        found = bare.query(
            text, default_graph=[*graphs], named_graphs=[*graphs], substitutions=bindings or None
        )
        assert not isinstance(found, ox.QueryTriples)
        return json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    return peer


def _term(value: Value) -> ox.NamedNode | ox.Literal:
    if value.kind == "iri":
        return ox.NamedNode(value.value)
    return ox.Literal(value.value, datatype=ox.NamedNode(value.datatype) if value.datatype else None)


def _rows(document: dict[str, Any], columns: list[str]) -> list[Row]:
    if "boolean" in document:
        return [(Value("literal", str(document["boolean"]).lower()),)]
    kinds = {"uri": "iri"}
    return [
        tuple(
            Value(kinds.get(t["type"], t["type"]), t["value"], t.get("xml:lang"), t.get("datatype"))
            if (t := binding.get(name))
            else None
            for name in columns
        )
        for binding in document["results"]["bindings"]
    ]


def _seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start
