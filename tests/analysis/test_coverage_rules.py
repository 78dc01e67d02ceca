"""The rules of coverage against plain definitions, on small norms drawn at random."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualite_graph.analysis.coverage import Coverage, Degree, coverage
from qualite_graph.analysis.coverage_facts import ClauseFacts, CoverageFacts, Document, NotApplicable
from qualite_graph.analysis.coverage_gaps import Missing
from qualite_graph.analysis.coverage_lenses import Held, by_principle, by_type, duties
from qualite_graph.analysis.evidence import is_in_date, proved

DAY = datetime.date(2026, 6, 30)
GOOD, OLD, FUTURE = DAY, datetime.date(2020, 1, 1), datetime.date(2030, 1, 1)
NUMBERS = {"4": None, "4.1": "4", "4.2": "4", "4.2.1": "4.2", "4.2.2": "4.2", "5": None}
LEAVES = ("4.1", "4.2.1", "4.2.2", "5")
CLAUSES = {number: ClauseFacts(number, number, parent) for number, parent in NUMBERS.items()}
PROCESSES = ("p", "q")
ANY_CLAUSE, ANY_PROCESS = st.sampled_from(sorted(NUMBERS)), st.sampled_from(PROCESSES)


def one_or_two(values: st.SearchStrategy[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(values, min_size=1, max_size=2)


@st.composite
def norms(draw: st.DrawFn) -> CoverageFacts:
    documents = [
        Document(
            f"d{number}",
            draw(one_or_two(ANY_PROCESS)),
            draw(one_or_two(ANY_CLAUSE)),
            dated=draw(st.sampled_from([None, GOOD, OLD, FUTURE])),
            valid_through=draw(st.sampled_from([None, GOOD, OLD, FUTURE])),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    aside = draw(st.frozensets(st.tuples(ANY_CLAUSE, st.booleans()), max_size=2))
    return CoverageFacts(
        CLAUSES,
        frozenset(PROCESSES),
        draw(st.frozensets(st.tuples(ANY_PROCESS, ANY_CLAUSE), max_size=4)),
        tuple(documents),
        frozenset(NotApplicable(f"z{clause}{ok}", clause, ok) for clause, ok in aside),
    )


def lineage(number: str) -> set[str]:
    """Return the clause and those that contain it, read off its number alone."""
    parts = number.split(".")
    return {".".join(parts[:depth]) for depth in range(1, len(parts) + 1)}


def plain_degree(facts: CoverageFacts, leaf: str) -> Degree:
    claiming = {process for process, clause in facts.claims if clause in lineage(leaf)}
    proofs = [
        document
        for document in facts.documents
        if document.processes & claiming and document.clauses & lineage(leaf) and is_in_date(document, DAY)
    ]
    if claiming:
        return Degree.FULL if proofs else Degree.PARTIAL
    excused = any(one.justified and one.clause in lineage(leaf) for one in facts.not_applicable)
    return Degree.NOT_APPLICABLE if excused else Degree.NONE


def degree(facts: CoverageFacts, leaf: str) -> Degree:
    return coverage(facts, DAY).of_clause(leaf).degree


@given(norms())
def test_leaves_follow_the_plain_rules(facts: CoverageFacts) -> None:
    found = coverage(facts, DAY)

    assert {leaf.clause: leaf.degree for leaf in found.leaves()} == {
        leaf: plain_degree(facts, leaf) for leaf in LEAVES
    }
    assert set(found.claiming_nothing) == set(PROCESSES) - {process for process, _ in facts.claims}


@given(norms())
def test_what_is_proved_without_some_documents_is_what_a_coverage_without_them_says(
    facts: CoverageFacts,
) -> None:
    for without in (set[str](), {"d0"}, {"d0", "d2"}):
        left = replace(facts, documents=tuple(one for one in facts.documents if one.iri not in without))
        assert proved(facts, DAY, without) == set(coverage(left, DAY).of_degree(Degree.FULL))


@given(norms())
def test_a_clause_rolls_up_the_leaves_under_it(facts: CoverageFacts) -> None:
    found = coverage(facts, DAY)
    for clause in found.clauses:
        under = [leaf for leaf in LEAVES if clause.clause in lineage(leaf)]
        degrees = [plain_degree(facts, leaf) for leaf in under]
        applicable = [one for one in degrees if one is not Degree.NOT_APPLICABLE]
        assert clause.leaves == len(applicable)
        assert clause.full == degrees.count(Degree.FULL)
        if not applicable:
            assert clause.degree is Degree.NOT_APPLICABLE
        elif len(set(applicable)) == 1:
            assert clause.degree is applicable[0]
        else:
            assert clause.degree is Degree.PARTIAL


def candidates(facts: CoverageFacts, leaf: str) -> list[Missing]:
    """Return every fact that could help a leaf, for brute force."""
    found = [Missing(kind, leaf, process) for kind in ("claim", "evidence") for process in PROCESSES]
    found += [Missing("date", leaf, None, doc.iri) for doc in facts.documents if doc.dated is None]
    found += [Missing("renewal", leaf, None, doc.iri) for doc in facts.documents if doc.dated is not None]
    found += [Missing("justification", leaf, None, one.statement) for one in facts.not_applicable]
    return found


def with_facts(facts: CoverageFacts, added: tuple[Missing, ...]) -> CoverageFacts:
    """Return the facts with the missing ones made true; a claim or proof of nobody's becomes p's."""
    for fact in added:
        process = fact.process or "p"
        match fact.kind:
            case "claim":
                facts = replace(facts, claims=facts.claims | {(process, fact.clause)})
            case "evidence":
                proof = Document(f"new-{process}", frozenset({process}), frozenset({fact.clause}), dated=GOOD)
                facts = replace(facts, documents=(*facts.documents, proof))
            case "date" | "renewal":
                documents = tuple(
                    replace(doc, dated=GOOD, valid_through=FUTURE) if doc.iri == fact.about else doc
                    for doc in facts.documents
                )
                facts = replace(facts, documents=documents)
            case _:
                statements = {
                    one._replace(justified=one.justified or one.statement == fact.about)
                    for one in facts.not_applicable
                }
                facts = replace(facts, not_applicable=frozenset(statements))
    return facts


def closed(facts: CoverageFacts, leaf: str) -> bool:
    return degree(facts, leaf) in (Degree.FULL, Degree.NOT_APPLICABLE)


@settings(max_examples=60, deadline=None)
@given(norms(), st.sampled_from(LEAVES))
def test_a_gap_is_closed_by_its_set_and_by_no_smaller_one(facts: CoverageFacts, leaf: str) -> None:
    missing = coverage(facts, DAY).of_clause(leaf).missing

    assert closed(with_facts(facts, missing), leaf)
    every = candidates(facts, leaf)
    smaller = chain.from_iterable(combinations(every, size) for size in range(len(missing)))
    assert not [added for added in smaller if closed(with_facts(facts, added), leaf)]


@given(norms())
def test_what_is_covered_shows_triples_that_suffice(facts: CoverageFacts) -> None:
    """From the triples of a cell alone, the same degree follows."""
    for cell in coverage(facts, DAY).cells:
        shown = {triple.subject for triple in cell.triples} | {triple.object for triple in cell.triples}
        kept = tuple(doc for doc in facts.documents if doc.iri in shown)
        claims = {(t.subject, t.object) for t in cell.triples if t.subject == cell.process}
        alone = replace(facts, claims=frozenset(claims), documents=kept, not_applicable=frozenset())
        assert degree(alone, cell.clause) is cell.degree


@pytest.mark.parametrize(
    ("dated", "until", "expected"),
    [
        (None, None, False),
        (None, FUTURE, False),
        (GOOD, None, True),
        (FUTURE, None, False),
        (OLD, None, False),
        (OLD, DAY, True),
        (OLD, FUTURE, True),
        (GOOD, OLD, False),
        (datetime.date(2023, 7, 1), None, True),
        (datetime.date(2023, 6, 30), None, False),
    ],
)
def test_a_document_in_date(dated: datetime.date | None, until: datetime.date | None, expected: bool) -> None:
    assert is_in_date(Document("d", dated=dated, valid_through=until), DAY) is expected


def test_a_claim_on_a_clause_set_aside_contradicts_it() -> None:
    facts = CoverageFacts(
        CLAUSES,
        frozenset(PROCESSES),
        frozenset({("p", "4.1")}),
        not_applicable=frozenset({NotApplicable("z", "4", True)}),
    )
    found = coverage(facts, DAY)

    assert found.of_clause("4.1").degree is Degree.PARTIAL
    assert found.of_clause("4.1").contradicted
    assert found.of_clause("4.2.1").degree is Degree.NOT_APPLICABLE
    assert not found.of_clause("4.2.1").contradicted


def lensed() -> tuple[CoverageFacts, Coverage]:
    clauses = {
        **CLAUSES,
        "4": replace(CLAUSES["4"], principles=frozenset({"P1"})),
        "4.1": replace(CLAUSES["4.1"], duties=frozenset({"maintain", "retain"})),
        "5": replace(CLAUSES["5"], principles=frozenset({"P2", "P1"}), duties=frozenset({"retain"})),
    }
    facts = CoverageFacts(
        clauses,
        frozenset(PROCESSES),
        frozenset({("p", "4.1")}),
        (
            Document("d", frozenset({"p"}), frozenset({"4"}), frozenset({"maintain"}), GOOD),
            Document("e", frozenset({"p"}), frozenset({"4.1"}), frozenset({"retain"}), OLD),
        ),
        principles=(("P1", "relational"), ("P2", "operational"), ("P3", None)),
    )
    return facts, coverage(facts, DAY)


def test_leaves_serve_the_principles_of_the_nearest_clause_that_has_some() -> None:
    facts, found = lensed()
    first, second, third = by_principle(facts, found)

    assert first.leaves == LEAVES
    assert (first.full, first.partial, first.none, first.answered_share) == (1, 0, 3, 0.25)
    assert second.leaves == ("5",)
    assert (third.leaves, third.answered_share) == ((), 1.0)
    assert [(one.type, one.leaves, one.full) for one in by_type(facts, found)] == [
        ("operational", 1, 0),
        ("relational", 4, 1),
    ]


def test_documented_information_is_met_stale_or_missing() -> None:
    facts, found = lensed()

    assert [
        (state.clause, state.duty, state.held, state.documents) for state in duties(facts, found, DAY)
    ] == [
        ("4.1", "maintain", Held.MET, ("d",)),
        ("4.1", "retain", Held.STALE, ("e",)),
        ("5", "retain", Held.MISSING, ()),
    ]
    aside = replace(facts, not_applicable=frozenset({NotApplicable("z", "5", True)}))
    assert duties(aside, coverage(aside, DAY), DAY)[-1].held is Held.NOT_APPLICABLE
