"""What a workspace tells of the network: diagnosis, what-if, comparison; each method delegates."""

from __future__ import annotations

from qualite_graph.views import Views


class Insights(Views):
    """The part of the façade that answers from the shape of the network."""
