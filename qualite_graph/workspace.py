"""The one façade that every face uses: it opens the store and delegates, and holds no logic of its own."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from qualite_graph import history, knowledge
from qualite_graph.asking import Answer, Binder
from qualite_graph.assurance import Assurance
from qualite_graph.errors import NotFoundError, StoreLockedError
from qualite_graph.history import Entry
from qualite_graph.intake import Intake
from qualite_graph.journal import ChangedFact, difference_in_words
from qualite_graph.map_views import MapViews
from qualite_graph.progress import Listener, unheard
from qualite_graph.questions import Question, catalogue
from qualite_graph.resources import example_workbook
from qualite_graph.rules import Reason, why
from qualite_graph.serving import Serving
from qualite_graph.settings import data_directory, setting
from qualite_graph.store import EmbeddedStore, Result, Store, Value, dataset_of, everything
from qualite_graph.store.base import Row, rows_from, rows_of
from qualite_graph.store.binding import bound
from qualite_graph.views import EXAMPLE
from qualite_graph.vocabulary import GRAPH_HISTORY, derived_graph_of, graph_of

if TYPE_CHECKING:
    from qualite_graph.analysis.walk_back import WalkBack
    from qualite_graph.exchange.writing import Export
    from qualite_graph.understanding import Understood

__all__ = ["EXAMPLE", "Workspace"]


class Workspace(MapViews, Assurance, Intake, Serving):
    """A store with its knowledge in place, and what people do with it."""

    @classmethod
    def open(cls, directory: Path | None = None, *, read_only: bool = False) -> Workspace:
        """Open a data directory, making it with the example when it is new.

        When none is given: the server set, else the directory set, else the user's own.

        With `read_only`, read what is committed beside another process that writes; a directory that does
        not exist yet, or whose knowledge is older than the package, is first written.

        Raises:
            StoreError: the directory cannot be read or written, is held by another process or is too new.
        """
        if directory is None and (server := setting("store")):
            return cls.at(server)
        path = directory or data_directory()
        if read_only and path.is_dir() and any(path.iterdir()):
            snapshot = EmbeddedStore.snapshot(path)
            if knowledge.installed_version(snapshot) == knowledge.knowledge_version():
                return cls(snapshot)
            try:
                return cls._prepare(EmbeddedStore.open(path))
            except StoreLockedError:
                return cls(snapshot)  # the process that writes has older knowledge: read what it serves
        return cls._prepare(EmbeddedStore.open(path))

    @classmethod
    def at(cls, server: str) -> Workspace:
        """Reach a SPARQL 1.1 server that keeps the data, and put there what a new store holds.

        Raises:
            InputError: the address or its settings cannot be read.
            StoreError: the server cannot be reached, refuses or fails.
        """
        from qualite_graph.store.reaching import from_settings  # noqa: PLC0415 -- HTTP only where needed

        return cls._prepare(from_settings(server))

    @classmethod
    def over(cls, store: Store) -> Workspace:
        """Return the workspace of a store that is open already, with its knowledge put in place."""
        return cls._prepare(store)

    @classmethod
    def in_memory(cls, *, example: bool = True) -> Workspace:
        """Return a workspace that lives as long as the process, with the example organisation or without."""
        return cls._prepare(EmbeddedStore.in_memory(), example=example)

    @classmethod
    def _prepare(cls, store: Store, *, example: bool = True) -> Workspace:
        knowledge.install(store)
        workspace = cls(store)
        # A store in which nothing was ever written is new, even if its first opening was cut short.
        if example and GRAPH_HISTORY not in store.graphs():
            workspace.load(example_workbook(), EXAMPLE)
        return workspace

    # The journal

    def journal(self, organisation: str | None = None) -> tuple[Entry, ...]:
        """Return what was written of an organisation, oldest first; one that is gone keeps its journal.

        Raises:
            NotFoundError: nothing was ever written of it.
        """
        slug = self._open(organisation) if organisation else self.organisation()
        entries = self._keep(("journal", slug), lambda: history.entries(self.store, slug))
        return entries or self._unknown(slug)

    def difference(self, older: int, newer: int, organisation: str | None = None) -> tuple[ChangedFact, ...]:
        """Return in words what changed between two versions of an organisation.

        Raises:
            NotFoundError: the organisation has no write of one of these numbers.
        """
        slug = self._open(organisation) if organisation else self.organisation()
        return difference_in_words(self.store, dataset_of(slug), slug, older, newer)

    def backup(self, directory: Path) -> None:
        """Copy everything that is committed into a new directory, even beside another process that writes."""
        self.store.backup(directory)

    def restore(self, source: Path) -> None:
        """Put a backup in place of everything, in one transaction, and bring its knowledge up to date."""
        self.store.restore(source)
        knowledge.install(self.store)

    def _unknown(self, slug: str) -> NoReturn:
        known = ", ".join(self._slugs())
        raise NotFoundError("unknown_organisation", organisation=slug, known=known or "–")

    # Questions and queries

    def ask(
        self,
        question: str | Question,
        parameters: Mapping[str, str] | None = None,
        *,
        organisation: str | None = None,
        reference_date: datetime.date | None = None,
        within_limits: bool = False,
    ) -> Answer:
        """Answer a catalogue question; values are notations (`R3`, `8.2`) or IRIs, dates ISO.

        With `within_limits`, its query runs in a process of its own, stopped at its limits.

        Raises:
            NotFoundError: the question, the organisation or a value does not exist.
            InputError: a parameter is unknown, missing or unreadable.
            LimitError: the query takes too much time or memory.
        """
        asked = catalogue().question(question) if isinstance(question, str) else question
        slug = self._asked_of(asked, organisation)
        dataset = self._keep(
            ("dataset", slug, asked.consultancy), lambda: dataset_of(slug, consultancy=asked.consultancy)
        )
        day = reference_date or datetime.date.today()
        binder = Binder(slug, day, lambda kind: self._known(kind, slug))
        bindings = binder.bind(asked, parameters or {})
        columns = [column.name for column in asked.columns]
        if asked.computed_by is not None:
            rows = self._compute(asked.computed_by, slug, bindings, day)
        elif within_limits:
            rows = rows_from(self._limited(bound(asked.text, bindings), dataset).content, columns)
        else:
            rows = rows_of(self.store.query(asked.text, dataset, bindings), columns)
        return Answer(asked, bindings, slug, dataset, rows)

    def understand(self, sentence: str, organisation: str | None = None) -> tuple[Understood, ...]:
        """Return the questions nearest to one in somebody's own words, with the parameters that it names."""
        from qualite_graph.understanding import understand  # noqa: PLC0415 -- rapidfuzz, when somebody asks so

        return understand(sentence, lambda kind: self.choices(kind, organisation))

    def kept_answer(
        self,
        question: str,
        organisation: str | None = None,
        parameters: Mapping[str, str] | None = None,
    ) -> Answer:
        """Answer a question as of today, with default values for what is not given.

        The answer is kept until something is written, for a page that shows it at every rerun.
        """
        day = datetime.date.today()
        slug = self._asked_of(catalogue().question(question), organisation)
        return self._keep(
            ("answer", question, slug, day, *sorted((parameters or {}).items())),
            lambda: self.ask(question, parameters, organisation=slug, reference_date=day),
        )

    def _asked_of(self, question: Question, organisation: str | None) -> str | None:
        return self.organisation(organisation) if question.needs_organisation or organisation else None

    def _compute(
        self, name: str, slug: str | None, bindings: Mapping[str, Value], day: datetime.date
    ) -> tuple[Row, ...]:
        from qualite_graph.analysis.answers import compute  # noqa: PLC0415 -- rustworkx only where needed
        from qualite_graph.analysis.computed import Context  # noqa: PLC0415

        around = self.surroundings(slug)
        programme = partial(self.audit_programme, slug, reference_date=day)

        def walk_back(complaint: str, on: datetime.date) -> WalkBack:
            return self.complaint_file(complaint, slug, reference_date=on)

        return compute(name, Context(self.network(slug), bindings, day, around, programme, walk_back))

    def query(self, text: str, *, organisation: str | None = None) -> Result:
        """Run a SPARQL query of the user's own on all public knowledge and one organisation.

        Raises:
            NotFoundError: the organisation does not exist.
            QuerySyntaxError: the text does not parse; it says where.
        """
        slug = self.organisation(organisation) if organisation else None
        return self.store.query(text, everything(slug))

    def why(self, subject: str, predicate: str, obj: str, *, organisation: str) -> tuple[Reason, ...]:
        """Return the rules and the flows from which a derived triple follows."""
        return why(self.store, self._open(organisation), subject, predicate, obj)

    def export(
        self,
        organisation: str,
        format_name: str,
        *,
        lang: str = "fr",
        persons: bool = True,
        progress: Listener = unheard,
    ) -> Export:
        """Write an organisation in a format (`exchange.writing` has them), and say what it leaves out.

        `progress` is told each stage of `EXPORTING`.

        Raises:
            NotFoundError: the organisation does not exist.
            InputError: the format is unknown.
        """
        from qualite_graph.exchange.writing import export  # noqa: PLC0415 -- XlsxWriter comes with it

        slug = self.organisation(organisation)
        progress("gathering")
        quads = self.quads(slug)
        progress("composing")
        return export(quads, slug, format_name, lang=lang, persons=persons)

    def quads(self, organisation: str, *, derived: bool = True) -> bytes:
        """Return an organisation's statements as N-Quads, those derived included unless told otherwise."""
        slug = self.organisation(organisation)
        graphs = (graph_of(slug), derived_graph_of(slug)) if derived else (graph_of(slug),)
        return self.store.quads(graphs)
