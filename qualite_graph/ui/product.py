"""What the product is made of, written once: the parts it stands on, the terms of its vocabulary.

It stands apart from the page, whose script is executed anew at every run.
"""

from __future__ import annotations

import functools
import importlib.metadata
import platform
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from qualite_graph import __version__
from qualite_graph.analysis.ontology import Definition, Module
from qualite_graph.folding import fold
from qualite_graph.messages import messages
from qualite_graph.ui.same import of_the_same
from qualite_graph.vocabulary import compact

_PARTS: Final = (
    *("streamlit", "pyoxigraph", "rdflib", "networkx", "rustworkx", "rapidfuzz", "python-calamine"),
    *("XlsxWriter", "typst", "python-docx", "shacl"),
)
"""The distributions that do most of the work, as they are named when installed."""

_LONGEST: Final = 40


@functools.cache
def versions_html(lang: str) -> str:
    """Write the parts that are installed with their versions and licences."""
    rows = [("qualite_graph", __version__, "Apache-2.0"), ("Python", platform.python_version(), "PSF-2.0")]
    for name in _PARTS:
        try:
            found = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # an optional part that is not installed
        stated = [found[key] for key in ("License-Expression", "License") if key in found]
        licence = next((text.splitlines()[0] for text in stated if text), "–")
        rows.append((name, found["Version"], licence[:_LONGEST]))
    body = [f"<tr>{''.join([f'<td>{escape(cell)}</td>' for cell in row])}</tr>" for row in rows]
    return _table(lang, ("part", "version", "licence"), body)


@of_the_same(4)
def modules_html(modules: Sequence[Module], lang: str) -> str:
    """Write the modules of the vocabulary with what each is about."""
    lines = [
        f"<li><b>{escape(_either(one.titles, lang))}</b> <small>{escape(one.version)}</small>"
        f"{escape(_either(one.descriptions, lang))} <small><code>{escape(one.iri)}</code></small></li>"
        for one in modules
    ]
    return f'<ul class="qg-lines qg-journal">{"".join(lines)}</ul>'


@of_the_same(4)
def terms_html(definitions: Sequence[Definition], lang: str) -> tuple[tuple[str, str], ...]:
    """Write each term as a row of `table_of_terms`, before it the text in which words are searched."""
    rows = []
    for one in definitions:
        code, meaning = compact(one.name.iri), _either(one.meanings, lang)
        rows.append(
            (
                fold(f"{code} {' '.join(one.name.labels.values())} {meaning}"),
                f"<tr><td><b>{escape(one.name.label(lang))}</b><br><code>{escape(code)}</code></td>"
                f"<td>{escape(messages(lang).text(f'ui.about.kind.{one.kind}'))}</td>"
                f"<td>{escape(meaning)}</td></tr>",
            )
        )
    return tuple(rows)


def table_of_terms(lang: str, rows: Iterable[str]) -> str:
    """Write rows of `terms_html` as a table."""
    return f'<div class="qg-scroll" tabindex="0">{_table(lang, ("term", "sort", "meaning"), rows)}</div>'


def _table(lang: str, keys: Sequence[str], rows: Iterable[str]) -> str:
    texts = messages(lang)
    heads = "".join([f'<th scope="col">{escape(texts.text(f"ui.about.{key}"))}</th>' for key in keys])
    return f'<table class="qg-table"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _either(texts: Mapping[str, str], lang: str) -> str:
    """Return a text in the reader's language, else in the other."""
    return texts.get(lang) or next(iter(texts.values()), "")
