"""How an organisation is checked: its statements, the date and what was computed, against the shapes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Final

from qualite_graph.settings import setting
from qualite_graph.store.base import Store, Value, dataset_of
from qualite_graph.validation.engines import Result, results
from qualite_graph.validation.findings import Finding, Report
from qualite_graph.validation.shapes import Shapes, read_shapes
from qualite_graph.vocabulary import QGS, XSD, graph_of

_GRAPH_NAME: Final = re.compile(rb" <[^<> ]*> \.$", re.MULTILINE)


def check(
    store: Store,
    organisation: str,
    reference_date: datetime.date,
    facts: Mapping[str, Iterable[str]] | None = None,
    engine: str | None = None,
) -> Report:
    """Check what is stated and derived of an organisation, with the knowledge it refers to, at a date.

    `facts` are properties with the items they hold for, computed elsewhere because neither SHACL nor SPARQL
    can (which processes cut the network, say); like the date they are given to the engine beside the data
    and never stored. The engine is the one set, unless one is named.

    Raises:
        InputError: there is no such engine.
    """
    stated = store.quads(dataset_of(organisation).graphs)
    data = plain(stated) + scratch(organisation, reference_date, facts or {})
    shapes = read_shapes()
    found = results(engine or setting("shacl_engine"), shapes.turtle, data)
    return Report(organisation, reference_date, findings(shapes, found))


def plain(nquads: bytes) -> str:
    """Return N-Quads as N-Triples: engines look at one graph."""
    return _GRAPH_NAME.sub(b" .", nquads).decode()


def scratch(organisation: str, reference_date: datetime.date, facts: Mapping[str, Iterable[str]]) -> str:
    """Return, as N-Triples, what an engine is told beside the data.

    >>> print(scratch("a", datetime.date(2026, 6, 30), {}), end="")
    ... # doctest: +ELLIPSIS
    <.../data/a> <.../shapes#referenceDate> "2026-06-30"^^<http://www.w3.org/2001/XMLSchema#date> .
    """
    day = Value("literal", reference_date.isoformat(), None, XSD.date)
    true = Value("literal", "true", None, XSD.boolean)
    rows = [(graph_of(organisation), QGS.referenceDate, day)]
    rows += [(item, name, true) for name in sorted(facts) for item in sorted(facts[name])]
    return "".join([f"<{subject}> <{name}> {value.n3()} .\n" for subject, name, value in rows])


def findings(shapes: Shapes, found: Iterable[Result]) -> tuple[Finding, ...]:
    """Return results as findings, sorted; a shape broken twice by the same value is one finding.

    Engines differ on whether a rule about a node as a whole gives that node as its value: it is left out.
    """
    every = {
        Finding(item.focus.value, shapes.by_iri[item.shape], None if item.value == item.focus else item.value)
        for item in found
    }
    return tuple(sorted(every, key=lambda finding: finding.order))
