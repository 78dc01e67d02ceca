"""What the explorer draws and writes of entities, made once for each of them.

It stands apart from the page, whose script is executed anew at every run.
"""

from __future__ import annotations

import functools
import string
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from qualite_graph.analysis.exploring import EntityLook, Statement
from qualite_graph.messages import messages
from qualite_graph.naming import Name, natural_order
from qualite_graph.ui.components import MapData, MapFamily, MapFlow, MapProcess, Paint, Shade
from qualite_graph.ui.panels import link, links, tools_html
from qualite_graph.ui.same import of_the_same
from qualite_graph.ui.session import STATEMENTS_OF, counted
from qualite_graph.ui.showing import address_in, icon_html, name_html, term_of

SEPARATOR: Final = " "
"""Between IRIs in the address: none holds a space."""

ONWARD: Final = "onward"
"""The parameter of a link that goes on from where the reader stands: what was passed stays in the session."""

SEARCH: Final = "search"
"""The parameter that holds what is looked for."""

TOOLS: Final = {"filter": "filter_alt", "views": "bookmark"}
"""What a panel can hold, with the icon of each."""

_MOST_DRAWN: Final = 60
_MOST_LISTED: Final = 12
_SHADES: Final = 8


@functools.cache
def map_texts(lang: str) -> Mapping[str, str]:
    """Return the words of the map of processes, some of them in the words of entities."""
    return messages(lang).section("map") | messages(lang).section("ui.explorer.map")


def kind_of(look: EntityLook, entity: str, lang: str) -> str:
    """Return what kind of thing an entity is, in words."""
    kind = look.kinds.get(entity)
    return term_of(look.names[kind], lang) if kind else messages(lang).text("ui.explorer.unknown")


@of_the_same(32)
def drawn(lang: str, left_out: str, *looks: EntityLook) -> tuple[MapData, Paint]:
    """Return the network around the entities passed, painted by kind; the newest, the last one, leads.

    `left_out` names the kinds and the relations that are not drawn.
    """
    without = frozenset(left_out.split(SEPARATOR))
    names: dict[str, Name] = {}
    kinds: dict[str, str] = {}
    flows: dict[str, MapFlow] = {}
    for look in reversed(looks):
        entity = look.entity
        names.setdefault(entity, look.names[entity])
        kinds.setdefault(entity, kind_of(look, entity, lang))
        for one in look.links():
            other = one.other.value
            if look.kinds[other] in without or one.predicate in without:
                continue
            if other not in names and len(names) >= _MOST_DRAWN:
                continue
            names.setdefault(other, look.names[other])
            kinds.setdefault(other, kind_of(look, other, lang))
            source, target = (entity, other) if one.outward else (other, entity)
            label = term_of(look.names[one.predicate], lang)
            key = f"{source} {one.predicate} {target}"
            flows[key] = MapFlow(key, source, target, label, derived=one.derived)
    processes = [
        MapProcess(iri, _code(name, lang), _titled(name, kinds[iri], lang), "other")
        for iri, name in sorted(names.items(), key=lambda entry: natural_order(entry[1]))
    ]
    family = MapFamily("other", messages(lang).text("ui.explorer.entity"))
    data = MapData((family,), tuple(processes), (), tuple(flows[key] for key in sorted(flows)))
    return data, _paint(kinds, lang)


def _paint(kinds: Mapping[str, str], lang: str) -> Paint:
    """Paint by kind: the most frequent kinds have a colour of their own."""
    texts = messages(lang)
    shown = [kind for kind, _ in Counter(kinds.values()).most_common(_SHADES)]
    shades = [
        Shade(string.ascii_uppercase[number], kind, f"shade-{number}") for number, kind in enumerate(shown)
    ]
    shades.append(Shade("…", texts.text("ui.paint.others"), "shade-none"))
    of = {iri: shown.index(kind) if kind in shown else len(shown) for iri, kind in kinds.items()}
    return Paint(texts.text("ui.explorer.kinds"), tuple(shades), of)


def _code(name: Name, lang: str) -> str:
    """Return the code that stands above the label, none where the label is the code."""
    return name.notation if name.notation and name.notation != name.label(lang) else ""


