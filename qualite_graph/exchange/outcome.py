"""What reading a file gives, whatever its format: statements, problems, and what the map has no place for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qualite_graph.exchange import ntriples
from qualite_graph.exchange.problems import Problem
from qualite_graph.messages import messages
from qualite_graph.vocabulary import QG, RDF, RDFS


@dataclass(frozen=True, slots=True)
class LeftOver:
    """One element or relation of a model that the map has no place for: kept in the graph, and listed here.

    `why` is a key of the catalogue's `problems.kept` table; `source` and `target` are the identifiers of
    a relation's ends, `line` is where the element stands in its file.
    """

    type: str
    name: str
    identifier: str
    why: str
    source: str = ""
    target: str = ""
    line: int | None = None

    def reason(self, lang: str) -> str:
        """Return why the map has no place for it, in `lang`."""
        return messages(lang).text(f"problems.kept.{self.why}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: N-Triples for the organisation's graph, problems, entities read per sheet key.

    `left_out` names by sheet and row what was set aside on request: their errors no longer block.
    """

    graph: str
    ntriples: bytes
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    left_over: tuple[LeftOver, ...] = ()
    left_out: frozenset[tuple[str, int]] = frozenset()

    def named(self, label: str) -> Reading:
        """Return the reading with a name for the organisation, unless the file gives one."""
        known = f"<{self.graph}> <{RDFS.label}>".encode()
        if not label or known in self.ntriples:
            return self
        term = ntriples.iri(self.graph)
        stated = (
            f"{term} <{RDF.type}> <{QG.Organization}> .\n{term} <{RDFS.label}> {ntriples.literal(label)} .\n"
        )
        return replace(self, ntriples=self.ntriples + stated.encode())

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that must be corrected, whether or not their rows were left out."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """Return the errors that forbid loading: those outside the rows left out on request."""
        return tuple(
            problem
            for problem in self.errors
            if problem.row is None or (problem.sheet, problem.row) not in self.left_out
        )
