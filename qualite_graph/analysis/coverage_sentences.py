"""A coverage said in sentences: what is proved, what nobody answers, what would close each gap."""

from __future__ import annotations

from collections.abc import Iterable

from qualite_graph.analysis.coverage import Coverage, Degree
from qualite_graph.analysis.coverage_gaps import Missing
from qualite_graph.analysis.coverage_lenses import DutyState, Held, PrincipleCoverage
from qualite_graph.telling import SaidValue, Sentence


def coverage_sentences(found: Coverage) -> tuple[Sentence, ...]:
    """Return what to say of a coverage: figures, then gaps, the gravest first."""
    count = {degree: len(found.of_degree(degree)) for degree in Degree}
    said = [
        Sentence(
            "coverage.summary",
            {
                "leaves": len(found.leaves()),
                "full": count[Degree.FULL],
                "partial": count[Degree.PARTIAL],
                "none": count[Degree.NONE],
                "not_applicable": count[Degree.NOT_APPLICABLE],
            },
        )
    ]
    if unanswered := found.unanswered():
        said.append(listed("coverage.unanswered", "clauses", unanswered))
    contradicted = tuple(leaf.clause for leaf in found.leaves() if leaf.contradicted)
    if contradicted:
        said.append(listed("coverage.contradicted", "clauses", contradicted))
    if silent := found.claiming_nothing:
        said.append(listed("coverage.claiming_nothing", "processes", silent))
    return tuple(said)


def unproved_sentences(found: Coverage) -> tuple[Sentence, ...]:
    """Return, for each process, the clauses it claims without evidence in date."""
    said = []
    unproved: dict[str, list[str]] = {}
    for cell in found.cells:
        if cell.degree is Degree.PARTIAL:
            unproved.setdefault(cell.process, []).append(cell.clause)
    for process, clauses in sorted(unproved.items()):
        values: dict[str, SaidValue] = {
            "process": process,
            "clauses": tuple(clauses),
            "count": len(clauses),
        }
        said.append(Sentence("coverage.unproved", values, (process, *clauses)))
    return tuple(said)


def listed(key: str, name: str, items: tuple[str, ...]) -> Sentence:
    """Return the sentence that names some items, which are its evidence, and counts them."""
    return Sentence(key, {name: items, "count": len(items)}, items)


def closing_sentences(missing: Iterable[Missing]) -> tuple[Sentence, ...]:
    """Return what to do for each fact that a gap lacks."""
    return tuple(_closing(fact) for fact in missing)


def _closing(fact: Missing) -> Sentence:
    values = {"clause": fact.clause}
    if fact.process:
        values["process"] = fact.process
    if fact.about:
        values["about"] = fact.about
    named = fact.kind in ("claim", "evidence") and fact.process is not None
    key = f"coverage.missing.{fact.kind}_by" if named else f"coverage.missing.{fact.kind}"
    return Sentence(key, values, tuple(iri for iri in (fact.about, fact.process) if iri))


def principle_sentences(found: Iterable[PrincipleCoverage]) -> tuple[Sentence, ...]:
    """Return what to say of each principle of which some clause is answered by nobody."""
    return tuple(
        Sentence(
            "coverage.principle",
            {"principle": one.principle, "none": one.none, "leaves": len(one.leaves), "count": one.none},
            (one.principle,),
        )
        for one in found
        if one.none
    )


def document_sentences(found: Iterable[DutyState]) -> tuple[Sentence, ...]:
    """Return what to say of the documented information that is missing or no longer in date."""
    said = []
    states = tuple(found)
    for held in (Held.MISSING, Held.STALE):
        clauses = tuple(dict.fromkeys(one.clause for one in states if one.held is held))
        if clauses:
            said.append(listed(f"coverage.documents_{held}", "clauses", clauses))
    return tuple(said)
