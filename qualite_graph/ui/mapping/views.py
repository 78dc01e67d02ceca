"""Views saved under a name: what the address says, and where things stand; a link shares each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from qualite_graph.errors import QualiteGraphError
from qualite_graph.saved_views import SavedView
from qualite_graph.ui import session
from qualite_graph.ui.components import Arranged, Camera, Pins, forget_places
from qualite_graph.ui.mapping import state
from qualite_graph.ui.session import Here

_APPLIED: Final = "map view applied"
_NAME: Final = "map view name"
_SAID: Final = "map view said"


@dataclass(frozen=True, slots=True)
class Page:
    """A page whose views are saved: its name, the keys of its networks, what its address says."""

    name: str
    networks: tuple[str, ...]
    parameters: tuple[str, ...]


MAP: Final = Page("cartography", ("network", "large"), (*state.PARAMETERS, "process"))
EXPLORER: Final = Page("explorer", ("explored",), ("entity", "passed", "without"))


@dataclass(frozen=True, slots=True)
class Opened:
    """The places of the saved view in force; none when no view is."""

    pins: Pins = field(default_factory=dict)
    camera: Camera | None = None


def open_view(here: Here, page: Page = MAP) -> Opened:
    """Apply the saved view that the address names, once; return its places as long as it is in force.

    Raises:
        NotFoundError: no view is saved under this name.
    """
    name = session.recall(state.VIEW)
    if not name:
        st.session_state.pop(_APPLIED, None)
        return Opened()
    applied = (page.name, here.organisation, name)
    view = here.workspace.saved_view(page.name, name, here.organisation)
    if st.session_state.get(_APPLIED) != applied:
        st.session_state[_APPLIED] = applied
        for parameter in page.parameters:
            session.remember(parameter, view.content.get("address", {}).get(parameter))
        for network in page.networks:
            forget_places(network)
    return Opened(_pins(view), _camera(view))


def _pins(view: SavedView) -> Pins:
    return {key: (float(x), float(y)) for key, (x, y) in view.content.get("pins", {}).items()}


def _camera(view: SavedView) -> Camera | None:
    camera = view.content.get("camera")
    return Camera(float(camera["zoom"]), float(camera["x"]), float(camera["y"])) if camera else None


def saved_views(here: Here, arranged: Callable[[], Arranged], page: Page = MAP) -> None:
    """Offer to save what is shown, and the views saved: to open, to share, to forget.

    `arranged` tells what the reader has made of the map by the time it is saved.
    """
    names = [view.name for view in here.workspace.saved_views(page.name, here.organisation)]
    current = session.recall(state.VIEW)
    barred = session.barred("editor", here.organisation)
    with st.form("map view form", border=False):
        st.text_input(here.text("map_page.view_name"), key=_NAME, max_chars=80, disabled=barred is not None)
        st.form_submit_button(
            here.text("map_page.save_view"),
            icon=":material/bookmark_add:",
            on_click=_save,
            args=(here, arranged, page),
            disabled=barred is not None,
        )
    if said := st.session_state.pop(_SAID, None):
        st.error(said, icon=":material/error:")
    st.session_state["map saved view"] = current if current in names else None
    st.selectbox(
        here.text("map_page.saved_views"),
        names,
        key="map saved view",
        index=None,
        placeholder=here.text("map_page.no_view" if not names else "map_page.choose_view"),
        on_change=lambda: session.remember(state.VIEW, st.session_state["map saved view"]),
        disabled=not names,
    )
    if current in names:
        st.caption(here.text("map_page.link"))
        st.code(_link(here, current), language=None, wrap_lines=True)
        st.button(
            here.text("map_page.forget_view"),
            icon=":material/delete:",
            on_click=_forget,
            args=(here, current, page),
            type="tertiary",
        )


def _link(here: Here, name: str) -> str:
    """Return the address of a view, which opens it in any browser that reaches this server."""
    base = (st.context.url or "").split("?")[0]
    asked = {state.VIEW: name, **({"lang": here.lang} if here.lang != "fr" else {})}
    if len(here.workspace.organisations()) > 1 and here.organisation:
        asked["organisation"] = here.organisation
    return f"{base}?{urlencode(asked)}"


def _save(here: Here, arranged: Callable[[], Arranged], page: Page) -> None:
    made = arranged()
    name = " ".join(st.session_state[_NAME].split())
    address = {key: st.query_params[key] for key in page.parameters if st.query_params.get(key)}
    content: dict[str, Any] = {
        "address": address,
        "pins": {key: list(at) for key, at in made.pins.items()},
    }
    if made.camera:
        camera = made.camera
        content["camera"] = {"zoom": camera.zoom, "x": camera.x, "y": camera.y}
    try:
        here.workspace.save_view(page.name, SavedView(name, content), here.organisation)
    except QualiteGraphError as error:
        st.session_state[_SAID] = error.message(here.lang)
        return
    st.session_state[_APPLIED] = (page.name, here.organisation, name)
    session.remember(state.VIEW, name)
    st.session_state[_NAME] = ""


def _forget(here: Here, name: str, page: Page) -> None:
    try:
        here.workspace.forget_view(page.name, name, here.organisation)
    except QualiteGraphError as error:
        st.session_state[_SAID] = error.message(here.lang)
        return
    session.remember(state.VIEW, None)
