"""How a paper reads the graph: every figure is an answer of the catalogue, cited as it is read."""

from __future__ import annotations

import datetime
import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualite_graph.analysis.process_card import QUERIES, ProcessCard
from qualite_graph.asking import Answer
from qualite_graph.errors import NotFoundError
from qualite_graph.messages import day_text, messages, number_text
from qualite_graph.naming import Name
from qualite_graph.papers.content import Edition, Missing, Paper, Query, Section, Statement
from qualite_graph.papers.evidence import Citations, Statements
from qualite_graph.spelling import Speller
from qualite_graph.store.base import Row, rows_of
from qualite_graph.telling import date_text, is_single
from qualite_graph.vocabulary import SPARQL_PROLOGUE, graph_of
from qualite_graph.workspace import Workspace

if TYPE_CHECKING:
    from qualite_graph.analysis.audit_programme import AuditProgramme
    from qualite_graph.analysis.coverage import Cell as Claim
    from qualite_graph.analysis.coverage import Coverage

_Read = tuple[Answer, tuple[tuple[str, ...], ...], tuple[Row, ...], tuple[tuple[str, str], ...]]
"""An answer with its rows in words, as they are, and its parameters in words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer as a paper uses it: its rows in words, and the number that leads to its source."""

    answer: Answer
    rows: tuple[tuple[str, ...], ...]
    source: int
    lines: tuple[Row, ...]
    given: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """Return how many lines the answer has."""
        return len(self.rows)

    def iris(self, column: int = 0) -> tuple[str, ...]:
        """Return the entities of a column, each once, in the order of the answer."""
        found = [row[column] for row in self.answer.rows]
        return tuple(dict.fromkeys(value.value for value in found if value and value.kind == "iri"))


