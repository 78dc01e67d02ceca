"""The W3C's own tests of SHACL Core and SHACL-SPARQL, run through each of our engines."""

import functools
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl.errors import ValidationFailure
from rdflib import RDF, SH, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from qualite_graph.validation import ENGINES

SUITE = Path(__file__).parents[3] / "shared" / "suites" / "data-shapes-test-suite" / "tests"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
COMPARED = (
    SH.focusNode,
    SH.resultSeverity,
    SH.sourceConstraintComponent,
    SH.value,
    SH.resultPath,
    SH.sourceShape,
)
EXPECTED_TESTS = 121

# What an engine does not do as the suite wants, and why it does not matter here.
ALLOWED = {
    "shacl": {
        "sparql/pre-binding/unsupported-sparql-004": "runs a query that pre-binding forbids",
    },
    "pyshacl": {
        "core/property/uniqueLang-002": 'takes "1"^^xsd:boolean for true; ours are written true',
        "sparql/pre-binding/shapesGraph-001": "does not offer $shapesGraph; our queries do not use it",
    },
}
# Prefixes are not looked for through owl:imports; ours are declared where sh:prefixes points.
STOPS = {"pyshacl": "sparql/node/prefixes-001"}

pytestmark = pytest.mark.skipif(
    not SUITE.is_dir(), reason=f"the W3C suite is not beside the checkout: {SUITE}"
)


class Case(NamedTuple):
    data: Path
    shapes: Path
    graph: Graph
    expected: Node


@functools.cache
def cases() -> dict[str, Case]:
    found = {}
    for path in sorted(SUITE.rglob("*.ttl")):
        graph = parsed(path)
        for test in graph.subjects(RDF.type, SHT.Validate):
            action, expected = graph.value(test, MF.action), graph.value(test, MF.result)
            assert action and expected
            data, shapes = (
                Path(str(graph.value(action, name)).removeprefix("file://"))
                for name in (SHT.dataGraph, SHT.shapesGraph)
            )
            name = path.relative_to(SUITE).with_suffix("").as_posix()
            found[name] = Case(data, shapes, graph, expected)
    return found


def parsed(path: Path) -> Graph:
    return Graph().parse(path, publicID=path.as_uri(), format="turtle")


def outcome(engine: str, case: Case) -> Graph | None:
    """Return the report, or None when the engine refuses the shapes."""
    # As the files have it: rdflib would rewrite some literals on the way.
    shapes = f"@base <{case.shapes.as_uri()}> .\n{case.shapes.read_text('utf-8')}"
    triples = ox.parse(path=case.data, format=ox.RdfFormat.TURTLE, base_iri=case.data.as_uri())
    data = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    try:
        report = ENGINES[engine](shapes, data)
    except (ValueError, RuntimeError, ValidationFailure):
        return None
    rdflib.NORMALIZE_LITERALS = False  # pySHACL has set it back
    return Graph().parse(data=report, format="nt")


def summary(graph: Graph, report: Node) -> tuple[str, Counter[tuple[str, ...]]]:
    """Return whether a report conforms and its results, blank nodes by what they say."""
    rows = Counter(
        tuple(
            sorted(
                f"{predicate} {described(graph, value) if predicate == SH.resultPath else plain(value)}"
                for predicate in COMPARED
                for value in graph.objects(result, predicate)
            )
        )
        for result in graph.objects(report, SH.result)
    )
    return str(graph.value(report, SH.conforms)), rows


def plain(term: Node) -> str:
    return "_:" if isinstance(term, BNode) else term.n3()


def described(graph: Graph, term: Node, seen: tuple[Node, ...] = ()) -> str:
    if not isinstance(term, BNode) or term in seen:
        return plain(term)
    about = sorted(f"{p} {described(graph, o, (*seen, term))}" for p, o in graph.predicate_objects(term))
    return f"[{' ; '.join(about)}]"


def passes(engine: str, case: Case) -> bool:
    report = outcome(engine, case)
    if case.expected == SHT.Failure or report is None:
        return case.expected == SHT.Failure and report is None
    node = report.value(None, RDF.type, SH.ValidationReport)
    assert isinstance(node, BNode | URIRef)
    return summary(report, node) == summary(case.graph, case.expected)


@pytest.fixture(autouse=True)
def literals_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite compares literals by their letters: "01" is not "1" there."""
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("engine", ENGINES)
def test_the_suite_passes_but_for_what_is_named(engine: str) -> None:
    assert len(cases()) == EXPECTED_TESTS
    run = {name: case for name, case in cases().items() if name != STOPS.get(engine)}
    failed = {name for name, case in run.items() if not passes(engine, case)}
    assert failed == set(ALLOWED[engine])


@pytest.mark.parametrize(("engine", "name"), STOPS.items())
def test_what_stops_an_engine_still_does(engine: str, name: str) -> None:
    with pytest.raises(Exception, match="Unknown namespace prefix"):
        passes(engine, cases()[name])
