"""The one façade that every face uses: it opens the store and delegates, and holds no logic of its own."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from qualite_graph import asking, knowledge, naming, writing
from qualite_graph.asking import Answer, Binder
from qualite_graph.errors import InputError, NotFoundError, StoreLockedError
from qualite_graph.history import Origin
from qualite_graph.naming import Name
from qualite_graph.questions import Question, catalogue
from qualite_graph.resources import example_workbook
from qualite_graph.rules import Reason, why
from qualite_graph.settings import data_directory, setting
from qualite_graph.store import EmbeddedStore, Result, Store, Value, dataset_of, everything
from qualite_graph.store.base import Row, rows_of
from qualite_graph.vocabulary import derived_graph_of, graph_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualite_graph.analysis.knowledge_tree import KnowledgeTree
    from qualite_graph.analysis.network import Network
    from qualite_graph.analysis.overview import Overview
    from qualite_graph.analysis.process_card import ProcessCard
    from qualite_graph.analysis.process_map import ProcessMap
    from qualite_graph.analysis.term_card import TermCard
    from qualite_graph.exchange import Reading

EXAMPLE = "coffralp"
_T = TypeVar("_T")


class Workspace:
    """A store with its knowledge in place, and what people do with it.

    Answers that cost something are kept until the store's version moves.
    """

    def __init__(self, store: Store) -> None:
        """Use `open` or `in_memory` instead."""
        self.store = store
        self._kept: dict[Hashable, object] = {}
        self._kept_version = store.version

    @classmethod
    def open(cls, directory: Path | None = None, *, read_only: bool = False) -> Workspace:
        """Open a data directory (the one set, when none is given), making it with the example when it is new.

        With `read_only`, read what is committed beside another process that writes; a directory that does
        not exist yet, or whose knowledge is older than the package, is first written.

        Raises:
            StoreError: the directory cannot be read or written, is held by another process or is too new.
        """
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
    def in_memory(cls, *, example: bool = True) -> Workspace:
        """Return a workspace that lives as long as the process, with the example organisation or without."""
        return cls._prepare(EmbeddedStore.in_memory(), example=example)

    @classmethod
    def _prepare(cls, store: EmbeddedStore, *, example: bool = True) -> Workspace:
        new = knowledge.installed_version(store) is None
        knowledge.install(store)
        workspace = cls(store)
        if new and example:
            workspace.load(example_workbook(), EXAMPLE)
        return workspace

    # Organisations

    def organisations(self) -> tuple[Name, ...]:
        """Return the organisations of the store by slug order; a name's notation is its slug."""
        return self._keep(("organisations",), self._read_organisations)

    def _read_organisations(self) -> tuple[Name, ...]:
        found = []
        for slug in knowledge.organisations(self.store):
            name = naming.names(self.store, dataset_of(slug), [graph_of(slug)])[graph_of(slug)]
            found.append(Name(name.iri, slug, name.labels))
        return tuple(found)

    def organisation(self, slug: str | None = None) -> str:
        """Return the slug to use: the one given, the one set, or the only one apart from the example.

        Raises:
            NotFoundError: it does not exist, or there is none.
            InputError: several could be meant.
        """
        known = knowledge.organisations(self.store)
        chosen = slug or setting("organisation")
        if chosen:
            if chosen not in known:
                raise NotFoundError(
                    "unknown_organisation", organisation=chosen, known=", ".join(known) or "–"
                )
            return chosen
        own = [name for name in known if name != EXAMPLE] or list(known)
        if not own:
            raise NotFoundError("no_organisation")
        if len(own) > 1:
            raise InputError("which_organisation", known=", ".join(known))
        return own[0]

    def load(self, path: Path, slug: str) -> Reading:
        """Read a workbook into an organisation's graph, in place of what it held, and derive.

        Nothing is written when the workbook has a problem that is an error: the reading says which.

        Raises:
            InputError: the file is missing or no workbook, or the slug cannot name an organisation.
            StoreError: the store cannot be written.
        """
        from qualite_graph.exchange import read_workbook  # noqa: PLC0415 -- calamine only where it is needed

        writing.check_slug(slug)
        clauses = {clause.notation for clause in self.choices("clause") if clause.notation}
        reading = read_workbook(path, slug, clauses=clauses)
        if not reading.errors:
            origin = Origin.now(getpass.getuser(), path)
            writing.replace_organisation(self.store, slug, reading.ntriples, origin)
        return reading

    def remove(self, slug: str) -> None:
        """Take an organisation out of the store; its history stays."""
        writing.remove_organisation(self.store, self.organisation(slug), Origin.now(getpass.getuser()))

    # Questions and queries

    def ask(
        self,
        question: str | Question,
        parameters: Mapping[str, str] | None = None,
        *,
        organisation: str | None = None,
        reference_date: datetime.date | None = None,
    ) -> Answer:
        """Answer a catalogue question; values are notations (`R3`, `8.2`) or IRIs, dates ISO.

        Raises:
            NotFoundError: the question, the organisation or a value does not exist.
            InputError: a parameter is unknown, missing or unreadable.
        """
        asked = catalogue().question(question) if isinstance(question, str) else question
        slug = self.organisation(organisation) if asked.needs_organisation or organisation else None
        dataset = self._keep(
            ("dataset", slug, asked.consultancy), lambda: dataset_of(slug, consultancy=asked.consultancy)
        )
        day = reference_date or datetime.date.today()
        binder = Binder(slug, day, lambda kind: self._known(kind, slug))
        bindings = binder.bind(asked, parameters or {})
        if asked.computed_by is None:
            columns = [column.name for column in asked.columns]
            rows = rows_of(self.store.query(asked.text, dataset, bindings), columns)
        else:
            rows = self._compute(asked.computed_by, slug, bindings, day)
        return Answer(asked, bindings, slug, dataset, rows)

    def _compute(
        self, name: str, slug: str | None, bindings: Mapping[str, Value], day: datetime.date
    ) -> tuple[Row, ...]:
        from qualite_graph.analysis.answers import Context, compute  # noqa: PLC0415 -- networkx only where needed

        return compute(name, Context(self.network(slug), bindings, day))

    def query(self, text: str, *, organisation: str | None = None) -> Result:
        """Run a SPARQL query of the user's own on all public knowledge and one organisation.

        Raises:
            QuerySyntaxError: the text does not parse; it says where.
        """
        return self.store.query(text, everything(organisation))

    def choices(self, parameter_type: str, organisation: str | None = None) -> tuple[Name, ...]:
        """Return what a parameter of a type may name, in the natural order of notations."""
        if parameter_type == "organisation":
            return self.organisations()
        return self._keep(
            ("choices", parameter_type, organisation),
            lambda: naming.choices(self.store, dataset_of(organisation), parameter_type),
        )

    def names(self, iris: Iterable[str], organisation: str | None = None) -> dict[str, Name]:
        """Return the names of some entities, for showing an answer."""
        return naming.names(self.store, everything(organisation), iris)

    def why(self, subject: str, predicate: str, obj: str, *, organisation: str) -> tuple[Reason, ...]:
        """Return the rules and the flows from which a derived triple follows."""
        return why(self.store, organisation, subject, predicate, obj)

    def quads(self, organisation: str, *, derived: bool = True) -> bytes:
        """Return an organisation's statements as N-Quads, those derived included unless told otherwise."""
        slug = self.organisation(organisation)
        graphs = (graph_of(slug), derived_graph_of(slug)) if derived else (graph_of(slug),)
        return self.store.quads(graphs)

    # Views

    def network(self, organisation: str | None = None) -> Network:
        """Return the flows of an organisation as networkx graphs, kept until the store's version moves."""
        from qualite_graph.analysis.network import read_network  # noqa: PLC0415 -- networkx comes with it

        slug = self.organisation(organisation)
        return self._keep(("network", slug), lambda: read_network(self.store, dataset_of(slug)))

    def process_map(self, organisation: str | None = None) -> ProcessMap:
        """Return the process map of an organisation: processes, outside parties, flows."""
        from qualite_graph.analysis.process_map import process_map  # noqa: PLC0415 -- only where a map is drawn

        slug = self.organisation(organisation)
        return self._keep(("map", slug), lambda: process_map(self.store, dataset_of(slug)))

    def process_card(self, process: str, organisation: str | None = None) -> ProcessCard:
        """Return the card of a process given by notation or IRI.

        Raises:
            NotFoundError: the organisation has no such process.
        """
        from qualite_graph.analysis.process_card import process_card  # noqa: PLC0415

        slug = self.organisation(organisation)
        known = self._known("process", slug)
        name = known.get(process) or known.get(process.lower())
        if name is None:
            examples = ", ".join(
                [choice.notation or choice.iri for choice in self.choices("process", slug)[:5]]
            )
            raise NotFoundError(
                "unknown_process", process=process, organisation=slug, examples=examples or "–"
            )
        return self._keep(
            ("card", slug, name.iri), lambda: process_card(self.store, dataset_of(slug), name.iri)
        )

    def overview(self, organisation: str | None) -> Overview:
        """Return the figures of the knowledge and of an organisation; without one, those of the knowledge."""
        from qualite_graph.analysis.overview import overview  # noqa: PLC0415

        return self._keep(("overview", organisation), lambda: overview(self.store, dataset_of(organisation)))

    def knowledge_tree(self) -> KnowledgeTree:
        """Return the principles, the clauses and the founding document's claims, to browse."""
        from qualite_graph.analysis.knowledge_tree import knowledge_tree  # noqa: PLC0415

        return self._keep(("tree",), lambda: knowledge_tree(self.store, dataset_of(None)))

    def term_card(self, term: str, organisation: str | None) -> TermCard:
        """Return the card of a principle, a clause or a claim given by notation or IRI.

        Raises:
            NotFoundError: the knowledge has no such term.
        """
        from qualite_graph.analysis.term_card import term_card  # noqa: PLC0415

        leaves = self.knowledge_tree().leaves()
        iri = next((leaf.name.iri for leaf in leaves if term in (leaf.name.notation, leaf.name.iri)), None)
        if iri is None:
            raise NotFoundError("unknown_term", term=term)
        return self._keep(
            ("term", organisation, iri), lambda: term_card(self.store, everything(organisation), iri)
        )

    # What is kept by store version

    def _known(self, kind: str, slug: str | None) -> Mapping[str, Name]:
        return self._keep(("known", kind, slug), lambda: asking.index(self.choices(kind, slug)))

    def _keep(self, key: Hashable, make: Callable[[], _T]) -> _T:
        version = self.store.version
        if self._kept_version != version:
            self._kept.clear()
            self._kept_version = version
        # The version is part of the key: an answer that a write overtook must not pass for a fresh one.
        if (version, key) not in self._kept:
            self._kept[version, key] = make()
        return cast("_T", self._kept[version, key])
