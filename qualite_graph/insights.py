"""What a workspace tells of the network: diagnosis, what-if, comparison; each method delegates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualite_graph.store import dataset_of
from qualite_graph.views import Views

if TYPE_CHECKING:
    from qualite_graph.analysis.diagnosis import Diagnosis
    from qualite_graph.analysis.surroundings import Surroundings


class Insights(Views):
    """The part of the façade that answers from the shape of the network."""

    def diagnosis(self, organisation: str | None = None) -> Diagnosis:
        """Return one page on what the network tells: figures, and chapters of sentences with their evidence.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        from qualite_graph.analysis.diagnosis import diagnose  # noqa: PLC0415 -- rustworkx comes with it

        slug = self.organisation(organisation)
        return self._keep(("diagnosis", slug), lambda: diagnose(self.network(slug), self.surroundings(slug)))

    def surroundings(self, organisation: str | None = None) -> Surroundings:
        """Return the facts around the flows: owners, deputies, units, clauses, needs, complaints."""
        from qualite_graph.analysis.surroundings import read_surroundings  # noqa: PLC0415

        slug = self.organisation(organisation)
        return self._keep(("surroundings", slug), lambda: read_surroundings(self.store, dataset_of(slug)))
