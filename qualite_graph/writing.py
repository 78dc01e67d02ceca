"""Writes to an organisation's graphs: one transaction each, derived again and noted in the history."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qualite_graph.errors import InputError
from qualite_graph.rules import derivation
from qualite_graph.store import Store, Value
from qualite_graph.vocabulary import DCTERMS, GRAPH_HISTORY, PROV, RDF, RDFS, XSD, derived_graph_of, graph_of

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a write comes from: who, when, and the file with its digest."""

    author: str
    instant: datetime.datetime
    file: str
    digest: str

    @classmethod
    def of_file(cls, path: Path, author: str) -> Origin:
        """Describe a load of `path` at this instant."""
        return cls(
            author,
            datetime.datetime.now(datetime.UTC).replace(microsecond=0),
            path.name,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )


def check_slug(slug: str) -> str:
    """Return the slug if it can name an organisation.

    Raises:
        InputError: it holds something else than lower-case letters, digits and single hyphens.
    """
    if _SLUG.fullmatch(slug) is None:
        raise InputError("bad_slug", slug=slug)
    return slug


def replace_organisation(store: Store, slug: str, ntriples: str, origin: Origin) -> None:
    """Put `ntriples` in place of what is asserted of an organisation, derive and note it: all or nothing."""
    graph = graph_of(check_slug(slug))
    store.update(
        "\n;\n".join(
            [
                f"DROP SILENT GRAPH <{graph}>",
                f"INSERT DATA {{ GRAPH <{graph}> {{\n{ntriples}}} }}",
                derivation(slug),
                _history(store, graph, origin),
            ]
        )
    )


def remove_organisation(store: Store, slug: str) -> None:
    """Take an organisation's asserted and derived statements out of the store."""
    store.update(f"DROP SILENT GRAPH <{graph_of(slug)}> ; DROP SILENT GRAPH <{derived_graph_of(slug)}>")


def _history(store: Store, graph: str, origin: Origin) -> str:
    activity = f"<{GRAPH_HISTORY}/{store.version + 1}>"
    author = Value("literal", origin.author).n3()
    file, digest = Value("literal", origin.file).n3(), Value("literal", f"sha256:{origin.digest}").n3()
    statements = {
        RDF.type: f"<{PROV.Activity}>",
        PROV.generated: f"<{graph}>",
        PROV.endedAtTime: Value("literal", origin.instant.isoformat(), None, XSD.dateTime).n3(),
        PROV.wasAssociatedWith: f"[ <{RDFS.label}> {author} ]",
        PROV.used: f"[ <{RDFS.label}> {file} ; <{DCTERMS.identifier}> {digest} ]",
    }
    body = " ;\n".join(f"<{predicate}> {value}" for predicate, value in statements.items())
    return f"INSERT DATA {{ GRAPH <{GRAPH_HISTORY}> {{ {activity} {body} }} }}"
