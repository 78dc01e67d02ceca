"""The command `impact`: a what-if side by side with the map as it is, a ranking, their documented JSON."""

import json
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry, Resource

import qualite_graph
from tests.cli.conftest import Run

SCHEMAS = Path(qualite_graph.__file__).parents[1] / "docs" / "schemas"


def registry() -> Registry:
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")}
    return Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )


def valid(document: object) -> None:
    schema = {"$ref": "impact.schema.json"}
    jsonschema.Draft202012Validator(schema, registry=registry()).validate(document)


def notations(iris: list[str]) -> list[str]:
    return [iri.rsplit("/", 1)[1] for iri in iris]


def test_what_follows_is_said_beside_the_figures(run: Run) -> None:
    page = " ".join(run("impact", "R3").out.split())

    assert "Coffralp SAS (fictif) : la carte sans R3 Planifier la production" in page
    assert "S3 Maintenir les équipements ne reçoit plus rien et s’arrête à son tour. Preuves : F34" in page
    assert "passe de 2 à 5 étapes" in page
    assert "Processus en marche 18 16" in page


def test_people_and_providers_go_together(run: Run) -> None:
    document = json.loads(run("impact", "P02", "f2", "--format", "json").out)

    valid(document)
    assert notations(document["lost"]["leaderless"]) == ["M2", "S5", "S8"]
    assert notations(document["lost"]["blocked"]) == ["R4", "R5", "R6", "S1"]
    assert document["after"]["steps"] == -1


def test_the_ranking_starts_with_what_cuts_most(run: Run) -> None:
    document = json.loads(run("impact", "--format", "json").out)

    valid(document)
    ranked = [(point["sort"], *notations([point["item"]])) for point in document["single_points"]]
    assert ranked == [
        ("process", "R3"),
        ("process", "R5"),
        ("process", "M2"),
        ("person", "P02"),
        ("person", "P05"),
        ("person", "P12"),
        ("provider", "F2"),
    ]


def test_the_ranking_is_shown_as_a_table(run: Run) -> None:
    lines = run("impact").out.splitlines()

    assert "ce dont tout dépend" in lines[0]
    assert any(line.startswith("processus") and "R3 Planifier la production" in line for line in lines)


@pytest.mark.parametrize(("arguments", "said"), [(("Z9",), "Z9"), (("R3", "--format", "pdf"), "text, json")])
def test_what_it_does_not_know_is_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    found = run("impact", *arguments)

    assert found.code == 2
    assert said in found.err
