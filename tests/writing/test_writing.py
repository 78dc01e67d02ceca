"""Writes: deriving step by step equals deriving at once; the history can be walked and undone."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualite_graph import history, writing
from qualite_graph.changes import Delta, between, canonical, document, state
from qualite_graph.errors import NotFoundError
from qualite_graph.history import Origin
from qualite_graph.rules import derivation
from qualite_graph.store import EmbeddedStore
from qualite_graph.vocabulary import QG, RDF, RDFS, derived_graph_of, entity, graph_of

SLUG = "essai"
GRAPH = graph_of(SLUG)
ME = Origin.now("Marie Curie")
PROCESSES = [entity(SLUG, "process", f"P{n}") for n in range(4)]
CUSTOMER = entity(SLUG, "customer", "C1")
OUTPUTS = [entity(SLUG, "output", f"O{n}") for n in range(2)]
FLOWS = [entity(SLUG, "flow", f"F{n}") for n in range(5)]


def line(subject: str, predicate: str, obj: str) -> str:
    return f"<{subject}> <{predicate}> <{obj}> ."


LINES = sorted(
    {line(process, RDF.type, QG.Process) for process in PROCESSES}
    | {line(CUSTOMER, RDF.type, QG.ExternalParty), line(CUSTOMER, RDF.type, QG.Customer)}
    | {line(output, QG.outputKind, QG.FeedbackOutput) for output in OUTPUTS}
    | {
        line(flow, predicate, end)
        for flow in FLOWS
        for predicate in (QG.supplier, QG.customer)
        for end in (*PROCESSES, CUSTOMER)
    }
    | {line(flow, QG.transfers, output) for flow in FLOWS for output in OUTPUTS}
    | {f'<{process}> <{RDFS.label}> "nom"@fr .' for process in PROCESSES}
)
states = st.frozensets(st.sampled_from(LINES), min_size=1, max_size=30)


def holding(lines: frozenset[str]) -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    writing.replace_organisation(store, SLUG, document(lines).encode(), ME)
    return store


def derived(store: EmbeddedStore) -> frozenset[str]:
    return state(store, derived_graph_of(SLUG))


def test_what_follows_from_another_flow_the_other_way_stays() -> None:
    first, second = PROCESSES[:2]
    typed = {line(one, RDF.type, QG.Process) for one in (first, second)}
    there = {line(FLOWS[0], QG.supplier, first), line(FLOWS[0], QG.customer, second)}
    back = {line(FLOWS[1], QG.supplier, second), line(FLOWS[1], QG.customer, first)}
    store = holding(frozenset(typed | there | back))
    writing.change_organisation(store, SLUG, between(frozenset(there), frozenset()), ME)
    assert line(first, QG.interactsWith, second) in derived(store)


@settings(max_examples=120, deadline=None)
@given(st.lists(states, min_size=2, max_size=4))
def test_deriving_step_by_step_equals_deriving_at_once(steps: list[frozenset[str]]) -> None:
    store = holding(steps[0])
    for before, after in itertools.pairwise(steps):
        writing.change_organisation(store, SLUG, between(before, after), ME)
        assert state(store, GRAPH) == after
        stepwise = derived(store)
        store.update(derivation(SLUG))
        assert stepwise == derived(store)


@settings(max_examples=40, deadline=None)
@given(st.lists(states, min_size=2, max_size=4))
def test_every_past_state_can_be_read_and_every_write_undone(steps: list[frozenset[str]]) -> None:
    store = holding(steps[0])
    for before, after in itertools.pairwise(steps):
        writing.change_organisation(store, SLUG, between(before, after), ME)
    written = history.entries(store, SLUG)
    for entry, lines in zip(written, steps, strict=True):
        assert history.state_at(store, SLUG, entry.version) == lines
    first, last = written[0].version, written[-1].version
    assert history.difference(store, SLUG, first, last) == between(steps[0], steps[-1])
    for lines in [*reversed(steps[:-1]), frozenset[str]()]:
        writing.undo(store, SLUG, ME)
        assert state(store, GRAPH) == lines
    assert not derived(store)
    with pytest.raises(NotFoundError):
        writing.undo(store, SLUG, ME)
    for entry, lines in zip(written, steps, strict=True):
        assert history.state_at(store, SLUG, entry.version) == lines


def test_deltas_compose_and_undo_themselves() -> None:
    one = Delta(frozenset("ab"), frozenset("c"))
    assert not one.then(one.inverse())
    assert one.then(Delta(frozenset("c"), frozenset("a"))) == Delta(frozenset("b"), frozenset())


def test_the_history_says_who_when_and_from_which_file(tmp_path: Path) -> None:
    source = tmp_path / "carte.xlsx"
    source.write_bytes(b"contenu")
    origin = Origin.now("Zoé « Z » O'Neil", source)
    store = EmbeddedStore.in_memory()
    writing.replace_organisation(store, SLUG, LINES[0].encode(), origin)
    writing.remove_organisation(store, SLUG, ME)
    loaded, removed = history.entries(store, SLUG)
    assert (loaded.origin, loaded.kind, loaded.first, loaded.added) == (origin, "load", True, 1)
    assert (removed.origin, removed.kind, removed.removed) == (ME, "remove", 1)
    assert loaded.origin.digest is not None
    assert len(loaded.origin.digest) == 64
    assert GRAPH not in store.graphs()


def test_a_removed_statement_comes_back_in_no_query() -> None:
    store = holding(frozenset(LINES[:4]))
    writing.change_organisation(store, SLUG, Delta(frozenset(), frozenset(LINES[:1])), ME)
    gone = LINES[0]
    everywhere = store._engine.query(
        f"ASK {{ {{ {gone} }} UNION {{ GRAPH ?g {{ {gone} }} }} }}",
        use_default_graph_as_union=True,
    )
    assert not everywhere


def test_blank_nodes_get_the_same_names_at_every_reading() -> None:
    one = b'_:a <urn:p> _:b .\n_:b <urn:q> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    other = b'_:z <urn:q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n_:y <urn:p> _:z .\n'
    assert canonical(one, GRAPH) == canonical(other, GRAPH)
    assert "_:" not in document(canonical(one, GRAPH))


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_a_label_pasted_with_another_line_separator_is_one_statement(separator: str) -> None:
    label = f'<{PROCESSES[0]}> <{RDFS.label}> "Planifier{separator}la production"@fr .'
    store = holding(frozenset([label, LINES[0]]))
    writing.replace_organisation(store, SLUG, label.encode(), ME)
    assert len(state(store, GRAPH)) == 1
    assert [(entry.added, entry.removed) for entry in history.entries(store, SLUG)] == [(2, 0), (0, 1)]


def test_threads_that_write_at_once_lose_no_write_and_share_no_version(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "d")
    rows = [frozenset([f'<urn:s{row}> <urn:p> "{row}" .']) for row in range(40)]
    with ThreadPoolExecutor(8) as threads:
        list(
            threads.map(
                lambda row: writing.replace_organisation(store, f"o{row}", LINES[0].encode(), ME), range(8)
            )
        )
        list(
            threads.map(
                lambda row: writing.change_organisation(store, "o0", Delta(row, frozenset()), ME), rows
            )
        )
    assert store.version == 48
    assert [entry.added for entry in history.entries(store, "o0")] == [1] * 41


def test_an_unknown_version_is_refused_with_those_that_exist() -> None:
    store = holding(frozenset(LINES[:2]))
    with pytest.raises(NotFoundError, match="77"):
        history.difference(store, SLUG, 1, 77)


WRITER = """
import sys
from pathlib import Path
from qualite_graph import writing
from qualite_graph.changes import Delta
from qualite_graph.history import Origin
from qualite_graph.store import EmbeddedStore
store = EmbeddedStore.open(Path(sys.argv[1]))
me = Origin.now("essai")
if not store.graphs():
    writing.replace_organisation(store, "essai", b'<urn:s> <urn:n> "0" .', me)
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    rows = frozenset(f'<urn:s{number}> <urn:p{row}> "{number}" .' for row in range(300))
    writing.change_organisation(store, "essai", Delta(rows, frozenset()), me)
    print(number, flush=True)
