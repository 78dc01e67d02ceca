"""The editing half of the façade: single changes, each validated, derived and noted in one transaction."""

from __future__ import annotations

import getpass
import os
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualite_graph import writing
from qualite_graph.changes import parsed
from qualite_graph.history import Origin
from qualite_graph.journal import ChangedFact, in_words
from qualite_graph.store import dataset_of
from qualite_graph.views import Views
from qualite_graph.vocabulary import graph_of

if TYPE_CHECKING:
    from qualite_graph.changes import Delta
    from qualite_graph.editing import Proposal, RowEdit
    from qualite_graph.editing.flows import NewFlow
    from qualite_graph.exchange import Problem
    from qualite_graph.exchange.writing.rows import Rows
    from qualite_graph.exchange.writing.standing_rows import StandingRows


@dataclass(frozen=True, slots=True)
class Edited:
    """What edits came to: the code of each row, what changed in words, what to look at again."""

    identifiers: tuple[str, ...]
    facts: tuple[ChangedFact, ...]
    warnings: tuple[Problem, ...]


class Editable(Views):
    """A workspace whose organisations can be changed piece by piece."""

    def rows(self, organisation: str | None = None) -> Rows:
        """Return an organisation as the rows of the workbook, by sheet key and column key, to be edited."""
        slug = self.organisation(organisation)
        return self._keep(("rows", slug), lambda: self._standing_rows(slug).rows())

    def _standing_rows(self, slug: str) -> StandingRows:
        return self._keep(_standing(slug), lambda: self._read_rows(slug))

    def _read_rows(self, slug: str) -> StandingRows:
        from qualite_graph.exchange.writing.content import read_content  # noqa: PLC0415 -- as exporting does
        from qualite_graph.exchange.writing.standing_rows import StandingRows  # noqa: PLC0415

        return StandingRows.of(read_content(self.store.quads((graph_of(slug),)), slug)[0])

    def edit_rows(
        self, edits: Sequence[RowEdit], organisation: str | None = None, *, write: bool = True
    ) -> Edited:
        """Add, change and remove rows of an organisation's sheets: all of them or none.

        Without `write`, only say what would change.

        Raises:
            NotFoundError: a sheet or a column does not exist.
            EditRefusedError: some cells cannot be used; it holds every problem with its place.
            ViolationError: what would stand breaks the model.
            StoreError: the store cannot be written.
        """
        from qualite_graph.editing import propose, refuse_faults  # noqa: PLC0415 -- where something is edited

        slug = self.organisation(organisation)
        clauses = {clause.notation for clause in self.choices("clause") if clause.notation}
        with self.store.writing():
            proposal = propose(self.store, slug, edits, clauses)
            refuse_faults(proposal)
            return self._apply(slug, proposal, write=write)

    def add_flow(self, flow: NewFlow, organisation: str | None = None, *, write: bool = True) -> Edited:
        """Add one flow, with the process and the output that it lacks when it says so; see `edit_rows`."""
        from qualite_graph.editing import flow_edits  # noqa: PLC0415

        slug = self.organisation(organisation)
        with self.store.writing():
            return self.edit_rows(flow_edits(self.store, slug, flow), slug, write=write)

    def edit(self, added: str, removed: str = "", *, organisation: str | None = None) -> None:
        """Add and remove statements of an organisation, given as N-Triples; conclusions follow.

        Raises:
            InputError: the text is not N-Triples.
            ViolationError: what would stand breaks the model.
            StoreError: the store cannot be written.
        """
        slug = self.organisation(organisation)
        # What the change is, and whether it may stand, holds only until somebody else writes.
        with self.store.writing():
            delta = writing.delta_of(self.store, slug, added, removed)
            self._refuse(slug, delta)
            writing.change_organisation(self.store, slug, delta, self._origin())

    def remove(self, slug: str) -> None:
        """Take an organisation out of the store; its history stays."""
        writing.remove_organisation(self.store, self.organisation(slug), self._origin())

    def undo(self, organisation: str | None = None) -> int:
        """Undo the latest write of an organisation that still stands; return its version.

        Raises:
            NotFoundError: nothing is left to undo.
        """
        slug = self._open(organisation) if organisation else self.organisation()
        return writing.undo(self.store, slug, self._origin())

    def _apply(self, slug: str, proposal: Proposal, *, write: bool) -> Edited:
        delta = writing.delta_of(self.store, slug, proposal.added, proposal.removed)
        self._refuse(slug, delta)
        facts = in_words(self.store, dataset_of(slug), delta)
        if write and delta:
            known: StandingRows | None = self._kept.known(self.store.version, _standing(slug))
            writing.change_organisation(self.store, slug, delta, self._origin())
            if known is not None:
                # A table shown again after an edit costs what the edit touched.
                self._keep(_standing(slug), lambda: known.after(parsed(delta.added), parsed(delta.removed)))
        return Edited(proposal.identifiers, facts, proposal.problems)

    def _refuse(self, slug: str, delta: Delta) -> None:
        from qualite_graph.validation.structure import refuse_violating_change  # noqa: PLC0415

        refuse_violating_change(self.store, slug, delta)

    def _origin(self, path: Path | None = None) -> Origin:
        return Origin.now(self._author(), path)

    def _author(self) -> str:
        """Return who writes: the account of this machine."""
        try:
            return getpass.getuser()
        except (KeyError, OSError):  # a container may run under a number that has no name
            return str(os.getuid()) if hasattr(os, "getuid") else "?"


def _standing(slug: str) -> Hashable:
    """Return the key of the rows kept with their statements."""
    return ("standing rows", slug)
