"""From edits of rows to the statements that they add and remove, with what is wrong in them, cell by cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from qualite_graph.changes import document
from qualite_graph.editing.cells import CellEdit, restated, said_by
from qualite_graph.editing.draft import Draft
from qualite_graph.editing.edits import EditRefusedError, Proposal, RowEdit, find_column, find_sheet
from qualite_graph.editing.removing import remove, rename
from qualite_graph.editing.standing import Standing
from qualite_graph.exchange import ntriples
from qualite_graph.exchange.cells import CellValue, identifier_of, text_of
from qualite_graph.exchange.columns import CellType, Column, Sheet
from qualite_graph.exchange.problems import Flaw, Problem, Severity
from qualite_graph.exchange.tables import nearest
from qualite_graph.exchange.writing.content import index_ntriples
from qualite_graph.exchange.writing.rows import sheet_of
from qualite_graph.store import Store
from qualite_graph.vocabulary import QG, RDF, RDFS, SKOS, entity, graph_of

_NAMES: Final = (RDFS.label, QG.personName)


def propose(
    store: Store, slug: str, edits: Sequence[RowEdit], clauses: Collection[str] | None = None
) -> Proposal:
    """Work out what some edits change; later ones see what earlier ones add.

    With `clauses`, the numbers of the reference edition, claims of others are problems.

    Raises:
        NotFoundError: a sheet or a column does not exist.
    """
    work = _Work(Draft(store, slug), Standing(store, slug, clauses))
    identifiers = tuple([work.run(edit) for edit in edits])
    before, after = work.draft.before, work.draft.after
    return Proposal(document(after - before), document(before - after), identifiers, tuple(work.problems))


def refuse_faults(proposal: Proposal) -> None:
    """Refuse edits some cells of which cannot be used.

    Raises:
        EditRefusedError: it says which, and why.
    """
    if proposal.errors:
        raise EditRefusedError(proposal.errors)


@dataclass(slots=True)
class _Work:
    """The edits under way: what they say so far, what is wrong so far."""

    draft: Draft
    standing: Standing
    problems: list[Problem] = field(default_factory=list)

    def run(self, edit: RowEdit) -> str:
        """Apply one edit; return the code of its row, the slug on the sheet of the organisation."""
        sheet = find_sheet(edit.sheet)
        if edit.action == "add" and not (sheet.single or sheet.describes):
            return self._add(sheet, edit)
        identifier, iri = self._standing(sheet, edit)
        if not iri:
            return identifier
        sheet = self._own_sheet(sheet, iri)
        if edit.action != "remove":
            return self._change(sheet, identifier, iri, edit.cells)
        if sheet.describes:
            for column in sheet.columns:
                self.draft.drop(said_by(self.draft, column, column.property, iri) if column.property else ())
        else:
            self._remove(sheet, edit, identifier, iri)
        return identifier

    def _add(self, sheet: Sheet, edit: RowEdit) -> str:
        given = _by_column(sheet, edit.cells)
        coding = sheet.column("id")
        code = identifier_of(given.pop("id", (coding, ""))[1] or edit.identifier)
        if isinstance(code, Flaw):
            self._report(sheet, edit.identifier, coding, str(edit.cells.get("id", "")), code)
            return ""
        code = code or self.standing.next_code(sheet.kind, _START.get(sheet.key, ""))
        iri = entity(self.draft.slug, sheet.kind, code)
        if self.draft.exists(iri):
            self._report(sheet, code, coding, code, Flaw("already_there", "choose_other_code"))
            return code
        self._declare(iri, sheet.classes, code)
        if sheet.companion:
            other = entity(self.draft.slug, sheet.companion.kind, code)
            self._declare(other, sheet.companion.classes, code)
            self.draft.put(ntriples.iri(iri), sheet.companion.property, ntriples.iri(other))
            named = [value for column, value in given.values() if column.companion_property in _NAMES]
            self._find_by(sheet.companion.kind, other, [code, *named])
        named = [value for column, value in given.values() if column.property in _NAMES]
        self._find_by(sheet.kind, iri, [code, *named])
        whole = {
            column.key: (column, "") for column in sheet.columns if column.type is not CellType.IDENTIFIER
        }
        self._write(sheet, code, iri, (whole | given).values())
        return code

    def _change(self, sheet: Sheet, identifier: str, iri: str, cells: Mapping[str, CellValue]) -> str:
        given = _by_column(sheet, cells)
        column, value = given.pop("id", (sheet.columns[0], identifier))
        wanted = identifier_of(value)
        if isinstance(wanted, Flaw) or not wanted:
            flaw = wanted if isinstance(wanted, Flaw) else Flaw("missing_value", "fill_in")
            self._report(sheet, identifier, column, text_of(value), flaw)
        elif wanted != identifier and column.type is CellType.IDENTIFIER:
            moved = entity(self.draft.slug, sheet.kind, wanted)
            if self.draft.exists(moved):
                self._report(sheet, identifier, column, wanted, Flaw("already_there", "choose_other_code"))
            else:
                rename(self.draft, sheet, identifier, wanted)
                self.standing.gone.add(iri)
                self.standing.new[sheet.kind][wanted] = moved
                identifier, iri = wanted, moved
        self._write(sheet, identifier, iri, given.values())
        return identifier

    def _remove(self, sheet: Sheet, edit: RowEdit, identifier: str, iri: str) -> None:
        removal = remove(self.draft, sheet, iri, together=edit.together)
        self.standing.gone |= removal.gone
        if removal.named_by:
            shown = ", ".join(removal.named_by[:_SHOWN]) + (", …" if len(removal.named_by) > _SHOWN else "")
            details = {"others": shown, "count": str(len(removal.named_by))}
            flaw = Flaw("still_named", "free_first", details)
            self._report(sheet, identifier, None, identifier, flaw)

    def _standing(self, sheet: Sheet, edit: RowEdit) -> tuple[str, str]:
        """Return the code and the IRI of the row that an edit names; an empty IRI once it is reported."""
        if sheet.single:
            self.draft.read([graph_of(self.draft.slug)])
            return self.draft.slug, graph_of(self.draft.slug)
        iri = entity(self.draft.slug, sheet.kind, edit.identifier)
        if edit.identifier and self.draft.exists(iri):
            return edit.identifier, iri
        found = self.standing.find(edit.identifier, (sheet.kind,)) if edit.identifier else ""
        if isinstance(found, str) and found:
            place = index_ntriples(document(self.draft.said_of(found)).encode(), self.draft.slug).place(found)
            if place:
                return place[1], found
        close = nearest(edit.identifier, self.standing.codes(sheet.kind)) if edit.identifier else ""
        flaw = Flaw("no_such_row", "did_you_mean" if close else "give_known_code", {"suggestion": close})
        self._report(sheet, edit.identifier, None, edit.identifier, flaw)
        return edit.identifier, ""

    def _own_sheet(self, sheet: Sheet, iri: str) -> Sheet:
        """Return the sheet on which a row stands: a flow goes by its code whichever way it goes."""
        if sheet.single or sheet.describes:
            return sheet
        lines = [*self.draft.said_of(iri), *self.draft.naming(iri)]
        return sheet_of(index_ntriples("\n".join(lines).encode(), self.draft.slug), iri) or sheet

    def _declare(self, iri: str, classes: Iterable[str], code: str) -> None:
        for name in classes:
            self.draft.put(ntriples.iri(iri), RDF.type, ntriples.iri(name))
        self.draft.put(ntriples.iri(iri), SKOS.notation, ntriples.literal(code))

    def _find_by(self, kind: str, iri: str, values: Iterable[CellValue]) -> None:
        """Let what follows find a new row by its code and by the names it is given."""
        for text in filter(None, map(text_of, values)):
            self.standing.new[kind].setdefault(text, iri)

    def _write(
        self, sheet: Sheet, identifier: str, iri: str, cells: Iterable[tuple[Column, CellValue]]
    ) -> None:
        companion = self._companion(sheet, identifier, iri)
        for column, value in cells:
            flaws = restated(self.draft, self.standing, CellEdit(column, iri, companion, value))
            for text, flaw in flaws:
                self._report(sheet, identifier, column, text, flaw)
        if sheet.distinct:
            self._check_distinct(sheet, identifier, iri)

    def _companion(self, sheet: Sheet, identifier: str, iri: str) -> str:
        if not sheet.companion:
            return ""
        lines = self.draft.said_of(iri, sheet.companion.property)
        return lines[0].rsplit("<", 1)[1].removesuffix("> .") if lines else ""

    def _check_distinct(self, sheet: Sheet, identifier: str, iri: str) -> None:
        first, second = (sheet.column(key) for key in sheet.distinct or ())
        ends = [
            {line.rsplit(" <", 1)[1] for line in self.draft.said_of(iri, column.property)}
            for column in (first, second)
        ]
        if shared := ends[0] & ends[1]:
            code = shared.pop().removesuffix("> .").rsplit("/", 1)[1]
            flaw = Flaw("own_customer", "check_ends")
            self._report(sheet, identifier, second, code, flaw, Severity.WARNING)

    def _report(  # noqa: PLR0913, PLR0917 -- a place has that many parts
        self,
        sheet: Sheet,
        identifier: str,
        column: Column | None,
        value: str,
        flaw: Flaw,
        severity: Severity = Severity.ERROR,
    ) -> None:
        titles = {"sheet": sheet.names} | ({"heading": column.names} if column else {})
        problem = Problem(
            "", sheet.key, None, "", column.key if column else "", value, flaw.reason, flaw.remedy, severity
        )
        details = {**flaw.details, **titles}
        self.problems.append(replace(problem, details=details, identifier=identifier))


_SHOWN: Final = 8
"""How many of the rows that name another are listed."""

_START: Final = {"inbound_flow": "X", "outbound_flow": "Y", "internal_flow": "F"}
"""How the codes of flows begin, one series for each way they go."""


def _by_column(sheet: Sheet, cells: Mapping[str, CellValue]) -> dict[str, tuple[Column, CellValue]]:
    found = {}
    for name, value in cells.items():
        column = find_column(sheet, name)
        found[column.key] = (column, value)
    return found
