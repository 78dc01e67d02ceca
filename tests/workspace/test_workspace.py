"""The façade opens, loads, asks, names and explains; what it keeps never outlives a write."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from qualite_graph import knowledge
from qualite_graph.asking import Answer
from qualite_graph.errors import InputError, NotFoundError, QuerySyntaxError, StoreLockedError
from qualite_graph.exchange import write_workbook
from qualite_graph.kept import MOST_KEPT
from qualite_graph.questions import catalogue
from qualite_graph.resources import example_workbook
from qualite_graph.store import Dataset, EmbeddedStore, Value
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import (
    CLAUSE,
    DCTERMS,
    GRAPH_HISTORY,
    GRAPH_REFERENCE,
    GRAPH_STORE,
    META,
    PROV,
    QG,
    RDFS,
    derived_graph_of,
    entity,
    graph_of,
)
from qualite_graph.workspace import EXAMPLE, Workspace


@pytest.fixture(scope="module")
def example() -> Workspace:
    return Workspace.in_memory()


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.in_memory()


def notations(names: tuple[object, ...]) -> list[str]:
    return [name.notation for name in names]  # type: ignore[attr-defined]


def test_a_new_directory_holds_the_knowledge_and_the_example(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "données")
    assert notations(workspace.organisations()) == [EXAMPLE]
    assert workspace.organisation() == EXAMPLE
    assert len(workspace.choices("clause")) == 94
    assert notations(workspace.choices("principle"))[:2] == ["O1", "O2"]


def test_the_processes_of_a_map_at_hand_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Workspace.in_memory()
    processes = asked.choices("process", EXAMPLE)
    again = Workspace(asked.store)
    again.process_map(EXAMPLE)
    monkeypatch.delattr("qualite_graph.naming.choices")
    assert again.choices("process", EXAMPLE) == processes


def test_choices_come_in_natural_order(example: Workspace) -> None:
    processes = notations(example.choices("process", EXAMPLE))
    assert processes == sorted(processes)
    clauses = notations(example.choices("clause"))
    assert clauses.index("8.2.1") < clauses.index("10") < clauses.index("10.2")


def test_reading_works_beside_the_process_that_writes(tmp_path: Path) -> None:
    writer = Workspace.open(tmp_path)
    reader = Workspace.open(tmp_path, read_only=True)
    assert reader.store.read_only
    assert reader.process_card("R3").process.notation == "R3"
    with pytest.raises(StoreLockedError, match=tmp_path.name):
        reader.load(example_workbook(), "autre")
    assert notations(writer.organisations()) == [EXAMPLE]


def test_the_card_of_a_process_names_both_ends(example: Workspace) -> None:
    card = example.process_card("r3")
    assert notations(card.internal_customers) == ["R1", "R4", "R6", "R7", "S1", "S3"]
    assert notations(card.internal_suppliers) == ["R1", "R2", "R4", "R7", "S1", "S3", "S4"]
    assert card.owner is not None
    assert card.owner.notation == "P05"
    assert [flow.flow.notation for flow in card.to_internal if flow.other.notation == "S1"] == ["F18", "F48"]
    assert card.to_internal[0].requirement == {"fr": "Sous 24 h", "en": "Within 24 h"}
    assert notations(card.indicators) == ["I05", "I08"]
    assert notations(card.risks) == ["RK2"]
    assert notations(card.complaints) == ["K06"]


def test_the_card_of_a_process_says_what_it_is_for_where_that_is_stated() -> None:
    workspace = Workspace.in_memory()
    process = workspace.process_card("R3", EXAMPLE)
    assert process.purpose == {}
    stated = f'<{process.process.iri}> <{DCTERMS.description}> "Tenir les délais promis."@fr .'
    workspace.edit(stated, organisation=EXAMPLE)
    assert workspace.process_card("R3", EXAMPLE).purpose == {"fr": "Tenir les délais promis."}


def test_the_card_of_a_process_with_holes_is_empty_there(example: Workspace) -> None:
    card = example.process_card("S6")
    assert (card.internal_customers, card.internal_suppliers, card.last_audited_on) == ((), (), None)
    assert notations(tuple(flow.other for flow in card.from_external)) == ["F5"]
    assert example.process_card("S3").owner is None


def test_the_map_has_every_process_party_and_flow(example: Workspace) -> None:
    drawn = example.process_map()
    families = {family: len(members) for family, members in drawn.by_family().items()}
    assert families == {"management": 3, "realisation": 7, "support": 8}
    assert [party.is_customer for party in drawn.parties] == [True] * 5 + [False] * 5
    directions = [flow.direction for flow in drawn.flows]
    assert {d: directions.count(d) for d in directions} == {"internal": 48, "inbound": 17, "outbound": 24}


def test_an_answer_is_read_in_one_language(example: Workspace) -> None:
    answer = example.ask("S2")
    assert len(answer.in_language("fr")) * 2 == len(answer.rows)
    for lang in ("fr", "en"):
        assert {value.lang for row in answer.in_language(lang) for value in row if value} <= {None, lang}


def test_a_text_in_one_language_only_is_not_lost() -> None:
    only_english = ((Value("iri", "urn:a"), Value("literal", "text", "en")),)
    answer = Answer(catalogue().question("Q01"), {}, None, Dataset(()), only_english)
    assert answer.in_language("fr") == only_english


@pytest.mark.parametrize(
    ("question", "parameters", "key"),
    [
        ("Q99", {}, "unknown_question"),
        ("Q36", {"processus": "R3"}, "unknown_parameter"),
        ("Q36", {"process": "R99"}, "unknown_value"),
        ("Q24", {"reference_date": "30/06/2026"}, "bad_date"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_sentence(
    example: Workspace, question: str, parameters: dict[str, str], key: str
) -> None:
    with pytest.raises(InputError) as caught:
        example.ask(question, parameters)
    assert caught.value.key == key
    for lang in ("fr", "en"):
        assert next(iter(parameters.values()), question) in caught.value.message(lang) or key.endswith(
            "meter"
        )


def test_an_unknown_organisation_is_refused_with_those_that_exist(example: Workspace) -> None:
    with pytest.raises(NotFoundError, match=EXAMPLE):
        example.ask("Q49", organisation="ailleurs")


def test_the_reference_date_is_a_parameter_with_a_day_of_its_own(example: Workspace) -> None:
    early = example.ask("Q24", reference_date=datetime.date(2024, 6, 30))
    late = example.ask("Q24", {"reference_date": "2026-06-30"})
    assert early.rows == ()
    assert [row[0].value for row in late.rows if row[0]] == [entity(EXAMPLE, "need", "N05")]


def test_ones_own_organisation_comes_before_the_example(workspace: Workspace) -> None:
    workspace.load(example_workbook(), "mon-entreprise")
    assert workspace.organisation() == "mon-entreprise"
    workspace.load(example_workbook(), "encore-une")
    with pytest.raises(InputError, match="mon-entreprise"):
        workspace.organisation()
    assert workspace.organisation("encore-une") == "encore-une"


def test_an_organisation_sees_nothing_of_another(workspace: Workspace) -> None:
    workspace.load(example_workbook(), "autre")
    count = "SELECT (COUNT(?p) AS ?n) WHERE { ?p a <" + QG.Process + "> }"
    every_graph = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert rows_of(workspace.query(count, organisation="autre"))[0][0] == Value(
        "literal", "18", None, "http://www.w3.org/2001/XMLSchema#integer"
    )
    seen = {row[0].value for row in rows_of(workspace.query(every_graph, organisation="autre")) if row[0]}
    assert graph_of("autre") in seen
    assert not seen & {graph_of(EXAMPLE), derived_graph_of(EXAMPLE), GRAPH_HISTORY, GRAPH_STORE}


def test_what_is_kept_does_not_outlive_a_write(workspace: Workspace) -> None:
    assert workspace.process_card("R3").owner is not None
    workspace.store.update(f"DELETE WHERE {{ GRAPH <{graph_of(EXAMPLE)}> {{ ?p <{QG.hasOwner}> ?o }} }}")
    assert workspace.process_card("R3").owner is None


def test_no_more_is_kept_than_a_memory_holds(workspace: Workspace) -> None:
    for number in range(2 * MOST_KEPT):
        workspace._keep(("some day", number), object)
    assert len(workspace._kept) == MOST_KEPT
    assert workspace._keep(("some day", 2 * MOST_KEPT - 1), lambda: None) is not None  # the newest stay


def test_loading_again_replaces_and_is_noted_in_the_history(workspace: Workspace) -> None:
    before = workspace.quads(EXAMPLE)
    workspace.load(example_workbook(), EXAMPLE)
    assert sorted(workspace.quads(EXAMPLE).splitlines()) == sorted(before.splitlines())
    noted = workspace.store.query(
        f"SELECT ?when ?file WHERE {{ ?a <{PROV.generated}> <{graph_of(EXAMPLE)}> ;"
        f" <{PROV.endedAtTime}> ?when ; <{PROV.used}>/<http://www.w3.org/2000/01/rdf-schema#label> ?file }}",
        Dataset((GRAPH_HISTORY,)),
    )
    assert [row[1].value for row in rows_of(noted) if row[1]] == ["coffralp.xlsx", "coffralp.xlsx"]


def test_a_removed_organisation_is_gone(workspace: Workspace) -> None:
    workspace.remove(EXAMPLE)
    assert workspace.organisations() == ()
    with pytest.raises(NotFoundError):
        workspace.ask("Q49")
    assert workspace.ask("Q01").rows


@pytest.mark.parametrize("slug", ["", "Mon Entreprise", "../x", "a>b", "é"])
def test_a_name_that_cannot_be_an_iri_is_refused(workspace: Workspace, slug: str) -> None:
    before = workspace.store.version
    with pytest.raises(InputError) as caught:
        workspace.load(example_workbook(), slug)
    assert caught.value.key == "bad_slug"
    assert workspace.store.version == before


def test_knowledge_is_upgraded_in_place_and_organisations_stay(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    asserted = sorted(workspace.quads(EXAMPLE).splitlines())
    workspace.store.update(
        f"CLEAR GRAPH <{GRAPH_REFERENCE}> ;"
        f"DELETE WHERE {{ GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.knowledge}> ?v }} }} ;"
        f'INSERT DATA {{ GRAPH <{GRAPH_STORE}> {{ <{GRAPH_STORE}> <{META.knowledge}> "0.0.1+old" }} }}'
    )
    del workspace
    again = Workspace.open(tmp_path)
    assert knowledge.installed_version(again.store) == knowledge.knowledge_version()
    assert len(again.choices("clause")) == 94
    assert sorted(again.quads(EXAMPLE).splitlines()) == asserted


def test_opening_an_up_to_date_directory_writes_nothing(tmp_path: Path) -> None:
    version = Workspace.open(tmp_path).store.version
    assert Workspace.open(tmp_path).store.version == version


def test_a_query_of_ones_own_says_where_it_is_wrong(example: Workspace) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        example.query("SELECT * WHERE {\n ?a ?b \n}")
    assert caught.value.line == 3


def test_a_derived_relation_says_from_which_flows_it_follows(example: Workspace) -> None:
    reasons = example.why(
        entity(EXAMPLE, "process", "R3"),
        QG.hasInternalCustomer,
        entity(EXAMPLE, "process", "S1"),
        organisation=EXAMPLE,
    )
    assert [(reason.rule.name, reason.flows) for reason in reasons] == [
        ("internal-customer", (entity(EXAMPLE, "flow", "F18"), entity(EXAMPLE, "flow", "F48")))
    ]


def test_every_derived_triple_of_the_example_has_a_reason(example: Workspace) -> None:
    lines = example.store.quads((derived_graph_of(EXAMPLE),)).decode().splitlines()
    assert len(lines) > 200
    for line in lines:
        subject, predicate, obj = [term.strip("<>") for term in line.split()[:3]]
        assert example.why(subject, predicate, obj, organisation=EXAMPLE), line


def test_a_store_without_an_organisation_says_how_to_load_one() -> None:
    empty = Workspace.in_memory(example=False)
    with pytest.raises(NotFoundError, match="load"):
        empty.organisation()
    assert isinstance(empty.store, EmbeddedStore)


def test_a_claim_on_a_clause_that_does_not_exist_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    rows = {"process": [{"id": "R1"}], "clause": [{"process": "R1", "clauses": "8.9"}]}
    write_workbook(tmp_path / "carte.xlsx", rows, "fr")
    reading = workspace.load(tmp_path / "carte.xlsx", "essai")
    assert [problem.value for problem in reading.errors] == ["8.9"]
    assert notations(workspace.organisations()) == [EXAMPLE]


def test_a_first_opening_cut_short_still_gets_the_example(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path)
    knowledge.install(store)
    del store
    assert notations(Workspace.open(tmp_path).organisations()) == [EXAMPLE]


def test_an_example_that_was_removed_stays_away(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    workspace.remove(EXAMPLE)
    del workspace
    assert Workspace.open(tmp_path).organisations() == ()


def test_a_user_without_a_name_is_noted_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 54321)
    entries = Workspace.in_memory().journal(EXAMPLE)
    assert entries[0].origin.author == "54321"


def test_a_term_may_be_linked_to_any_kind_of_iri() -> None:
    workspace = Workspace.in_memory()
    graph = graph_of(EXAMPLE)
    workspace.store.update(
        f"INSERT DATA {{ GRAPH <{graph}> {{ <{CLAUSE['8.2']}> <{RDFS.seeAlso}> <urn:isbn:1> ;"
        f' <{PROV.wasDerivedFrom}> <urn:x> . <urn:x> <{RDFS.comment}> "http://a>}}{{<" }} }}'
    )
    card = workspace.term_card("8.2", EXAMPLE)
    assert [name.iri for name in card.links[RDFS.seeAlso]] == ["urn:isbn:1"]


def test_a_query_on_an_organisation_that_does_not_exist_is_refused(example: Workspace) -> None:
    with pytest.raises(NotFoundError, match="coffralp"):
        example.query("ASK { ?s ?p ?o }", organisation="coffralp/derived")
