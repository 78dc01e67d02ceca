"""Every store keeps the same promises: in memory, on disk, and on the servers that run here."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualite_graph.errors import InputError, QuerySyntaxError, StoreError, StoreTooNewError
from qualite_graph.questions import Question, catalogue
from qualite_graph.store import Dataset, EmbeddedStore, Store, Value
from qualite_graph.store.base import rows_of
from qualite_graph.store.connection import Credentials
from qualite_graph.store.dialect import Places
from qualite_graph.store.remote import RemoteStore
from qualite_graph.vocabulary import BASE, GRAPH_STORE, META, QG, RDFS, XSD
from qualite_graph.workspace import EXAMPLE, Workspace
from tests.store.servers import has_virtuoso, oxigraph, virtuoso

G1, G2, G3 = BASE + "test/1", BASE + "test/2", BASE + "test/3"
ONE, TWO, BOTH = Dataset((G1,)), Dataset((G2,)), Dataset((G1, G2))
ALL = "SELECT ?o WHERE { ?s <urn:p> ?o } ORDER BY ?o"
DBA = Credentials("dba", "dba")
KINDS = ["memory", "disk", "oxigraph", "virtuoso"]
SERVERS = ["oxigraph", "virtuoso"]


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    if request.param == "virtuoso" and not has_virtuoso():
        pytest.skip("no Virtuoso here. Debian: apt-get install virtuoso-opensource-7-bin")
    return str(request.param)


@pytest.fixture(scope="module")
def server(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the server, none for the embedded stores."""
    with contextlib.ExitStack() as stack:
        if kind == "oxigraph":
            yield stack.enter_context(oxigraph(tmp_path_factory.mktemp("oxigraph")))
        elif kind == "virtuoso":
            yield stack.enter_context(virtuoso(tmp_path_factory.mktemp("virtuoso")))
        else:
            yield ""


def connect(kind: str, server: str) -> RemoteStore:
    return RemoteStore(Places(server), DBA if kind == "virtuoso" else Credentials())


@pytest.fixture
def empty(kind: str, server: str, tmp_path: Path) -> Store:
    """Return a store that holds nothing of ours."""
    if kind == "memory":
        return EmbeddedStore.in_memory()
    if kind == "disk":
        return EmbeddedStore.open(tmp_path / "store")
    store = connect(kind, server)
    for graph in store.graphs():
        store.send_update(f"DROP SILENT GRAPH <{graph}>")
    return connect(kind, server)


@pytest.fixture
def store(empty: Store) -> Store:
    empty.update(f'INSERT DATA {{ GRAPH <{G1}> {{ <urn:s> <urn:p> "un"@fr }} }}')
    empty.update(f"INSERT DATA {{ GRAPH <{G2}> {{ <urn:s> <urn:p> 2 }} }}")
    return empty


