"""The ontology's Turtle files, parsed once for all the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"


@pytest.fixture(scope="session")
def ontology() -> Path:
    return ONTOLOGY


@pytest.fixture(scope="session")
def graphs() -> dict[str, Graph]:
    """Return one graph per file of modules/ and reference/, by its path under ontology/."""
    paths = sorted([*ONTOLOGY.glob("modules/*.ttl"), *ONTOLOGY.glob("reference/*.ttl")])
    return {path.relative_to(ONTOLOGY).as_posix(): Graph().parse(path) for path in paths}


@pytest.fixture(scope="session")
def modules(graphs: dict[str, Graph]) -> dict[str, Graph]:
    return {name: graph for name, graph in graphs.items() if name.startswith("modules/")}


@pytest.fixture(scope="session")
def everything(graphs: dict[str, Graph]) -> Graph:
    whole = Graph()
    for graph in graphs.values():
        whole += graph
    return whole
