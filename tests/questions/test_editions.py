"""A second edition is added as data alone; what is not known of it is said to be unknown."""

import pytest

from qualite_graph.vocabulary import CLAUSE, GRAPH_REFERENCE, SPARQL_PROLOGUE, compact
from qualite_graph.workspace import EXAMPLE, Workspace

EDITION = """
INSERT DATA { GRAPH <%s> {
  edition:iso9001-2099 a qg:StandardEdition ; qg:editionOf standard:iso9001 ; qg:editionNumber 99 ;
    skos:notation "ISO 9001:2099" ; rdfs:label "ISO 9001:2099"@fr , "ISO 9001:2099"@en .
  <urn:2099:8.2> a qg:Clause ; qg:ofEdition edition:iso9001-2099 ; skos:notation "8.2" .
  ref:became a qg:ClauseCorrespondence ; qg:formerClause <%s> ;
    qg:successorClause <urn:2099:8.2> ; qg:correspondenceKind qg:Renamed ;
    dcterms:source "an invented table"@en ; qg:claimStatus qg:OwnJudgement .
} }"""


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    opened = Workspace.in_memory()
    opened.store.update(SPARQL_PROLOGUE + EDITION % (GRAPH_REFERENCE, CLAUSE["9.1.2"]))
    return opened


def rows(workspace: Workspace, question: str) -> list[list[str | None]]:
    found = workspace.ask(question, organisation=EXAMPLE).rows
    return [[compact(value.value) if value else None for value in row] for row in found]


def test_a_second_edition_is_data_alone(workspace: Workspace) -> None:
    of_2099 = [row for row in rows(workspace, "X95") if row[0] == "edition:iso9001-2099"]
    known = [row for row in of_2099 if row[2]]
    assert [row[1:5] for row in known] == [
        ["clause:9.1.2", "urn:2099:8.2", "qg:Renamed", "an invented table"]
    ]
    claims = workspace.ask("X95", organisation=EXAMPLE).rows
    assert len(of_2099) == len({row[1] for row in claims})


def test_nothing_is_said_of_what_became_of_a_clause_where_no_source_is_known(workspace: Workspace) -> None:
    of_2026 = [row for row in rows(workspace, "X95") if row[0] == "edition:iso9001-2026"]
    assert of_2026
    assert all(row[2] is row[3] is row[4] is None for row in of_2026)


def test_the_passage_from_eight_principles_to_seven_is_told_with_its_evidence(workspace: Workspace) -> None:
    told = rows(workspace, "X96")
    assert len(told) == 8
    assert len({row[1] for row in told}) == 7
    assert all(row[3] == "qg:OwnJudgement" for row in told)
    for row in told:
        clauses = workspace.query(
            SPARQL_PROLOGUE
            + f"SELECT DISTINCT ?p WHERE {{ ?p qg:addressesClause/qg:supportsPrinciple {row[1]} }}",
            organisation=EXAMPLE,
        )
        assert clauses.serialize("csv").decode().strip().count("\n") == int(row[4] or 0)
