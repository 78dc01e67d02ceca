"""The command `coverage`: clause by clause, what answers ISO 9001:2015, and what would close each gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qualite_graph.cli.assured import Asked, Desk, codes, desk
from qualite_graph.cli.context import Context
from qualite_graph.cli.table import Grid, show
from qualite_graph.naming import Name

if TYPE_CHECKING:
    from qualite_graph.analysis.coverage import ClauseCoverage, Coverage
    from qualite_graph.analysis.coverage_lenses import PrincipleCoverage

_SHOWN_DEPTH: Final = 1  # dots in a clause number: 8.5 is shown, 8.5.1 is rolled up in it
_PROCESSES: Final = 6


def run(context: Context, asked: Asked) -> int:
    """Say how far an organisation covers each clause.

    Raises:
        UsageError: the format is unknown.
        InputError: the date cannot be read, or the organisation does not exist.
    """
    from qualite_graph.analysis.coverage_sentences import (  # noqa: PLC0415 -- the help does without
        closing_sentences,
        coverage_sentences,
        document_sentences,
        principle_sentences,
        unproved_sentences,
    )

    at = desk(context, asked)
    found = at.workspace.coverage(at.organisation, reference_date=at.day)
    principles = at.workspace.coverage_by_principle(at.organisation, reference_date=at.day)
    documents = at.workspace.documented_information(at.organisation, reference_date=at.day)
    said = coverage_sentences(found)
    gravest = [fact for leaf in found.unanswered() for fact in found.of_clause(leaf).missing]
    closing = closing_sentences(gravest)
    due = document_sentences(documents)
    others = (*unproved_sentences(found), *principle_sentences(principles), *due)
    if at.as_json:
        types = at.workspace.coverage_by_type(at.organisation, reference_date=at.day)
        parts = {"coverage": found, "principles": principles, "types": types, "documents": documents}
        at.write(parts, (*said, *closing, *others))
        return 0
    iris = {iri for sentence in (*said, *closing, *due) for iri in sentence.iris()}
    iris |= {clause.clause for clause in found.clauses} | {one.principle for one in principles}
    iris |= {process for clause in found.clauses for process in clause.processes}
    names = at.names(iris | {one.type for one in principles if one.type})
    print(at.title("cli.coverage.title") + "\n")
    at.say(said, names)
    print()
    show(_clauses(at, found, names))
    if closing:
        print(f"\n{context.text('cli.coverage.gaps')}")
        at.say(closing, names)
    print()
    show(_principles(at, principles, names))
    if due:
        print(f"\n{context.text('cli.coverage.documents')}")
        at.say(due, {iri: Name(iri, name.notation, {}) for iri, name in names.items()})
    return 0


def _clauses(at: Desk, found: Coverage, names: dict[str, Name]) -> Grid:
    text = at.context.text
    columns = ("clause", "degree", "answered", "full", "processes")
    rows = [
        [
            names[clause.clause].full(at.lang),
            text(f"cli.coverage.degree.{clause.degree}"),
            f"{clause.answered}/{clause.leaves}",
            f"{clause.full}/{clause.leaves}",
            _processes(at, clause, names),
        ]
        for clause in found.clauses
        if clause.number.count(".") <= _SHOWN_DEPTH
    ]
    headings = [text(f"cli.coverage.heading.{column}") for column in columns]
    return Grid(text("cli.coverage.clauses"), headings, rows, right=frozenset({2, 3}))


def _processes(at: Desk, clause: ClauseCoverage, names: dict[str, Name]) -> str:
    shown = codes(clause.processes[:_PROCESSES], names, at.lang)
    return f"{shown}…" if len(clause.processes) > _PROCESSES else shown


def _principles(at: Desk, found: tuple[PrincipleCoverage, ...], names: dict[str, Name]) -> Grid:
    text = at.context.text
    rows = [
        [
            names[one.principle].full(at.lang),
            names[one.type].label(at.lang) if one.type else "",
            f"{one.full + one.partial}/{len(one.leaves)}",
            f"{one.full}/{len(one.leaves)}",
            str(one.none),
        ]
        for one in found
    ]
    columns = ("principle", "type", "answered", "full", "none")
    headings = [text(f"cli.coverage.heading.{column}") for column in columns]
    return Grid(text("cli.coverage.principles"), headings, rows, right=frozenset({2, 3, 4}))
