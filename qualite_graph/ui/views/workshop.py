"""A meeting in front of a projector: one flow a line, and the map that grows as the group speaks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.analysis.process_map import ProcessMap
from qualite_graph.analysis.workshop import Workshop, beside, draw, is_new, known_names
from qualite_graph.editing import RowEdit
from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import messages
from qualite_graph.rehearsal import edits_of
from qualite_graph.ui import frame, menu, session
from qualite_graph.ui.components import Look, Sign, map_data, network_map
from qualite_graph.ui.components.flow_editor import (
    FLOW_TEXTS,
    FlowEditorData,
    FlowLines,
    flow_editor,
    flow_lines,
)
from qualite_graph.ui.drafts import Draft, draft_of, drawn_of, names_of
from qualite_graph.ui.mapping.paint import id_of
from qualite_graph.ui.session import Here
from qualite_graph.ui.waiting import waited_for

_KEY: Final = "flow lines"
_SAVED: Final = "workshop saved"
_ASKED: Final = "workshop asked"


@frame.by_itself
def show(here: Here) -> None:
    """Show the page."""
    if here.organisation is None:
        frame.empty(here)
        return
    barred = session.barred("editor", here.organisation)
    if barred and barred != "held":
        st.warning(here.text(f"data.{barred}"), icon=":material/lock:")
        return
    whole = here.workspace.process_map(here.organisation)
    draft = draft_of(here.organisation)
    draft.written = flow_lines(_KEY, draft.written)
    workshop = drawn_of(draft.written.lines, whole, here.lang)
    left, right = st.columns([1, 1.7], gap="medium")
    with left:
        _editor(here, draft, workshop, whole)
    with right:
        _map(here, draft, workshop, whole)
    _conclusion(here, draft, workshop, whole)


def _editor(here: Here, draft: Draft, workshop: Workshop, whole: ProcessMap) -> None:
    lines = draft.written.lines
    faults = {
        str(number): here.text(f"workshop.faults.{said.fault}")
        for number, said in enumerate(workshop.said)
        if said.fault
    }
    parties, outputs = names_of(whole, here.lang)
    made = [said.output for said in workshop.said if not said.fault]
    new = [here.label(one.name) for one in workshop.drawn.processes if one.name.iri in workshop.new]
    texts = {key: here.text(f"workshop.{key}") for key in FLOW_TEXTS}
    offered = list(dict.fromkeys([*outputs, *made]))
    flow_editor(_KEY, FlowEditorData(lines, draft.version, faults, [*parties, *new], offered, texts))


def _map(here: Here, draft: Draft, workshop: Workshop, whole: ProcessMap) -> None:
    """Draw what is said, the line being typed included, alone or in the whole map."""
    if draft.written.typing.strip():
        workshop = draw([*draft.written.lines, draft.written.typing], whole, here.lang)
    everything = st.toggle(here.text("workshop.whole"), key="workshop whole")
    drawn = beside(workshop, whole) if everything else workshop.drawn
    if not drawn.processes:
        st.html(
            f'<div class="qg-hint"><p class="qg-hint-title">{escape(here.text("workshop.hint_title"))}</p>'
            f"<p>{escape(here.text('workshop.hint'))}</p></div>"
        )
        return
    texts = messages(here.lang)
    new = here.text("workshop.new")
    organisation = next(name for name in here.workspace.organisations() if name.notation == here.organisation)
    look = Look(
        layout="hierarchical",
        title=here.label(organisation),
        subtitle=here.text("menu.workshop"),
        lang=here.lang,
        signs=tuple(
            [Sign(id_of(one.name), "+", new, new) for one in drawn.processes if one.name.iri in workshop.new]
        ),
    )
    network_map(
        map_data(drawn, here.lang, texts.section("ui.family"), ()),
        key="workshop map",
        selected=None,
        texts=texts.section("map"),
        look=look,
    )


def _conclusion(here: Here, draft: Draft, workshop: Workshop, whole: ProcessMap) -> None:
    """Say what the group has not settled, and write what it has."""
    if count := st.session_state.pop(_SAVED, None):
        st.success(here.count("workshop.saved", count), icon=":material/task_alt:")
        st.page_link(
            menu.page(here, "cartography"), label=here.text("start.map.link"), icon=":material/account_tree:"
        )
    added = [flow for flow in workshop.drawn.flows if is_new(flow)]
    if not added:
        return
    outputs = known_names([flow.output for flow in whole.flows if flow.output], here.lang)
    edits = edits_of(workshop, outputs, here.lang)
    with st.container(key="workshop_end", border=True):
        st.header(here.count("workshop.said", len(added)), anchor=False)
        with st.container(horizontal=True):
            if st.button(here.text("workshop.ask"), icon=":material/checklist:"):
                st.session_state[_ASKED] = True
            writable = not session.barred("editor", here.organisation)
            if st.button(
                here.text("workshop.save"), icon=":material/save:", type="primary", disabled=not writable
            ):
                here.workspace.edit_rows(edits, here.organisation)
                st.session_state[_SAVED] = len(added)
                st.session_state.pop(_ASKED, None)
                draft.written, draft.version = FlowLines(()), draft.version + 1
                st.rerun()
        if st.session_state.get(_ASKED):
            try:
                _unsettled(here, edits)
            except QualiteGraphError as error:
                st.error(error.message(here.lang), icon=":material/error:")


def _unsettled(here: Here, edits: Sequence[RowEdit]) -> None:
    text = here.text("workshop.checking")
    rehearsal = waited_for(
        text,
        lambda: here.workspace.rehearse(edits, here.organisation),
        ("rehearsal", here.organisation, here.workspace.store.version, repr(edits)),
    )
    if not rehearsal.findings:
        st.success(here.text("workshop.settled"), icon=":material/task_alt:")
        return
    st.markdown(f"**{here.count('workshop.unsettled', len(rehearsal.findings))}**")
    by_focus: dict[str, list[str]] = {}
    for finding in rehearsal.findings:
        line = (
            f"<li>{escape(finding.message(here.lang))}"
            f"<small>{escape(finding.how_to_fix(here.lang))}</small></li>"
        )
        by_focus.setdefault(finding.focus, []).append(line)
    parts = [
        f'<section><h3 class="qg-section">{escape(here.full(rehearsal.names[focus]))}</h3>'
        f'<ul class="qg-lines">{"".join(lines)}</ul></section>'
        for focus, lines in by_focus.items()
    ]
    st.html(f'<div class="qg-unsettled">{"".join(parts)}</div>')


if __name__ == "__main__":
    show()
