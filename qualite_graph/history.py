"""The history: every write with its author, date, source and change, kept apart from what is queried.

Each write is a PROV-O activity (W3C, 2013). What it added and removed stands in it as text, so that no query
on any union of graphs can bring a removed statement back to life.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from qualite_graph.changes import Delta, between, document, state
from qualite_graph.errors import NotFoundError
from qualite_graph.store import Dataset, Store, Value
from qualite_graph.store.base import rows_of
from qualite_graph.vocabulary import (
    DCTERMS,
    GRAPH_HISTORY,
    META,
    PROV,
    RDF,
    RDFS,
    SPARQL_PROLOGUE,
    XSD,
    graph_of,
)

Kind = Literal["load", "edit", "remove", "undo"]

_ENTRIES: Final = (
    SPARQL_PROLOGUE
    + f"""PREFIX meta: <{META}>
SELECT ?activity ?kind ?author ?instant ?file ?digest ?first ?addedCount ?removedCount ?undoes $organisation
WHERE {{
  ?activity prov:generated $organisation ; meta:kind ?kind ; prov:endedAtTime ?instant ;
    prov:wasAssociatedWith/rdfs:label ?author ;
    meta:first ?first ; meta:addedCount ?addedCount ; meta:removedCount ?removedCount .
  OPTIONAL {{ ?activity prov:used ?source . ?source rdfs:label ?file ; dcterms:identifier ?digest }}
  OPTIONAL {{ ?activity meta:undoes ?undoes }}
}}"""
)
_CHANGE: Final = (
    "SELECT ?added ?removed $activity "
    f"WHERE {{ $activity <{META.added}> ?added ; <{META.removed}> ?removed }}"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a write comes from: who, when, and the file with its digest when there is one."""

    author: str
    instant: datetime.datetime
    file: str | None = None
    digest: str | None = None

    @classmethod
    def now(cls, author: str, path: Path | None = None) -> Origin:
        """Describe a write at this instant, from a file when one is given."""
        instant = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        if path is None:
            return cls(author, instant)
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
        return cls(author, instant, path.name, digest)


@dataclass(frozen=True, slots=True)
class Entry:
    """One write; `version` is the store's version after it, and `first` tells that nothing stood before."""

    version: int
    kind: Kind
    origin: Origin
    first: bool
    added: int
    removed: int
    undoes: int | None


def entries(store: Store, slug: str) -> tuple[Entry, ...]:
    """Return an organisation's writes, oldest first."""
    organisation = Value("iri", graph_of(slug))
    rows = rows_of(store.query(_ENTRIES, Dataset((GRAPH_HISTORY,)), {"organisation": organisation}))
    found = []
    for activity, kind, author, instant, file, digest, first, added, removed, undoes, _ in rows:
        if not (activity and kind and author and instant and first and added and removed):
            continue
        origin = Origin(
            author.value,
            datetime.datetime.fromisoformat(instant.value),
            file.value if file else None,
            digest.value.removeprefix("sha256:") if digest else None,
        )
        found.append(
            Entry(
                _version(activity),
                kind.value,  # type: ignore[arg-type]  # written by `noted`, one of the four
                origin,
                first.is_true,
                int(added.value),
                int(removed.value),
                _version(undoes) if undoes else None,
            )
        )
    return tuple(sorted(found, key=lambda entry: entry.version))


def change(store: Store, entry: Entry) -> Delta:
    """Return what a write added and removed; of a first load, only that nothing was removed is kept."""
    activity = Value("iri", f"{GRAPH_HISTORY}/{entry.version}")
    rows = rows_of(
        store.query(_CHANGE, Dataset((GRAPH_HISTORY,)), {"activity": activity}), ("added", "removed")
    )
    added, removed = rows[0]
    return Delta(_lines(added), _lines(removed))


