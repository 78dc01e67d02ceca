"""The matrix of internal customers and suppliers: how many flows go from each process to each other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from qualite_graph.analysis.process_map import MapFlow, ProcessMap
from qualite_graph.messages import messages
from qualite_graph.naming import Name
from qualite_graph.store import Value
from qualite_graph.ui import session
from qualite_graph.ui.panels import filter_html
from qualite_graph.ui.same import of_the_same
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import csv_of, html_of, names_html, table_html

if TYPE_CHECKING:
    import pyarrow as pa

_MOST: Final = 120
"""How many processes a matrix shows: more squares than that cannot be told apart."""

_WIDEST, _NARROWEST, _WHOLE_WIDTH = 42, 9, 1000
_PICK: Final = "cell"
_ENDS: Final = ("supplier", "customer")
_MOST_EMPTY: Final = 45
_READABLE: Final = 20
_LONGEST: Final = 280
"""The width, in pixels, that a row leaves to the name of its process."""


def matrix(here: Here) -> None:
    """Show the matrix, the flows of the cell chosen, and what the empty rows and columns mean."""
    drawn = here.workspace.process_map(here.organisation)
    named = {_id(one.name): one.name for one in drawn.processes[:_MOST]}
    flows = _internal(drawn)
    if not flows:
        st.info(here.text("relations.no_flow"), icon=":material/grid_on:")
        return
    st.caption(here.text("relations.matrix_help"))
    values, spec = _drawing(drawn, here.lang)
    picked = st.vega_lite_chart(
        values, spec, key="matrix", on_select="rerun", selection_mode=[_PICK], width="content"
    )
    _follow(picked)
    if len(drawn.processes) > _MOST:
        st.caption(here.text("relations.matrix_cut", shown=_MOST, all=len(drawn.processes)))
    chosen = session.recall_all(_ENDS)
    supplier, customer = (named.get(chosen[end] or "") for end in _ENDS)
    st.html(_ends_html(drawn, here.lang, *[chosen[end] or "" for end in _ENDS]))
    _cell(here, flows, supplier, customer)
    _empty(here, drawn, flows)


def _id(name: Name) -> str:
    return name.notation or name.iri


def _internal(drawn: ProcessMap) -> list[MapFlow]:
    return [flow for flow in drawn.flows if flow.direction == "internal"]


@of_the_same(4)
def _drawing(drawn: ProcessMap, lang: str) -> tuple[pa.Table, dict[str, Any]]:
    """Return the squares, and how they are drawn: one a pair, darker the more flows, their number in it."""
    import pyarrow as pa  # noqa: PLC0415 -- Streamlit loads it for its first table

    texts = messages(lang).section("ui.relations")
    shown = drawn.processes[:_MOST]
    flows = _internal(drawn)
    code = {one.name.iri: _id(one.name) for one in shown}
    label = {_id(one.name): one.name.full(lang) for one in shown}
    order = list(label)
    counts = Counter(
        (code[flow.supplier], code[flow.customer])
        for flow in flows
        if flow.supplier in code and flow.customer in code
    )
    # Empty squares are drawn while there are few: they can be clicked, and say that nothing flows there.
    pairs = (
        [(row, column) for row in order for column in order] if len(order) <= _MOST_EMPTY else list(counts)
    )
    values = [
        {
            "supplier": row,
            "customer": column,
            "flows": counts[row, column],
            "from": label[row],
            "to": label[column],
        }
        for row, column in pairs
    ]
    step = max(_NARROWEST, min(_WIDEST, _WHOLE_WIDTH // max(1, len(order))))
    most = max(counts.values(), default=1)
    axis = {"domain": False, "ticks": False, "labelFlush": False, "labelFontWeight": 600}
    named = f"{json.dumps(label, ensure_ascii=False)}[datum.value]" if step > _READABLE else "datum.value"
    spec = {
        "width": {"step": step},
        "height": {"step": max(_NARROWEST, step * 2 // 3)},
        "encoding": {
            "y": {
                "field": "supplier",
                "type": "nominal",
                "scale": {"domain": order},
                "title": texts["supplier"],
                "axis": {
                    **axis,
                    "grid": False,
                    "labelExpr": named,
                    "labelLimit": _LONGEST,
                    # Above the names: beside them, Vega puts it into the longest.
                    "titleAngle": 0,
                    "titleAlign": "right",
                    "titleX": -10,
                    "titleY": -12,
                },
            },
            "x": {
                "field": "customer",
                "type": "nominal",
                "scale": {"domain": order},
                "title": texts["customer"],
                "axis": {
                    **axis,
                    "orient": "top",
                    "labelAngle": 0 if step > 24 else -90,
                    "grid": False,
                },
            },
            "tooltip": [
                {"field": "from", "title": texts["supplier"]},
                {"field": "to", "title": texts["customer"]},
                {"field": "flows", "title": texts["flows"]},
            ],
        },
        "layer": [
            {
                "params": [{"name": _PICK, "select": {"type": "point", "fields": ["supplier", "customer"]}}],
                "mark": {"type": "rect", "cornerRadius": 4, "strokeWidth": 2.5, "cursor": "pointer"},
                "encoding": {
                    "color": {
                        "field": "flows",
                        "type": "quantitative",
                        "legend": None,
                        "scale": {
                            "domain": [1, max(2, most)],
                            "range": ["#bfe3de", "#0f6b64"],
                            "clamp": True,
                        },
                    },
                    "opacity": {"condition": {"test": "datum.flows == 0", "value": 0.12}, "value": 1},
                    "stroke": {
                        "condition": {"param": _PICK, "value": "#d9401a", "empty": False},
                        "value": None,
                    },
                },
            },
            {
                "mark": {"type": "text", "fontWeight": 700, "cursor": "pointer"},
                "encoding": {
                    "text": {"condition": {"test": "datum.flows > 0", "field": "flows"}, "value": ""}
                    if step > _READABLE
                    else {"value": ""},
                    "color": {
                        "condition": {"test": f"datum.flows > {(1 + max(2, most)) / 2}", "value": "#ffffff"},
                        "value": "#0b3d39",
                    },
                },
            },
        ],
    }
    return pa.Table.from_pylist(values), spec


def _follow(picked: Any) -> None:
    """Let a click on a square choose its pair, once: the lists may choose another afterwards."""
    chosen = (picked.get("selection") or {}).get(_PICK) or []
    pair = (chosen[0].get("supplier"), chosen[0].get("customer")) if chosen else None
    if pair and pair != st.session_state.get("matrix seen"):
        session.remember("supplier", pair[0])
        session.remember("customer", pair[1])
    st.session_state["matrix seen"] = pair


@of_the_same(16)
def _ends_html(drawn: ProcessMap, lang: str, *chosen: str) -> str:
    """Offer both ends as lists: a keyboard needs no square."""
    texts = messages(lang).section("ui.relations")
    options = [(_id(one.name), one.name.full(lang)) for one in drawn.processes[:_MOST]]
    written = [
        filter_html(lang, end, (texts[end], texts["all"]), options, value)
        for end, value in zip(_ENDS, chosen, strict=True)
    ]
    return f'<div class="qg-filters">{"".join(written)}</div>'


def _cell(here: Here, flows: Sequence[MapFlow], supplier: Name | None, customer: Name | None) -> None:
    """List the flows of a pair, of a row or of a column."""
    if supplier is None and customer is None:
        return
    found = [
        flow
        for flow in flows
        if (supplier is None or flow.supplier == supplier.iri)
        and (customer is None or flow.customer == customer.iri)
    ]
    if not found:
        st.info(here.text("relations.no_such_flow"), icon=":material/block:")
        return
    headings = [here.text(f"relations.{key}") for key in ("supplier", "output", "customer")]
    rows = [
        (
            Value("iri", flow.supplier),
            Value("iri", flow.output.iri) if flow.output else None,
            Value("iri", flow.customer),
        )
        for flow in found
    ]
    named = here.workspace.names({value.value for row in rows for value in row if value}, here.organisation)
    st.html(table_html(headings, rows, named, here))
    st.download_button(
        here.text("ask.csv"),
        data=lambda: csv_of(headings, rows, named, here),
        file_name=here.text("relations.file"),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _empty(here: Here, drawn: ProcessMap, flows: Sequence[MapFlow]) -> None:
    """Say which rows and columns are empty, and what that means: it is what one looks for."""
    suppliers, customers = {flow.supplier for flow in flows}, {flow.customer for flow in flows}
    outside = {flow.supplier for flow in drawn.flows if flow.direction == "outbound"}
    silent = [one.name for one in drawn.processes if one.name.iri not in suppliers]
    unfed = [one.name for one in drawn.processes if one.name.iri not in customers]
    said = [
        '<section class="qg-finding">'
        f"<h2>{escape(here.count(f'relations.{key}', len(names)))}</h2>"
        f'<p class="qg-fix">{escape(here.text(f"relations.{key}_why"))}</p>'
        f'<ul class="qg-lines">{names_html(names, here)}</ul></section>'
        for key, names in (
            ("no_customer", [name for name in silent if name.iri not in outside]),
            ("only_outside", [name for name in silent if name.iri in outside]),
            ("no_supplier", unfed),
        )
        if names
    ]
    if said:
        st.html(f'<div class="qg-aside">{"".join(said)}</div>')


def pair_html(here: Here, supplier: Name | None, customer: Name) -> str:
    """Write a pair of processes as an arrow; a supplier that nobody knows is said so."""
    start = html_of(supplier, here) if supplier else escape(here.text("relations.nobody"))
    return f"{start} → {html_of(customer, here)}"
