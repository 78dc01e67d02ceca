"""What a workspace shows: organisations, names, maps and cards, kept until the store's version moves."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

from qualite_graph import asking, knowledge, naming
from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.kept import Kept
from qualite_graph.naming import Name
from qualite_graph.progress import Listener, unheard
from qualite_graph.settings import setting
from qualite_graph.store import Store, dataset_of, everything
from qualite_graph.vocabulary import graph_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualite_graph.analysis.coverage_facts import CoverageFacts
    from qualite_graph.analysis.knowledge_tree import KnowledgeTree
    from qualite_graph.analysis.network import Network
    from qualite_graph.analysis.ontology import Definition, Module
    from qualite_graph.analysis.overview import Overview
    from qualite_graph.analysis.process_card import ProcessCard
    from qualite_graph.analysis.process_map import ProcessMap
    from qualite_graph.analysis.subjects import Subject
    from qualite_graph.analysis.term_card import TermCard
    from qualite_graph.analysis.terms import Term
    from qualite_graph.validation import Report

EXAMPLE = "coffralp"
_OF_SHELVES: Final = frozenset({"kept queries", "saved views", "whole", "counts"})
"""How the keys start of what is worked out from kept queries and saved views."""

_T = TypeVar("_T")


class Views:
    """The reading half of the façade: what costs something is kept until the store's version moves."""

    def __init__(self, store: Store) -> None:
        """Look at a store whose knowledge is in place."""
        self.store = store
        self._kept = Kept()

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
        known = self._slugs()
        chosen = slug or self._usual()
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

    def _slugs(self) -> tuple[str, ...]:
        """Return the slugs of the organisations that there are for who asks."""
        return self._keep(("slugs",), lambda: knowledge.organisations(self.store))

    def _usual(self) -> str:
        """Return the organisation that is set for who names none; empty without one."""
        return setting("organisation")

    def _open(self, slug: str) -> str:
        """Return a slug that a method takes as it is given, gone or to come included, if it may be read."""
        return slug

    def _about(self, slug: str | None) -> str | None:
        return None if slug is None else self._open(slug)

    def choices(self, parameter_type: str, organisation: str | None = None) -> tuple[Name, ...]:
        """Return what a parameter of a type may name, in the natural order of notations."""
        if parameter_type == "organisation":
            return self.organisations()
        slug = self._about(organisation)
        return self._keep(("choices", parameter_type, slug), lambda: self._read_choices(parameter_type, slug))

    def _read_choices(self, parameter_type: str, slug: str | None) -> tuple[Name, ...]:
        if parameter_type == "process" and self._kept.at_hand(self.store.version, ("map", slug)):
            # Thousands of names take a second to read from the disk, and a map at hand has them.
            return tuple(
                sorted([one.name for one in self.process_map(slug).processes], key=naming.natural_order)
            )
        return naming.choices(self.store, dataset_of(slug), parameter_type)

    def names(self, iris: Iterable[str], organisation: str | None = None) -> dict[str, Name]:
        """Return the names of some entities, for showing an answer."""
        slug, wanted = self._about(organisation), frozenset(iris)
        # a page asks again at each run, and may add to what it is given
        return dict(
            self._keep(("names", slug, wanted), lambda: naming.names(self.store, everything(slug), wanted))
        )

    def named(self, text: str, organisation: str | None = None) -> tuple[Name, ...]:
        """Return what bears a name, a synonym or a code whose words `text` begins, best first."""
        from qualite_graph.analysis.term_search import read_index  # noqa: PLC0415

        slug = self._about(organisation)
        index = self._keep(("index", slug), lambda: read_index(self.store, everything(slug)))
        return index.find(text)

    def subjects(self, iris: Iterable[str], organisation: str | None = None) -> dict[str, Subject]:
        """Return who answers for some entities, and the ends of those that are flows."""
        from qualite_graph.analysis.subjects import subjects  # noqa: PLC0415

        slug, wanted = self._about(organisation), tuple(dict.fromkeys(iris))
        return dict(
            self._keep(("subjects", slug, wanted), lambda: subjects(self.store, everything(slug), wanted))
        )

    def terms(self, organisation: str | None = None) -> tuple[Term, ...]:
        """Return the names that a query may use, with how people call them."""
        from qualite_graph.analysis.terms import terms  # noqa: PLC0415

        slug = self._about(organisation)
        return self._keep(("terms", slug), lambda: terms(self.store, everything(slug)))

    def modules(self) -> tuple[Module, ...]:
        """Return the modules of the vocabulary, with their versions and licences."""
        from qualite_graph.analysis.ontology import modules  # noqa: PLC0415

        return self._keep(("modules",), lambda: modules(self.store))

    def definitions(self) -> tuple[Definition, ...]:
        """Return the classes and properties of the vocabulary with what they mean."""
        from qualite_graph.analysis.ontology import definitions  # noqa: PLC0415

        return self._keep(("definitions",), lambda: definitions(self.store))

    def network(self, organisation: str | None = None) -> Network:
        """Return the flows of an organisation as networkx graphs, kept until the store's version moves."""
        from qualite_graph.analysis.network import read_network  # noqa: PLC0415 -- networkx comes with it

        slug = self.organisation(organisation)
        return self._keep(("network", slug), lambda: read_network(self.store, dataset_of(slug)))

    def check(
        self,
        organisation: str | None = None,
        *,
        reference_date: datetime.date | None = None,
        progress: Listener = unheard,
    ) -> Report:
        """Check an organisation against the shapes at a date, today unless one is given.

        `progress` is told each stage of `CHECKING`, unless the report is at hand.

        Raises:
            NotFoundError: the organisation does not exist.
            InputError: the engine set does not exist.
        """
        from qualite_graph.analysis.facts import facts  # noqa: PLC0415 -- networkx comes with it
        from qualite_graph.validation import check  # noqa: PLC0415 -- an engine comes with it

        slug = self.organisation(organisation)
        day = reference_date or datetime.date.today()

        def report() -> Report:
            progress("gathering")
            computed = facts(self.network(slug))
            progress("checking")
            return check(self.store, slug, day, computed)

        return self._keep(("report", slug, day), report)

    def is_checked(self, organisation: str | None = None) -> bool:
        """Tell whether today's check of an organisation is at hand, so that nobody has to wait for it.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        key = ("report", self.organisation(organisation), datetime.date.today())
        return self._kept.at_hand(self.store.version, key)

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

        slug = self._about(organisation)
        return self._keep(("overview", slug), lambda: overview(self.store, dataset_of(slug)))

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
        slug = self._about(organisation)
        return self._keep(("term", slug, iri), lambda: term_card(self.store, everything(slug), iri))

    # What is kept by store version

    def _coverage_facts(self, slug: str) -> CoverageFacts:
        from qualite_graph.analysis.coverage_facts import read_coverage_facts  # noqa: PLC0415

        return self._keep(("coverage_facts", slug), lambda: read_coverage_facts(self.store, dataset_of(slug)))

    def _known(self, kind: str, slug: str | None) -> Mapping[str, Name]:
        if kind == "organisation":  # which there are depends on who asks
            return asking.index(self.organisations())
        return self._keep(("known", kind, slug), lambda: asking.index(self.choices(kind, slug)))

    @contextmanager
    def _written_aside(self) -> Iterator[None]:
        """Keep what was worked out when kept queries or saved views are written: nothing else reads them."""
        with self.store.writing():
            before = self.store.version
            yield
            if self.store.version == before + 1:
                self._kept.carry(before, before + 1, _OF_SHELVES)

    def _keep(self, key: Hashable, make: Callable[[], _T]) -> _T:
        return self._kept.value(self.store.version, key, make)
