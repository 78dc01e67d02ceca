"""Synthetic organisations have the shape that the workbook reader gives, and never change for one seed."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from benchmarks import synthetic
from qualite_graph.exchange import read_workbook, write_workbook


def triples(text: bytes) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize("processes", [3, 120])
def test_statements_are_those_of_the_same_workbook(tmp_path: Path, processes: int) -> None:
    tables = synthetic.organisation(processes)
    path = tmp_path / "synthetic.xlsx"
    write_workbook(path, tables)
    reading = read_workbook(path, synthetic.SLUG)
    assert [problem.message("en") for problem in reading.problems] == []
    assert triples(synthetic.statements(tables).encode()) == triples(reading.ntriples)


def test_one_seed_one_organisation() -> None:
    assert synthetic.organisation(60, 7) == synthetic.organisation(60, 7)
    assert synthetic.organisation(60, 7) != synthetic.organisation(60, 8)


@pytest.mark.parametrize("processes", [2, 100, 1_000])
def test_size_and_form(processes: int) -> None:
    tables = synthetic.organisation(processes)
    flows = [row for sheet in ("internal_flow", "inbound_flow", "outbound_flow") for row in tables[sheet]]
    assert len(tables["process"]) == processes
    assert len(flows) == synthetic.FLOWS_PER_PROCESS * processes
    assert all(row["supplier"] != row["customer"] for row in flows)
