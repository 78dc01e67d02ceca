"""Help in the user's language, at once, and output that suits where it goes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qualite_graph.cli import commands
from qualite_graph.cli.context import take_apart
from qualite_graph.cli.front import COMMANDS
from qualite_graph.messages import messages
from tests.cli.conftest import Run

ENGLISH = ("Usage", "Options:", "Show this message", "Arguments:", "[default", "required")


def test_the_front_page_lists_the_commands_that_there_are() -> None:
    assert tuple(info.name for info in commands.app.registered_commands) == COMMANDS


@pytest.mark.parametrize("line", [[], ["--help"], ["help"], ["-h"]])
def test_the_front_page_is_in_the_users_language(run: Run, line: list[str]) -> None:
    shown = run(*line)
    assert shown.code == 0
    assert shown.out.startswith("Emploi\u00a0: qualite-graph")
    assert all(f"\n  {name} " in shown.out for name in COMMANDS)
    assert run("--lang", "en", *line).out.startswith("Usage: qualite-graph")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_in_both_languages(run: Run, name: str) -> None:
    french = run(name, "--help")
    assert french.code == 0
    assert french.out.startswith(f"Emploi\u00a0: qualite-graph {name} [OPTIONS]")
    assert not [word for word in ENGLISH if word in french.out]
    assert "cli." not in french.out
    english = run(name, "--help", "--lang", "en")
    assert english.out.startswith(f"Usage: qualite-graph {name} [OPTIONS]")
    assert "\u00a0" not in english.out
    assert "cli." not in english.out


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_examples_are_command_lines(name: str, lang: str) -> None:
    for line in messages(lang).text(f"cli.{name}.examples").strip().splitlines():
        program, command, *_ = line.split()
        assert (program, command) == ("qualite-graph", name)


@pytest.mark.parametrize("width", ["20", "60", "300"])
def test_help_fits_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    limit = max(50, min(100, int(width)))
    lines = run("--help").out.splitlines() + run("ask", "--help").out.splitlines()
    prose = [line for line in lines if "qualite-graph" not in line]  # a command line is not cut
    assert [line for line in prose if len(line) > limit] == []


def test_the_version_is_told(run: Run) -> None:
    from qualite_graph import __version__

    assert run("--version").out == f"qualite-graph {__version__}\n"


def test_shared_options_stand_anywhere_and_end_with_two_hyphens() -> None:
    line = take_apart(["--data", "a", "ask", "--lang=en", "Q36", "--", "--lang", "fr"])
    assert (line.context.data, line.context.lang) == ("a", "en")
    assert line.arguments == ("ask", "Q36", "--", "--lang", "fr")


def modules_of(*arguments: str, data: Path | None = None) -> set[str]:
    code = (
        "import sys\nfrom qualite_graph.cli import main\n"
        f"main({list(arguments)!r})\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "QUALITE_GRAPH_DATA": str(data or "")},
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_the_front_page_loads_nothing_heavy() -> None:
    heavy = {"typer", "rich", "pyoxigraph", "rdflib", "networkx", "streamlit", "pydantic", "shutil"}
    assert modules_of("--help") & heavy == set()


def test_an_answer_for_a_file_loads_no_tables_and_no_analysis(data: Path) -> None:
    heavy = {"rich", "rdflib", "networkx", "streamlit", "pydantic", "pandas", "python_calamine"}
    assert modules_of("ask", "Q36", "--format", "csv", data=data) & heavy == set()


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys, qualite_graph; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if name.startswith("qualite_graph")} == {"qualite_graph"}


def test_a_pipe_gets_neither_colours_nor_wrapped_lines(execute: Run) -> None:
    piped = execute("ask", "S14", COLUMNS="40").out + execute("questions", COLUMNS="40").out
    assert "\x1b" not in piped
    assert max(map(len, piped.splitlines())) > 80
    assert not [line for line in piped.splitlines() if line != line.rstrip()]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_a_table_of_its_width(data: Path) -> None:
    import pty

    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "qualite_graph", "questions", "--group", "E", "--lang", "fr"],
        stdout=slave,
        env={**os.environ, "QUALITE_GRAPH_DATA": str(data), "COLUMNS": "70", "TERM": "xterm"},
    ) as process:
        os.close(slave)
        shown = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not part:
                break
            shown += part
        process.wait(30)
    os.close(master)
    text = shown.decode()
    assert "\x1b[1m" in text
    import re

    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in text.splitlines()]
    assert max(map(len, lines)) <= 70
