"""An organisation as the workbook people fill in: what is exported loads again as the same graph."""

from __future__ import annotations

import tempfile
from pathlib import Path

from qualite_graph.exchange.template import write_workbook
from qualite_graph.exchange.writing.rows import Rows


def workbook_bytes(rows: Rows, lang: str) -> bytes:
    """Return the workbook of these rows in `lang`; texts are text cells, so none is ever a formula."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "written.xlsx"
        write_workbook(path, rows, lang)
        return path.read_bytes()
