"""The façade for the pages that draw: traits to colour by, neighbourhoods, paths; it only delegates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qualite_graph import saved_views
from qualite_graph.insights import Insights
from qualite_graph.saved_views import SavedView
from qualite_graph.store import dataset_of

if TYPE_CHECKING:
    from qualite_graph.analysis.exploring import EntityLook
    from qualite_graph.analysis.map_relations import MapRelation
    from qualite_graph.analysis.map_traits import Traits
    from qualite_graph.editing import RowEdit
    from qualite_graph.rehearsal import Rehearsal


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

    def map_relations(self, organisation: str | None = None) -> tuple[MapRelation, ...]:
        """Return the derived relations between the parties of the map, by IRI.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.map_relations import map_relations  # noqa: PLC0415

        slug = self.organisation(organisation)
        return self._keep(("relations", slug), lambda: map_relations(self.store, dataset_of(slug)))

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

    def rehearse(self, edits: Sequence[RowEdit], organisation: str | None = None) -> Rehearsal:
        """Return what a check would find after some edits that it does not find now; nothing is written.

        Raises:
            NotFoundError: the organisation does not exist.
            EditRefusedError: some cells cannot be used.
        """
        from qualite_graph.rehearsal import rehearse  # noqa: PLC0415 -- an engine comes with it

        slug = self.organisation(organisation)
        day = datetime.date.today()
        asked = tuple(
            [(one.sheet, one.identifier, one.action, one.together, *one.cells.items()) for one in edits]
        )
        return self._keep(("rehearsal", slug, day, asked), lambda: rehearse(self.store, slug, edits, day))

    def look_at(self, entity: str, organisation: str | None = None) -> EntityLook:
        """Return what is stated of any entity, given by IRI, and what surrounds it."""
        from qualite_graph.analysis.exploring import look_at  # noqa: PLC0415

        slug = self._about(organisation)
        return self._keep(("look", slug, entity), lambda: look_at(self.store, slug, entity))

    # Views that people save

    def saved_views(self, page: str, organisation: str | None = None) -> tuple[SavedView, ...]:
        """Return the views of a page saved for an organisation, by name.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        slug = self.organisation(organisation)
        return self._keep(
            ("saved views", slug, page), lambda: saved_views.saved_views(self.store, slug, page)
        )

    def saved_view(self, page: str, name: str, organisation: str | None = None) -> SavedView:
        """Return one saved view.

        Raises:
            NotFoundError: the organisation does not exist, or no view is saved under this name.
        """
        return saved_views.saved_view(self.store, self.organisation(organisation), page, name)

    def save_view(self, page: str, view: SavedView, organisation: str | None = None) -> None:
        """Save a view, in place of the one that had its name.

        Raises:
            InputError: the name is empty, the view too large, or too many are saved already.
            StoreError: the store cannot be written.
        """
        slug = self.organisation(organisation)
        with self._written_aside():
            saved_views.save_view(self.store, slug, page, view)

    def forget_view(self, page: str, name: str, organisation: str | None = None) -> None:
        """Keep a view no longer.

        Raises:
            StoreError: the store cannot be written.
        """
        slug = self.organisation(organisation)
        with self._written_aside():
            saved_views.forget_view(self.store, slug, page, name)
