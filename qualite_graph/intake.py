"""The half of the façade that files come in by: examined first, then loaded in place of what stood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualite_graph import shelf, writing
from qualite_graph.editable import Editable
from qualite_graph.progress import Listener, unheard
from qualite_graph.shelf import KeptQuery

if TYPE_CHECKING:
    from qualite_graph.exchange import Problem, Reading


class Intake(Editable):
    """A workspace that reads files of any known format."""

    def examine(self, path: Path, slug: str, *, partial: bool = False) -> Reading:
        """Read a file of any known format as `load` would, and write nothing.

        Raises:
            InputError: the file is missing or cannot be read, or the slug cannot name an organisation.
        """
        from qualite_graph.exchange import read  # noqa: PLC0415 -- calamine only where it is needed

        clauses = {clause.notation for clause in self.choices("clause") if clause.notation}
        return read(path, writing.check_slug(slug), clauses=clauses, partial=partial)

    def load(
        self, path: Path, slug: str, *, name: str = "", partial: bool = False, progress: Listener = unheard
    ) -> Reading:
        """Read a file of any known format into an organisation's graph, in place of what it held, and derive.

        Nothing is written when the file has a problem that is an error: the reading says which. With
        `partial`, rows that have an error are left out instead. `name` is what the organisation is called
        where the file does not say. `progress` is told each stage of `LOADING`.

        Raises:
            InputError: the file is missing or cannot be read, or the slug cannot name an organisation.
            ViolationError: what it says breaks the model.
            StoreError: the store cannot be written.
        """
        progress("reading")
        reading = self.examine(path, slug, partial=partial).named(name)
        if not reading.blocking:
            from qualite_graph.validation.structure import refuse_violations  # noqa: PLC0415

            progress("checking")
            refuse_violations(self.store, reading.ntriples.decode())
            progress("writing")
            origin = self._origin(path)
            writing.replace_organisation(self.store, slug, reading.ntriples, origin)
        return reading

    def corrections(self, path: Path, problems: Sequence[Problem], lang: str = "fr") -> bytes:
        """Return a workbook with a file's values, its cells to correct coloured and commented.

        Raises:
            InputError: the file cannot be read.
        """
        from qualite_graph.exchange.writing.corrections import corrections  # noqa: PLC0415 -- XlsxWriter

        return corrections(path, problems, lang)

    # Queries kept under a name

    def kept_queries(self) -> tuple[KeptQuery, ...]:
        """Return the queries that people keep, by name."""
        return self._keep(("kept queries",), lambda: shelf.kept_queries(self.store))

    def keep_query(self, name: str, text: str) -> None:
        """Keep a query under a name, in place of the one that had it.

        Raises:
            InputError: the name is empty, the text too long, or too many are kept already.
            StoreError: the store cannot be written.
        """
        with self._written_aside():
            shelf.keep_query(self.store, name, text)

    def forget_query(self, name: str) -> None:
        """Keep a query no longer.

        Raises:
            StoreError: the store cannot be written.
        """
        with self._written_aside():
            shelf.forget_query(self.store, name)
