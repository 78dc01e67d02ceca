"""The tools an assistant may call: each reads through the façade and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.asking import day_of
from qualite_graph.assistants.told import (
    CardTold,
    Cell,
    ClauseTold,
    CoverageTold,
    FlowTold,
    ImpactTold,
    QuestionTold,
    SentenceTold,
    Table,
    Thing,
    cell,
    table,
    thing,
)
from qualite_graph.messages import messages
from qualite_graph.questions import Question, catalogue
from qualite_graph.store.base import Row
from qualite_graph.telling import tell
from qualite_graph.workspace import Workspace

MOST_ROWS: Final = 500
"""The longest table an assistant is given: more would fill what it can read without telling it more."""
MOST_FOUND: Final = 50


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The tools, on a workspace that is fetched at each call and in one language."""

    workspace: Callable[[], Workspace]
    lang: str

    def list_organisations(self) -> list[Thing]:
        """Return the organisations that can be asked about; a notation is the slug to give."""
        return [thing(name, self.lang) for name in self.workspace().organisations()]

    def list_questions(self, group: str | None = None) -> list[QuestionTold]:
        """Return the catalogue's questions, or those of one group."""
        wanted = (group or "").strip().upper()
        return [self._question(one) for one in catalogue() if wanted in ("", one.group.upper())]

    def ask_question(
        self,
        question: str,
        parameters: Mapping[str, str] | None = None,
        organisation: str | None = None,
        date: str | None = None,
    ) -> Table:
        """Answer a question of the catalogue.

        Raises:
            InputError: the question, the organisation or a value is unknown, or the date cannot be read.
        """
        workspace = self.workspace()
        answer = workspace.ask(
            question, parameters, organisation=organisation, reference_date=day_of(date) if date else None
        )
        named = workspace.names(answer.iris(), answer.organisation)
        return table(answer, self.lang, named, MOST_ROWS)

    def search_terms(self, text: str, organisation: str | None = None) -> list[Thing]:
        """Return what bears a name or a code that the words begin: terms, clauses, principles, entities."""
        workspace = self.workspace()
        found = workspace.named(text, self._slug(workspace, organisation))
        return [thing(name, self.lang) for name in found[:MOST_FOUND]]

    def read_process(self, process: str, organisation: str | None = None) -> CardTold:
        """Return what is known of a process given by code or IRI.

        Raises:
            NotFoundError: the organisation has no such process.
        """
        from qualite_graph.analysis.process_card import QUERIES, CardFlow  # noqa: PLC0415

        card = self.workspace().process_card(process, organisation)
        lang = self.lang

        def flows(lines: tuple[CardFlow, ...]) -> tuple[FlowTold, ...]:
            return tuple(
                FlowTold(
                    thing(line.flow, lang),
                    thing(line.other, lang),
                    thing(line.output, lang),
                    line.requirement.get(lang) or next(iter(line.requirement.values()), None),
                )
                for line in lines
            )

        return CardTold(
            process=thing(card.process, lang),
            family=thing(card.family, lang) if card.family else None,
            owner=thing(card.owner, lang) if card.owner else None,
            deputy=thing(card.deputy, lang) if card.deputy else None,
            last_audited_on=card.last_audited_on,
            internal_customers=flows(card.to_internal),
            internal_suppliers=flows(card.from_internal),
            external_customers=flows(card.to_external),
            external_suppliers=flows(card.from_external),
            indicators=tuple(thing(name, lang) for name in card.indicators),
            clauses=tuple(thing(name, lang) for name in card.clauses),
            complaints=tuple(thing(name, lang) for name in card.complaints),
            risks=tuple(thing(name, lang) for name in card.risks),
            actions=tuple(thing(name, lang) for name in card.actions),
            queries=tuple(QUERIES.values()),
        )

    def impact(self, removed: list[str], organisation: str | None = None) -> ImpactTold:
        """Return what follows when processes, positions, outputs, providers or flows stop.

        Raises:
            NotFoundError: one of them is nothing of the kind.
        """
        from qualite_graph.analysis import impact as method  # noqa: PLC0415

        workspace = self.workspace()
        slug = workspace.organisation(organisation)
        found = workspace.impact(removed, slug)
        sentences = found.sentences()
        iris = {iri for sentence in sentences for iri in sentence.iris()}
        named = workspace.names({*iris, *found.removed, *found.cut_off, *found.clauses}, slug)

        def things(these: Iterable[str]) -> tuple[Thing, ...]:
            return tuple(thing(named[iri], self.lang) for iri in sorted(these))

        return ImpactTold(
            removed=things(found.removed),
            sentences=tuple(SentenceTold(tell(one, self.lang, named), one.evidence) for one in sentences),
            cut_off=things(found.cut_off),
            clauses_lost=things(found.clauses),
            before=dict(found.before),
            after=dict(found.after),
            method=method.__doc__ or "",
        )

    def coverage(
        self, clause: str | None = None, organisation: str | None = None, date: str | None = None
    ) -> CoverageTold:
        """Return how far the clauses are covered: all of them, or the one given and those under it.

        Raises:
            InputError: the organisation is unknown, or the date cannot be read.
        """
        from qualite_graph.analysis import coverage as method  # noqa: PLC0415

        workspace = self.workspace()
        slug = workspace.organisation(organisation)
        found = workspace.coverage(slug, reference_date=day_of(date) if date else None)
        chosen = [one for one in found.clauses if _under(one.number, clause)]
        iris = {iri for one in chosen for iri in (one.clause, *one.processes)}
        named = workspace.names(iris, slug)
        return CoverageTold(
            reference_date=found.reference_date.isoformat(),
            counts={degree.value: len(found.of_degree(degree)) for degree in method.Degree},
            clauses=tuple(
                ClauseTold(
                    thing(named[one.clause], self.lang),
                    one.degree.value,
                    tuple(thing(named[iri], self.lang) for iri in one.processes),
                    tuple(
                        tuple(part for part in (gap.kind, gap.clause, gap.process, gap.about) if part)
                        for gap in one.missing
                    ),
                )
                for one in chosen
            ),
            method=method.__doc__ or "",
        )

    def run_sparql(self, query: str, organisation: str | None = None) -> Table | str:
        """Run a read-only query: a table for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE.

        Raises:
            QuerySyntaxError: the text does not parse.
            InputError: the query is refused.
            LimitError: it takes too much time or memory.
        """
        workspace = self.workspace()
        slug = self._slug(workspace, organisation)
        found = workspace.query_within_limits(query, organisation=slug, most=MOST_ROWS)
        if found.kind == "graph":
            more = f"# {messages(self.lang).text('assistants.cut', count=MOST_ROWS)}\n" if found.more else ""
            return more + found.content.decode()
        rows = found.rows()
        return Table(
            "",
            found.variables or ("",),
            self._cells(workspace, rows[:MOST_ROWS], slug),
            min(len(rows), MOST_ROWS),
            None if found.more else 0,
            query,
            None,
            {},
            slug,
            (),
        )

    def _cells(
        self, workspace: Workspace, rows: tuple[Row, ...], slug: str | None
    ) -> tuple[tuple[Cell | None, ...], ...]:
        iris = {value.value for row in rows for value in row if value is not None and value.kind == "iri"}
        named = workspace.names(iris, slug)
        return tuple(tuple(cell(value, self.lang, named) for value in row) for row in rows)

    def _question(self, question: Question) -> QuestionTold:
        return QuestionTold(
            question.id,
            question.title(self.lang),
            question.kind,
            question.group,
            {parameter.name: parameter.type for parameter in question.parameters},
            tuple(column.heading(self.lang) for column in question.columns),
        )

    @staticmethod
    def _slug(workspace: Workspace, organisation: str | None) -> str | None:
        if organisation is None and not workspace.organisations():
            return None  # public knowledge alone
        return workspace.organisation(organisation)


def _under(number: str, clause: str | None) -> bool:
    return clause is None or number == clause or number.startswith(f"{clause}.")
