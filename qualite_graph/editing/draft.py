"""The statements that some edits touch, before and after: read as needed, so that one edit costs little."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from qualite_graph.changes import lines_of
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import values_block
from qualite_graph.vocabulary import graph_of


@dataclass(slots=True)
class Draft:
    """Statements of an organisation as N-Triples lines, as they stand and as they would after the edits."""

    store: Store
    slug: str
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    _read: set[str] = field(default_factory=set)

    def read(self, iris: Iterable[str]) -> None:
        """Read what is said of some entities, and by which others they are named."""
        unread = set(iris) - self._read
        if not unread:
            return
        self._read |= unread
        either = (
            f"{{ {values_block('s', unread)} ?s ?p ?o }} UNION {{ {values_block('o', unread)} ?s ?p ?o }}"
        )
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {either} }}"
        found = self.store.query(text, Dataset((graph_of(self.slug),))).serialize("ntriples")
        fresh = lines_of(found.decode()) - self.before
        self.before |= fresh
        self.after |= fresh

    def said_of(self, iri: str, predicate: str = "") -> list[str]:
        """Return the statements about an entity, or one property of it, that would stand, sorted."""
        self.read([iri])
        start = f"<{iri}> <{predicate}> " if predicate else f"<{iri}> "
        return sorted(line for line in self.after if line.startswith(start))

    def naming(self, iri: str, predicate: str = "") -> list[str]:
        """Return the statements of others that would name an entity, sorted."""
        self.read([iri])
        end, middle = f" <{iri}> .", f"> <{predicate}> <" if predicate else ""
        return sorted(line for line in self.after if line.endswith(end) and middle in line)

    def exists(self, iri: str) -> bool:
        """Tell whether anything would be said of an entity."""
        return bool(self.said_of(iri))

    def put(self, subject: str, predicate: str, term: str) -> None:
        """Add a statement; subject and term are written as N-Triples does."""
        self.after.add(f"{subject} <{predicate}> {term} .")

    def drop(self, lines: Iterable[str]) -> None:
        """Take statements away."""
        self.after.difference_update(lines)
