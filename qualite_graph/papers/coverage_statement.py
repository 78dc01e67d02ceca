"""The coverage statement: for each clause of ISO 9001:2015, how far it is covered, by whom, what lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from qualite_graph.analysis.coverage import ClauseCoverage, Coverage, Degree, Missing
from qualite_graph.naming import Name
from qualite_graph.papers.blocks import answered, number
from qualite_graph.papers.content import Block, Cell, Grid, Paper, Section, Statement, Text, Tone, cell
from qualite_graph.papers.reader import Reader
from qualite_graph.vocabulary import SPARQL_PROLOGUE

CLAIMS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?process ?clause ?document ?dated ?until WHERE {
  ?process qg:addressesClause ?clause .
  OPTIONAL {
    ?document qg:keptBy ?process ; qg:evidenceFor ?clause .
    OPTIONAL { ?document qg:documentDate ?dated }
    OPTIONAL { ?document qg:validThrough ?until }
  }
}"""
)
_TONES: Final[Mapping[Degree, Tone]] = {
    Degree.FULL: "good",
    Degree.PARTIAL: "warn",
    Degree.NONE: "bad",
    Degree.NOT_APPLICABLE: "quiet",
}


def coverage_statement(reader: Reader, _about: str = "") -> Paper:
    """Write the coverage of every clause from 4 to 10, chapter by chapter."""
    reader.start()
    found = reader.coverage
    groups = [part[:3] for one in found.cells for part in one.triples]
    source = reader.cite(reader.text("coverage.claims"), CLAIMS, groups)
    named = reader.names(_named(found))
    gaps = reader.ask("Q52")
    sections = [
        Section(reader.text("coverage.summary"), (*_summary(reader, found, source, gaps.source),)),
        *(
            Section(
                reader.full(named[chapter.clause]),
                (_chapter(reader, found, chapter, named, source),),
                level=2,
            )
            for chapter in found.clauses
            if chapter.parent is None
        ),
        Section(reader.text("coverage.not_applicable"), (*answered(reader, "X71", (2, 3, 5)),)),
    ]
    return reader.paper("coverage", reader.text("coverage.title"), reader.text("coverage.subtitle"), sections)


def _named(found: Coverage) -> set[str]:
    iris = {one.clause for one in found.clauses} | set(found.claiming_nothing)
    for one in found.clauses:
        iris |= set(one.processes)
        iris |= {iri for gap in one.missing for iri in (gap.process, gap.about, gap.clause) if iri}
    return iris | {iri for claim in found.cells for iri in (*claim.in_date, *claim.out_of_date)}


def _summary(reader: Reader, found: Coverage, source: int, gaps: int) -> Iterator[Block]:
    yield Text(reader.text("coverage.rules"))
    for degree in Degree:
        count = len(found.of_degree(degree))
        at = gaps if degree is Degree.NONE else source
        yield Statement(reader.count(f"coverage.count.{degree.value}", count), at)
    if found.claiming_nothing:
        named = reader.names(found.claiming_nothing)
        silent = ", ".join(reader.full(named[iri]) for iri in found.claiming_nothing)
        yield Statement(reader.text("coverage.silent", processes=silent), reader.ask("X30").source)


def _chapter(
    reader: Reader, found: Coverage, chapter: ClauseCoverage, named: Mapping[str, Name], source: int
) -> Grid:
    inside = [one for one in found.clauses if one.number.startswith(chapter.number + ".")]
    rows = tuple(_line(reader, found, one, named) for one in (chapter, *inside))
    headings = tuple(
        reader.text(f"coverage.column.{key}") for key in ("clause", "degree", "processes", "evidence", "gap")
    )
    return Grid(headings, rows, (4, 1.7, 2.6, 3, 3.4), source, small=True)


def _line(
    reader: Reader, found: Coverage, one: ClauseCoverage, named: Mapping[str, Name]
) -> tuple[Cell, ...]:
    degree = reader.text(f"coverage.degree.{one.degree.value}")
    title = cell(reader.full(named[one.clause]), "" if one.is_leaf else "head")
    if not one.is_leaf:
        share = reader.text(
            "coverage.share", full=number(reader, one.full), leaves=number(reader, one.leaves)
        )
        return title, cell(degree, _TONES[one.degree]), cell(share, "quiet"), cell(""), cell("")
    documents = [
        reader.text(
            "coverage.document", document=reader.full(named[iri]), state=reader.text(f"coverage.{state}")
        )
        for claim in found.cells_of(one.clause)
        for state, iris in (("in_date", claim.in_date), ("out_of_date", claim.out_of_date))
        for iri in iris
    ]
    processes = tuple(reader.full(named[iri]) for iri in one.processes)
    gaps = tuple(gap_said(reader, gap, named) for gap in one.missing)
    return (
        title,
        cell(degree, _TONES[one.degree]),
        Cell(processes) if processes else cell("–", "quiet"),
        Cell(tuple(documents)) if documents else cell("–", "quiet"),
        Cell(gaps) if gaps else cell("–", "quiet"),
    )


def gap_said(reader: Reader, gap: Missing, named: Mapping[str, Name]) -> str:
    """Return what is missing for a clause to be covered, in words."""
    who = reader.full(named[gap.process]) if gap.process else reader.text("coverage.some_process")
    what = reader.full(named[gap.about]) if gap.about else ""
    return reader.text(f"coverage.gap.{gap.kind}", process=who, about=what).strip()
