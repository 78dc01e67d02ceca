"""The process map as quality managers draw it, and the selection that a click on it makes."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from qualite_graph.exchange.writing.flow_order import columns, flow_order
from qualite_graph.ui.components.map_data import MapData, MapProcess

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

TEXT_KEYS: Final = (
    *("map", "keyboard", "toolbar", "search", "search_count", "flows", "zoom_in", "zoom_out", "fit"),
    *("png", "svg", "file_name", "customers_in", "customers_out", "providers"),
    *("role_customer", "role_supplier", "role_both", "flows_many", "more", "derived"),
    *("legend_flow", "legend_feedback", "legend_derived", "legend_customer", "legend_supplier"),
    *("node", "party", "nobody"),
)
"""Every text that the component shows or reads aloud."""

_FEEDBACK: Final = frozenset({"feedback", "customer_feedback"})
_NO_SELECTION: Final[Mapping[str, Any]] = {"id": None, "at": 0}


@functools.cache
def _renderer() -> ComponentRenderer:
    """Register on first use: outside `streamlit run` no manifest is read, and a file's name is refused."""
    return st.components.v2.component("qualite-graph.process_map", js="process_map.js", css="process_map.css")


def process_map(
    data: MapData, *, key: str, selected: str | None, texts: Mapping[str, str], height: int = 560
) -> str | None:
    """Draw the map and return the id of the selected process or party, `None` when nothing is.

    The selection has one home, the page's: give what is selected now, keep what is returned. A click since
    the last run wins over `selected`, and is returned by the very run that it causes; a page that changes the
    selection by other means (a list, an address) passes it the next time, and the map follows::

        state = st.session_state
        state.process = process_map(data, key="map", selected=state.get("process"), texts=texts)

    A click on the selected node or beside all nodes clears the selection, as does Escape. The drawing is made
    once: later runs with the same data touch nothing, other data is compared with what is drawn.

    Args:
        data: what to draw, in one language (`map_data` makes it from the façade's map).
        key: the widget's key, unique on the page.
        selected: the id to show as selected; an id that the map lacks selects nothing.
        texts: every text of `TEXT_KEYS` in the page's language, with the places in braces that
            `locales/*.toml` shows under `map`.
        height: the least height in pixels. The map takes more where its labels need it: letters never shrink.

    Raises:
        KeyError: `texts` lacks a key.
    """
    clicked = _clicked(key)
    # A click counts once: the page may have changed the selection since an older one.
    seen_key = f"{key}:seen"
    if clicked["at"] not in (0, st.session_state.get(seen_key)):
        st.session_state[seen_key] = clicked["at"]
        selected = clicked["id"]
    drawing = _drawing(data, tuple((name, texts[name]) for name in TEXT_KEYS))
    _renderer()(
        key=key,
        data={**drawing, "selected": selected, "echo": clicked["at"], "height": height},
        default={"selected": dict(_NO_SELECTION)},
        on_selected_change=_nothing,
    )
    return selected


def _nothing() -> None:
    """Streamlit keeps a component's state only where a callback stands."""


def _clicked(key: str) -> Mapping[str, Any]:
    """Return the last click, known before the component is mounted again."""
    state = st.session_state.get(key)
    return (state.get("selected") if state else None) or _NO_SELECTION


@functools.lru_cache(maxsize=32)
def _drawing(data: MapData, texts: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """Return what the browser needs, with the signature by which it knows that nothing changed."""
    words = dict(texts)
    place = _columns(data)
    summaries = _Summaries(data, words)
    drawing: dict[str, Any] = {
        "families": [{"id": one.id, "label": one.label, "chain": one.chain} for one in data.families],
        "processes": [
            {
                "id": one.id,
                "code": one.code,
                "label": one.label,
                "family": one.family,
                "column": place[one.id],
                "summary": summaries.process(one),
            }
            for one in data.processes
        ],
        "parties": [
            {
                "id": one.id,
                "label": one.label,
                "kind": one.kind,
                "summary": summaries.party(one.id, one.label),
            }
            for one in data.parties
        ],
        "flows": [
            {
                "id": one.id,
                "source": one.source,
                "target": one.target,
                "label": one.label,
                "feedback": one.kind in _FEEDBACK,
                "derived": one.derived,
            }
            for one in data.flows
        ],
        "texts": words,
    }
    text = json.dumps(drawing, ensure_ascii=False, sort_keys=True)
    return {**drawing, "signature": hashlib.blake2b(text.encode(), digest_size=8).hexdigest()}


def _columns(data: MapData) -> dict[str, int]:
    """Return the column of each process in its band."""
    place: dict[str, int] = {}
    for family in data.families:
        members = [one for one in data.processes if one.family == family.id]
        ids = [one.id for one in members]
        links = [(flow.source, flow.target, flow.kind) for flow in data.flows]
        order: Sequence[str] = flow_order(ids, links) if family.chain else ids
        place |= columns(ids, {one.id: one.rank for one in members}, order)
    return place


class _Summaries:
    """What a screen reader says of a node: its name, its band, its customers and suppliers."""

    def __init__(self, data: MapData, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._families = {one.id: one.label for one in data.families}
        self._names = {one.id: one.code or one.label for one in data.processes}
        self._names |= {one.id: one.label for one in data.parties}
        self._flows = data.flows

    def process(self, one: MapProcess) -> str:
        return self._texts["node"].format(
            code=one.code,
            label=one.label,
            family=self._families.get(one.family, ""),
            customers=self._listed(flow.target for flow in self._flows if flow.source == one.id),
            suppliers=self._listed(flow.source for flow in self._flows if flow.target == one.id),
        )

    def party(self, party: str, label: str) -> str:
        return self._texts["party"].format(
            label=label,
            gives=self._listed(flow.target for flow in self._flows if flow.source == party),
            receives=self._listed(flow.source for flow in self._flows if flow.target == party),
        )

    def _listed(self, ids: Iterable[str]) -> str:
        names = dict.fromkeys(self._names[one] for one in ids if one in self._names)
        return ", ".join(names) or self._texts["nobody"]