def state_at(store: Store, slug: str, version: int) -> frozenset[str]:
    """Return an organisation's asserted statements as they were after the write that made `version`."""
    lines = state(store, graph_of(slug))
    for entry in reversed(entries(store, slug)):
        if entry.version <= version:
            break
        if entry.first:
            lines = frozenset()
        else:
            delta = change(store, entry)
            lines = (lines - delta.added) | delta.removed
    return lines


def difference(store: Store, slug: str, older: int, newer: int) -> Delta:
    """Return the net change between two versions of an organisation.

    Raises:
        NotFoundError: the organisation has no write of one of these numbers.
    """
    known = {entry.version for entry in entries(store, slug)}
    for version in (older, newer):
        if version not in known:
            numbers = ", ".join(str(number) for number in sorted(known))
            raise NotFoundError("unknown_version", version=version, organisation=slug, known=numbers or "–")
    return between(state_at(store, slug, older), state_at(store, slug, newer))


def last_to_undo(store: Store, slug: str) -> Entry:
    """Return the latest write that still stands and is no undoing itself.

    Raises:
        NotFoundError: there is none.
    """
    written = entries(store, slug)
    undone = {entry.undoes for entry in written}
    standing = [entry for entry in written if entry.kind != "undo" and entry.version not in undone]
    if not standing:
        raise NotFoundError("nothing_to_undo", organisation=slug)
    return standing[-1]


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be noted of a write to come.

    A `first` load is the whole graph, which stands in the store: keeping its text would double the store.
    Its change is left empty, and the number of its statements is `stated`.
    """

    kind: Kind
    origin: Origin
    delta: Delta
    first: bool = False
    undoes: int | None = None
    stated: int = 0


def noted(version: int, slug: str, note: Note) -> str:
    """Return the SPARQL update that notes a write as the activity of the version it makes."""
    activity = f"{GRAPH_HISTORY}/{version}"
    author, source = f"{activity}/author", f"{activity}/source"
    origin = note.origin
    statements = [
        (activity, RDF.type, _iri(PROV.Activity)),
        (activity, PROV.generated, _iri(graph_of(slug))),
        (activity, PROV.endedAtTime, Value("literal", origin.instant.isoformat(), None, XSD.dateTime)),
        (activity, PROV.wasAssociatedWith, _iri(author)),
        (author, RDFS.label, _text(origin.author)),
        (activity, META.kind, _text(note.kind)),
        (activity, META.first, Value("literal", str(note.first).lower(), None, XSD.boolean)),
        (activity, META.addedCount, _count(note.stated or len(note.delta.added))),
        (activity, META.removedCount, _count(len(note.delta.removed))),
        (activity, META.added, _text(document(note.delta.added))),
        (activity, META.removed, _text(document(note.delta.removed))),
    ]
    if origin.file:
        statements += [
            (activity, PROV.used, _iri(source)),
            (source, RDFS.label, _text(origin.file)),
            (source, DCTERMS.identifier, _text(f"sha256:{origin.digest or ''}")),
        ]
    if note.undoes is not None:
        statements.append((activity, META.undoes, _iri(f"{GRAPH_HISTORY}/{note.undoes}")))
    lines = "".join(
        [f"<{subject}> <{predicate}> {value.n3()} .\n" for subject, predicate, value in statements]
    )
    return f"INSERT DATA {{ GRAPH <{GRAPH_HISTORY}> {{\n{lines}}} }}"


def noted_apart(version: int, slug: str, note: Note) -> bytes:
    """Return the note of a write as N-Quads, for one that is no update."""
    scratch = ox.Store()
    scratch.update(noted(version, slug, note))
    return scratch.dump(format=ox.RdfFormat.N_QUADS) or b""


def _text(text: str) -> Value:
    return Value("literal", text)


def _iri(iri: str) -> Value:
    return Value("iri", iri)


def _count(number: int) -> Value:
    return Value("literal", str(number), None, XSD.integer)


def _version(activity: Value) -> int:
    return int(activity.value.rsplit("/", 1)[1])


def _lines(text: Value | None) -> frozenset[str]:
    return frozenset(text.value.split("\n")) if text and text.value else frozenset()