class Reader:
    """One organisation at a date, in one language; `start` begins the citations of a new paper."""

    def __init__(self, workspace: Workspace, organisation: str | None, lang: str, day: datetime.date) -> None:
        """Read what every paper needs.

        Raises:
            NotFoundError: the organisation does not exist.
        """
        self.workspace = workspace
        self.slug = workspace.organisation(organisation)
        self.lang = lang
        self.day = day
        self.name = next(name for name in workspace.organisations() if name.notation == self.slug)
        self._statements = Statements(workspace.quads(self.slug), self.slug)
        written = digest(workspace.quads(self.slug, derived=False))
        self.edition = Edition(_last_write(workspace, self.slug), written, day)
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._names: dict[str, Name] = {}
        self._answers: dict[tuple[object, ...], _Read] = {}
        self.start()

    def start(self) -> None:
        """Begin the citations of a new paper."""
        self._statements.prefixes.clear()
        self.citations = Citations(self._statements)

    def text(self, key: str, **values: object) -> str:
        """Return a text of the `papers` table."""
        return messages(self.lang).text(f"papers.{key}", **values)

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the text of `key` that suits a number: its `one` or its `many` form."""
        form = "one" if is_single(number, self.lang) else "many"
        return self.text(f"{key}.{form}", count=number_text(str(number), self.lang), **values)

    def tally(self, key: str, number: int, **values: object) -> str:
        """Return the text of `key` that suits a number, nothing having a form of its own: `none`."""
        return self.count(key, number, **values) if number else self.text(f"{key}.none", **values)

    def date(self, day: datetime.date | None = None) -> str:
        """Write a date in words, the reference date without one."""
        return date_text(day or self.day, self.lang)

    @functools.cached_property
    def processes(self) -> tuple[Name, ...]:
        """Return the processes of the organisation in the order of their codes."""
        return self.workspace.choices("process", self.slug)

    @functools.cached_property
    def programme(self) -> AuditProgramme:
        """Return the audit programme that every face proposes at the reference date."""
        return self.workspace.audit_programme(self.slug, reference_date=self.day)

    @functools.cached_property
    def coverage(self) -> Coverage:
        """Return how far the clauses are covered at the reference date."""
        return self.workspace.coverage(self.slug, reference_date=self.day)

    def claims(self, process: str) -> tuple[Claim, ...]:
        """Return what a process, given by IRI, claims of the leaf clauses, and how far it shows it."""
        return self._claims.get(process, ())

    @functools.cached_property
    def _claims(self) -> dict[str, tuple[Claim, ...]]:
        found: dict[str, list[Claim]] = {}
        for one in self.coverage.cells:
            found.setdefault(one.process, []).append(one)
        return {process: tuple(held) for process, held in found.items()}

    def names(self, iris: Iterable[str]) -> Mapping[str, Name]:
        """Return the names of some entities, each read once for all papers."""
        wanted = set(iris)
        if unknown := wanted - self._names.keys():
            self._names |= self.workspace.names(unknown, self.slug)
        return {iri: self._names[iri] for iri in sorted(wanted)}

    def full(self, name: Name | None) -> str:
        """Write a name with its code; nothing for none."""
        return name.full(self.lang) if name else ""

    def ask(self, question: str, **parameters: str) -> Asked:
        """Ask a question of the catalogue and cite it; the same answer is read once for all papers."""
        key = (question, *sorted(parameters.items()))
        if key not in self._answers:
            self._answers[key] = self._answer(question, parameters)
        answer, rows, lines, given = self._answers[key]
        return Asked(answer, rows, self._cited(answer, given), lines, given)

    def _answer(self, question: str, parameters: Mapping[str, str]) -> _Read:
        answer = self.workspace.ask(question, parameters, organisation=self.slug, reference_date=self.day)
        speller = Speller(self.lang, self.names(answer.iris()))
        lines = answer.in_language(self.lang)
        rows = tuple(tuple(speller.full(value) for value in row) for row in lines)
        given = tuple((name, speller.full(value)) for name, value in answer.bindings.items())
        return answer, rows, lines, given

    def _cited(self, answer: Answer, given: tuple[tuple[str, str], ...]) -> int:
        title = answer.question.title(self.lang, dict(given))
        text = answer.question.text or self.text("annex.computed", name=answer.question.computed_by)
        # The query holds its parameters' places: so does what stands above it, whatever this paper is about.
        places = {parameter.name: "…" for parameter in answer.question.parameters}
        query = Query(answer.question.id, answer.question.title(self.lang, places), text.strip())
        about = {value.value for value in answer.bindings.values()}
        groups = (
            frozenset({value.value for value in row if value is not None} | about) for row in answer.rows
        )
        return self.citations.cite(query, title, groups, computed=answer.question.computed_by is not None)

    def concerned(self, question: str, column: int) -> frozenset[str]:
        """Return the entities that a column of an answer names, without citing it."""
        key = f"{question} {column}"
        if key not in self._rows:
            answer = self.workspace.ask(question, organisation=self.slug, reference_date=self.day)
            self._rows[key] = tuple(row[column : column + 1] for row in answer.rows)
        return frozenset(row[0].value for row in self._rows[key] if row[0])

    def short_date(self, iso: str) -> str:
        """Write an ISO date in figures, as the language does."""
        return day_text(iso, self.lang)

    def rows(self, query: str) -> tuple[Row, ...]:
        """Return the rows of a query of a paper's own; they are read once."""
        if query not in self._rows:
            self._rows[query] = rows_of(self.workspace.query(query, organisation=self.slug))
        return self._rows[query]

    def card(self, process: str) -> ProcessCard:
        """Return the card of a process."""
        return self.workspace.process_card(process, self.slug)

    def cite_card(self, card: ProcessCard, part: str, groups: Iterable[Iterable[str]]) -> int:
        """Cite a part of a process's card (a key of its `QUERIES`) as the source of what it says."""
        name = self.full(card.process)
        title = self.text(f"annex.card_{part}")
        query = Query(title, title, QUERIES[part].removeprefix(SPARQL_PROLOGUE).strip())
        about = [frozenset({card.process.iri, *group}) for group in groups]
        return self.citations.cite(query, self.text("annex.card_of", part=title, process=name), about)

    def cite(self, title: str, query: str, groups: Iterable[Iterable[str]], name: str = "") -> int:
        """Cite a query of a paper's own, under its title; several titles may share one of that name."""
        text = query.removeprefix(SPARQL_PROLOGUE).strip()
        shown = Query(name or title, name or title, text)
        return self.citations.cite(shown, title, [frozenset(group) for group in groups])

    def cite_method(self, title: str, groups: Iterable[Iterable[str]], name: str = "") -> int:
        """Cite a computation that no query tells: it rests on the statements between some entities."""
        shown = name or title
        query = Query(shown, shown, self.text("annex.computed", name=shown))
        return self.citations.cite(query, title, [frozenset(group) for group in groups], computed=True)

    def stated(self, asked: Asked, key: str, **values: object) -> Statement:
        """Return the sentence of a count, with its source."""
        return Statement(self.count(key, asked.count, **values), asked.source)

    def missing(self, key: str, source: int | None = None, **values: object) -> Missing:
        """Return the sentence that says what is not filled in."""
        return Missing(self.text(f"missing.{key}", **values), source)

    def paper(  # noqa: PLR0913 -- one field of a paper each
        self,
        name: str,
        title: str,
        subtitle: str,
        sections: Iterable[Section],
        *,
        landscape: bool = False,
        part: int = 0,
    ) -> Paper:
        """Close a paper: its sections with the sources that were cited for them."""
        return Paper(
            name=name,
            title=title,
            subtitle=subtitle,
            organisation=self.name.label(self.lang),
            lang=self.lang,
            edition=self.edition,
            sections=tuple(sections),
            sources=self.citations.sources,
            queries=self.citations.queries,
            base=graph_of(self.slug) + "/",
            prefixes=self.citations.prefixes,
            landscape=landscape,
            part=part,
        )


def _last_write(workspace: Workspace, slug: str) -> int:
    try:
        return workspace.journal(slug)[-1].version
    except NotFoundError:  # a server of another make keeps no history of ours
        return workspace.store.version


def digest(quads: bytes) -> str:
    """Return the SHA-256 of the statements of a graph, whatever order they come in.

    >>> digest(b"b\\na\\n") == digest(b"a\\nb\\n")
    True
    """
    return hashlib.sha256(b"\n".join(sorted(set(quads.split(b"\n"))))).hexdigest()