"""


def test_killed_at_any_instant_all_or_none_of_a_write_is_there(tmp_path: Path) -> None:
    directory, acknowledged = tmp_path / "d", 0
    for attempt in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), str(directory), str(acknowledged)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.05 + 0.013 * attempt)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().split()
        process.wait()
        acknowledged = max([acknowledged, *(int(number) for number in said)])
        store = EmbeddedStore.snapshot(directory)
        groups: dict[str, int] = {}
        for statement in state(store, GRAPH):
            subject = statement.split()[0]
            groups[subject] = groups.get(subject, 0) + 1
        groups.pop("<urn:s>")
        assert set(groups.values()) <= {300}
        last = max([int(subject[6:-1]) for subject in groups], default=0)
        assert last in (acknowledged, acknowledged + 1)
        entries = history.entries(store, SLUG)
        assert len(entries) == len(groups) + 1
        assert entries[-1].version == store.version
        acknowledged = last
        del store
    assert acknowledged > 12


LOADER = """
import sys
from pathlib import Path
from qualite_graph import writing
from qualite_graph.history import Origin
from qualite_graph.store import EmbeddedStore
from tests.writing.test_writing import long_map
store = EmbeddedStore.open(Path(sys.argv[1]))
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    writing.replace_organisation(store, f"o{number}", long_map(f"o{number}"), Origin.now("essai"))
    print(number, flush=True)
