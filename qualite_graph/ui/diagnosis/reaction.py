"""The map with what follows when something stops: painted by what becomes of each process."""

from __future__ import annotations

from typing import Final

from qualite_graph.analysis.impact import Impact
from qualite_graph.analysis.process_map import ProcessMap
from qualite_graph.messages import messages
from qualite_graph.ui.components import Look, Paint, Shade, map_data
from qualite_graph.ui.mapping.drawn import MOST_ORDERED, Drawn, show_map, usual_layout
from qualite_graph.ui.mapping.paint import id_of
from qualite_graph.ui.session import Here

_SHADES: Final = (
    ("stopped", "✖", "scale-4"),
    ("blocked", "▲", "scale-3"),
    ("short", "◐", "scale-2"),
    ("runs", "", "scale-1"),
)
"""What may become of a process, with its mark and its colour, the gravest first."""


def reaction_map(here: Here, whole: ProcessMap, found: Impact) -> str | None:
    """Draw the map as it reacts; return what was clicked."""
    data = map_data(whole, here.lang, messages(here.lang).section("ui.family"), ())
    look = reaction_look(here, whole, found)
    return show_map(here, Drawn(whole, data, {}, {}), look, None, "reaction ").selected


def reaction_look(here: Here, whole: ProcessMap, found: Impact) -> Look:
    """Return the look of the map: a mark on what stops, is blocked or runs short; the flows that are cut."""
    spread = found.spread
    becomes = dict.fromkeys(spread.short, 2)
    becomes |= dict.fromkeys(spread.blocked, 1)
    becomes |= dict.fromkeys((*spread.stopped, *found.removed), 0)
    gone = {iri for iri, state in becomes.items() if state == 0}
    shades = tuple([Shade(mark, here.text(f"diagnosis.becomes.{key}"), tone) for key, mark, tone in _SHADES])
    names = whole.names()
    organisation = next(one for one in here.workspace.organisations() if one.notation == here.organisation)
    of = {id_of(one.name): becomes.get(one.name.iri, len(shades) - 1) for one in whole.processes}
    of |= {id_of(name): 0 for name in names if name.iri in gone}
    return Look(
        layout=usual_layout(whole) if len(whole.processes) <= MOST_ORDERED else "force",
        title=here.label(organisation),
        subtitle=here.text("diagnosis.parts.what_if"),
        lang=here.lang,
        paint=Paint(here.text("diagnosis.becomes.title"), shades, of),
        cut=tuple(sorted(spread.flows)),
    )
