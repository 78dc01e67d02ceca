"""Derived relations kept up to date after a small change: only what its flows support is derived again.

Source of the method: delete and re-derive, Gupta, Mumick and Subrahmanian, *Maintaining Views Incrementally*,
SIGMOD 1993. Every rule reads one `?flow`, so the flows that a change touches bound what it can affect.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from qualite_graph.changes import Delta, between, document, lines_of, state
from qualite_graph.rules import Rule, derivation, rules
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import Row, rows_of, values_block
from qualite_graph.vocabulary import PREFIXES, QG, RDF, derived_graph_of, graph_of

MOST_TOUCHED: Final = 500
"""Above this number of touched flows, deriving everything anew costs less than finding what to keep."""

NOTHING: Final = "INSERT DATA { }"
"""The update that changes nothing, for a write that finds everything as it was."""

_LINE: Final = re.compile(r"<([^>]*)> <([^>]*)>")


def derived_apart(ntriples: bytes, slug: str) -> bytes:
    """Return what follows from all the statements of an organisation, as N-Triples, worked out in memory.

    A transaction on disk reads what it has just written many times slower than a store in memory does.
    """
    scratch = ox.Store()
    scratch.bulk_load(
        b"".join(_line_read().findall(ntriples)),
        ox.RdfFormat.N_TRIPLES,
        to_graph=ox.NamedNode(graph_of(slug)),
    )
    scratch.update(derivation(slug), prefixes=PREFIXES)
    graph = ox.NamedNode(derived_graph_of(slug))
    return scratch.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""


def write(store: Store, slug: str, delta: Delta) -> str:
    """Return the SPARQL update that applies a change to an organisation's graph and what follows from it."""
    steps = _apply(graph_of(slug), delta)
    flows = _touched_flows(store, slug, delta)
    if flows is None:
        return "\n;\n".join([*steps, *_apply(derived_graph_of(slug), _derived_anew(store, slug, delta))])
    before: list[str] = []
    after: list[str] = []
    values = values_block("flow", flows)
    for rule in rules() if flows else ():
        variables = sorted(rule.variables)
        supported = _supported(store, slug, rule, variables, values)
        restrictions = [values]
        if supported:
            gone = _rows(variables, supported)
            before.append(
                f"DELETE {{ GRAPH <{derived_graph_of(slug)}> {{ {rule.head} }} }} WHERE {{ {gone} }}"
            )
            restrictions.append(_rows(variables, _with_twins(rule, variables, supported)))
        after += [rule.insertion(slug, restriction) for restriction in restrictions]
    return "\n;\n".join([*before, *steps, *after]) or NOTHING


def _rows(variables: list[str], rows: Iterable[Row]) -> str:
    written = " ".join([f"({' '.join([value.n3() for value in row if value])})" for row in rows])
    return f"VALUES ({' '.join(['?' + name for name in variables])}) {{ {written} }}"


def _with_twins(rule: Rule, variables: list[str], rows: tuple[Row, ...]) -> list[Row]:
    """Return rows, and those that give the same triples by a head that holds both ways.

    What two entities conclude of each other follows from a flow either way: when one is taken away, the other
    must be looked at again.
    """
    found = dict.fromkeys(rows)
    pairs = {(one.subject, one.predicate, one.object_variable) for one in rule.patterns}
    for subject, predicate, other in sorted(pairs, key=str):
        if other is None or subject >= other or (other, predicate, subject) not in pairs:
            continue
        left, right = variables.index(subject), variables.index(other)
        for row in rows:
            twin = list(row)
            twin[left], twin[right] = twin[right], twin[left]
            found[tuple(twin)] = None
    return list(found)


def _apply(graph: str, delta: Delta) -> list[str]:
    steps = []
    if delta.removed:
        steps.append(f"DELETE DATA {{ GRAPH <{graph}> {{\n{document(delta.removed)}\n}} }}")
    if delta.added:
        steps.append(f"INSERT DATA {{ GRAPH <{graph}> {{\n{document(delta.added)}\n}} }}")
    return steps


def _derived_anew(store: Store, slug: str, delta: Delta) -> Delta:
    """Return how the conclusions change, all of them worked out again."""
    stated = (state(store, graph_of(slug)) - delta.removed) | delta.added
    concluded = lines_of(derived_apart(document(stated).encode(), slug).decode())
    return between(state(store, derived_graph_of(slug)), concluded)


def _touched_flows(store: Store, slug: str, delta: Delta) -> list[str] | None:
    """Return the flows whose conclusions a change may affect, or None when there are too many."""
    read = _predicates_read()
    subjects: set[str] = set()
    for line in (*delta.added, *delta.removed):
        found = _LINE.match(line)
        if found and found[2] in read:
            subjects.add(found[1])
            if len(subjects) > MOST_TOUCHED:
                return None
    if not subjects:
        return []
    text = (
        f"SELECT DISTINCT ?flow WHERE {{ {values_block('end', subjects)}"
        f" ?flow <{QG.supplier}>|<{QG.customer}>|<{QG.transfers}> ?end }}"
    )
    flows = {row[0].value for row in rows_of(store.query(text, Dataset((graph_of(slug),)))) if row[0]}
    flows |= subjects
    return sorted(flows) if len(flows) <= MOST_TOUCHED else None


@functools.cache
def _line_read() -> re.Pattern[bytes]:
    """Return the pattern of an N-Triples line that some rule may read."""
    predicates = "|".join(re.escape(iri) for iri in sorted(_predicates_read()))
    return re.compile(rf"^\S+ <(?:{predicates})> .*(?:\n|\Z)".encode(), re.MULTILINE)


@functools.cache
def _predicates_read() -> frozenset[str]:
    prefixes = "|".join(PREFIXES)
    terms = {term for rule in rules() for term in re.findall(rf"\b(?:{prefixes}):\w+", rule.body)}
    iris = {PREFIXES[term.split(":")[0]] + term.split(":")[1] for term in terms}
    return frozenset(iris | {RDF.type})


def _supported(store: Store, slug: str, rule: Rule, variables: list[str], values: str) -> tuple[Row, ...]:
    dataset = Dataset((graph_of(slug), derived_graph_of(slug)))
    names = " ".join("?" + name for name in variables)
    text = f"{rule.prologue}SELECT DISTINCT {names} WHERE {{ {values} {rule.body} }}"
    return rows_of(store.query(text, dataset))
