"""Long commands say what is done and what is left, on a terminal only."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from qualite_graph.cli.context import Context
from qualite_graph.cli.progress import said
from qualite_graph.progress import CHECKING, EXPORTING, LOADING
from qualite_graph.resources import example_workbook
from qualite_graph.workspace import Workspace
from tests.cli.conftest import Run


def test_the_stages_told_are_those_announced() -> None:
    workspace = Workspace.in_memory(example=False)
    told: list[str] = []
    workspace.load(example_workbook(), "essai", progress=told.append)
    assert tuple(told) == LOADING
    told.clear()
    workspace.check("essai", progress=told.append)
    assert tuple(told) == CHECKING
    told.clear()
    workspace.export("essai", "csv", progress=told.append)
    assert tuple(told) == EXPORTING


def test_a_refused_file_stops_at_reading(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("fournisseur;client;quoi\n;;offre\n", "utf-8")
    told: list[str] = []
    assert Workspace.in_memory(example=False).load(file, "essai", progress=told.append).blocking
    assert told == ["reading"]


def test_what_is_left_is_named() -> None:
    assert said(Context(None, "fr"), LOADING, 1) == "Contrôle ; reste : Écriture et déduction"
    assert said(Context(None, "en"), LOADING, 2) == "Writing and deriving"


def test_a_terminal_shows_every_stage(tmp_path: Path) -> None:
    text = _on_a_terminal(tmp_path, "load", str(example_workbook()), "--organisation", "essai")
    for part in ("0/3 Lecture ; reste : Contrôle", "1/3 Contrôle", "2/3 Écriture et déduction"):
        assert part in text


def test_a_pipe_gets_nothing_of_it(execute: Run, tmp_path: Path) -> None:
    outcome = execute(
        "load", str(example_workbook()), "--organisation", "essai", QUALITE_GRAPH_DATA=str(tmp_path)
    )
    assert outcome.code == 0
    assert "Lecture" not in outcome.err


def test_one_long_step_is_named_while_it_lasts(tmp_path: Path) -> None:
    text = _on_a_terminal(tmp_path, "backup", str(tmp_path / "copie"))
    assert "0/1 Copie" in text


def _on_a_terminal(directory: Path, *arguments: str) -> str:
    controller, terminal = pty.openpty()
    data = {"QUALITE_GRAPH_DATA": str(directory / "data"), "TERM": "xterm", "COLUMNS": "120"}
    command = [sys.executable, "-m", "qualite_graph", "--lang", "fr", *arguments]
    with subprocess.Popen(
        command, env={**os.environ, **data}, stdout=subprocess.DEVNULL, stderr=terminal
    ) as process:
        os.close(terminal)
        seen = _everything(controller)
    os.close(controller)
    assert process.returncode == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen.decode())


def _everything(controller: int) -> bytes:
    parts = []
    while True:
        try:
            part = os.read(controller, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts)
