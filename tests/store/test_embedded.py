"""The embedded store keeps the store's promises: datasets, transactions, one writer, snapshots beside it."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pyoxigraph as ox
import pytest

from qualite_graph.errors import InputError, QuerySyntaxError, StoreError, StoreLockedError, StoreTooNewError
from qualite_graph.store import Dataset, EmbeddedStore, Value, dataset_of
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import GRAPH_HISTORY, GRAPH_STORE, META, XSD, graph_of

ONE, TWO = Dataset(("urn:g:1",)), Dataset(("urn:g:2",))
BOTH = Dataset(ONE.graphs + TWO.graphs)
ALL = "SELECT ?o WHERE { ?s <urn:p> ?o } ORDER BY ?o"


@pytest.fixture
def store() -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    store.update('INSERT DATA { GRAPH <urn:g:1> { <urn:s> <urn:p> "un"@fr } }')
    store.update("INSERT DATA { GRAPH <urn:g:2> { <urn:s> <urn:p> 2 } }")
    return store


def test_a_query_sees_its_dataset_and_nothing_else(store: EmbeddedStore) -> None:
    assert rows_of(store.query(ALL, ONE)) == ((Value("literal", "un", "fr"),),)
    assert len(rows_of(store.query(ALL, BOTH))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?o FROM <urn:g:2> WHERE { ?s <urn:p> ?o }",
        "SELECT ?o FROM NAMED <urn:g:2> WHERE { GRAPH ?g { ?s <urn:p> ?o } }",
        "SELECT ?o WHERE { GRAPH <urn:g:2> { ?s <urn:p> ?o } }",
        "SELECT ?o WHERE { GRAPH ?g { ?s <urn:p> ?o } }",
        "SELECT ?o WHERE { ?s (<urn:x>|!<urn:y>)* ?o }",
    ],
)
def test_no_query_reaches_outside_its_dataset(store: EmbeddedStore, text: str) -> None:
    values = [value.value for row in rows_of(store.query(text, ONE)) for value in row if value]
    assert "2" not in values


def test_the_history_is_in_no_dataset() -> None:
    assert GRAPH_HISTORY not in dataset_of("coffralp", consultancy=True).graphs
    assert graph_of("autre") not in dataset_of("coffralp").graphs


def test_bound_values_are_terms_never_text(store: EmbeddedStore) -> None:
    hostile = Value("literal", '" } ; DROP ALL ; { "')
    assert rows_of(store.query("SELECT $given WHERE { }", ONE, {"given": hostile})) == ((hostile,),)


@pytest.mark.parametrize(
    "value",
    [
        Value("iri", "urn:x"),
        Value("literal", 'deux\nlignes "citées" \\ et\ttab', "fr"),
        Value("literal", "2026-06-30", None, XSD.date),
        Value("literal", "simple"),
    ],
)
def test_values_survive_a_round_trip(store: EmbeddedStore, value: Value) -> None:
    store.update(f"INSERT DATA {{ GRAPH <urn:g:3> {{ <urn:s> <urn:p> {value.n3()} }} }}")
    assert rows_of(store.query(ALL, Dataset(("urn:g:3",)))) == ((value,),)


def test_an_update_is_all_or_nothing(store: EmbeddedStore) -> None:
    before = store.version
    with pytest.raises(QuerySyntaxError):
        store.update("DROP GRAPH <urn:g:1> ; INSERT DATA { broken")
    assert store.version == before
    assert len(rows_of(store.query(ALL, BOTH))) == 2


def test_a_syntax_error_says_where(store: EmbeddedStore) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        store.query("SELECT *\nWHERE { ?a ?b }", ONE)
    assert (caught.value.line, caught.value.column) == (2, 16)
    assert "ligne 2" in caught.value.message("fr")
    assert "line 2" in caught.value.message("en")


def test_the_version_moves_with_each_write_and_stays_on_disk(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "d")
    store.update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }")
    store.update("CLEAR GRAPH <urn:g>")
    assert store.version == 2
    assert EmbeddedStore.snapshot(tmp_path / "d").version == 2


def test_formats_that_do_not_suit_are_refused_by_name(store: EmbeddedStore) -> None:
    with pytest.raises(InputError, match="turtle"):
        store.query(ALL, ONE).serialize("turtle")
    with pytest.raises(InputError, match="csv"):
        store.query("CONSTRUCT WHERE { ?s ?p ?o }", ONE).serialize("csv")
    assert store.query("ASK { ?s ?p ?o }", ONE).serialize("json") == b'{"head":{},"boolean":true}'


def test_a_second_process_reads_what_is_committed_and_cannot_write(tmp_path: Path) -> None:
    directory = tmp_path / "données"
    store = EmbeddedStore.open(directory)
    store.update("INSERT DATA { GRAPH <urn:g:1> { <urn:s> <urn:p> 1 } }")
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from qualite_graph.errors import StoreLockedError
        from qualite_graph.store import Dataset, EmbeddedStore
        from qualite_graph.store.base import rows_of
        directory = Path(sys.argv[1])
        snapshot = EmbeddedStore.snapshot(directory)
        print(len(rows_of(snapshot.query("SELECT * { ?s ?p ?o }", Dataset(("urn:g:1",))))))
        for attempt in (lambda: snapshot.update("CLEAR ALL"), lambda: EmbeddedStore.open(directory)):
            try:
                attempt()
            except StoreLockedError as error:
                print(str(directory) in str(error))
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(directory)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "True", "True"]


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "d")
    store.update(f"INSERT DATA {{ GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.layout}> 99 }} }}")
    del store
    with pytest.raises(StoreTooNewError, match="99"):
        EmbeddedStore.snapshot(tmp_path / "d")


def test_a_place_that_is_no_directory_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "fichier"
    place.write_text("pas un dossier", "utf-8")
    with pytest.raises(StoreError, match="fichier"):
        EmbeddedStore.open(place)


def test_a_backup_opens_as_a_store(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "d")
    store.update("INSERT DATA { GRAPH <urn:g:1> { <urn:s> <urn:p> 1 } }")
    store.backup(tmp_path / "copie")
    assert len(rows_of(EmbeddedStore.snapshot(tmp_path / "copie").query(ALL, ONE))) == 1


def test_only_one_process_writes(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "d")
    with pytest.raises(StoreLockedError):
        EmbeddedStore.open(tmp_path / "d")
    assert not store.read_only


def test_a_snapshot_opens_while_the_writer_merges_its_files(tmp_path: Path) -> None:
    for number in range(15):
        store = EmbeddedStore.open(tmp_path / str(number))
        store.update("INSERT DATA { GRAPH <urn:g:1> { <urn:s> <urn:p> 1 } }")
        assert EmbeddedStore.snapshot(tmp_path / str(number)).version == 1


@pytest.mark.parametrize("noticed", [True, False], ids=["before it reads", "while it reads"])
def test_a_snapshot_outlives_the_merging_of_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, noticed: bool
) -> None:
    store = EmbeddedStore.open(tmp_path / "d")
    for part in range(3):  # fewer than the engine merges by itself, more than it opens at first
        lines = "".join(f'<urn:s:{part}:{n}> <urn:p> "{"long" * 9}{n}" .' for n in range(500))
        store.update(f"INSERT DATA {{ {lines} GRAPH <urn:g:1> {{ {lines} }} }}")
        store._engine.flush()
    snapshot = EmbeddedStore.snapshot(tmp_path / "d")
    store._engine.optimize()
    if not noticed:
        monkeypatch.setattr("qualite_graph.store.reading.tables", lambda _: snapshot._files)

    def every_graph() -> bytes | None:  # by an index of which no file has been opened so far
        found = snapshot._engine.query("SELECT * { GRAPH ?g { ?s <urn:p> ?o } }")
        return found.serialize(format=ox.QueryResultsFormat.CSV)

    assert len((snapshot._read(every_graph) or b"").splitlines()) == 1501
    assert len(rows_of(snapshot.query("SELECT * { ?s <urn:p> ?o }", ONE))) == 1500
    assert len(snapshot.quads(("urn:g:1",)).splitlines()) == 1500


def test_a_full_disk_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    place = tmp_path / "petit-bloc"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small file system can only be mounted by root")
    try:
        store = EmbeddedStore.open(place / "d")
        with pytest.raises(StoreError) as caught:
            for number in range(200):
                rows = " ".join(f"<urn:s{number}> <urn:p{j}> 'x{number}{j}' ." for j in range(500))
                store.update(f"INSERT DATA {{ GRAPH <urn:g> {{ {rows} }} }}")
        assert caught.value.key == "disk_full"
        held = rows_of(store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", Dataset(("urn:g",))))
        assert held[0][0] is not None
        assert int(held[0][0].value) == 500 * store.version
        del store
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


CALL = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ {CALL} }}",
        f"ASK {{ # a comment ends at a carriage return too\r{CALL} }}",
        f"ASK {{ BIND('''a\\'''' AS ?x) {CALL} #'\n }}",
        f'ASK {{ BIND("""a\\"""" AS ?x) {CALL} #"\n }}',
        f"ASK {{ ?s ?p ?o FILTER(?s<'&&?c>') {CALL} #'\n }}",
        f"ASK {{ ?s ?p 1{CALL} }}",
        "ASK { SERVICE#\rSILENT<http://127.0.0.1:9/#a>#}\n{ } }",
        "PREFIX : <http://127.0.0.1:9/> ASK { SERVICE:{ } }",
        "PREFIX service: <http://127.0.0.1:9/> ASK { ?s ?p true SERVICE service:a.b { } }",
        "PREFIX ex: <http://127.0.0.1:9/> ASK { SERVICE ex:a\\#b { } }",
        "ASK { ?x ?p ?o SERVICE ?x { } }",
        "ASK { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_a_call_to_another_server_is_refused_however_it_is_written(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(InputError) as caught:
        store.query(text, ONE)
    assert caught.value.key == "service_refused"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service ?x { ?s <urn:p> ?service , ?x }",
        "PREFIX ex: <urn:> SELECT * { ?s ex:service ?x { ?s ex:p ?x } }",
        'SELECT * { ?s ?p "service : comptabilité" } # SERVICE <urn:x>',
        "SELECT * { ?s <urn:service> ?o }",
    ],
)
def test_the_word_service_alone_is_no_call(store: EmbeddedStore, text: str) -> None:
    store.query(text, ONE)


def test_a_damaged_directory_is_refused_with_its_name(tmp_path: Path) -> None:
    EmbeddedStore.open(tmp_path)
    (tmp_path / "CURRENT").write_bytes(b"damaged")
    with pytest.raises(StoreError) as caught:
        EmbeddedStore.open(tmp_path)
    assert (caught.value.key, caught.value.details["directory"]) == ("store_unavailable", tmp_path)
