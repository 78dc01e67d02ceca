"""How a catalogue question becomes an answer: parameters bound, dataset chosen, query run, rows returned."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qualite_graph.errors import InputError, NotFoundError
from qualite_graph.naming import Name
from qualite_graph.questions import Parameter, Question
from qualite_graph.store import Dataset, Value
from qualite_graph.store.base import Row
from qualite_graph.vocabulary import XSD

Known = Callable[[str], Mapping[str, Name]]
"""What a parameter type may name, by IRI and by notation in lower case."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question's answer: one row of values per line, in the order of the question's columns."""

    question: Question
    bindings: Mapping[str, Value]
    organisation: str | None
    dataset: Dataset
    rows: tuple[Row, ...]

    def in_language(self, lang: str) -> tuple[Row, ...]:
        """Return the rows whose texts are in `lang`; a text that is only in another language stays.

        A query returns each text in every language, hence one row per language: rows that differ in nothing
        else are one line for the reader.
        """
        best: dict[Row, int] = {}
        marked = [(row, _without_texts(row), _matches(row, lang)) for row in self.rows]
        for _, key, score in marked:
            best[key] = max(score, best.get(key, 0))
        return tuple([row for row, key, score in marked if score == best[key]])

    def iris(self) -> set[str]:
        """Return every IRI of the rows and of the parameters: what a face has to name."""
        values = [value for row in self.rows for value in row if value is not None]
        return {value.value for value in [*values, *self.bindings.values()] if value.kind == "iri"}


def _without_texts(row: Row) -> Row:
    return tuple([None if value is not None and value.lang else value for value in row])


def _matches(row: Row, lang: str) -> int:
    return sum(1 for value in row if value is not None and value.lang == lang)


@dataclass(frozen=True, slots=True)
class Binder:
    """Turns what a person gives into the variables a question binds."""

    organisation: str | None
    reference_date: datetime.date
    known: Known

    def bind(self, question: Question, given: Mapping[str, str]) -> dict[str, Value]:
        """Return a value for each parameter of the question, defaults filling what is not given.

        Raises:
            InputError: a parameter is unknown, missing or not a date.
            NotFoundError: a value names nothing in the graph.
        """
        expected = {parameter.name: parameter for parameter in question.parameters}
        for name in given:
            if name not in expected:
                raise InputError(
                    "unknown_parameter",
                    question=question.id,
                    parameter=name,
                    expected=", ".join(expected) or "–",
                )
        bound: dict[str, Value] = {}
        for name, parameter in expected.items():
            text = (given.get(name) or self._default(parameter)).strip()
            if not text:
                raise InputError("missing_parameter", question=question.id, parameter=name)
            bound[name] = (
                _dated(parameter, text) if parameter.type == "date" else self._named(parameter, text)
            )
        return bound

    def _default(self, parameter: Parameter) -> str:
        if parameter.type == "date":
            return parameter.default or self.reference_date.isoformat()
        if parameter.type == "organisation":
            return parameter.default or self.organisation or ""
        return parameter.default or ""

    def _named(self, parameter: Parameter, text: str) -> Value:
        names = self.known(parameter.type)
        found = names.get(text) or names.get(text.lower())
        if found is None:
            examples = list(dict.fromkeys(name.notation or name.iri for name in names.values()))[:5]
            raise NotFoundError(
                "unknown_value",
                value=text,
                parameter=parameter.name,
                type=parameter.type,
                examples=", ".join(examples) or "–",
            )
        return Value("iri", found.iri)


def day_of(text: str, parameter: str = "date") -> datetime.date:
    """Read a date given as YYYY-MM-DD; `parameter` is what the one who gave it calls it.

    Raises:
        InputError: it is none.
    """
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise InputError("bad_date", value=text, parameter=parameter) from None


def _dated(parameter: Parameter, text: str) -> Value:
    return Value("literal", day_of(text, parameter.name).isoformat(), None, XSD.date)


def index(names: tuple[Name, ...]) -> dict[str, Name]:
    """Return names by IRI and by notation in lower case; where two share a notation, the first keeps it."""
    by_key: dict[str, Name] = {}
    for name in names:
        by_key[name.iri] = name
        if name.notation:
            by_key.setdefault(name.notation.lower(), name)
    return by_key
