"""What every published page shares: its head, its styles, links between addresses, ways to take the data."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import quote

from qualite_graph.messages import LANGUAGES, messages
from qualite_graph.papers.look import chosen_look
from qualite_graph.vocabulary import BASE, compact

FORMATS: Final = (
    ("turtle", "Turtle"),
    ("jsonld", "JSON-LD"),
    ("ntriples", "N-Triples"),
    ("rdfxml", "RDF/XML"),
)
_STYLES: Final = """
svg { width: 100%; max-width: 58rem; height: auto; margin: .5rem 0 1rem; }
svg text { fill: var(--ink); } svg .boxed { font-weight: 600; }
svg .box { fill: var(--pale); stroke: var(--line); } svg .line { fill: none; stroke: var(--soft); }
svg .head { fill: var(--soft); }
article { margin: 1.2rem 0; padding: .6rem .9rem; border-left: 3px solid var(--line); }
article h4 { margin: 0 0 .2rem; font-size: 1.05rem; }
article dl, dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .4rem 0 0; }
dt { color: var(--soft); } dd { margin: 0; } code { font-size: .85em; }
nav ul { columns: 16rem; padding-left: 1.1rem; } nav.languages { float: right; }
article:target { background: var(--pale); }
@media (max-width: 40rem) { dl, article dl { grid-template-columns: 1fr; } }
"""


def page(  # noqa: PLR0913 -- one part of the page each
    title: str, lang: str, subtitle: str, parts: Iterable[str], *, path: str, standalone: bool = False
) -> str:
    """Return a whole page; `standalone` pages link to the other language's file beside them."""
    texts = messages(lang)
    others = " · ".join(
        f'<a hreflang="{other}" href="{_other(path, other, standalone=standalone)}">{other.upper()}</a>'
        for other in LANGUAGES
    )
    look = chosen_look()
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>:root {{ --accent: {look.colour}; }}\n{look.text('paper.css')}{_STYLES}</style>\n"
        "</head>\n<body>\n"
        f'<header><nav class="languages" aria-label="{texts.text("published.languages")}">{others}</nav>'
        f'<h1>{escape(title)}</h1><p class="subtitle">{subtitle}</p></header>\n<main>\n{body}\n</main>\n'
        "</body>\n</html>\n"
    )


def _other(path: str, lang: str, *, standalone: bool) -> str:
    return f"index.{lang}.html" if standalone else f"{quote(path)}?lang={lang}"


def link(iri: str, text: str | None = None, *, standalone: bool = False) -> str:
    """Return a link to what an IRI names: on this server where the address is ours."""
    shown = escape(text or compact(iri))
    if not iri.startswith(("http://", "https://")):
        return shown
    address = iri
    if iri.startswith(BASE) and not standalone:
        address = "/" + iri.removeprefix(BASE)
    elif standalone and iri.startswith(BASE + "ontology#"):
        address = "#" + iri.rpartition("#")[2]
    return f'<a href="{escape(address)}">{shown}</a>'


def formats(lang: str, path: str) -> str:
    """Return the links to the same content as data."""
    links = " · ".join(f'<a href="{quote(path)}?format={name}">{label}</a>' for name, label in FORMATS)
    return f'<p class="edition">{escape(messages(lang).text("published.formats"))} {links}</p>'
