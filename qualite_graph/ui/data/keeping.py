"""An organisation's past – what was written, what changed, going back – and the organisations kept."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from qualite_graph.errors import NotFoundError, QualiteGraphError
from qualite_graph.naming import Name
from qualite_graph.store import Value
from qualite_graph.ui import session
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import html_of, term_of, text_of

if TYPE_CHECKING:
    from qualite_graph.history import Entry
    from qualite_graph.journal import ChangedFact

_MOST_FACTS: Final = 200
_MOST_ENTRIES: Final = 100
_SURE: Final = "remove sure"


def past(here: Here) -> None:
    """Show what was written, latest first, what changed between two versions, and the way back."""
    if here.organisation is None:
        st.info(here.text("data.no_past"), icon=":material/history:")
        return
    entries = here.workspace.journal(here.organisation)
    undone = {entry.undoes for entry in entries if entry.undoes is not None}
    standing = [entry for entry in entries if entry.kind != "undo" and entry.version not in undone]
    left, right = st.columns([1.4, 1], gap="medium")
    with left:
        st.header(here.text("data.written"), anchor=False)
        st.html(journal_html(here, entries[::-1][:_MOST_ENTRIES], undone))
        _undo(here, standing)
    with right:
        st.header(here.text("data.compare"), anchor=False)
        _compare(here, entries)


def journal_html(here: Here, entries: Sequence[Entry], undone: set[int]) -> str:
    """Write journal entries as a list: when, who, what, how much."""
    lines = []
    for entry in entries:
        when = moment(here, entry)
        what = here.text(f"data.kind.{entry.kind}", file=entry.origin.file or "–", undoes=entry.undoes or "")
        size = here.text("data.size", added=here.number(entry.added), removed=here.number(entry.removed))
        gone = (
            f' <span class="qg-badge">{escape(here.text("data.undone"))}</span>'
            if entry.version in undone
            else ""
        )
        lines.append(
            f'<li><span class="qg-code">{entry.version}</span> <b>{escape(what)}</b>{gone} '
            f"<small>{escape(when)} · {escape(entry.origin.author)} · {escape(size)}</small></li>"
        )
    return f'<ul class="qg-lines qg-journal">{"".join(lines)}</ul>'


def moment(here: Here, entry: Entry) -> str:
    """Write when something was written, in the machine's own time."""
    local = entry.origin.instant.astimezone()
    return local.strftime("%d/%m/%Y %H:%M" if here.lang == "fr" else "%Y-%m-%d %H:%M")


def _undo(here: Here, standing: Sequence[Entry]) -> None:
    if not standing or session.barred("editor", here.organisation):
        return
    last = standing[-1]
    what = here.text(f"data.kind.{last.kind}", file=last.origin.file or "–", undoes="")
    if st.button(here.text("data.undo", what=what), icon=":material/undo:", help=here.text("data.undo_help")):
        try:
            with st.spinner(here.text("data.undoing")):
                here.workspace.undo(here.organisation)
        except NotFoundError as error:
            st.error(error.message(here.lang), icon=":material/error:")
            return
        st.toast(here.text("data.undo_done", what=what), icon=":material/undo:")
        st.rerun()


def _compare(here: Here, entries: Sequence[Entry]) -> None:
    """Ask for two versions and say in words what changed between them."""
    if len(entries) < 2:
        st.info(here.text("data.one_version"), icon=":material/difference:")
        return
    titles = {
        entry.version: here.text("data.version", version=entry.version, when=moment(here, entry))
        for entry in entries
    }
    versions = list(titles)
    with st.container(horizontal=True):
        older = st.selectbox(
            here.text("data.older"), versions[:-1], index=len(versions) - 2, format_func=titles.__getitem__
        )
        later = [version for version in versions if version > older]
        newer = st.selectbox(
            here.text("data.newer"), later, index=len(later) - 1, format_func=titles.__getitem__
        )
    facts = here.workspace.difference(older, newer, here.organisation)
    if not facts:
        st.info(here.text("data.no_difference"), icon=":material/check:")
        return
    st.caption(here.count("data.facts", len(facts)))
    st.html(facts_html(here, facts[:_MOST_FACTS]))
    if len(facts) > _MOST_FACTS:
        st.caption(here.text("data.facts_cut", shown=here.number(_MOST_FACTS)))


def facts_html(here: Here, facts: Sequence[ChangedFact]) -> str:
    """Write changed facts by entity: a property, what it was, what it is."""
    by_subject: dict[str, list[ChangedFact]] = {}
    for fact in facts:
        by_subject.setdefault(fact.subject.iri, []).append(fact)
    parts = []
    for found in by_subject.values():
        lines = "".join(
            [
                f"<dt>{escape(term_of(fact.property, here.lang))}</dt><dd>{_side(here, 'del', fact.before)}"
                f"{' → ' if fact.before and fact.after else ''}{_side(here, 'ins', fact.after)}</dd>"
                for fact in found
            ]
        )
        parts.append(f'<li>{html_of(found[0].subject, here)}<dl class="qg-facts">{lines}</dl></li>')
    return f'<div class="qg-scroll" tabindex="0"><ul class="qg-lines qg-changes">{"".join(parts)}</ul></div>'


def _side(here: Here, tag: str, values: Sequence[Name | Value]) -> str:
    shown = [
        html_of(one, here) if isinstance(one, Name) else escape(text_of(one, {}, here)) for one in values
    ]
    return f"<{tag}>{', '.join(shown)}</{tag}>" if shown else ""


def organisations(here: Here) -> None:
    """List the organisations of the store, with what each holds, and take one away."""
    known = here.workspace.organisations()
    if not known:
        st.info(here.text("data.none"), icon=":material/domain_disabled:")
        return
    st.write(here.text("data.several"))
    for name in known:
        slug = name.notation or ""
        figures = here.workspace.overview(slug).figures
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"organisation_{slug}"
        ):
            flows = here.count("data.flows", figures["internal_flows"])
            processes = here.count("data.processes", figures["processes"])
            st.html(
                f"<b>{escape(here.label(name))}</b> "
                f"<small class='qg-muted'>{escape(f'{slug} · {processes}, {flows}')}</small>",
                width="stretch",
            )
            if slug != here.organisation and st.button(
                here.text("data.open"), key=f"open {slug}", icon=":material/login:"
            ):
                session.go_to_organisation(slug)
                st.rerun()
            if not session.barred("administrator", slug):
                _removal(here, slug, here.label(name))


def _removal(here: Here, slug: str, label: str) -> None:
    """Ask twice before taking an organisation away; its history stays, and brings it back."""
    with st.popover(here.text("data.remove"), icon=":material/delete:"):
        st.write(here.text("data.remove_help", name=label))
        if st.button(here.text("data.remove_sure", name=label), key=f"{_SURE} {slug}", type="primary"):
            try:
                here.workspace.remove(slug)
            except QualiteGraphError as error:
                st.error(error.message(here.lang), icon=":material/error:")
                return
                st.rerun()
