"""What a query starts from: examples, what ran before, what is kept; and what one does with it."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import messages
from qualite_graph.store.documents import is_iri
from qualite_graph.ui import session
from qualite_graph.ui.examples import EXAMPLES
from qualite_graph.ui.panels import TOOL, link, links, opened_tool, panel, tool_link, tools_html
from qualite_graph.ui.session import QUERY_KEY, STATEMENTS_OF, Here
from qualite_graph.ui.sparql.writing import HISTORY, KEPT_TEXT, PLAIN, example_text

_TOOLS: Final = {"keep": "bookmark_add", "snippets": "integration_instructions"}
"""What a panel can hold, with the icon of each."""
_PLAINLY: Final = "plain"
_NAME: Final = "sparql name"
_MOST_LINE: Final = 70


def take_choice(here: Here) -> None:
    """Bring the text that a link names into the editor, once: it then runs."""
    asked = st.query_params.to_dict()
    for name, text_of in _TEXTS.items():
        if name in asked:
            del st.query_params[name]
            if text := text_of(here, asked[name]):
                st.session_state[QUERY_KEY] = text
    if _PLAINLY in asked:
        del st.query_params[_PLAINLY]
        st.session_state[PLAIN] = asked[_PLAINLY] == "1"


def _example(here: Here, key: str) -> str | None:
    return example_text(here, key) if key in EXAMPLES else None


def _past(_here: Here, name: str) -> str | None:
    return next((text for one, _, text in _ran() if one == name), None)


def _kept(here: Here, name: str) -> str | None:
    return next((one.text for one in here.workspace.kept_queries() if one.name == name), None)


def _statements(_here: Here, iri: str) -> str | None:
    return f"SELECT ?relation ?value WHERE {{\n  <{iri}> ?relation ?value\n}}" if is_iri(iri) else None


_TEXTS: Final[Mapping[str, Callable[[Here, str], str | None]]] = {
    "example": _example,
    "past": _past,
    "kept": _kept,
    STATEMENTS_OF: _statements,
}
"""What a link can bring into the editor, by its parameter."""


def _ran() -> list[tuple[str, str, str]]:
    """Return a lasting name, the time and the text of what ran before in this session, the last one first."""
    past: list[tuple[str, str]] = st.session_state.get(HISTORY, [])
    return [(hashlib.blake2b(text.encode(), digest_size=4).hexdigest(), at, text) for at, text in past]


def sources(here: Here) -> str | None:
    """Offer the texts to start from, and what one does with a text; return the tool that is open."""
    tools = {tool: icon for tool, icon in _TOOLS.items() if tool != "keep" or not session.barred()}
    opened = opened_tool(tools)
    kept = [one.name for one in here.workspace.kept_queries()]
    groups = (
        ("example", tuple([(key, here.text(f"sparql.examples.{key}")) for key in EXAMPLES])),
        ("past", tuple([(name, f"{at}  {_line(text)}") for name, at, text in _ran()])),
        ("kept", tuple([(name, name) for name in kept])),
    )
    plain = bool(st.session_state.get(PLAIN))
    st.html(_groups_html(here.lang, groups) + _tools_html(here.lang, tuple(tools), opened, plain=plain))
    if opened == "keep":
        with st.container(key="sparql_panel", border=True):
            _keeping(here, kept)
    return opened


@functools.lru_cache(maxsize=64)
def _groups_html(lang: str, groups: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> str:
    """Write the texts to start from, each group in a panel of its own."""
    texts = messages(lang).section("ui.sparql")
    listed = [
        panel(
            name,
            f"<span>{escape(texts[name])}</span>",
            links(texts[name], [link({name: value}, title, is_current=False) for value, title in lines]),
            kind="qg-filter",
        )
        for name, lines in groups
        if lines
    ]
    return f'<div class="qg-filters qg-texts">{"".join(listed)}</div>'


@functools.cache
def _tools_html(lang: str, tools: Iterable[str], opened: str | None, *, plain: bool) -> str:
    texts = messages(lang).section("ui.sparql")
    hint = "" if plain else texts["plain_help"]
    switch = tool_link(
        {_PLAINLY: "" if plain else "1"}, "text_fields", texts["rich" if plain else "plain"], hint=hint
    )
    offered = [(tool, _TOOLS[tool], texts[tool]) for tool in tools]
    return tools_html(texts["tools"], offered, opened, [switch])


def _line(text: str) -> str:
    """Return the first line of a query that says something: its title, or what it asks."""
    lines = [line.strip("# ") for line in text.splitlines() if not line.upper().startswith("PREFIX ")]
    first = next((line for line in lines if line), "")
    return first if len(first) <= _MOST_LINE else f"{first[:_MOST_LINE]}…"


def _keeping(here: Here, kept: Iterable[str]) -> None:
    """Keep the text under a name, or forget one that is kept."""
    name = st.text_input(here.text("sparql.keep_name"), key=_NAME)
    if st.button(here.text("sparql.keep_now"), icon=":material/save:", type="primary"):
        try:
            here.workspace.keep_query(name, st.session_state[KEPT_TEXT])
        except QualiteGraphError as error:
            st.error(error.message(here.lang))
        else:
            st.toast(here.text("sparql.keep_done", name=name), icon=":material/bookmark_added:")
            st.query_params.pop(TOOL, None)
            st.rerun()
    for one in kept:
        if st.button(here.text("sparql.forget", name=one), icon=":material/delete:", key=f"forget {one}"):
            here.workspace.forget_query(one)
            st.rerun()
