"""A write that would break the model is refused before it stands, looking no further than what it touches."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualite_graph.changes import Delta, document, state
from qualite_graph.errors import InputError
from qualite_graph.store import EmbeddedStore
from qualite_graph.validation.structure import ViolationError, refuse_violating_change, refuse_violations
from qualite_graph.vocabulary import QG, RDF, entity, graph_of
from qualite_graph.workspace import EXAMPLE, Workspace

WORKSPACE = Workspace.in_memory()
LINES = sorted(state(WORKSPACE.store, graph_of(EXAMPLE)))
FLOW = entity(EXAMPLE, "flow", "F99")
R1, R2 = entity(EXAMPLE, "process", "R1"), entity(EXAMPLE, "process", "R2")
O10 = entity(EXAMPLE, "output", "O10")
GOOD = [
    f"<{FLOW}> <{RDF.type}> <{QG.Flow}> .",
    f'<{FLOW}> <http://www.w3.org/2004/02/skos/core#notation> "F99" .',
    f"<{FLOW}> <{QG.supplier}> <{R1}> .",
    f"<{FLOW}> <{QG.customer}> <{R2}> .",
    f"<{FLOW}> <{QG.transfers}> <{O10}> .",
]
STRANGE = [
    f"<{FLOW}> <{RDF.type}> <{QG.Flow}> .",
    f"<{FLOW}> <{QG.customer}> <{R2}> .",
    f"<{R1}> <{QG.hasOwner}> <{O10}> .",
    f'<{R1}> <{QG.lastAuditedOn}> "hier" .',
]


def refused(check: object, *given_: object) -> set[str]:
    try:
        check(*given_)  # type: ignore[operator]
    except ViolationError as error:
        return {f"{finding.focus} {finding.shape.iri}" for finding in error.findings}
    return set()


def test_the_example_breaks_nothing() -> None:
    refuse_violations(WORKSPACE.store, document(LINES))


@settings(max_examples=40, deadline=None)
@given(
    st.frozensets(st.sampled_from([*GOOD, *STRANGE]), max_size=4),
    st.frozensets(st.sampled_from(LINES), max_size=3),
)
def test_looking_at_what_is_touched_finds_what_looking_at_all_finds(
    added: frozenset[str], removed: frozenset[str]
) -> None:
    delta = Delta(added - frozenset(LINES), removed - added)
    after = (frozenset(LINES) - delta.removed) | delta.added
    whole = refused(refuse_violations, WORKSPACE.store, document(after))
    assert refused(refuse_violating_change, WORKSPACE.store, EXAMPLE, delta) == whole


def test_an_edit_is_written_with_its_conclusions() -> None:
    workspace = Workspace.in_memory()
    workspace.edit("\n".join(GOOD), organisation=EXAMPLE)
    customers = [flow.flow.notation for flow in workspace.process_card("R1").to_internal]
    assert "F99" in customers
    assert workspace.journal()[-1].kind == "edit"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_edit_that_breaks_the_model_is_refused_and_nothing_is_written(lang: str) -> None:
    workspace = Workspace.in_memory()
    version = workspace.store.version
    with pytest.raises(ViolationError) as caught:
        workspace.edit("\n".join(GOOD[:3]))
    assert FLOW in {finding.focus for finding in caught.value.findings}
    assert caught.value.message(lang)
    assert workspace.store.version == version
    assert isinstance(workspace.store, EmbeddedStore)


def test_statements_that_do_not_read_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        Workspace.in_memory().edit("pas du N-Triples")
    assert caught.value.key == "bad_statements"


def test_a_new_blank_node_never_takes_the_place_of_another() -> None:
    workspace = Workspace.in_memory()
    for text in ("premier", "second"):
        workspace.edit(f'_:note <urn:note> "{text}" .', organisation=EXAMPLE)
    notes = [line for line in state(workspace.store, graph_of(EXAMPLE)) if "<urn:note>" in line]
    assert len({line.split()[0] for line in notes}) == 2


def test_edits_at_the_same_time_all_stand() -> None:
    workspace = Workspace.in_memory()
    texts = [f'<{R1}> <urn:mark> "{number}" .' for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(workspace.edit, texts))
    assert set(texts) <= state(workspace.store, graph_of(EXAMPLE))
    assert [entry.kind for entry in workspace.journal()].count("edit") == 6
