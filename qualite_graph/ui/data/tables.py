"""Tables corrected in place: what a change comes to is said in words before it is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import messages
from qualite_graph.ui import session
from qualite_graph.ui.data.keeping import facts_html
from qualite_graph.ui.session import Here
from qualite_graph.vocabulary import RDFS

if TYPE_CHECKING:
    from qualite_graph.editing import RowEdit
    from qualite_graph.exchange import Problem
    from qualite_graph.exchange.columns import Column, Sheet
    from qualite_graph.exchange.template import WrittenRow, WrittenValue
    from qualite_graph.exchange.writing.rows import Rows

_VERSION: Final = "tables version"
_TOGETHER: Final = "tables together"
_HEIGHT: Final = 460
_MOST_FACTS: Final = 100
_LONGEST_CODE: Final = 8
_WIDE: Final = (
    *("label_fr", "label_en", "purpose_fr", "purpose_en"),
    *("requirement", "requirement_fr", "requirement_en"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet as it is on the screen: the layout's sheet, its rows as texts, in the reader's language."""

    sheet: Sheet
    rows: Sequence[WrittenRow]
    texts: Sequence[Mapping[str, str]]


def tables(here: Here) -> None:
    """Show one sheet of the organisation to be corrected, what the corrections come to, and the button."""
    if here.organisation is None:
        st.info(here.text("data.no_past"), icon=":material/table_view:")
        return
    if barred := session.barred("editor", here.organisation):
        st.warning(here.text(f"data.{barred}"), icon=":material/lock:")
        return
    rows = here.workspace.rows(here.organisation)
    shown = _shown(here, rows)
    # What is being corrected stays while others write elsewhere; it goes when this very table changes.
    state = hashlib.blake2b(repr(shown.texts).encode(), digest_size=6).hexdigest()
    version = st.session_state.get(_VERSION, 0)
    key = f"table {here.organisation} {shown.sheet.key} {state} {version}"
    st.caption(here.text("data.tables_help"))
    st.data_editor(
        [dict(row) for row in shown.texts] or [{column.key: "" for column in shown.sheet.columns}],
        key=key,
        num_rows="fixed" if shown.sheet.single else "dynamic",
        column_config=_columns(here, shown.sheet, rows),
        column_order=_order(shown.sheet, here.lang),
        height=_HEIGHT,
        hide_index=True,
        placeholder="–",
    )
    edits = _edits(shown, st.session_state.get(key) or {})
    if edits:
        _settle(here, edits)


def _shown(here: Here, rows: Rows) -> Shown:
    """Ask for the sheet, which the address holds, and write its rows as the workbook would."""
    from qualite_graph.exchange import LAYOUT  # noqa: PLC0415 -- XlsxWriter comes with it
    from qualite_graph.exchange.template import cell_text  # noqa: PLC0415

    sheets = {sheet.key: sheet for sheet in LAYOUT}
    asked = session.recall("sheet")
    st.session_state["table sheet"] = asked if asked in sheets else "process"
    chosen = st.selectbox(
        here.text("data.sheet"),
        list(sheets),
        format_func=lambda key: here.text(
            "data.counted", title=sheets[key].names.of(here.lang), count=here.number(len(rows[key]))
        ),
        key="table sheet",
        on_change=lambda: session.remember("sheet", st.session_state["table sheet"]),
    )
    sheet = sheets[chosen]
    texts = [
        {column.key: cell_text(column, row.get(column.key), here.lang) for column in sheet.columns}
        for row in rows[chosen]
    ]
    return Shown(sheet, rows[chosen], texts)


def _columns(here: Here, sheet: Sheet, rows: Rows) -> dict[str, Any]:
    """Return how each column is edited: from a list where its values are known, else as a text."""
    from qualite_graph.exchange.columns import CellType  # noqa: PLC0415

    config: dict[str, Any] = {}
    for column in sheet.columns:
        label = column.names.of(here.lang)
        help_text = column.help.of(here.lang) or None
        options: list[str] = []
        named: dict[str, str] = {}
        if column.type is CellType.CHOICE:
            options = [word.names.of(here.lang) for word in column.words]
        elif column.type is CellType.BOOLEAN:
            options = [messages(here.lang).text(f"workbook.{key}") for key in ("yes", "no")]
        elif column.type is CellType.REFERENCE:
            named = _named(here, column, rows)
            options = list(named)
        if options:
            config[column.key] = st.column_config.SelectboxColumn(
                label,
                help=help_text,
                width="medium",
                options=options,
                format_func=_written(named) if named else None,
                required=column.required,
            )
        else:
            config[column.key] = st.column_config.TextColumn(
                label,
                help=help_text,
                width="large" if column.key in _WIDE else "medium",
                required=column.required and column.key != "id",
            )
    return config


