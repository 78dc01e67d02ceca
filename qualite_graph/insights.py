"""What a workspace tells of the network: diagnosis, what-if, comparison; each method delegates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualite_graph import naming
from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.store import dataset_of
from qualite_graph.store.base import Dataset
from qualite_graph.views import Views
from qualite_graph.vocabulary import graph_of

if TYPE_CHECKING:
    from qualite_graph.analysis.comparing import Compared, Place
    from qualite_graph.analysis.diagnosis import Diagnosis
    from qualite_graph.analysis.feedback import Feedback
    from qualite_graph.analysis.impact import Impact
    from qualite_graph.analysis.profile import Structure
    from qualite_graph.analysis.single_points import SinglePoint
    from qualite_graph.analysis.surroundings import Surroundings
    from qualite_graph.analysis.voice import Voice
    from qualite_graph.analysis.weakest import MinimumCut


class Insights(Views):
    """The part of the façade that answers from the shape of the network.

    Every method takes an organisation's slug, as `organisation()` does, and raises `NotFoundError` when it
    does not exist. What it returns holds IRIs: `names()` gives what to show. Sentences are said by
    `telling.tell`.
    """

    def diagnosis(self, organisation: str | None = None) -> Diagnosis:
        """Return one page on what the network tells: figures, chapters of sentences with their evidence."""
        from qualite_graph.analysis.diagnosis import diagnose  # noqa: PLC0415 -- rustworkx comes with these

        slug = self.organisation(organisation)
        return self._keep(("diagnosis", slug), lambda: diagnose(self.network(slug), self.surroundings(slug)))

    def structure(self, organisation: str | None = None) -> Structure:
        """Return the whole structure: a line of figures per process, parts, loops, cuts, communities."""
        from qualite_graph.analysis.profile import structure_of  # noqa: PLC0415

        slug = self.organisation(organisation)
        return self._keep(
            ("structure", slug), lambda: structure_of(self.network(slug), self.surroundings(slug))
        )

    def feedback(self, organisation: str | None = None) -> Feedback:
        """Return the feedback loops, closed and open, and the fewest flows that would close them."""
        from qualite_graph.analysis.feedback import feedback  # noqa: PLC0415

        slug = self.organisation(organisation)
        return self._keep(("feedback", slug), lambda: feedback(self.network(slug)))

    def voices(self, organisation: str | None = None) -> tuple[Voice, ...]:
        """Return how well the customer is heard at each process, with the parts of the score, least first."""
        from qualite_graph.analysis.voice import voices  # noqa: PLC0415

        slug = self.organisation(organisation)
        return self._keep(("voices", slug), lambda: voices(self.network(slug), self.surroundings(slug)))

    def single_points(self, organisation: str | None = None) -> tuple[SinglePoint, ...]:
        """Return what everything rests on: processes, then people, then providers, the gravest first."""
        from qualite_graph.analysis.single_points import single_points  # noqa: PLC0415

        slug = self.organisation(organisation)
        return self._keep(
            ("single points", slug), lambda: single_points(self.network(slug), self.surroundings(slug))
        )

    def impact(self, removed: Iterable[str], organisation: str | None = None) -> Impact:
        """Return what follows from removing some things, beside the map as it is.

        `removed` holds notations (`R3`, `P02`, `F2`) or IRIs of processes, positions, outputs, external
        providers, flows and documents, mixed at will; documents prove as of today.

        Raises:
            NotFoundError: one of them is nothing of the kind.
        """
        from qualite_graph.analysis.impact import impact, removable  # noqa: PLC0415

        slug = self.organisation(organisation)
        network, around, facts = self.network(slug), self.surroundings(slug), self._coverage_facts(slug)
        known = self._keep(("removable", slug), lambda: removable(network, around, facts))
        gone, day = frozenset(self._thing(text, known, slug) for text in removed), datetime.date.today()
        return self._keep(("impact", slug, gone, day), lambda: impact(network, around, gone, facts, day))

    def minimum_cut(self, start: str, end: str, organisation: str | None = None) -> MinimumCut:
        """Return the fewest processes and the fewest flows between two processes (notations or IRIs).

        Raises:
            NotFoundError: one of them is no process.
            InputError: both are the same.
        """
        from qualite_graph.analysis.weakest import minimum_cut  # noqa: PLC0415

        slug = self.organisation(organisation)
        network = self.network(slug)
        known = frozenset(network.graph.nodes)
        ends = (self._thing(start, known, slug), self._thing(end, known, slug))
        if ends[0] == ends[1]:
            raise InputError("same_ends", process=start)
        return self._keep(("cut", slug, ends), lambda: minimum_cut(network, *ends))

    def comparison(self, older: str, newer: str, organisation: str | None = None) -> Compared:
        """Return two maps side by side: what appeared, vanished, moved, which figures changed and why.

        `older` and `newer` are two versions or two days (`2026-06-30`) of the organisation, else two
        organisations (slugs), else two of its units (notations or IRIs), such as two sites.

        Raises:
            NotFoundError: one of them does not exist.
        """
        from qualite_graph.analysis.comparing import compared  # noqa: PLC0415

        # Which texts are organisations depends on those there are for who asks.
        return self._keep(
            ("compared", older, newer, organisation, self._slugs()),
            lambda: compared(self._place(older, organisation), self._place(newer, organisation)),
        )

    def _place(self, text: str, organisation: str | None) -> Place:
        from qualite_graph.analysis.comparing import Place  # noqa: PLC0415
        from qualite_graph.past import as_it_was, version_of  # noqa: PLC0415

        if text in [name.notation for name in self.organisations()]:
            return Place(self.store, text)
        slug = self.organisation(organisation)
        version = version_of(self.store, slug, text)
        if version is not None:
            return Place(as_it_was(self.store, slug, version), slug)
        units = self.surroundings(slug).every_unit
        return Place(self.store, slug, self._thing(text, units, slug, "unknown_side"))

    def surroundings(self, organisation: str | None = None) -> Surroundings:
        """Return the facts around the flows: owners, deputies, units, clauses, needs, complaints."""
        from qualite_graph.analysis.surroundings import read_surroundings  # noqa: PLC0415

        slug = self.organisation(organisation)
        return self._keep(("surroundings", slug), lambda: read_surroundings(self.store, dataset_of(slug)))

    def _thing(self, text: str, known: frozenset[str], slug: str, missing: str = "unknown_thing") -> str:
        if text in known:
            return text
        for notation in dict.fromkeys((text, text.upper())):
            found = naming.with_notation(self.store, Dataset((graph_of(slug),)), notation)
            if meant := [iri for iri in found if iri in known]:
                return meant[0]
        raise NotFoundError(missing, thing=text, organisation=slug)
