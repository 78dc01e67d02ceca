"""The page of data: bring files, correct tables, go back, keep several organisations; no terminal needed."""

from __future__ import annotations

from typing import Final

from qualite_graph.ui import session
from qualite_graph.ui.data.importing import importing
from qualite_graph.ui.data.keeping import organisations, past
from qualite_graph.ui.data.tables import tables
from qualite_graph.ui.parts import part

PARTS: Final = ("import", "edit", "past", "organisations")


def show() -> None:
    """Show the page."""
    here = session.here()
    shown = part(here, "data", PARTS)
    if shown == "import":
        importing(here)
    elif shown == "edit":
        tables(here)
    elif shown == "past":
        past(here)
    else:
        organisations(here)


if __name__ == "__main__":
    show()
