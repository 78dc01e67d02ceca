"""Who is whose customer: matrix, sheet of a process, from demand to delivery, sides of an interface."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from qualite_graph.ui import frame, session
from qualite_graph.ui.components.picture import picture
from qualite_graph.ui.parts import part
from qualite_graph.ui.relations.interfaces import interfaces
from qualite_graph.ui.relations.matrix import matrix
from qualite_graph.ui.relations.sankey import DELIVERY, DEMAND, stream, svg
from qualite_graph.ui.relations.sheets import choose, sipoc, turtle
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import address_of

PARTS: Final = ("matrix", "sipoc", "turtle", "stream", "interfaces")


def show() -> None:
    """Show the page; a choice in one of its parts runs the part alone."""
    here = session.here()
    if here.organisation is None:
        frame.empty(here)
        return
    shown = part(here, "relations", PARTS)
    if not here.workspace.process_map(here.organisation).processes:
        st.info(here.text("relations.no_flow"), icon=":material/grid_on:")
        return
    bodies = {
        "matrix": matrix,
        "sipoc": _sipoc,
        "turtle": _turtle,
        "stream": _stream,
        "interfaces": interfaces,
    }
    frame.by_itself(bodies[shown])()


def _sipoc(here: Here) -> None:
    sipoc(here, choose(here, here.workspace.process_map(here.organisation)))


def _turtle(here: Here) -> None:
    drawn = here.workspace.process_map(here.organisation)
    turtle(here, choose(here, drawn), drawn)


def _stream(here: Here) -> None:
    """Draw the way from demand to delivery, or say why there is none."""
    drawn = here.workspace.process_map(here.organisation)
    found = stream(drawn)
    if not found.bands or len(found.columns) < 3:
        st.info(here.text("relations.no_stream"), icon=":material/conversion_path_off:")
        return
    names = {one.name.iri: one.name for one in drawn.processes}
    labels = {iri: here.full(name) for iri, name in names.items()}
    labels |= {key: here.text(f"relations.{key}") for key in (DEMAND, DELIVERY)}
    links = {iri: address for iri, name in names.items() if (address := address_of(name, here))}
    st.caption(here.text("relations.stream_help"))
    picture(svg(found, labels, links, here.text("relations.parts.stream")), key="stream")
    if found.backwards:
        pairs = [f"{labels[band.source]} → {labels[band.target]}" for band in found.backwards]
        st.html(
            f'<p class="qg-muted">{escape(here.text("relations.backwards", pairs=" ; ".join(pairs)))}</p>'
        )


if __name__ == "__main__":
    show()
