"""Both engines report the same on any organisation, however damaged: the slow one is the referee."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualite_graph.errors import InputError
from qualite_graph.validation import ENGINES, read_shapes
from qualite_graph.validation.checking import findings, scratch
from qualite_graph.validation.engines import default_engine, results
from qualite_graph.vocabulary import GRAPH_ONTOLOGY, QGS, derived_graph_of, graph_of
from qualite_graph.workspace import Workspace
from tests.validation.conftest import DAY

BASE = graph_of("coffralp")
OBJECTS = (
    f"<{BASE}/process/R3>",
    f"<{BASE}/customer/C1>",
    f"<{BASE}/nothing/Z>",
    '"2026-13-45"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>',
    '"douze"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    '"texte"@fr',
    '""',
)


def lines_of(workspace: Workspace, graph: str) -> list[str]:
    suffix = f" <{graph}> ."
    quads = workspace.store.quads((graph,)).decode().splitlines()
    return sorted(line.removesuffix(suffix) + " ." for line in quads)


@pytest.fixture(scope="session")
def example(coffralp: Workspace) -> tuple[list[str], str]:
    """Return the example's statements, and those of the ontology that classes and schemes need."""
    stated = lines_of(coffralp, BASE) + lines_of(coffralp, derived_graph_of("coffralp"))
    ontology = [
        line
        for line in lines_of(coffralp, GRAPH_ONTOLOGY)
        if "subClassOf>" in line or ("#type>" in line and "/ontology#" in line.split()[2])
    ]
    return stated, "\n".join(ontology) + "\n"


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_engines_agree_on_damaged_organisations(example: tuple[list[str], str], data: st.DataObject) -> None:
    stated, ontology = example
    subjects = sorted({line.split()[0] for line in stated})
    kept = set(data.draw(st.lists(st.sampled_from(subjects), min_size=8, max_size=25, unique=True)))
    lines = [line for line in stated if line.split()[0] in kept]
    for position in data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=12, unique=True)):
        lines[position] = damaged(lines[position], data.draw(st.sampled_from(("", *OBJECTS))))
    facts = {QGS.cutsNetwork: [subject[1:-1] for subject in sorted(kept) if "/process/" in subject][:1]}
    text = "".join(f"{line}\n" for line in lines) + ontology + scratch("coffralp", DAY, facts)
    shapes = read_shapes()
    first, second = (findings(shapes, results(engine, shapes.turtle, text)) for engine in ENGINES)
    assert first == second


@pytest.mark.parametrize("new_object", OBJECTS)
def test_engines_agree_when_every_relation_is_damaged_once(
    example: tuple[list[str], str], new_object: str
) -> None:
    stated, ontology = example
    first_of: dict[str, int] = {}
    for position, line in enumerate(stated):
        first_of.setdefault(line.split()[1], position)
    lines = [
        damaged(line, new_object) if position in first_of.values() else line
        for position, line in enumerate(stated)
    ]
    text = "".join(f"{line}\n" for line in lines) + ontology + scratch("coffralp", DAY, {})
    shapes = read_shapes()
    first, second = (findings(shapes, results(engine, shapes.turtle, text)) for engine in ENGINES)
    assert first == second
    assert len(first) > 50


def damaged(line: str, new_object: str) -> str:
    """Return a statement about something else, or nothing."""
    subject, predicate, _ = line.split(" ", 2)
    return f"{subject} {predicate} {new_object} ." if new_object else ""


def test_an_unknown_engine_is_refused_in_words(coffralp: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_SHACL_ENGINE", "other")
    with pytest.raises(InputError) as refusal:
        Workspace(coffralp.store).check("coffralp", reference_date=datetime.date(2020, 1, 1))
    assert "shacl, pyshacl" in refusal.value.message("fr")


def test_where_the_fast_engine_is_not_built_the_other_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_engine() == "shacl"
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert default_engine() == "pyshacl"
