"""What the page of the map is asked to show: the whole map, the part of it in scope, what is drawn of that.

It stands apart from the page, whose script is executed anew at every run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qualite_graph.analysis.map_scope import scoped
from qualite_graph.analysis.process_map import ProcessMap
from qualite_graph.naming import Name
from qualite_graph.ui.mapping import state
from qualite_graph.ui.mapping.drawn import Drawn, drawn_map, usual_layout
from qualite_graph.ui.mapping.paint import id_of
from qualite_graph.ui.mapping.state import MapState
from qualite_graph.ui.mapping.views import Opened, open_view
from qualite_graph.ui.same import of_the_same
from qualite_graph.ui.session import Here


@dataclass(frozen=True, slots=True)
class Asked:
    """A map and what the reader asks of it; `named` gives its processes and parties by id."""

    whole: ProcessMap
    named: Mapping[str, Name]
    opened: Opened
    view: MapState
    scope: ProcessMap
    drawn: Drawn


def asked_of(here: Here) -> Asked:
    """Return what the address asks, after the saved view that it names is applied.

    Raises:
        NotFoundError: no view is saved under this name.
    """
    whole = here.workspace.process_map(here.organisation)
    named = _named(whole)
    opened = open_view(here)
    view = state.read(usual_layout(whole))
    scope = _in_scope(here, whole, view, named)
    return Asked(whole, named, opened, view, scope, drawn_map(here, scope, view))


@of_the_same(8)
def _named(whole: ProcessMap) -> Mapping[str, Name]:
    return {id_of(name): name for name in whole.names()}


def _in_scope(here: Here, whole: ProcessMap, view: MapState, named: Mapping[str, Name]) -> ProcessMap:
    """Return the part of the map that is asked for: around a process, without what is hidden."""
    if view.around not in named and not view.hidden:
        return whole
    kept = {name.iri for name in named.values()}
    start = named.get(view.around or "")
    if start is not None:
        kept &= here.workspace.around(start.iri, view.upstream, view.downstream, here.organisation)
    kept -= {named[one].iri for one in view.hidden if one in named}
    return whole if len(kept) == len(named) else scoped(whole, kept)
