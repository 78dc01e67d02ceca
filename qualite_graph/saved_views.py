"""Views of a map that people save under a name: in the store, apart from what questions may read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.store import Dataset, Store, Value
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import GRAPH_VIEWS, META, RDFS

MOST_VIEWS: Final = 200
_LONGEST: Final = 300_000
"""Characters that a saved view may have: ten thousand nodes each given a place."""

_READ: Final = f"""
SELECT ?name ?content $page $organisation WHERE {{
  ?view <{META.page}> $page ; <{META.organisation}> $organisation ; <{RDFS.label}> ?name ;
    <{META.text}> ?content
}} ORDER BY ?name"""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view and its name; `content` is the page's own, made of what JSON can hold."""

    name: str
    content: Mapping[str, Any]


def saved_views(store: Store, slug: str, page: str) -> tuple[SavedView, ...]:
    """Return the views of one page saved for an organisation, by name."""
    bindings = {"page": Value("literal", page), "organisation": Value("literal", slug)}
    rows = rows_of(store.query(_READ, Dataset((GRAPH_VIEWS,)), bindings), ("name", "content"))
    return tuple([SavedView(name.value, json.loads(text.value)) for name, text in rows if name and text])


def saved_view(store: Store, slug: str, page: str, name: str) -> SavedView:
    """Return one view by its name.

    Raises:
        NotFoundError: no view of the page is saved under this name.
    """
    found = next((view for view in saved_views(store, slug, page) if view.name == name), None)
    if found is None:
        raise NotFoundError("unknown_view", view=name)
    return found


def save_view(store: Store, slug: str, page: str, view: SavedView) -> None:
    """Save a view, in place of the one that had its name.

    Raises:
        InputError: the name is empty, the view too large, or too many are saved already.
        StoreError: the store cannot be written.
    """
    name = " ".join(view.name.split())
    if not name:
        raise InputError("view_without_name")
    content = json.dumps(view.content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    with store.writing():
        saved = [one.name for one in saved_views(store, slug, page)]
        if len(content) > _LONGEST or (name not in saved and len(saved) >= MOST_VIEWS):
            raise InputError("views_full", most=MOST_VIEWS)
        facts = {RDFS.label: name, META.text: content, META.page: page, META.organisation: slug}
        said = " ; ".join([f"<{key}> {Value('literal', value).n3()}" for key, value in facts.items()])
        subject = _iri(slug, page, name)
        removal = _removal(subject)
        store.update(f"{removal} ;\nINSERT DATA {{ GRAPH <{GRAPH_VIEWS}> {{ <{subject}> {said} }} }}")


def forget_view(store: Store, slug: str, page: str, name: str) -> None:
    """Keep a view no longer; one that is not saved is no error.

    Raises:
        StoreError: the store cannot be written.
    """
    store.update(_removal(_iri(slug, page, name)))


def _removal(subject: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{GRAPH_VIEWS}> {{ <{subject}> ?property ?value }} }}"


def _iri(slug: str, page: str, name: str) -> str:
    return f"{GRAPH_VIEWS}/{slug}/{page}/{quote(name, safe='')}"
