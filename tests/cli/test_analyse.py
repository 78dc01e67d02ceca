"""The command `analyse`: a page that names what is wrong with its evidence, and its documented JSON."""

import json
from pathlib import Path

import jsonschema

import qualite_graph
from tests.cli.conftest import Run

SCHEMAS = Path(qualite_graph.__file__).parents[1] / "docs" / "schemas"


def test_the_page_names_what_is_fragile_and_what_proves_it(run: Run) -> None:
    page = " ".join(run("analyse", "coffralp").out.split())

    for said in (
        "Si R3 Planifier la production s’arrête, S3 Maintenir les équipements perd tout lien",
        "Preuves : F34, F33",
        "Si R5 Contrôler et libérer s’arrête, S8 Gérer les moyens de mesure perd tout lien",
        "P02 Responsable qualité pilote 3 processus sans suppléant",
        "F2 ComposElec (fictif) est la seule source",
        "S6 Assurer la veille technique et réglementaire ne sert personne",
        "La boucle de retour reste ouverte à R7",
        "Preuves : X06, X07, X08, X09",
        "Preuves : 6.3, 7.1.6, 7.4, 8.5.3, 8.5.6",
    ):
        assert said in page


def test_one_page_holds_it(run: Run) -> None:
    assert run("analyse").out.count("\n") <= 80


def test_json_follows_its_schema(run: Run) -> None:
    document = json.loads(run("analyse", "--format", "json").out)

    jsonschema.validate(document, json.loads((SCHEMAS / "analysis.schema.json").read_text("utf-8")))
    evidence = document["chapters"][0]["findings"][0]["evidence"]
    assert [item["notation"] for item in evidence] == ["F34", "F33"]


def test_an_unknown_format_is_refused(run: Run) -> None:
    found = run("analyse", "--format", "pdf")

    assert found.code == 2
    assert "text, json" in found.err
