"""Writes to an organisation's graph: one transaction each, with its conclusions and its history."""

from __future__ import annotations

import hashlib
import itertools
import re
from typing import Final

from qualite_graph.changes import (
    NO_CHANGE,
    Delta,
    between,
    canonical,
    document,
    in_graph,
    state,
    statements_of,
    subject_of,
)
from qualite_graph.errors import InputError
from qualite_graph.history import Note, Origin, change, last_to_undo, noted, noted_apart, state_at
from qualite_graph.rederivation import derived_apart, write
from qualite_graph.store import Store
from qualite_graph.vocabulary import derived_graph_of, graph_of

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_slug(slug: str) -> str:
    """Return the slug if it can name an organisation.

    Raises:
        InputError: it holds something else than lower-case letters, digits and single hyphens.
    """
    if _SLUG.fullmatch(slug) is None:
        raise InputError("bad_slug", slug=slug)
    return slug


def replace_organisation(store: Store, slug: str, ntriples: bytes, origin: Origin) -> None:
    """Put `ntriples` in place of what is asserted of an organisation, derive and note it: all or nothing."""
    graph = graph_of(check_slug(slug))
    with store.writing():
        if graph in store.graphs():
            delta = between(state(store, graph), canonical(ntriples, graph))
            _commit(store, slug, Note("load", origin, delta))
            return
        # Nothing stands here yet: the file's own text goes in, its lines are only counted.
        if b"_:" in ntriples:
            ntriples = document(canonical(ntriples, graph)).encode()
        note = Note("load", origin, NO_CHANGE, first=True, stated=_count(ntriples))
        store.add(
            itertools.chain(
                in_graph(ntriples, graph),
                in_graph(derived_apart(ntriples, slug), derived_graph_of(slug)),
                [noted_apart(store.version + 1, slug, note)],
            )
        )


def delta_of(store: Store, slug: str, added: str, removed: str) -> Delta:
    """Return what N-Triples to add and to remove really change in an organisation.

    Raises:
        InputError: a text is not N-Triples.
    """
    graph = graph_of(slug)
    # A blank node is new, whatever its label: it must not take the name of one that stands already.
    own = f"{graph}/edit/{hashlib.sha256(added.encode()).hexdigest()[:16]}"
    try:
        wanted = canonical(added.encode(), own)
        unwanted = canonical(removed.encode(), graph)
    except SyntaxError as error:
        raise InputError("bad_statements", reason=error) from error
    # Only what is said of the same subjects can change: the rest of the graph is not read.
    standing = statements_of(store, graph, [subject_of(line) for line in wanted | unwanted])
    return between(standing, (standing - unwanted) | wanted)


def difference_from(store: Store, slug: str, ntriples: bytes) -> Delta:
    """Return the change that leads from what is asserted of an organisation to `ntriples`.

    Raises:
        InputError: the text is not N-Triples.
    """
    graph = graph_of(slug)
    try:
        wanted = canonical(ntriples, graph)
    except SyntaxError as error:
        raise InputError("bad_statements", reason=error) from error
    return between(state(store, graph), wanted)


def change_organisation(store: Store, slug: str, delta: Delta, origin: Origin) -> None:
    """Add and remove statements of an organisation."""
    with store.writing():
        _commit(store, slug, Note("edit", origin, delta))


def remove_organisation(store: Store, slug: str, origin: Origin) -> None:
    """Take all that is asserted and derived of an organisation out of the store; its history stays."""
    with store.writing():
        delta = Delta(frozenset(), state(store, graph_of(slug)))
        _commit(store, slug, Note("remove", origin, delta))


def undo(store: Store, slug: str, origin: Origin) -> int:
    """Undo the latest write that still stands; return its version.

    Raises:
        NotFoundError: nothing is left to undo.
    """
    with store.writing():
        entry = last_to_undo(store, slug)
        if entry.first:
            back = Delta(frozenset(), state_at(store, slug, entry.version))
        else:
            back = change(store, entry).inverse()
        _commit(store, slug, Note("undo", origin, back, undoes=entry.version))
    return entry.version


def _count(ntriples: bytes) -> int:
    return len(set(ntriples.split(b"\n")) - {b""})


def _commit(store: Store, slug: str, note: Note) -> None:
    store.update(f"{write(store, slug, note.delta)}\n;\n{noted(store.version + 1, slug, note)}")