class TestStore:
    """What the protocol promises."""

    def test_a_query_sees_its_dataset_and_nothing_else(self, store: Store) -> None:
        assert rows_of(store.query(ALL, ONE)) == ((Value("literal", "un", "fr"),),)
        assert len(rows_of(store.query(ALL, BOTH))) == 2
        assert rows_of(store.query(ALL, Dataset((G3,)))) == ()

    @pytest.mark.parametrize(
        "text",
        [
            "SELECT ?o FROM <g:2> WHERE { ?s <urn:p> ?o }",
            "SELECT ?o FROM NAMED <g:2> WHERE { GRAPH ?g { ?s <urn:p> ?o } }",
            "SELECT ?o WHERE { GRAPH <g:2> { ?s <urn:p> ?o } }",
            "SELECT ?o WHERE { GRAPH ?g { ?s <urn:p> ?o } }",
            "SELECT ?o WHERE { ?s !<urn:y> ?o }",
            "SELECT ?o WHERE { { SELECT ?o WHERE { GRAPH <g:2> { ?s ?p ?o } } } }",
            "SELECT ?o FROM <g:1> FROM <g:2> WHERE { ?s <urn:p> ?o }",
            "SELECT ?o FROM # NAMED\n<g:2> FROM NAMED#\n<g:2> WHERE { ?s <urn:p> ?o }",
        ],
    )
    def test_no_query_reaches_outside_its_dataset(self, store: Store, text: str) -> None:
        text = text.replace("g:1", G1).replace("g:2", G2)
        values = [value.value for row in rows_of(store.query(text, ONE)) for value in row if value]
        assert "2" not in values

    def test_graphs_are_seen_one_by_one(self, store: Store) -> None:
        rows = rows_of(store.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s <urn:p> ?o } }", BOTH))
        assert {row[0].value for row in rows if row[0]} == {G1, G2}

    def test_the_default_graph_and_those_seen_by_name_are_kept_apart(self, store: Store) -> None:
        apart = Dataset((G1,), (G2,))
        assert rows_of(store.query(ALL, apart)) == ((Value("literal", "un", "fr"),),)
        by_name = "SELECT ?g ?o WHERE { GRAPH ?g { ?s <urn:p> ?o } }"
        two = Value("literal", "2", None, XSD.integer)
        assert rows_of(store.query(by_name, apart)) == ((Value("iri", G2), two),)
        assert rows_of(store.query(by_name, Dataset((G1, G2), ()))) == ()
        assert rows_of(store.query(ALL, Dataset((), (G1, G2)))) == ()

    @pytest.mark.parametrize(
        "value",
        [
            Value("iri", "urn:x"),
            Value("literal", 'deux\nlignes "citées" \\ et\ttab', "fr"),
            Value("literal", "2026-06-30", None, XSD.date),
            Value("literal", "12", None, XSD.integer),
            Value("literal", "simple"),
            Value("literal", "l’été 🏭 œuvre"),
            Value("literal", '" } ; DROP ALL ; { "'),
        ],
    )
    def test_values_survive_being_kept_and_being_given(self, store: Store, value: Value) -> None:
        store.update(f"INSERT DATA {{ GRAPH <{G3}> {{ <urn:s> <urn:p> {value.n3()} }} }}")
        assert rows_of(store.query(ALL, Dataset((G3,)))) == ((value,),)
        assert rows_of(store.query("SELECT $given WHERE { }", ONE, {"given": value})) == ((value,),)
        found = store.query("SELECT ?s $given WHERE { ?s <urn:p> $given }", Dataset((G3,)), {"given": value})
        assert rows_of(found, ["s"]) == ((Value("iri", "urn:s"),),)

    def test_a_value_given_reaches_nested_groups(self, store: Store) -> None:
        text = (
            "SELECT ?kept $least WHERE { { ?s <urn:p> ?kept FILTER(?kept >= $least) }"
            " UNION { ?s <urn:none> ?kept } FILTER NOT EXISTS { ?s <urn:q> ?x FILTER(?x = $least) } }"
        )
        least = {"least": Value("literal", "2", None, XSD.integer)}
        more = {"least": Value("literal", "3", None, XSD.integer)}
        assert len(rows_of(store.query(text, TWO, least))) == 1
        assert rows_of(store.query(text, TWO, more)) == ()

    def test_an_update_is_all_or_nothing(self, store: Store) -> None:
        before = store.version
        with pytest.raises(QuerySyntaxError):
            store.update(f"DROP GRAPH <{G1}> ; INSERT DATA {{ broken")
        assert store.version == before
        assert len(rows_of(store.query(ALL, BOTH))) == 2

    def test_a_syntax_error_says_where(self, store: Store) -> None:
        with pytest.raises(QuerySyntaxError) as caught:
            store.query("SELECT *\nWHERE { ?a ?b }", ONE)
        assert (caught.value.line, caught.value.column) == (2, 16)

    def test_a_call_to_another_server_is_refused(self, store: Store) -> None:
        with pytest.raises(InputError, match="SERVICE"):
            store.query("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", ONE)

    def test_the_version_moves_with_each_write(self, store: Store) -> None:
        assert store.version == 2
        store.update(f"CLEAR GRAPH <{G1}>")
        assert store.version == 3
        assert set(store.graphs()) == {G2, GRAPH_STORE}

    @pytest.mark.parametrize("rows", [2, 40_000], ids=["short", "long"])
    def test_statements_are_added_from_quads_in_pieces(self, store: Store, rows: int) -> None:
        lines = [f'<urn:s{row}> <urn:q> "{row} – {"x" * 40}"@fr <{G3}> .\n'.encode() for row in range(rows)]
        store.add(iter([*lines, f"<urn:s0> <urn:p> <urn:o> <{G2}> .\n".encode()]))
        assert store.version == 3
        assert store.quads((G3,)).count(b"\n") == rows
        assert b"<urn:s0>" in store.quads((G2,))
        store.update(f"CLEAR GRAPH <{G3}>")
        assert store.version == 4
        numbers = store.query("SELECT ?n WHERE { ?s ?p ?n FILTER(?n > 1) }", Dataset((GRAPH_STORE,)))
        assert [row[0].value for row in rows_of(numbers) if row[0]] == ["4"]

    @pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
    def test_tables_are_written_in_every_format(self, store: Store, form: str) -> None:
        assert b"2" in store.query(ALL, TWO).serialize(form)
        if form in ("json", "xml"):
            assert b"true" in store.query("ASK { ?s ?p ?o }", ONE).serialize(form)

    @pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld"])
    def test_graphs_are_written_in_every_format(self, store: Store, form: str) -> None:
        assert b"urn:s" in store.query("CONSTRUCT WHERE { ?s <urn:p> ?o }", ONE).serialize(form)

    def test_formats_that_do_not_suit_are_refused_by_name(self, store: Store) -> None:
        with pytest.raises(InputError, match="turtle"):
            store.query(ALL, ONE).serialize("turtle")
        with pytest.raises(InputError, match="csv"):
            store.query("CONSTRUCT WHERE { ?s ?p ?o }", ONE).serialize("csv")

    def test_statements_are_given_back_as_they_were(self, store: Store) -> None:
        assert store.quads((G1, G2, G3)).decode().splitlines() == [
            f'<urn:s> <urn:p> "un"@fr <{G1}> .',
            f'<urn:s> <urn:p> "2"^^<{XSD.integer}> <{G2}> .',
        ]

    def test_a_long_update_is_whole(self, store: Store) -> None:
        lines = "\n".join([f'<urn:s{n}> <urn:p> "valeur {n} é"@fr .' for n in range(20_000)])
        store.update(f"INSERT DATA {{ GRAPH <{G3}> {{\n{lines}\n}} }}\n;\nDROP SILENT GRAPH <{G1}>")
        count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
        assert rows_of(store.query(count, Dataset((G3,))))[0][0] == Value(
            "literal", "20000", None, XSD.integer
        )
        assert store.graphs() == (GRAPH_STORE, G2, G3) or set(store.graphs()) == {GRAPH_STORE, G2, G3}
        store.update(f"DELETE DATA {{ GRAPH <{G3}> {{\n{lines}\n}} }}")
        assert set(store.graphs()) == {GRAPH_STORE, G2}

    def test_writers_take_turns(self, store: Store) -> None:
        def count() -> None:
            for _ in range(5):
                with store.writing():
                    text = "SELECT ?n WHERE { <urn:counter> <urn:is> ?n }"
                    rows = rows_of(store.query(text, Dataset((G3,))))
                    number = int(rows[0][0].value) if rows and rows[0][0] else 0
                    store.update(
                        f"DELETE WHERE {{ GRAPH <{G3}> {{ <urn:counter> <urn:is> ?n }} }} ;"
                        f"INSERT DATA {{ GRAPH <{G3}> {{ <urn:counter> <urn:is> {number + 1} }} }}"
                    )

        threads = [threading.Thread(target=count) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rows = rows_of(store.query("SELECT ?n WHERE { <urn:counter> <urn:is> ?n }", Dataset((G3,))))
        assert rows == ((Value("literal", "15", None, XSD.integer),),)
        assert store.version == 17

    @pytest.mark.parametrize("kind", ["disk", *SERVERS], indirect=True, scope="module")
    def test_a_backup_opens_as_a_store_and_can_be_put_back(
        self, kind: str, store: Store, tmp_path: Path
    ) -> None:
        store.backup(tmp_path / "copie")
        assert EmbeddedStore.snapshot(tmp_path / "copie").version == 2
        store.update(f"DROP SILENT GRAPH <{G1}>")
        version = store.version
        store.restore(tmp_path / "copie")
        assert rows_of(store.query(ALL, ONE)) == ((Value("literal", "un", "fr"),),)
        assert store.version > version
        with pytest.raises(InputError):
            store.backup(tmp_path / "copie")


class TestProduct:
    """What people do with a store."""

    def test_the_catalogue_has_the_same_answers(self, kind: str, empty: Store) -> None:
        reference, workspace = Workspace.in_memory(), Workspace.over(empty)
        differing = {
            question.id
            for question in catalogue()
            if sorted(map(str, reference.ask(question).rows)) != answered(workspace, question)
        }
        assert differing == set(DIFFERING.get(kind, {}))

    def test_the_map_and_its_cards_are_the_same(self, empty: Store) -> None:
        reference, workspace = Workspace.in_memory(), Workspace.over(empty)
        shown = reference.process_map(EXAMPLE)
        assert workspace.process_map(EXAMPLE) == shown
        for process in shown.processes:
            iri = process.name.iri
            assert workspace.process_card(iri, EXAMPLE) == reference.process_card(iri, EXAMPLE)

    def test_statements_are_the_same(self, empty: Store) -> None:
        reference, workspace = Workspace.in_memory(), Workspace.over(empty)
        assert sorted(workspace.quads(EXAMPLE).splitlines()) == sorted(reference.quads(EXAMPLE).splitlines())

    def test_an_edit_is_derived_noted_and_undone(self, empty: Store) -> None:
        workspace = Workspace.over(empty)
        before = sorted(workspace.quads(EXAMPLE).splitlines())
        flow = workspace.process_map(EXAMPLE).flows[0]
        note = f'<{flow.iri}> <{RDFS.comment}> "relu" .'
        other = next(
            end.customer for end in workspace.process_map(EXAMPLE).flows if end.customer != flow.customer
        )
        customer = f"<{flow.iri}> <{QG.customer}>"
        workspace.edit(
            f"{note}\n{customer} <{other}> .", f"{customer} <{flow.customer}> .", organisation=EXAMPLE
        )
        assert [entry.kind for entry in workspace.journal(EXAMPLE)] == ["load", "edit"]
        changed = workspace.quads(EXAMPLE)
        assert b"relu" in changed
        derived = f"<{flow.supplier}> <{QG.hasInternalCustomer}> <{flow.customer}>".encode()
        assert (derived in changed) < (derived in "\n".join(map(bytes.decode, before)).encode())
        workspace.undo(EXAMPLE)
        assert sorted(workspace.quads(EXAMPLE).splitlines()) == before

    def test_its_checks_find_the_same(self, empty: Store) -> None:
        reference, workspace = Workspace.in_memory(), Workspace.over(empty)
        assert workspace.check(EXAMPLE).findings == reference.check(EXAMPLE).findings


def answered(workspace: Workspace, question: Question) -> list[str] | str:
    try:
        return sorted(map(str, workspace.ask(question).rows))
    except StoreError as error:
        return error.key


DIFFERING: dict[str, dict[str, str]] = {
    "virtuoso": {
        "Q23": "a path of length zero (`subClassOf*`) is lost once it is joined",
        "Q28": "`<=` between dates in a FILTER keeps nothing, `<` does",
        "Q29": "`<=` between dates; the difference of two dates is a number of seconds, not a duration",
        "Q33": "BOUND gives the integer 0, not the boolean false",
        "Q34": "the difference of two dates is a number of seconds, not a duration",
        "S22": "an alternative path met from both ends gives its row twice",
        "X23": "DAY of what is not bound stops the query instead of leaving its expression unbound",
        "X27": "`<=` between dates; the difference of two dates is a number of seconds, not a duration",
        "X90": "a path of length zero (`broader*`) is lost once it is joined",
    }
}
"""The questions that an engine answers otherwise than SPARQL 1.1 says, each with the reason."""


@pytest.mark.parametrize("kind", SERVERS, indirect=True, scope="module")
class TestServer:
    """What only servers have."""

    def test_another_clients_writes_show(
        self, kind: str, server: str, store: RemoteStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("qualite_graph.store.remote.FRESH", 0.0)
        other = connect(kind, server)
        other.update(f"DROP SILENT GRAPH <{G1}>")
        assert store.version == other.version == 3

    def test_a_store_of_a_newer_version_is_refused(self, kind: str, server: str, store: RemoteStore) -> None:
        store.send_update(f"INSERT DATA {{ GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.layout}> 99 }} }}")
        try:
            with pytest.raises(StoreTooNewError, match="99"):
                connect(kind, server)
        finally:
            store.send_update(f"DROP SILENT GRAPH <{GRAPH_STORE}>")

    def test_graphs_of_others_are_left_alone(self, store: RemoteStore, tmp_path: Path) -> None:
        store.send_update("INSERT DATA { GRAPH <urn:other> { <urn:a> <urn:b> <urn:c> } }")
        store.backup(tmp_path / "copie")
        store.restore(tmp_path / "copie")
        assert "urn:other" not in store.graphs()
        assert rows_of(store.query("ASK { ?s ?p ?o }", Dataset(("urn:other",))))[0][0] == Value(
            "literal", "true"
        )
