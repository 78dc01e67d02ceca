"""About the product: what it is, its versions and licences, and the documentation of its vocabulary."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

import streamlit as st

from qualite_graph import __version__
from qualite_graph.folding import fold
from qualite_graph.ui import session
from qualite_graph.ui.session import Here
from qualite_graph.vocabulary import compact

_PARTS: Final = (
    *("streamlit", "pyoxigraph", "rdflib", "networkx", "rustworkx", "rapidfuzz", "python-calamine"),
    *("XlsxWriter", "typst", "python-docx", "shacl"),
)
"""The distributions that do most of the work, as they are named when installed."""

_PUBLISHED: Final = (("open", "ontology"), ("catalogue", "catalogue"), ("void", ".well-known/void"))
"""What the same server publishes, by the key of its name, and its address."""

_LONGEST: Final = 40


def show() -> None:
    """Show the page."""
    here = session.here()
    left, right = st.columns([1, 1.5], gap="medium")
    with left:
        st.html(f'<p class="qg-lead">{escape(here.text("about.what"))}</p>')
        _versions(here)
        st.header(here.text("about.licences"), anchor=False)
        st.write(here.text("about.licence_code"))
        st.write(here.text("about.licence_ontology"))
        st.caption(here.text("about.private"))
    with right:
        _vocabulary(here)


def _versions(here: Here) -> None:
    st.header(here.text("about.versions"), anchor=False)
    rows = [("qualite_graph", __version__, "Apache-2.0"), ("Python", platform.python_version(), "PSF-2.0")]
    for name in _PARTS:
        try:
            found = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # an optional part that is not installed
        stated = [found[key] for key in ("License-Expression", "License") if key in found]
        licence = next((text.splitlines()[0] for text in stated if text), "–")
        rows.append((name, found["Version"], licence[:_LONGEST]))
    heads = _heads(here, ("part", "version", "licence"))
    body = "".join([f"<tr>{''.join([f'<td>{escape(cell)}</td>' for cell in row])}</tr>" for row in rows])
    st.html(f'<table class="qg-table"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>')


def _vocabulary(here: Here) -> None:
    """Show the modules, then every term with its meaning, to be searched."""
    st.header(here.text("about.vocabulary"), anchor=False)
    links = "".join(
        [
            f'<li><a href="{address}" target="_blank" rel="noopener">'
            f"{escape(here.text(f'about.{key}'))}</a></li>"
            for key, address in _PUBLISHED
        ]
    )
    st.html(f'<ul class="qg-lines">{links}</ul>')
    modules = "".join(
        [
            f"<li><b>{escape(_either(here, one.titles))}</b> <small>{escape(one.version)}</small>"
            f"<br>{escape(_either(here, one.descriptions))} "
            f"<small><code>{escape(one.iri)}</code></small></li>"
            for one in here.workspace.modules()
        ]
    )
    st.html(f'<ul class="qg-lines qg-journal">{modules}</ul>')
    words = fold(st.text_input(here.text("about.search"), key="term words", icon=":material/search:")).split()
    rows = []
    for one in here.workspace.definitions():
        code, meaning = compact(one.name.iri), _either(here, one.meanings)
        text = fold(f"{code} {' '.join(one.name.labels.values())} {meaning}")
        if all(word in text for word in words):
            rows.append(
                f"<tr><td><b>{escape(here.label(one.name))}</b><br><code>{escape(code)}</code></td>"
                f"<td>{escape(here.text(f'about.kind.{one.kind}'))}</td><td>{escape(meaning)}</td></tr>"
            )
    st.caption(here.count("about.found", len(rows)))
    heads = _heads(here, ("term", "sort", "meaning"))
    st.html(
        f'<div class="qg-scroll" tabindex="0"><table class="qg-table"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _heads(here: Here, keys: Sequence[str]) -> str:
    return "".join([f'<th scope="col">{escape(here.text(f"about.{key}"))}</th>' for key in keys])


def _either(here: Here, texts: Mapping[str, str]) -> str:
    """Return a text in the reader's language, else in the other."""
    return texts.get(here.lang) or next(iter(texts.values()), "")


if __name__ == "__main__":
    show()
