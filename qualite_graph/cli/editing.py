"""The commands `flow`, `edit` and `remove`: one change at a time, told in words once it is made."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualite_graph.cli.changes import changes
from qualite_graph.cli.context import REFUSED, Context, UsageError
from qualite_graph.cli.opening import open_for_reading, open_for_writing
from qualite_graph.cli.table import show

if TYPE_CHECKING:
    from qualite_graph.editable import Edited
    from qualite_graph.editing import RowEdit
    from qualite_graph.editing.edits import Action
    from qualite_graph.editing.flows import NewFlow


@dataclass(frozen=True, slots=True)
class Asked:
    """An edit as it was typed: the sheet, a code and `column=value` pairs, what to do with the row."""

    sheet: str
    what: tuple[str, ...]
    new: bool
    remove: bool
    together: bool

    def edit(self) -> RowEdit:
        """Return the edit that is meant.

        Raises:
            UsageError: a row is to be new and removed at once, or two codes are given.
        """
        from qualite_graph.editing import RowEdit  # noqa: PLC0415

        if self.new and self.remove:
            raise UsageError("contradiction", first="--new", second="--remove")
        codes = [text for text in self.what if "=" not in text]
        if len(codes) > 1:
            raise UsageError("two_codes", first=codes[0], second=codes[1])
        pairs = [text.partition("=") for text in self.what if "=" in text]
        cells = {name.strip(): value.strip() for name, _, value in pairs}
        action: Action = "add" if self.new else "remove" if self.remove else "change"
        return RowEdit(self.sheet, codes[0] if codes else "", cells, action, self.together)


def run_flow(context: Context, flow: NewFlow, organisation: str | None, *, write: bool) -> int:
    """Add a flow, and say what that changes; without `write`, only say it.

    Raises:
        QualiteGraphError: it cannot be added; nothing is written.
    """
    workspace = open_for_writing(context) if write else open_for_reading(context)
    _tell(context, workspace.add_flow(flow, organisation, write=write), write=write)
    return 0


def run_edit(context: Context, asked: Asked, organisation: str | None, *, write: bool) -> int:
    """Add, change or remove a row, and say what that changes; without `write`, only say it.

    Raises:
        UsageError: the edit makes no sense.
        QualiteGraphError: it cannot be made; nothing is written.
    """
    edit = asked.edit()
    workspace = open_for_writing(context) if write else open_for_reading(context)
    _tell(context, workspace.edit_rows([edit], organisation, write=write), write=write)
    return 0


def run_remove(context: Context, organisation: str, agreed: bool) -> int:
    """Take an organisation out of the data, once its name was typed again or `agreed` was given.

    Raises:
        NotFoundError: it does not exist.
        StoreError: the data directory cannot be written.
    """
    workspace = open_for_writing(context)
    slug = workspace.organisation(organisation)
    if not agreed:
        if not sys.stdin.isatty():
            raise UsageError("not_agreed", organisation=slug)
        print(context.text("cli.remove.ask", organisation=slug), end="", flush=True)
        if sys.stdin.readline().strip() != slug:
            print(context.text("cli.remove.kept", organisation=slug), file=sys.stderr)
            return REFUSED
    workspace.remove(slug)
    print(context.text("cli.remove.done", organisation=slug))
    return 0


def _tell(context: Context, edited: Edited, *, write: bool) -> None:
    codes = ", ".join(edited.identifiers)
    title = context.text("cli.edit.done" if write else "cli.edit.would", codes=codes)
    show(changes(context, title, edited.facts))
    for problem in edited.warnings:
        print(problem.message(context.lang), file=sys.stderr)
