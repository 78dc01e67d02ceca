"""What changed, as a table for reading: what, which property, before, after."""

from __future__ import annotations

from collections.abc import Sequence

from qualite_graph.cli.context import Context
from qualite_graph.cli.table import Grid
from qualite_graph.journal import ChangedFact
from qualite_graph.naming import Name
from qualite_graph.store import Value
from qualite_graph.vocabulary import DCTERMS, RDF, RDFS, SKOS


def changes(context: Context, title: str, facts: Sequence[ChangedFact]) -> Grid:
    """Return changed facts as a table, one property of one entity a row."""
    rows = [
        [
            fact.subject.full(context.lang),
            _property(context, fact.property),
            _shown(context, fact.before),
            _shown(context, fact.after),
        ]
        for fact in facts
    ]
    headings = [context.text(f"cli.diff.heading.{key}") for key in ("subject", "property", "before", "after")]
    caption = context.text("cli.diff.none") if not rows else context.text("cli.diff.count", count=len(rows))
    return Grid(title, headings, rows, caption)


def _property(context: Context, name: Name) -> str:
    own_words = {
        RDF.type: "type",
        RDFS.label: "label",
        SKOS.notation: "notation",
        DCTERMS.description: "description",
    }
    key = own_words.get(name.iri)
    return context.text(f"cli.diff.property.{key}") if key else name.label(context.lang)


def _shown(context: Context, values: Sequence[Name | Value]) -> str:
    # A text stands in both languages: one is enough to see what changed, unless only the other did.
    readable = [value for value in values if isinstance(value, Name) or value.lang in (None, context.lang)]
    shown = readable or list(values)
    texts = [value.full(context.lang) if isinstance(value, Name) else value.value for value in shown]
    return context.text("cli.diff.separator").join(texts)
