"""The commands of assurance: what they say of the example, and JSON that its published schema describes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import qualite_graph
from qualite_graph.analysis.audit_programme import AuditProgramme
from qualite_graph.analysis.complaint_review import ComplaintReview
from qualite_graph.analysis.coverage import Coverage
from qualite_graph.analysis.coverage_lenses import DutyState, PrincipleCoverage, TypeCoverage
from qualite_graph.analysis.interfaces import InterfaceReview
from qualite_graph.analysis.walk_back import WalkBack
from qualite_graph.plain import schema_of
from tests.cli.conftest import Run

SCHEMAS = Path(qualite_graph.__file__).parents[1] / "docs" / "schemas"
DATE = ("--date", "2026-06-30")
PARTS: dict[str, list[dict[str, Any]]] = {
    "coverage": [
        {
            "coverage": Coverage,
            "principles": tuple[PrincipleCoverage, ...],
            "types": tuple[TypeCoverage, ...],
            "documents": tuple[DutyState, ...],
        }
    ],
    "interfaces": [{"interfaces": InterfaceReview}],
    "complaints": [{"review": ComplaintReview}, {"file": WalkBack}],
    "audit-plan": [{"programme": AuditProgramme}],
}
"""What each command writes beside the organisation and the sentences: one set of parts, or the other."""
LINES = {
    "coverage": [["coverage", "coffralp"]],
    "interfaces": [["interfaces", "coffralp"]],
    "complaints": [["complaints", "--organisation", "coffralp"], ["complaints", "K07"]],
    "audit-plan": [["audit-plan", "coffralp"]],
}


def page(run: Run, *line: str) -> str:
    shown = run(*line, *DATE)
    assert shown.code == 0, shown.err
    return " ".join(shown.out.split())


def schema(command: str) -> dict[str, Any]:
    """Return the schema of a command's JSON, made from the very types that it writes."""
    analysis = json.loads((SCHEMAS / "analysis.schema.json").read_text("utf-8"))
    written = [
        {
            "type": "object",
            "required": ["organisation", *parts, "findings"],
            "additionalProperties": False,
            "properties": {
                "organisation": {"type": "string", "description": "The organisation's short name."},
                **{key: schema_of(kind) for key, kind in parts.items()},
                "findings": {
                    "type": "array",
                    "description": "What the figures say, as sentences with their evidence.",
                    "items": {"$ref": "#/$defs/finding"},
                },
            },
        }
        for parts in PARTS[command]
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"qualite-graph {command} --format json",
        "description": "Entities are IRIs, dates ISO 8601. Rules and formulas: docs/assurance.md.",
        **(written[0] if len(written) == 1 else {"type": "object", "oneOf": written}),
        "$defs": {"finding": analysis["$defs"]["finding"]},
    }


@pytest.mark.parametrize("command", PARTS)
def test_the_published_schema_is_that_of_the_types(command: str, request: pytest.FixtureRequest) -> None:
    path = SCHEMAS / f"{command}.schema.json"
    text = json.dumps(schema(command), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--refresh-golden"):
        path.write_text(text, "utf-8")

    assert path.read_text("utf-8") == text
    jsonschema.Draft202012Validator.check_schema(json.loads(text))


@pytest.mark.parametrize(
    ("command", "line"), [(name, line) for name, lines in LINES.items() for line in lines]
)
def test_json_follows_its_schema(run: Run, command: str, line: list[str]) -> None:
    shown = run(*line, *DATE, "--format", "json")
    assert shown.code == 0, shown.err
    document = json.loads(shown.out)

    jsonschema.validate(document, schema(command))
    assert document["organisation"] == "coffralp"
    assert document["findings"]


def test_coverage_names_what_nobody_answers_and_what_closes_it(run: Run) -> None:
    shown = page(run, "coverage", "coffralp")

    for said in (
        "Articles sans sous-article : 65. Prouvés : 0 ;",
        "revendiqués sans preuve à jour : 60 ; sans réponse : 5 ; non applicables : 0.",
        "Preuves : 6.3, 7.1.6, 7.4, 8.5.3, 8.5.6",
        "Dire quel processus répond à 8.5.6 Maîtrise des modifications.",
        "P1 Orientation client type relationnel 21/22 0/22 1",
        "8.5 Production et prestation de service en partie 4/6 0/6 R4, R6, R7",
        "Les informations documentées qu’exigent 24 articles ne sont pas enregistrées : 4.3, 4.4.2, 5.2.2",
    ):
        assert said in shown


def test_interfaces_ask_both_owners(run: Run) -> None:
    shown = page(run, "interfaces", "coffralp", "--kind", "overdue_agreement")

    assert "Aucun client interne n’a encore dit ce qu’il attend" in shown
    assert "P03 Directrice commerciale" in shown
    assert "devait être revu avant le 10 février 2026" in shown
    assert "Sans indicateur" not in shown
    assert "Sans indicateur 28" in page(run, "interfaces", "coffralp")


def test_complaints_are_reviewed(run: Run) -> None:
    shown = page(run, "complaints")

    for said in (
        "8 réclamations reçues ; encore ouvertes : 2.",
        "5 réponses sur 8 ont été données dans les 10 jours ouvrés prévus (62,5 %).",
        "attend sa réponse depuis 31 jours ouvrés ; elle était due le 1er juin 2026.",
        "L’action AC-2026-02 était due le 30 avril 2026 et n’est pas faite.",
    ):
        assert said in shown


def test_a_complaint_leads_back_to_its_suspects(run: Run) -> None:
    shown = page(run, "complaints", "K07")

    assert "Premier suspect : R4 Fabriquer les coffrets (81 sur 100)" in shown
    assert "R5 Contrôler et libérer aurait pu voir le défaut avant le client." in shown
    assert "R4 Fabriquer les coffrets 81 2 F22, F24, Y06 R5" in shown


def test_the_audit_plan_can_be_weighed_and_auditors_chosen(run: Run) -> None:
    assert "12 entretiens suffisent" in page(run, "audit-plan")
    assert "S3 Maintenir les équipements est à auditer en premier." in page(
        run, "audit-plan", "--weight", "age=1", "--weight", "centrality=0",
        "--weight", "complaints=0", "--weight", "findings=0",
    )  # fmt: skip
    assert "P05 Responsable ordonnancement R3 8.1 R3 → S3 ; R7 → R3 ; S3 → R3 P11" in page(
        run, "audit-plan", "--auditor", "P05=P11"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["coverage", "--format", "pdf"], "text, json"),
        (["coverage", "--date", "hier"], "hier"),
        (["interfaces", "--kind", "autre"], "no_requirement"),
        (["complaints", "K99"], "K01"),
        (["audit-plan", "--weight", "age"], "centrality=1"),
        (["audit-plan", "--weight", "age=-1"], "négatif"),
        (["audit-plan", "--auditor", "P05=P06"], "indépendant"),
        (["audit-plan", "--auditor", "P05=P99"], "P99"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_to_do(run: Run, line: list[str], said: str) -> None:
    shown = run(*line)

    assert shown.code == 2
    assert said in shown.err