def _order(sheet: Sheet, lang: str) -> list[str]:
    """Return the columns as the reader goes through them: those in another language stand last."""
    return [column.key for column in sorted(sheet.columns, key=lambda column: column.lang not in ("", lang))]


def _named(here: Here, column: Column, rows: Rows) -> dict[str, str]:
    """Return the codes that a cell may name with how they read, in the order of their sheets."""
    from qualite_graph.exchange import LAYOUT  # noqa: PLC0415

    found: dict[str, str] = {}
    told: set[str] = set()
    for sheet in LAYOUT:
        if sheet.kind not in column.kinds or sheet.describes:
            continue
        labels = [one.key for one in sheet.columns if one.property == RDFS.label]
        labels.sort(key=lambda key: not key.endswith(here.lang))
        for row in rows[sheet.key]:
            code = str(row.get("id", ""))
            label = next((str(row[key]) for key in labels if row.get(key)), "")
            # A code made of the name by a list says nothing that the name does not.
            bare = label and len(code) > _LONGEST_CODE and label not in told
            told.add(label)
            found.setdefault(code, label if bare else f"{code} {label}".strip())
    found.pop("", None)
    return found


def _written(named: Mapping[str, str]) -> Callable[[object], str]:
    return lambda code: named.get(str(code), str(code))


def _edits(shown: Shown, state: Mapping[str, Any]) -> list[RowEdit]:
    """Return what was changed, added and taken away, as edits of rows."""
    from qualite_graph.editing import RowEdit  # noqa: PLC0415

    together = bool(st.session_state.get(_TOGETHER))
    sheet = shown.sheet
    edits = []
    for place, cells in (state.get("edited_rows") or {}).items():
        filled = {key: value or "" for key, value in cells.items()}
        if int(place) >= len(shown.rows):
            edits += _added(sheet, filled)
        else:
            edits.append(RowEdit(sheet.key, _code(sheet, shown.rows[int(place)]), filled))
    for cells in state.get("added_rows") or ():
        edits += _added(sheet, {key: value for key, value in cells.items() if value})
    for place in state.get("deleted_rows") or ():
        if int(place) < len(shown.rows):
            code = _code(sheet, shown.rows[int(place)])
            edits.append(RowEdit(sheet.key, code, action="remove", together=together))
    return edits


def _added(sheet: Sheet, cells: Mapping[str, str]) -> list[RowEdit]:
    """Return the row to add, none while nothing is filled in; a row that describes something changes it."""
    from qualite_graph.editing import RowEdit  # noqa: PLC0415

    if not cells:
        return []
    if sheet.describes:
        rest = {key: value for key, value in cells.items() if key != sheet.describes}
        return [RowEdit(sheet.key, cells.get(sheet.describes, ""), rest)]
    if sheet.single:
        return [RowEdit(sheet.key, "", cells)]
    return [RowEdit(sheet.key, cells.get("id", ""), cells, "add")]


def _code(sheet: Sheet, row: WrittenRow) -> str:
    value: WrittenValue = row.get(sheet.describes or "id")
    return str(value or "")


def _settle(here: Here, edits: Sequence[RowEdit]) -> None:
    """Say what the edits come to, or why they cannot be written; write them when asked."""
    from qualite_graph.editing import EditRefusedError  # noqa: PLC0415

    refused: Sequence[Problem] = ()
    try:
        edited = here.workspace.edit_rows(edits, here.organisation, write=False)
    except EditRefusedError as error:
        refused = error.problems
    except QualiteGraphError as error:
        st.error(error.message(here.lang), icon=":material/error:")
        return
    if any(one.action == "remove" for one in edits):
        st.checkbox(here.text("data.together"), key=_TOGETHER, help=here.text("data.together_help"))
    if refused:
        lines = "".join([f"<li>{escape(one.message(here.lang))}</li>" for one in refused])
        st.error(here.count("data.errors", len(refused)), icon=":material/error:")
        st.html(f'<ul class="qg-lines">{lines}</ul>')
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            here.count("data.save", len(edited.facts)),
            type="primary",
            icon=":material/save:",
            disabled=not edited.facts,
        ):
            _write(here, edits)
        if st.button(here.text("data.give_up"), icon=":material/close:"):
            _renew()
            st.rerun()
    for warning in edited.warnings:
        st.warning(warning.message(here.lang), icon=":material/warning:")
    st.html(facts_html(here, edited.facts[:_MOST_FACTS]))


def _write(here: Here, edits: Sequence[RowEdit]) -> None:
    try:
        edited = here.workspace.edit_rows(edits, here.organisation)
    except QualiteGraphError as error:
        st.error(error.message(here.lang), icon=":material/error:")
        return
    st.toast(here.count("data.saved", len(edited.facts)), icon=":material/task_alt:")
    _renew()
    st.rerun()


def _renew() -> None:
    """Show the table anew, without what was changed in it."""
    st.session_state[_VERSION] = st.session_state.get(_VERSION, 0) + 1