"""


def long_map(slug: str) -> bytes:
    """Return an organisation long enough to be written as files of its own."""
    process = [entity(slug, "process", f"P{row}") for row in range(1500)]
    lines = [line(item, RDF.type, QG.Process) for item in process]
    for row, item in enumerate(process):
        flow = entity(slug, "flow", f"F{row}")
        lines += [
            line(flow, QG.supplier, item),
            line(flow, QG.customer, process[row - 1]),
            f'<{item}> <{RDFS.label}> "Processus {row} {"x" * 900}"@fr .',
        ]
    return "\n".join(lines).encode() + b"\n"


def test_killed_at_any_instant_all_or_none_of_a_long_load_is_there(tmp_path: Path) -> None:
    directory, acknowledged = tmp_path / "d", 0
    long = long_map("o1")
    assert len(long) > 2_000_000
    statements = long.count(b"\n")
    apart = EmbeddedStore.open(tmp_path / "apart")
    begun = time.perf_counter()
    writing.replace_organisation(apart, "o1", long, ME)
    took = time.perf_counter() - begun
    conclusions = len(state(apart, derived_graph_of("o1")))
    assert conclusions > 5_000
    for attempt in range(9):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(LOADER), str(directory), str(acknowledged)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        said = [process.stdout.readline()] if attempt % 3 == 2 else []
        time.sleep(took * (0.15 + 0.1 * attempt))
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().split()
        process.wait()
        acknowledged = max([acknowledged, *(int(number) for number in said)])
        store = EmbeddedStore.snapshot(directory)
        present = [graph for graph in store.graphs() if "/data/" in graph and not graph.endswith("/derived")]
        assert len(present) in (acknowledged, acknowledged + 1)
        for number in range(1, len(present) + 1):
            slug = f"o{number}"
            assert len(state(store, graph_of(slug))) == statements
            assert len(state(store, derived_graph_of(slug))) == conclusions
            (entry,) = history.entries(store, slug)
            assert (entry.version, entry.added) == (number, statements)
        assert store.version == len(present)
        acknowledged = len(present)
        del store
    assert acknowledged >= 3
    left = EmbeddedStore.open(directory)
    assert not list(directory.glob("bulk-*"))
    writing.change_organisation(left, "o1", Delta(frozenset(LINES[:3]), frozenset()), ME)
    assert left.version == acknowledged + 1
