"""The command `cut`: the least that parts two processes, its documented JSON, what it refuses."""

import json
from typing import Any

import jsonschema
import pytest

from tests.cli.conftest import Run
from tests.cli.test_impact import notations, registry


def document(run: Run, *arguments: str) -> Any:
    found = json.loads(run("cut", *arguments, "--format", "json").out)
    schema = {"$ref": "cut.schema.json"}
    jsonschema.Draft202012Validator(schema, registry=registry()).validate(found)
    return found


def test_what_parts_two_processes(run: Run) -> None:
    found = document(run, "R1", "R6")

    assert notations([found["start"], found["end"]]) == ["R1", "R6"]
    assert notations(found["processes"]) == ["R3", "R5"]
    assert notations(found["flows"]) == ["F26", "F24"]
    assert [one["key"] for one in found["findings"]] == ["cut.processes", "cut.flows"]


def test_two_that_supply_each_other_directly_are_parted_by_flows_alone(run: Run) -> None:
    found = document(run, "R1", "R3")

    assert found["processes"] is None
    assert found["flows"]
    page = " ".join(run("cut", "R1", "R3").out.split())
    assert "aucun autre processus ne peut les séparer" in page
    assert "Il suffirait de perdre" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("Z9", "R3"), "Z9"), (("R3", "R3"), "R3"), (("R3", "R4", "--format", "pdf"), "json")],
)
def test_what_it_does_not_know_is_refused(run: Run, arguments: tuple[str, ...], said: str) -> None:
    found = run("cut", *arguments)

    assert found.code == 2
    assert said in found.err
