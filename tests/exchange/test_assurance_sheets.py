"""The optional sheets of documents, audits, internal needs, days off and clauses set aside go both ways."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from qualite_graph.exchange import read, write_workbook
from qualite_graph.exchange.template import WrittenRow
from qualite_graph.vocabulary import CLAUSE, QG, entity
from qualite_graph.workspace import Workspace

DAY = datetime.date(2026, 3, 2)
ROWS: dict[str, list[WrittenRow]] = {
    "organisation": [{"label_fr": "Essai"}],
    "process": [{"id": "P1", "label_fr": "Produire"}, {"id": "P2", "label_fr": "Livrer"}],
    "position": [{"id": "H1", "label_fr": "Chef", "auditor": True}],
    "output": [{"id": "O1", "label_fr": "Pièces", "producer": "P1"}],
    "action": [{"id": "A1", "process": "P1", "due": DAY, "checked": DAY, "effective": False}],
    "document": [
        {"id": "D1", "label_fr": "Plan", "process": "P1", "clauses": "8.1; 8.5", "duty": "maintain"},
        {"id": "D2", "process": "P1", "duty": "retain", "dated": DAY, "valid_through": DAY},
    ],
    "not_applicable": [{"id": "Z1", "clauses": "8.3", "reason_fr": "Rien n'est conçu."}],
    "internal_need": [
        {"id": "B1", "customer": "P2", "output": "O1", "supplier": "P1", "requirement_fr": "Sous 2 jours"}
    ],
    "audit": [{"id": "Q1", "label_fr": "Audit", "processes": "P1; P2", "auditors": "H1", "audited": DAY}],
    "finding": [
        {"id": "E1", "label_fr": "Plan absent", "audit": "Q1", "process": "P1", "clauses": "8.1",
         "grade": "minor", "action": "A1", "settled": DAY}
    ],
    "holiday": [{"id": "J1", "label_fr": "Fermeture", "day": DAY}],
}  # fmt: skip


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format_name", ["workbook", "csv"])
def test_what_is_written_comes_back_as_the_same_graph(tmp_path: Path, lang: str, format_name: str) -> None:
    path = tmp_path / "essai.xlsx"
    write_workbook(path, ROWS, lang)
    workspace = Workspace.in_memory(example=False)
    assert workspace.load(path, "essai").problems == ()

    quads = workspace.quads("essai", derived=False)
    exported = workspace.export("essai", format_name, lang=lang)
    assert exported.left_out == ()
    back = tmp_path / f"back.{exported.format.extension}"
    back.write_bytes(exported.content)

    again = {quad.triple for quad in parse(read(back, "essai").ntriples, format=RdfFormat.N_TRIPLES)}
    assert again == {quad.triple for quad in parse(quads, format=RdfFormat.N_QUADS)}


def test_the_cells_say_the_terms_of_the_model(tmp_path: Path) -> None:
    path = tmp_path / "essai.xlsx"
    write_workbook(path, ROWS)
    lines = read(path, "essai").ntriples.decode()

    for kind, code, predicate, target in (
        ("document", "D1", QG.evidenceFor, CLAUSE["8.5"]),
        ("document", "D2", QG.documentDuty, QG.Retain),
        ("not-applicable", "Z1", QG.clauseNotApplicable, CLAUSE["8.3"]),
        ("internal-need", "B1", QG.expectedFrom, entity("essai", "process", "P1")),
        ("audit", "Q1", QG.auditor, entity("essai", "position", "H1")),
        ("finding", "E1", QG.findingGrade, QG.MinorNonconformity),
    ):
        assert f"<{entity('essai', kind, code)}> <{predicate}> <{target}> ." in lines