def _titled(name: Name, kind: str, lang: str) -> str:
    """Write what an entity is called; one that has a code alone is said with its kind."""
    label = name.label(lang)
    return f"{kind} {label}" if label == name.notation else label


@of_the_same(64)
def relations_html(look: EntityLook, lang: str, where: str) -> str:
    """Write what leads from an entity and to it, relation by relation; a name leads on to what it names."""
    texts = messages(lang)
    groups: dict[tuple[bool, str, bool], list[Statement]] = {}
    for one in look.links():
        groups.setdefault((one.outward, one.predicate, one.derived), []).append(one)
    parts = []
    for (outward, predicate, derived), members in groups.items():
        arrow = "→" if outward else "←"
        mark = texts.text("ui.explorer.derived")
        told = f' <span class="qg-none">{escape(mark)}</span>' if derived else ""
        title = f"{arrow} {escape(term_of(look.names[predicate], lang))}{told} ({len(members)})"
        lines = [_onward(look.names[one.other.value], lang, where) for one in members]
        listed = f'<ul class="qg-names">{"".join(lines[:_MOST_LISTED])}</ul>'
        if rest := lines[_MOST_LISTED:]:
            more = escape(counted(lang, "term.more", len(rest)))
            names = f'<ul class="qg-names">{"".join(rest)}</ul>'
            listed += f"<details><summary>{more}</summary>{names}</details>"
        parts.append(f'<h3 class="qg-section">{title}</h3>{listed}')
    return "".join(parts)


def _onward(name: Name, lang: str, where: str) -> str:
    address = escape(address_in("explorer", {"entity": name.iri, ONWARD: "1"}, where))
    return f'<li><a class="qg-name" href="{address}" target="_self">{name_html(name, lang)}</a></li>'


def search_html(lang: str, query: str = "", found: Sequence[Name] | None = None) -> str:
    """Write the field that finds where to start, and what it found; a name starts anew from there."""
    texts = messages(lang)
    title = escape(texts.text("ui.explorer.search"))
    field = (
        f'<form class="qg-search" role="search">{icon_html("search")}<input type="search" name="{SEARCH}"'
        f' value="{escape(query)}" placeholder="{title}" aria-label="{title}" autocomplete="off"></form>'
    )
    if found is None:
        return field
    if not found:
        said = escape(texts.text("ui.explorer.nothing", query=query))
        return f'{field}<p class="qg-muted qg-said">{said}</p>'
    names = [
        link({"entity": name.iri, "passed": "", "view": "", SEARCH: ""}, name.full(lang), is_current=False)
        for name in found
    ]
    return f'{field}<div class="qg-found-names">{links(texts.text("ui.explorer.found"), names)}</div>'


@functools.lru_cache(maxsize=128)
def tools_of(lang: str, opened: str | None, entity: str, where: str) -> str:
    """Write what one does with the network: filters, views, and the statements of the entity looked at."""
    texts = messages(lang)
    titles = {"filter": texts.text("ui.explorer.filter"), "views": texts.text("ui.map_page.views")}
    tools = [(tool, icon, titles[tool]) for tool, icon in TOOLS.items()]
    address = escape(address_in("sparql", {STATEMENTS_OF: entity}, where))
    statements = f"{icon_html('code')}{escape(texts.text('ui.explorer.statements'))}"
    asked = f'<a class="qg-go" href="{address}" target="_self">{statements}</a>'
    return tools_html(texts.text("ui.map_page.tools"), tools, opened, [asked])


@of_the_same(64)
def crumbs_html(lang: str, where: str, *looks: EntityLook) -> str:
    """Write the way taken, the last step last; a step before it leads back to it."""
    label = messages(lang).text("ui.explorer.way")
    steps = []
    for look in looks[:-1]:
        address = escape(address_in("explorer", {"entity": look.entity, ONWARD: "1"}, where))
        name = escape(look.names[look.entity].full(lang))
        steps.append(f'<li><a class="qg-go" href="{address}" target="_self">{name}</a></li>')
    last = looks[-1]
    named = escape(last.names[last.entity].full(lang))
    kind = escape(kind_of(last, last.entity, lang))
    steps.append(f'<li aria-current="true"><b>{named}</b> – {kind}</li>')
    return f'<nav class="qg-crumbs" aria-label="{escape(label)}"><ol>{"".join(steps)}</ol></nav>'
