"""A reader of one organisation learns nothing of another, by whatever method and however it is asked."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from qualite_graph.editing import RowEdit
from qualite_graph.editing.flows import NewFlow
from qualite_graph.errors import InputError, NotFoundError, QualiteGraphError, RightError
from qualite_graph.history import Origin
from qualite_graph.resources import example_workbook
from qualite_graph.saved_views import SavedView
from qualite_graph.ui.permitted import Permitted
from qualite_graph.ui.roles import Roles
from qualite_graph.vocabulary import QG, RDFS, entity, graph_of
from qualite_graph.workspace import EXAMPLE, Workspace

CLOSED: Final = "closed"
HIDDEN: Final = "Zanzibar"
PROCESS: Final = entity(CLOSED, "process", "R3")
FROM_CLOSED: Final = f"SELECT * FROM <{graph_of(CLOSED)}> {{ ?s ?p ?o }}"  # noqa: S608
UI: Final = Path(inspect.getfile(Permitted)).parent

Call = Callable[[Workspace, str], object]

READS: Final[Mapping[str, Call]] = {
    "around": lambda w, s: w.around(PROCESS, 1, 1, s),
    "ask": lambda w, s: w.ask("Q49", organisation=s),
    "audit_programme": lambda w, s: w.audit_programme(s),
    "check": lambda w, s: w.check(s),
    "choices": lambda w, s: w.choices("process", s),
    "comparison": lambda w, s: w.comparison(s, EXAMPLE, EXAMPLE),
    "complaint_file": lambda w, s: w.complaint_file(w.complaints(s).complaints[0].complaint, s),
    "complaints": lambda w, s: w.complaints(s),
    "coverage": lambda w, s: w.coverage(s),
    "coverage_by_principle": lambda w, s: w.coverage_by_principle(s),
    "coverage_by_type": lambda w, s: w.coverage_by_type(s),
    "criticality": lambda w, s: w.criticality(s),
    "diagnosis": lambda w, s: w.diagnosis(s),
    "difference": lambda w, s: w.difference(*[entry.version for entry in w.journal(s)][:2], s),
    "documented_information": lambda w, s: w.documented_information(s),
    "export": lambda w, s: w.export(s, "ntriples"),
    "feedback": lambda w, s: w.feedback(s),
    "impact": lambda w, s: w.impact(["R3"], s),
    "interfaces": lambda w, s: w.interfaces(s),
    "journal": lambda w, s: w.journal(s),
    "is_checked": lambda w, s: w.is_checked(s),
    "kept_answer": lambda w, s: w.kept_answer("Q49", s),
    "look_at": lambda w, s: w.look_at(PROCESS, s),
    "map_relations": lambda w, s: w.map_relations(s),
    "map_traits": lambda w, s: w.map_traits(s),
    "minimum_cut": lambda w, s: w.minimum_cut("R3", "R4", s),
    "named": lambda w, s: w.named(HIDDEN, s),
    "names": lambda w, s: w.names([PROCESS], s),
    "network": lambda w, s: w.network(s),
    "organisation": lambda w, s: w.organisation(s),
    "overview": lambda w, s: w.overview(s),
    "process_card": lambda w, s: w.process_card("R3", s),
    "process_map": lambda w, s: w.process_map(s),
    "quads": lambda w, s: w.quads(s),
    "query": lambda w, s: w.query("ASK {}", organisation=s),
    "query_within_limits": lambda w, s: w.query_within_limits("ASK {}", organisation=s),
    "rehearse": lambda w, s: w.rehearse([RowEdit("process", "", {"label_fr": "X"}, "add")], s),
    "rows": lambda w, s: w.rows(s),
    "saved_view": lambda w, s: w.saved_view("map", "mine", s),
    "saved_views": lambda w, s: w.saved_views("map", s),
    "single_points": lambda w, s: w.single_points(s),
    "structure": lambda w, s: w.structure(s),
    "subjects": lambda w, s: w.subjects([PROCESS], s),
    "surroundings": lambda w, s: w.surroundings(s),
    "term_card": lambda w, s: w.term_card("8.2", s),
    "terms": lambda w, s: w.terms(s),
    "trail": lambda w, s: w.trail(PROCESS, PROCESS, s),
    "unanswered_clauses": lambda w, s: w.unanswered_clauses(s),
    "understand": lambda w, s: w.understand("qui est client de R3", s),
    "voices": lambda w, s: w.voices(s),
    "why": lambda w, s: w.why(PROCESS, QG.hasInternalCustomer, PROCESS, organisation=s),
}
"""Every method that reads one organisation."""

BOOK: Final = example_workbook()
LINE: Final = f'<{PROCESS}> <{RDFS.comment}> "x" .'
WRITES: Final[Mapping[str, Call]] = {
    "add_flow": lambda w, s: w.add_flow(NewFlow("R3", "X", "R4", create=True), s),
    "add_statements": lambda w, s: w.add_statements(s, LINE.encode(), Origin.now("me")),
    "change_statements": lambda w, s: w.change_statements(
        s, f"INSERT DATA {{ {LINE} }}", None, Origin.now("me")
    ),
    "edit": lambda w, s: w.edit(LINE, organisation=s),
    "edit_rows": lambda w, s: w.edit_rows([], s),
    "forget_view": lambda w, s: w.forget_view("map", "mine", s),
    "load": lambda w, s: w.load(BOOK, s),
    "remove": lambda w, s: w.remove(s),
    "replace_statements": lambda w, s: w.replace_statements(s, LINE.encode(), Origin.now("me")),
    "save_view": lambda w, s: w.save_view("map", SavedView("mine", {}), s),
    "undo": lambda w, s: w.undo(s),
}
"""Every method that writes one organisation."""

WHOLE: Final[Mapping[str, Call]] = {
    "backup": lambda w, _: w.backup(Path("never")),
    "exists": lambda w, _: w.exists(graph_of(CLOSED)),
    "restore": lambda w, _: w.restore(Path("never")),
    "statement_counts": lambda w, _: w.statement_counts((graph_of(CLOSED),)),
    "update_everything": lambda w, _: w.update_everything("CLEAR ALL"),
    "whole": lambda w, _: w.whole(),
}
"""Every method that looks at the whole store."""

OF_NOBODY: Final = {
    *("organisations", "modules", "definitions", "knowledge_tree"),  # knowledge, and what is open
    *("examine", "corrections"),  # the caller's own file
    *("kept_queries", "keep_query", "forget_query"),  # common to all who sign in
    "source",  # where the workers read: a place, no name
}


@pytest.fixture(scope="module")
def shared() -> Workspace:
    own = Workspace.in_memory()
    own.load(example_workbook(), CLOSED)
    label = own.names([PROCESS], CLOSED)[PROCESS].labels["fr"]
    said = f"<{PROCESS}> <{RDFS.label}> "
    own.edit(f'{said} "{HIDDEN}"@fr .', f'{said} "{label}"@fr .', organisation=CLOSED)
    own.save_view("map", SavedView("mine", {}), CLOSED)
    return own


@pytest.fixture(autouse=True)
def nothing_changes(shared: Workspace) -> Iterator[None]:
    before = shared.store.version
    yield
    assert shared.store.version == before


def _reader(shared: Workspace, role: str = "administrator") -> Permitted:
    return Permitted(shared, Roles({EXAMPLE: role}))  # type: ignore[dict-item]


def _public() -> set[str]:
    found = inspect.getmembers(Workspace, inspect.isfunction)
    return {name for name, _ in found if not name.startswith("_")}


def test_every_method_is_tried() -> None:
    tried = [*READS, *WRITES, *WHOLE, *OF_NOBODY]
    assert len(tried) == len(set(tried))
    assert set(tried) == _public()


@pytest.mark.parametrize("name", READS)
def test_what_is_closed_is_read_by_no_method(shared: Workspace, name: str) -> None:
    # Whoever may read it comes first: what is kept for them must not be had by asking the same.
    READS[name](Permitted(shared, Roles({"*": "administrator"})), CLOSED)
    with pytest.raises(NotFoundError):
        READS[name](_reader(shared), CLOSED)


@pytest.mark.parametrize("name", WRITES)
def test_what_is_closed_is_written_by_no_method(shared: Workspace, name: str) -> None:
    with pytest.raises((NotFoundError, RightError)):
        WRITES[name](_reader(shared), CLOSED)


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_store_is_for_who_administrates_all(shared: Workspace, name: str) -> None:
    with pytest.raises(RightError):
        WHOLE[name](_reader(shared), CLOSED)


ASKED_OF_ONES_OWN: Final[list[Callable[[Workspace], Any]]] = [
    lambda w: [name.labels for name in w.names([PROCESS, graph_of(CLOSED)], EXAMPLE).values()],
    lambda w: w.look_at(PROCESS, EXAMPLE).statements,
    lambda w: w.subjects([PROCESS], EXAMPLE).get(PROCESS),
    lambda w: w.named(HIDDEN, EXAMPLE),
    lambda w: w.terms(EXAMPLE),
    lambda w: w.choices("organisation", EXAMPLE),
    lambda w: w.choices("process", EXAMPLE),
    lambda w: w.organisations(),
    lambda w: w.understand(f"qui est client de {HIDDEN}", EXAMPLE),
    lambda w: w.process_card(PROCESS, EXAMPLE),
    lambda w: w.impact([PROCESS], EXAMPLE),
    lambda w: w.comparison(EXAMPLE, CLOSED),
    lambda w: w.comparison(CLOSED, CLOSED, EXAMPLE),
    lambda w: w.around(PROCESS, 5, 5, EXAMPLE),
    lambda w: w.ask("Q36", {"process": PROCESS}, organisation=EXAMPLE),
    lambda w: w.query("SELECT * { GRAPH ?g { ?s ?p ?o } }", organisation=EXAMPLE).serialize("json"),
    lambda w: w.query(FROM_CLOSED).serialize("json"),
    lambda w: w.query_within_limits(FROM_CLOSED, organisation=EXAMPLE).content,
    lambda w: w.export(EXAMPLE, "ntriples").content,
    lambda w: w.quads(EXAMPLE),
    lambda w: w.saved_views("map", EXAMPLE),
    lambda w: w.journal(),
    lambda w: w.organisation(),
    lambda w: w.process_map(None),
]


@pytest.mark.parametrize("number", range(len(ASKED_OF_ONES_OWN)))
def test_asking_of_ones_own_tells_nothing_of_others(
    shared: Workspace, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_ORGANISATION", CLOSED)  # what is set for others tells nothing either
    try:
        found = repr(ASKED_OF_ONES_OWN[number](_reader(shared, "reader"))).replace(PROCESS, "")
    except QualiteGraphError as error:
        found = error.message("fr").replace(PROCESS, "").replace(f"« {CLOSED} »", "")
    assert HIDDEN not in found
    assert graph_of(CLOSED) not in found


def test_no_refusal_names_the_organisation_that_is_set(
    shared: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_ORGANISATION", CLOSED)
    for given in ({}, {EXAMPLE: "reader", "second": "reader"}):
        reader = Permitted(shared, Roles(given))  # type: ignore[arg-type]
        try:
            assert reader.organisation() == EXAMPLE
        except (InputError, NotFoundError) as error:
            assert CLOSED not in error.message("en")


def test_a_refused_load_does_not_tell_whether_it_would_have_replaced_one(shared: Workspace) -> None:
    told = []
    for slug in (CLOSED, "never-made"):
        with pytest.raises(RightError) as caught:
            _reader(shared).load(BOOK, slug)
        told.append(caught.value.message("en").replace(slug, ""))
    assert told[0] == told[1]


def test_pages_never_reach_past_the_workspace() -> None:
    """The store knows no roles: a page may ask its version, nothing else."""
    reached = [
        f"{path.name}: {line.strip()}"
        for path in UI.rglob("*.py")
        if path.name != "permitted.py"
        for line in path.read_text("utf-8").splitlines()
        if "workspace.store" in line.replace("workspace.store.version", "")
    ]
    assert reached == []
