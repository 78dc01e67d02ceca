"""The command `query`: a SPARQL query of the user's own, from a file or from the standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from qualite_graph.cli.context import Context
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.output import write_bytes
from qualite_graph.cli.reasons import reason
from qualite_graph.cli.table import Grid, show
from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.spelling import Speller
from qualite_graph.store import Result
from qualite_graph.store.base import is_number, rows_of
from qualite_graph.workspace import Workspace


def run(context: Context, file: str, organisation: str | None, format_name: str | None) -> int:
    """Run the query of a file (`-`: standard input) and write its result.

    Raises:
        InputError: the file cannot be read, the query does not parse, the format does not suit the result.
    """
    text = read_text(file)
    workspace = open_for_reading(context)
    result = workspace.query(text, organisation=_organisation(workspace, organisation))
    if format_name in (None, "table"):
        if result.kind == "graph":
            write_bytes(result.serialize("turtle"))
        else:
            show(_grid(context, workspace, result))
    else:
        write_bytes(result.serialize(format_name or ""))
    return 0


def read_text(file: str) -> str:
    """Return the text of a file, or of the standard input for `-`.

    Raises:
        InputError: it is missing, cannot be read or is not UTF-8.
    """
    try:
        return (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode("utf-8-sig")
    except FileNotFoundError:
        raise NotFoundError("file_missing", file=file) from None
    except UnicodeDecodeError as error:
        raise InputError("file_encoding", file=file, position=error.start + 1) from None
    except OSError as error:
        raise InputError("file_unreadable", file=file, reason=reason(error)) from None


def _organisation(workspace: Workspace, given: str | None) -> str | None:
    if given is None and not workspace.organisations():
        return None  # public knowledge alone
    return workspace.organisation(given)


def _grid(context: Context, workspace: Workspace, result: Result) -> Grid:
    headings = list(result.variables)
    rows = rows_of(result)
    if result.kind == "ask":
        headings = [context.text("cli.query.answer")]
        return Grid(
            "",
            headings,
            [[context.text("cli.yes" if row[0] and row[0].value == "true" else "cli.no")] for row in rows],
        )
    # IRIs stay short IRIs: who writes SPARQL wants to see terms, and names are one join away.
    speller = Speller(context.lang, {})
    right = {index for index in range(len(headings)) if any(is_number(row[index]) for row in rows)}
    count = context.text("cli.rows.one" if len(rows) == 1 else "cli.rows.many", count=len(rows))
    cells = [[speller.full(value) for value in row] for row in rows]
    return Grid("", headings, cells, count if rows else context.text("cli.rows.none"), frozenset(right))
