"""An organisation as it was: a store in memory that holds one of its former versions, derived anew."""

from __future__ import annotations

import datetime

from qualite_graph import knowledge
from qualite_graph.changes import document
from qualite_graph.errors import NotFoundError
from qualite_graph.history import Origin, entries, state_at
from qualite_graph.store import EmbeddedStore, Store
from qualite_graph.writing import replace_organisation


def as_it_was(store: Store, slug: str, version: int) -> EmbeddedStore:
    """Return a store with the knowledge and the organisation as it was after the write of that version.

    Raises:
        NotFoundError: the organisation has no write of this number.
    """
    written = {entry.version: entry for entry in entries(store, slug)}
    if version not in written:
        known = ", ".join([str(number) for number in sorted(written)])
        raise NotFoundError("unknown_version", version=version, organisation=slug, known=known or "–")
    former = EmbeddedStore.in_memory()
    knowledge.install(former)
    lines = state_at(store, slug, version)
    origin = Origin(written[version].origin.author, written[version].origin.instant)
    replace_organisation(former, slug, (document(lines) + "\n").encode(), origin)
    return former


def version_of(store: Store, slug: str, moment: str) -> int | None:
    """Return the version that a number or a day (ISO) means: of a day, the last one written by its end.

    `None` when the text is neither.

    Raises:
        NotFoundError: nothing had been written by that day.
    """
    if moment.isdecimal():
        return int(moment)
    try:
        day = datetime.date.fromisoformat(moment)
    except ValueError:
        return None
    written = [entry for entry in entries(store, slug) if entry.origin.instant.date() <= day]
    if not written:
        raise NotFoundError("nothing_by_then", date=moment, organisation=slug)
    return written[-1].version
