"""An answer ready to be written: as CSV for spreadsheets, as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from qualite_graph.asking import Answer
from qualite_graph.spelling import Speller
from qualite_graph.spreadsheet import Cell, cell_of, csv_text
from qualite_graph.store import Value
from qualite_graph.store.base import Row


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer ready to be written: its rows in one language, and how its values are spelt."""

    answer: Answer
    rows: tuple[Row, ...]
    speller: Speller

    @property
    def title(self) -> str:
        """Return the question in words, naming what it was asked about."""
        values = {name: self.speller.full(value) for name, value in self.answer.bindings.items()}
        return self.answer.question.title(self.speller.lang, values)

    @property
    def headings(self) -> list[str]:
        """Return the heading of each column."""
        return [column.heading(self.speller.lang) for column in self.answer.question.columns]


def as_csv(reply: Reply) -> str:
    """Write an answer as CSV: an entity whose label is not its notation takes two columns."""
    coded = {index for row in reply.rows for index, value in enumerate(row) if reply.speller.notation(value)}
    lines = [_spread(reply.headings, [f"{text} (code)" for text in reply.headings], coded)]
    for row in reply.rows:
        labels = [cell_of(value, reply.speller.label(value)) for value in row]
        lines.append(_spread(labels, [reply.speller.notation(value) for value in row], coded))
    return csv_text(lines, reply.speller.lang)


def as_json(reply: Reply) -> str:
    """Write an answer as JSON: question, columns, rows by column name, and the query that gave it."""
    question = reply.answer.question
    names = [column.name for column in question.columns]
    document = {
        "question": {
            "id": question.id,
            "title": reply.title,
            "kind": question.kind,
            "group": question.group,
            "parameters": {name: value.value for name, value in reply.answer.bindings.items()},
            "organisation": reply.answer.organisation,
        },
        "columns": [
            {"name": name, "heading": heading} for name, heading in zip(names, reply.headings, strict=True)
        ],
        "rows": [
            {
                name: _described(reply.speller, value)
                for name, value in zip(names, row, strict=True)
                if value is not None
            }
            for row in reply.rows
        ],
        "query": question.text or None,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _described(speller: Speller, value: Value) -> dict[str, str]:
    found = {"type": value.kind, "value": value.value}
    if value.kind == "iri":
        found |= {"label": speller.label(value), "notation": speller.notation(value)}
    found |= {"lang": value.lang or "", "datatype": value.datatype or ""}
    return {key: text for key, text in found.items() if text}


def _spread(plain: Sequence[Cell], codes: Sequence[str], coded: set[int]) -> list[Cell]:
    cells: list[Cell] = []
    for index, cell in enumerate(plain):
        if index in coded:
            cells.append(codes[index])
        cells.append(cell)
    return cells
