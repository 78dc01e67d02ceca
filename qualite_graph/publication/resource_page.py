"""The page of one thing of the reference or of the data: all that is said of it, and what leads to it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from qualite_graph.messages import messages
from qualite_graph.publication.addresses import Address
from qualite_graph.publication.frame import formats, link, page
from qualite_graph.store import Value, everything
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import BASE
from qualite_graph.workspace import Workspace

_OUTWARD: Final = "SELECT ?property ?value $thing WHERE { $thing ?property ?value }"
_INWARD: Final = "SELECT ?property ?subject $thing WHERE { ?subject ?property $thing } LIMIT 500"


def resource_page(workspace: Workspace, address: Address, lang: str) -> str:
    """Return the page of what an address names."""
    seen, thing = everything(address.organisation), {"thing": Value("iri", address.iri)}
    outward = rows_of(workspace.store.query(_OUTWARD, seen, thing), ("property", "value"))
    inward = rows_of(workspace.store.query(_INWARD, seen, thing), ("property", "subject"))
    pairs = [(one, other) for one, other in (*outward, *inward) if one and other]
    iris = {value.value for pair in pairs for value in pair if value.kind == "iri"}
    named = {
        iri: name.full(lang)
        for iri, name in workspace.names({*iris, address.iri}, address.organisation).items()
    }
    path = "/" + address.iri.removeprefix(BASE)
    texts = messages(lang)
    said = _table(((p, v) for p, v in outward if p and v and v.lang in (None, lang)), named)
    used = _table(((p, s) for p, s in inward if p and s), named)
    parts = [formats(lang, path), f"<h2>{escape(texts.text('published.said'))}</h2>", said]
    if used:
        parts += [f"<h2>{escape(texts.text('published.used'))}</h2>", used]
    return page(named[address.iri], lang, f"<code>{escape(address.iri)}</code>", parts, path=path)


def _table(pairs: Iterable[tuple[Value, Value]], named: dict[str, str]) -> str:
    rows = sorted(
        (named.get(predicate.value, predicate.value), _shown(value, named), predicate.value)
        for predicate, value in pairs
    )
    lines = "".join(f"<tr><th>{link(iri, name)}</th><td>{shown}</td></tr>" for name, shown, iri in rows)
    return f'<div class="grid"><table><tbody>{lines}</tbody></table></div>' if lines else ""


def _shown(value: Value, named: dict[str, str]) -> str:
    if value.kind == "iri":
        return link(value.value, named.get(value.value))
    return f"<bdi>{escape(value.value)}</bdi>"
