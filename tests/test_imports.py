"""Importing the package must not bring in what only some faces need: the command line starts at once."""

import subprocess
import sys
from pathlib import Path

import pytest

import qualite_graph

ROOT = Path(qualite_graph.__file__).parents[1]
HEAVY = (
    "streamlit",
    "pandas",
    "rdflib",
    "numpy",
    "networkx",
    "rich",
    "xlsxwriter",
    "python_calamine",
    "mcp",
    "docx",
    "typst",
)


def loaded(code: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has loaded once it ran `code`."""
    report = "\nimport sys; print(' '.join({name.split('.')[0] for name in sys.modules}))"
    command = [sys.executable, "-c", code + report]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("code", "also_absent"),
    [
        ("import qualite_graph", {"pyoxigraph"}),
        ("from qualite_graph import Workspace, catalogue, QualiteGraphError", set()),
        ("import qualite_graph.cli", {"pyoxigraph"}),
        ("from qualite_graph.cli import main; main(['--help'])", {"pyoxigraph"}),
    ],
)
def test_nothing_heavy_is_loaded(code: str, also_absent: set[str]) -> None:
    assert loaded(code) & {*HEAVY, *also_absent} == set()


def test_the_test_itself_sees_what_is_loaded() -> None:
    assert "networkx" in loaded("import networkx")
