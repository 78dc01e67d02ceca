"""Bringing a file: drop it, read what is to correct and where, load it, and see the first findings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import messages
from qualite_graph.progress import LOADING
from qualite_graph.ui import menu, session
from qualite_graph.ui.data.dropped import Dropped, dropped, slug_of, title_of
from qualite_graph.ui.data.reading_shown import counted, left_over, problem_table, summary
from qualite_graph.ui.data.samples import offer_samples
from qualite_graph.ui.diagnosis.findings import first_findings
from qualite_graph.ui.session import Here
from qualite_graph.ui.waiting import waited_for

if TYPE_CHECKING:
    from qualite_graph.exchange import Reading

_EXAMINED: Final = "import examined"
_LOADED: Final = "import loaded"
_UPLOAD: Final = "import files"
_NAME: Final = "import name"
_PARTIAL: Final = "import partial"
_TARGET: Final = "import target"
_NEW: Final = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """A reading kept until the file, its target or the choice of leaving rows out changes."""

    key: tuple[object, ...]
    reading: Reading | None
    refusal: QualiteGraphError | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was just loaded, for the words that follow it."""

    slug: str
    file: str
    counts: tuple[tuple[str, int], ...]


def importing(here: Here) -> None:
    """Show the part of the page that brings files in."""
    _welcome(here)
    if barred := session.barred():
        st.warning(here.text(f"data.{barred}"), icon=":material/lock:")
        return
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        st.header(here.text("data.drop"), anchor=False)
        uploads = st.file_uploader(
            here.text("data.drop_label"),
            accept_multiple_files=True,
            key=f"{_UPLOAD} {st.session_state.get(_UPLOAD, 0)}",
            help=here.text("data.drop_help"),
        )
        most = st.get_option("server.maxUploadSize")
        st.html(_words(here.text("data.choose_file"), here.text("data.most", size=here.number(most))))
        st.caption(here.text("data.formats"))
    if not uploads:
        with right:
            offer_samples(here)
        return
    try:
        brought = dropped(uploads)
    except QualiteGraphError as error:
        st.error(error.message(here.lang), icon=":material/error:")
        return
    _examine(here, brought)


def _words(button: str, limit: str) -> str:
    """Return the style that puts our words in the place of the uploader's, which speaks English alone."""
    place = '[data-testid="stFileUploaderDropzone"]'
    shown = {
        f"{place} button p": button,
        f'{place} [data-testid="stFileUploaderDropzoneInstructions"] span': limit,
    }
    rules = [
        f"{where} {{ font-size: 0 }}"
        f" {where}::after {{ content: {json.dumps(text, ensure_ascii=False)}; font-size: .875rem }}"
        for where, text in shown.items()
    ]
    return f"<style>{' '.join(rules)}</style>"


def _examine(here: Here, brought: Dropped) -> None:
    """Ask for the target, say what is wrong with the file, and offer to load it."""
    slug, name = _target(here, brought)
    partial = bool(st.session_state.get(_PARTIAL))
    examined = _examined(here, brought, slug, partial)
    if examined.refusal is not None:
        st.error(examined.refusal.message(here.lang), icon=":material/error:")
        return
    reading = examined.reading
    if reading is None:
        return
    summary(here, brought, reading)
    if reading.problems:
        problem_table(here, brought, reading.problems)
    if reading.errors:
        st.checkbox(
            here.count("data.partial", len({(one.sheet, one.row) for one in reading.errors})),
            key=_PARTIAL,
            help=here.text("data.partial_help"),
        )
    if reading.left_over:
        left_over(here, reading)
    replaces = any(one.notation == slug for one in here.workspace.organisations())
    label = here.text("data.replace" if replaces else "data.load", name=name)
    if st.button(
        label,
        type="primary",
        icon=":material/upload_file:",
        disabled=bool(reading.blocking),
        help=here.text("data.blocked") if reading.blocking else None,
    ):
        _load(here, brought, Target(slug, name, partial))


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file goes: the organisation's slug and name, and whether faulty rows are left out."""

    slug: str
    name: str
    partial: bool


def _target(here: Here, brought: Dropped) -> tuple[str, str]:
    """Ask which organisation the file describes; return its slug and its name."""
    known = {name.notation or "": here.label(name) for name in here.workspace.organisations()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = _NEW
        if known:
            chosen = st.selectbox(
                here.text("data.target"),
                [_NEW, *known],
                format_func=lambda slug: known[slug] if slug else here.text("data.new"),
                key=_TARGET,
            )
        if chosen != _NEW:
            return chosen, known[chosen]
        name = st.text_input(
            here.text("data.name"),
            value=title_of(brought.name),
            key=f"{_NAME} {brought.key}",
            help=here.text("data.name_help"),
        )
    slug = slug_of(name)
    while slug in known:  # a new organisation never takes the place of one that stands
        slug += "-2"
    return slug, name.strip()


def _examined(here: Here, brought: Dropped, slug: str, partial: bool) -> Examined:
    key = (brought.key, slug, partial, here.workspace.store.version)
    kept: Examined | None = st.session_state.get(_EXAMINED)
    if kept is not None and kept.key == key:
        return kept

    def read() -> Examined:
        with brought.on_disk() as path:
            try:
                return Examined(key, here.workspace.examine(path, slug, partial=partial), None)
            except QualiteGraphError as error:
                return Examined(key, None, error)

    found = waited_for(here.text("data.reading"), read, key)
    st.session_state[_EXAMINED] = found
    return found


def _load(here: Here, brought: Dropped, target: Target) -> None:
    """Load the file, then show the page anew in the organisation it made."""
    texts = messages(here.lang)
    bar = st.progress(0.0, text=texts.text(f"progress.{LOADING[0]}"))

    def told(stage: str) -> None:
        done = LOADING.index(stage) / len(LOADING) if stage in LOADING else 0.0
        bar.progress(done, text=texts.text(f"progress.{stage}"))

    try:
        with brought.on_disk() as path:
            reading = here.workspace.load(
                path, target.slug, name=target.name, partial=target.partial, progress=told
            )
    except QualiteGraphError as error:
        bar.empty()
        st.error(error.message(here.lang), icon=":material/error:")
        return
    if not reading.blocking:
        st.session_state[_LOADED] = Loaded(target.slug, brought.name, tuple(reading.counts.items()))
        forget_upload()
        session.go_to_organisation(target.slug)
        st.rerun()


def forget_upload() -> None:
    """Empty the place where files are dropped, and what was read of them."""
    st.session_state[_UPLOAD] = st.session_state.get(_UPLOAD, 0) + 1
    for key in (_EXAMINED, _PARTIAL):
        st.session_state.pop(key, None)


def _welcome(here: Here) -> None:
    """After a load: what came in, where to go, and the first findings."""
    loaded: Loaded | None = st.session_state.get(_LOADED)
    if loaded is None or loaded.slug != here.organisation:
        return
    with st.container(border=True, key="loaded"):
        st.success(
            here.text("data.loaded", file=loaded.file, counts=counted(here, loaded.counts)),
            icon=":material/task_alt:",
        )
        with st.container(horizontal=True):
            st.page_link(
                menu.page(here, "cartography"),
                label=here.text("data.see_map"),
                icon=":material/account_tree:",
            )
            st.page_link(
                menu.page(here, "diagnosis"),
                label=here.text("data.see_findings"),
                icon=":material/fact_check:",
            )
        first_findings(here, here.text("data.first_findings"))
