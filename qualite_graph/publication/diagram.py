"""A module drawn: each object property as an arrow from the class it starts at to the class it leads to."""

from __future__ import annotations

from html import escape
from typing import Final

from qualite_graph.exchange.writing.map_text import text_width
from qualite_graph.publication.terms import Module, Term
from qualite_graph.vocabulary import RDFS, compact

_ROW, _BOX, _WIDTH, _SIZE = 34, 22, 250, 11.5
_GAP: Final = 260
_TOP: Final = 12


def diagram(module: Module, names: dict[str, Term], lang: str) -> str:
    """Return the drawing as SVG, empty where no property of the module has both a domain and a range."""
    arrows = [
        (term.links(RDFS.domain)[0], term, term.links(RDFS.range)[0])
        for term in module.of_kind("object")
        if term.links(RDFS.domain) and term.links(RDFS.range)
    ]
    if not arrows:
        return ""
    arrows.sort(key=lambda arrow: (_name(arrow[0], names, lang).lower(), arrow[1].label(lang).lower()))
    height = _TOP * 2 + _ROW * len(arrows)
    width = _WIDTH * 2 + _GAP + 4
    title = escape(module.header.label(lang))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'font-family="inherit" font-size="{_SIZE}"><title>{title}</title>'
    ]
    former, fork = "", 0.0
    for place, (start, term, end) in enumerate(arrows):
        top = _TOP + place * _ROW
        middle = top + _BOX / 2
        if start != former:
            parts.append(_box(2, top, _name(start, names, lang)))
            fork = top + _BOX
        else:
            parts.append(f'<path class="line" d="M{_WIDTH / 2} {fork} V{middle} H{_WIDTH + 2}"/>')
            fork = middle
        former = start
        left, right = _WIDTH + 2, _WIDTH + _GAP + 2
        parts.append(f'<path class="line" d="M{left} {middle} H{right - 6}"/>')
        parts.append(f'<path class="head" d="M{right} {middle} l-8 -4 v8 z"/>')
        label = _cut(term.label(lang), _GAP - 24)
        parts.append(
            f'<text x="{(left + right) / 2}" y="{middle - 4}" text-anchor="middle">{escape(label)}</text>'
        )
        parts.append(_box(right, top, _name(end, names, lang)))
    return "".join(parts) + "</svg>"


def _box(x: float, y: float, name: str) -> str:
    text = escape(_cut(name, _WIDTH - 16))
    return (
        f'<rect class="box" x="{x}" y="{y}" width="{_WIDTH}" height="{_BOX}" rx="4"/>'
        f'<text class="boxed" x="{x + _WIDTH / 2}" y="{y + _BOX / 2 + 4}" text-anchor="middle">{text}</text>'
    )


def _name(iri: str, names: dict[str, Term], lang: str) -> str:
    return names[iri].label(lang) if iri in names else compact(iri)


def _cut(text: str, width: float) -> str:
    while text_width(text, _SIZE) > width and len(text) > 4:
        text = text[:-2].rstrip() + "…"
    return text
