"""The head of every page: its title, what it is for, the organisation, who has signed in, the language.

It is one piece of HTML: each of Streamlit's elements costs every run its message. `static/page.js` follows
its links without leaving the session, and folds its panels.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from html import escape
from string import Formatter
from typing import Final

import streamlit as st

from qualite_graph.messages import LANGUAGES, messages
from qualite_graph.naming import Name
from qualite_graph.ui import signing
from qualite_graph.ui.panels import link, links, panel, titled
from qualite_graph.ui.roles import Role
from qualite_graph.ui.same import of_the_same
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import icon_html

_SCRIPT: Final = """<script>
  document.documentElement.lang = '{lang}';
  document.documentElement.style.setProperty("--qg-more", JSON.stringify({more}));
  document.title = {title};
</script>"""
_ARRIVED: Final = "<script>qualiteGraph.arrive({at_home})</script>"
"""The provider that one signs in at leads back to the home: from there the page goes on to where one was."""


def masthead(here: Here, title: str, view: str) -> None:
    """Show the page's title and what the page is for, with the organisation and the language at its right."""
    titles = _titles(here.workspace.organisations(), here.lang)
    example = _example(here, view, dict(titles))
    organisations = _organisations(here.lang, titles, here.organisation) if here.organisation else ""
    written = _written(here.lang, title, view, example, organisations) + _person(here, view)
    head = f'<header class="qg-head">{written}{languages_html(here.lang)}</header>'
    st.html(head, width="stretch", unsafe_allow_javascript=True)


@functools.lru_cache(maxsize=256)
def _written(lang: str, title: str, view: str, example: str, organisations: str) -> str:
    return heading_html(lang, title) + _purpose(lang, view, example) + organisations


def heading_html(lang: str, title: str) -> str:
    """Write the title of a page, with the script that says its language and its title to the browser."""
    # The page's own language follows the switch, so that a reader's voice reads it right; the browser's tab
    # and its history say which page it is. What the menu has no room for is called in English by Streamlit:
    # the styles set our word in its place.
    tab, more = (
        json.dumps(text).replace("<", "\\u003c")
        for text in (f"{title} · qualite_graph", messages(lang).text("ui.frame.more"))
    )
    return f"<h1>{escape(title)}</h1>{_SCRIPT.format(lang=lang, title=tab, more=more)}"


@of_the_same(16)
def _titles(organisations: Sequence[Name], lang: str) -> tuple[tuple[str, str], ...]:
    """Return slug and label of each organisation; two of the same label are told apart by slug."""
    named = [(one.notation, one.label(lang)) for one in organisations if one.notation]
    labels = [label for _, label in named]
    return tuple(
        [(slug, label if labels.count(label) == 1 else f"{label} ({slug})") for slug, label in named]
    )


def _example(here: Here, view: str, titles: Mapping[str, str]) -> str:
    """Return a page's example from the data at hand: its organisation, first or last process or customer."""
    text, names = _template(here.lang, view)
    if here.organisation is None:
        return ""
    values = {}
    for name in names:
        if name == "organisation":
            values[name] = titles[here.organisation]
        else:
            if name.endswith("process"):
                here.workspace.process_map(here.organisation)  # which the pages need, and which has the names
            found = here.workspace.choices(name.removeprefix("last_"), here.organisation)
            place = -1 if name.startswith("last_") else 0
            values[name] = here.full(found[place]) if found else "…"
    return text.format_map(values)


@functools.cache
def _template(lang: str, view: str) -> tuple[str, tuple[str, ...]]:
    """Return the example of a page, and what it names."""
    text = messages(lang).section(f"ui.purpose.{view}").get("example", "")
    return text, tuple(dict.fromkeys([name for _, name, _, _ in Formatter().parse(text) if name]))


def _purpose(lang: str, view: str, example: str) -> str:
    """Write the help of a page, from its texts `purpose.<page>`; a page without them has none."""
    texts = messages(lang).section(f"ui.purpose.{view}")
    if not texts:
        return ""
    said = f"<p><b>{escape(texts['for'])}</b></p><p>{escape(texts['how'])}</p>"
    if example:
        said += f'<p class="qg-example">{icon_html("lightbulb")}<span>{escape(example)}</span></p>'
    return panel("help", titled("help", messages(lang).text("ui.purpose.title")), said, kind="qg-help")


@functools.lru_cache(maxsize=64)
def _organisations(lang: str, organisations: tuple[tuple[str, str], ...], chosen: str) -> str:
    """Write the organisation, and where there are several the others as links."""
    label = dict(organisations)[chosen]
    if len(organisations) == 1:
        return f'<span class="qg-organisation">{icon_html("domain")}{escape(label)}</span>'
    title = messages(lang).text("ui.frame.organisation")
    written = [
        link({"organisation": slug, "lang": lang}, label, is_current=slug == chosen, kind="qg-go")
        for slug, label in organisations
    ]
    return panel("organisation", titled("domain", label), links(title, written), hint=title)


def _person(here: Here, view: str) -> str:
    """Write who has signed in, with the way out; nothing where nobody has to."""
    given = signing.roles()
    who = None if given is None else signing.email()
    if given is None or who is None:
        return ""
    role = given.role(here.organisation) if here.organisation else None
    arrived = _ARRIVED.format(at_home="true" if view == "home" else "false")
    return _signed_in(here.lang, who, role) + arrived


@functools.lru_cache(maxsize=256)
def _signed_in(lang: str, who: str, role: Role | None) -> str:
    texts = messages(lang).section("ui.sign_in")
    told = f"<p>{escape(texts[f'as_{role}'])}</p>" if role else ""
    out = link({signing.LEAVE: "1"}, texts["out"], is_current=False, kind="qg-go")
    return panel("person", titled("person", who), told + links(texts["person"], [out]), hint=who)


@functools.cache
def languages_html(lang: str) -> str:
    """Write the switch of languages; followed in the session, all else that the address says stays."""
    written = [link({"lang": one}, one.upper(), is_current=one == lang, lang=one) for one in LANGUAGES]
    title = escape(messages(lang).text("ui.frame.language"))
    return f'<nav class="qg-switch" aria-label="{title}">{"".join(written)}</nav>'
