"""An update by somebody else, tried on a copy: it can change nothing but the one graph it is given."""

from __future__ import annotations

from typing import IO

import pyoxigraph as ox

from qualite_graph.errors import EvaluationError, InputError, RightError
from qualite_graph.store.base import Dataset
from qualite_graph.store.embedded import EmbeddedStore
from qualite_graph.store.faults import syntax_error
from qualite_graph.store.lexing import as_insertion
from qualite_graph.store.refusals import MOST_NESTED, refusal

_Statements = set[ox.Triple]


def updated(
    store: EmbeddedStore, text: str, given: tuple[Dataset, str, str | None], output: IO[bytes]
) -> None:
    """Run an update on a copy of a dataset and write what one graph, the target, then holds, as N-Triples.

    Given are the dataset, its target and the base of relative IRIs. The graph without a name is the target
    too: an update that names no graph reads and changes that one.

    Raises:
        QuerySyntaxError: the text does not parse.
        InputError: it is refused unread.
        RightError: it changes another graph.
        EvaluationError: it cannot be run.
    """
    if refused := refusal(text, update=True):
        raise InputError(refused, most=MOST_NESTED)
    dataset, target, base = given
    own, unnamed = ox.NamedNode(target), ox.DefaultGraph()
    scratch = store.copy({*dataset.graphs, target})
    before = {graph: _statements(scratch, ox.NamedNode(graph)) for graph in dataset.graphs}
    start = before.get(target, set())
    scratch.extend([ox.Quad(one.subject, one.predicate, one.object, unnamed) for one in start])
    try:
        scratch.update(text, base_iri=base)
    except SyntaxError as error:
        raise syntax_error(error) from error
    except (OSError, RuntimeError) as error:
        raise EvaluationError("query_failed", reason=error) from error
    names = {graph.value for graph in scratch.named_graphs()} | set(before)
    for name in sorted(names - {target}):
        if _statements(scratch, ox.NamedNode(name)) != before.get(name, set()):
            raise RightError("graph_not_writable", graph=name, writable=target)
    by_name, without = _statements(scratch, own), _statements(scratch, unnamed)
    kept = (start & by_name & without) | (by_name - start) | (without - start)
    ox.serialize(kept, output, format=ox.RdfFormat.N_TRIPLES)


def stated(text: str, target: str, base: str | None) -> tuple[bytes, bytes] | None:
    """Return what an update that states data alone adds and removes, as N-Triples; None for another one.

    Such an update costs what its text is long: it needs no copy of the data.

    Raises:
        QuerySyntaxError: the text does not parse.
        InputError: it is refused unread.
        RightError: it names another graph than `target`.
    """
    if refused := refusal(text, update=True):
        raise InputError(refused, most=MOST_NESTED)
    found = as_insertion(text)
    if found is None:
        return None
    scratch = ox.Store()
    try:
        scratch.update(found[0], base_iri=base)
    except SyntaxError as error:
        raise syntax_error(error) from error
    own = ox.NamedNode(target)
    other = next((graph for graph in scratch.named_graphs() if graph != own), None)
    if other is not None:
        raise RightError("graph_not_writable", graph=other.value, writable=target)
    data = _statements(scratch, own) | _statements(scratch, ox.DefaultGraph())
    text_of = ox.serialize(data, format=ox.RdfFormat.N_TRIPLES) or b""
    return (b"", text_of) if found[1] else (text_of, b"")


def _statements(scratch: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> _Statements:
    return {quad.triple for quad in scratch.quads_for_pattern(None, None, None, graph)}
