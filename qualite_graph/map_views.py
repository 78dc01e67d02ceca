"""The façade for the pages that draw: traits to colour by, neighbourhoods, paths; it only delegates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualite_graph.insights import Insights

if TYPE_CHECKING:
    from qualite_graph.analysis.map_traits import Traits


class MapViews(Insights):
    """What a map shows besides processes and flows."""

    def map_traits(self, organisation: str | None = None) -> Mapping[str, Traits]:
        """Return the owner, the units, the clauses and the complaints of each process, by IRI.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        slug = self.organisation(organisation)
        return self._keep(("traits", slug), lambda: self._traits(slug))

    def _traits(self, slug: str) -> Mapping[str, Traits]:
        from qualite_graph.analysis.map_traits import (  # noqa: PLC0415 -- only where a map is drawn
            map_traits,
            people_and_places,
        )

        around = self.surroundings(slug)
        return map_traits(around, self.names(people_and_places(around), slug))

    def criticality(self, organisation: str | None = None) -> Mapping[str, int]:
        """Return how critical each process is, from 0 to 3, by IRI.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.map_traits import criticality  # noqa: PLC0415

        slug = self.organisation(organisation)
        return self._keep(("criticality", slug), lambda: criticality(self.network(slug).graph))

    def around(
        self, start: str, upstream: int, downstream: int, organisation: str | None = None
    ) -> frozenset[str]:
        """Return the parties at most so many steps before and after one, all given by IRI.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.map_scope import around  # noqa: PLC0415

        slug = self.organisation(organisation)
        key = ("around", slug, start, upstream, downstream)
        return self._keep(key, lambda: around(self.network(slug), start, upstream, downstream))

    def trail(self, start: str, end: str, organisation: str | None = None) -> tuple[str, ...]:
        """Return the shortest path from one party to another, as IRIs; empty when there is none.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.map_scope import trail  # noqa: PLC0415

        slug = self.organisation(organisation)
        return self._keep(("trail", slug, start, end), lambda: trail(self.network(slug), start, end))
