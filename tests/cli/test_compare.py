"""The command `compare`: sentences with their flows, its documented JSON, what it refuses."""

import json

import jsonschema

from tests.cli.conftest import Run
from tests.cli.test_impact import registry


def test_the_same_version_twice_is_the_same_map(run: Run) -> None:
    version = next(word for word in run("history").out.split() if word.isdecimal())

    assert "Les deux cartes sont les mêmes." in run("compare", version, version).out


def test_json_follows_its_schema(run: Run) -> None:
    document = json.loads(run("compare", "coffralp", "coffralp", "--format", "json").out)

    schema = {"$ref": "comparison.schema.json"}
    jsonschema.Draft202012Validator(schema, registry=registry()).validate(document)
    assert document["findings"][0]["key"] == "compared.nothing"


def test_a_version_that_does_not_exist_is_refused(run: Run) -> None:
    found = run("compare", "98", "99")

    assert found.code == 2
    assert "98" in found.err
