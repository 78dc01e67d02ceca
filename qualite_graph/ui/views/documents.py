"""The papers an auditor wants: chosen, made, looked at, taken away."""

from __future__ import annotations

import datetime
from typing import Final

import streamlit as st

from qualite_graph.messages import messages
from qualite_graph.naming import Name
from qualite_graph.papers import FORMATS, KINDS, STAGES, PaperFile, audit_pack, make
from qualite_graph.papers.look import look_stamp
from qualite_graph.papers.press import Kind
from qualite_graph.ui import frame, session
from qualite_graph.ui.browsing import show_list
from qualite_graph.ui.papers_listed import PACK, PAPERS, papers_html
from qualite_graph.ui.papers_made import papers_made
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import where
from qualite_graph.ui.waiting import result_of

_PREVIEW_HEIGHT: Final = 760


@frame.by_itself
def show(here: Here) -> None:
    """Show the page."""
    if here.organisation is None:
        frame.empty(here)
        return
    asked = session.recall("paper")
    chosen = asked if asked in PAPERS else PAPERS[0]
    # The styles set the list and the paper side by side: columns would be three more elements at each click.
    with st.container(key="beside_papers"):
        show_list(papers_html(here.lang, where(here)), chosen)
        if chosen == PACK:
            _pack(here)
        else:
            _paper(here, KINDS[chosen])


def _date(here: Here) -> datetime.date:
    written = "DD/MM/YYYY" if here.lang == "fr" else "YYYY-MM-DD"
    picked = st.date_input(here.text("documents.date"), value="today", key="paper date", format=written)
    return picked if isinstance(picked, datetime.date) else datetime.date.today()


def _paper(here: Here, kind: Kind) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        about = _subject(here, kind)
        day = _date(here)
        format_name = st.segmented_control(
            here.text("documents.format"), kind.formats, format_func=str.upper, default="pdf", required=True
        )
    page = _made(here, kind, about, "html", day)
    wanted = page if format_name == "html" else _made(here, kind, about, str(format_name), day)
    st.download_button(
        here.text("documents.download", file=wanted.name),
        wanted.content,
        wanted.name,
        wanted.media_type,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )
    # The page carries a policy of its own that lets nothing run and nothing load.
    st.iframe(page.content.decode(), height=_PREVIEW_HEIGHT)


def _subject(here: Here, kind: Kind) -> str | None:
    if kind.about is None:
        return None
    choices: list[Name | None] = list(_subjects(here, kind.about))
    if not kind.required:
        choices.insert(0, None)
    picked = st.selectbox(
        here.text(f"documents.subject.{kind.about}"),
        choices,
        format_func=lambda name: here.full(name) if name else here.text("documents.all"),
        key=f"paper subject {kind.name}",
    )
    return picked.iri if picked else None


def _subjects(here: Here, about: str) -> tuple[Name, ...]:
    if about != "complaint":
        return here.workspace.choices(about, here.organisation)
    asked = here.workspace.ask("X44", organisation=here.organisation)
    named = here.workspace.names(
        [row[1].value for row in asked.rows if row[1] is not None], here.organisation
    )
    return tuple(sorted(named.values(), key=lambda name: name.notation or name.iri))


def _made(here: Here, kind: Kind, about: str | None, format_name: str, day: datetime.date) -> PaperFile:
    """Return the paper, made once for each state of the graph, whoever asks for it."""
    workspace = here.workspace
    slug = workspace.organisation(here.organisation)  # which may have been closed to this reader since

    def paper() -> PaperFile:
        return make(
            workspace,
            kind.name,
            organisation=slug,
            about=about,
            lang=here.lang,
            format_name=format_name,
            day=day,
        )

    key = (kind.name, slug, about, here.lang, format_name, day, workspace.store.version, look_stamp())
    made = papers_made(session.opened().workspace).paper(key, paper)
    return result_of(here.text("documents.making"), made)


def _pack(here: Here) -> None:
    st.write(here.text("documents.pack"))
    day = _date(here)
    formats = st.pills(
        here.text("documents.formats"),
        list(FORMATS),
        selection_mode="multi",
        default=list(FORMATS),
        format_func=str.upper,
    )
    if st.button(here.text("documents.make_pack"), icon=":material/folder_zip:", disabled=not formats):
        stages = messages(here.lang).section("progress")
        with st.status(here.text("documents.making"), expanded=True) as status:
            done = st.progress(0.0)

            def told(stage: str) -> None:
                done.progress(STAGES.index(stage) / len(STAGES), stages[stage])

            made = audit_pack(
                here.workspace,
                organisation=here.organisation,
                lang=here.lang,
                formats=formats,
                day=day,
                progress=told,
            )
            st.session_state["pack made"] = (_state(here), made)
            done.progress(1.0)
            status.update(label=here.text("documents.made"), state="complete")
    state, made = st.session_state.get("pack made", (None, None))
    if isinstance(made, PaperFile) and state == _state(here):
        st.download_button(
            here.text("documents.download", file=made.name),
            made.content,
            made.name,
            made.media_type,
            icon=":material/download:",
            type="primary",
            on_click="ignore",
        )


def _state(here: Here) -> tuple[str, int]:
    """Return what a pack is made of: the organisation, if it is still open to this reader, and the graph."""
    return here.workspace.organisation(here.organisation), here.workspace.store.version


if __name__ == "__main__":
    show()
