"""What a tool answers: plain values that carry their IRIs and the query that gave them, to be checked by.

No slots here: the SDK takes a slot for the default of its field, and then publishes no schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qualite_graph.asking import Answer
from qualite_graph.naming import Name
from qualite_graph.store import Value
from qualite_graph.vocabulary import compact


@dataclass(frozen=True)
class Thing:
    """An entity: its IRI, its code where it has one, its label in the language of the server."""

    iri: str
    notation: str | None
    label: str


@dataclass(frozen=True)
class Cell:
    """One value of a row: its text, the IRI of an entity, the datatype or language of a literal."""

    text: str
    iri: str | None = None
    datatype: str | None = None
    lang: str | None = None


@dataclass(frozen=True)
class QuestionTold:
    """A question of the catalogue: what it asks, what it needs, how it is answered."""

    id: str
    question: str
    kind: str
    group: str
    parameters: Mapping[str, str]
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells under headings; `left_out` counts those over the limit, `None` where nobody read them.

    `query` is the SPARQL text that gave them; where an algorithm did, `computed_by` names it.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    count: int
    left_out: int | None
    query: str
    computed_by: str | None
    parameters: Mapping[str, str]
    organisation: str | None
    graphs: tuple[str, ...]


@dataclass(frozen=True)
class FlowTold:
    """One flow of a process: the other end, what passes, what its customer expects."""

    flow: Thing
    other_end: Thing
    output: Thing
    requirement: str | None


@dataclass(frozen=True)
class CardTold:
    """A process: who answers for it, its flows by side, what is known, and the queries that said so."""

    process: Thing
    family: Thing | None
    owner: Thing | None
    deputy: Thing | None
    last_audited_on: str | None
    internal_customers: tuple[FlowTold, ...]
    internal_suppliers: tuple[FlowTold, ...]
    external_customers: tuple[FlowTold, ...]
    external_suppliers: tuple[FlowTold, ...]
    indicators: tuple[Thing, ...]
    clauses: tuple[Thing, ...]
    complaints: tuple[Thing, ...]
    risks: tuple[Thing, ...]
    actions: tuple[Thing, ...]
    queries: tuple[str, ...]


@dataclass(frozen=True)
class SentenceTold:
    """A finding in words, with the flows or facts it rests on."""

    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class ImpactTold:
    """What follows when some things stop: what is lost, in words, and the figures before and after."""

    removed: tuple[Thing, ...]
    sentences: tuple[SentenceTold, ...]
    cut_off: tuple[Thing, ...]
    clauses_lost: tuple[Thing, ...]
    before: Mapping[str, int]
    after: Mapping[str, int]
    method: str


@dataclass(frozen=True)
class ClauseTold:
    """How far one clause is covered: by which processes, and which facts are missing (kind, then IRIs)."""

    clause: Thing
    degree: str
    processes: tuple[Thing, ...]
    missing: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class CoverageTold:
    """The coverage of the clauses at a date, with how many clauses without subclauses are at each degree."""

    reference_date: str
    counts: Mapping[str, int]
    clauses: tuple[ClauseTold, ...]
    method: str


def thing(name: Name, lang: str) -> Thing:
    """Return an entity as it is told."""
    return Thing(name.iri, name.notation, name.stated(lang))


def cell(value: Value | None, lang: str, names: Mapping[str, Name]) -> Cell | None:
    """Return a value as it is told: an entity by its name, a literal as it is written."""
    if value is None:
        return None
    if value.kind == "iri":
        name = names.get(value.value)
        return Cell(name.full(lang) if name else compact(value.value), value.value)
    return Cell(value.value, None, value.datatype, value.lang)


def table(answer: Answer, lang: str, names: Mapping[str, Name], most: int) -> Table:
    """Return an answer of the catalogue, at most `most` rows of it."""
    rows = answer.in_language(lang)
    question = answer.question
    given = {name: cell(value, lang, names) for name, value in answer.bindings.items()}
    said = {name: found.text for name, found in given.items() if found}
    return Table(
        title=question.title(lang, said),
        columns=tuple(column.heading(lang) for column in question.columns),
        rows=tuple(tuple(cell(value, lang, names) for value in row) for row in rows[:most]),
        count=len(rows),
        left_out=max(0, len(rows) - most),
        query=question.text,
        computed_by=question.computed_by,
        parameters={name: value.value for name, value in answer.bindings.items()},
        organisation=answer.organisation,
        graphs=answer.dataset.graphs,
    )
