"""The shapes as the package ships them: their text for an engine, and what each says to people."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from qualite_graph.resources import ontology_directory
from qualite_graph.store.base import Value
from qualite_graph.store.terms import Statements, statements, texts
from qualite_graph.validation.findings import LAST_RANK, Severity, Shape, natural
from qualite_graph.vocabulary import QGS, SH

_SEVERITIES: Final = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Shapes:
    """A set of shapes: one Turtle text for the engines, one value per shape for the readers."""

    turtle: str
    by_iri: Mapping[str, Shape]


def shape_files() -> tuple[Path, ...]:
    """Return the files of the package's shapes, sorted."""
    return tuple(sorted((ontology_directory() / "shapes").glob("*.ttl")))


@functools.cache
def read_shapes() -> Shapes:
    """Return the shapes of the package, read once per process."""
    return shapes_of([path.read_text("utf-8") for path in shape_files()])


def shapes_of(turtle_texts: Iterable[str]) -> Shapes:
    """Return the shapes of some Turtle texts; those that have a severity are the rules one can break.

    A message or a remedy that lacks one of the two languages is missing from the shape: a test of the
    files sees to it.
    """
    turtle = "\n".join(turtle_texts)
    read = statements(turtle, ox.RdfFormat.TURTLE)
    rules = {
        iri: Shape(
            iri=iri,
            severity=_SEVERITIES[about[SH.severity][0].value],
            messages=texts(about.get(SH.message, [])),
            how_to_fix=texts(about.get(QGS.howToFix, [])),
            clauses=tuple(sorted([clause.value for clause in about.get(QGS.atStake, [])], key=natural)),
            path=_path(about.get(SH.path, []), read),
            rank=int(about[QGS.adviceRank][0].value) if QGS.adviceRank in about else LAST_RANK,
        )
        for iri, about in read.items()
        if SH.severity in about
    }
    return Shapes(turtle, rules)


def _path(paths: list[Value], read: Statements) -> str | None:
    if not paths:
        return None
    if paths[0].kind == "iri":
        return paths[0].value
    inverse = read[paths[0].value].get(SH.inversePath)
    return f"^{inverse[0].value}" if inverse and inverse[0].kind == "iri" else None
