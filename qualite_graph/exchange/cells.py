"""From the value of one cell to one RDF term, or to the flaw that prevents it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from qualite_graph.exchange import ntriples
from qualite_graph.exchange.columns import CellType, Column, Names
from qualite_graph.exchange.problems import Flaw
from qualite_graph.folding import fold

CellValue = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
Convert = Callable[[CellValue], str | Flaw]

_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_SPACES = re.compile(r"\s")
_YES: Final = frozenset({"oui", "vrai", "yes", "true", "o", "y", "x", "1"})
_NO: Final = frozenset({"non", "faux", "no", "false", "n", "0"})


def text_of(value: CellValue) -> str:
    """Return a cell's value as the text its author sees, without the blanks around.

    Spreadsheets keep « 1 » as 1.0: whole numbers lose their decimals.

    >>> text_of(1.0), text_of(8.2), text_of(" R3 ")
    ('1', '8.2', 'R3')
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _plain(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value) if isinstance(value, datetime.timedelta) else value.isoformat()


def identifier_of(value: CellValue) -> str | Flaw:
    """Return a cell's value as an identifier; a date there is a code the spreadsheet has changed."""
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return Flaw("date_as_identifier", "write_as_text")
    return text_of(value)


def date_of(value: CellValue) -> str | Flaw:
    """Return the term of a date: a date cell, or a text year first (ISO) or day first."""
    if isinstance(value, datetime.date):
        return ntriples.typed(value.isoformat()[:10], "date")
    if isinstance(value, str):
        text = value.strip()
        if match := _ISO_DATE.fullmatch(text):
            year, month, day = match.groups()
        elif match := _DAY_FIRST_DATE.fullmatch(text):
            day, month, year = match.groups()
        else:
            return Flaw("unreadable_date", "write_date")
        try:
            return ntriples.typed(datetime.date(int(year), int(month), int(day)).isoformat(), "date")
        except ValueError:
            return Flaw("unreadable_date", "write_date")
    return Flaw("unreadable_date", "write_date")


def decimal_of(value: CellValue) -> str | Flaw:
    """Return the term of a decimal number; texts may use the French comma and spaces."""
    number = _number(value)
    return Flaw("unreadable_number", "write_number") if number is None else ntriples.typed(number, "decimal")


def integer_of(value: CellValue) -> str | Flaw:
    """Return the term of a whole number."""
    number = _number(value)
    if number is None or "." in number:
        return Flaw("unreadable_integer", "write_integer")
    return ntriples.typed(number, "integer")


def boolean_of(value: CellValue) -> str | Flaw:
    """Return the term of yes or no, in either language."""
    word = fold(text_of(value))
    if word in _YES:
        return ntriples.typed("true", "boolean")
    if word in _NO:
        return ntriples.typed("false", "boolean")
    return Flaw("unreadable_boolean", "write_yes_or_no")


def choice_of(column: Column) -> Convert:
    """Return the reader of a choice column: any spelling of its words gives the vocabulary's term."""
    terms: dict[str, str] = {}
    for word in column.words:
        for spelling in (*word.names.spellings(), word.notation):
            terms[_choice_key(spelling)] = ntriples.iri(word.iri)
    words = Names(
        ", ".join(word.names.fr for word in column.words), ", ".join(word.names.en for word in column.words)
    )

    def convert(value: CellValue) -> str | Flaw:
        term = terms.get(_choice_key(text_of(value)))
        return Flaw("unknown_choice", "choose_word", {"words": words}) if term is None else term

    return convert


def literal_of(lang: str) -> Convert:
    """Return the reader of a text column, in a language when the column has one."""

    def convert(value: CellValue) -> str | Flaw:
        return ntriples.literal(text_of(value), lang)

    return convert


def converter(column: Column) -> Convert:
    """Return the reader of a column that refers to nothing else.

    Raises:
        KeyError: the column refers to other rows, which this module does not know.
    """
    if column.type is CellType.CHOICE:
        return choice_of(column)
    if column.type is CellType.TEXT:
        return literal_of(column.lang)
    return _SIMPLE[column.type]


_SIMPLE: Final[dict[CellType, Convert]] = {
    CellType.DATE: date_of,
    CellType.DECIMAL: decimal_of,
    CellType.INTEGER: integer_of,
    CellType.BOOLEAN: boolean_of,
}


def _choice_key(text: str) -> str:
    # Signs such as « ≥ » have nothing left once folded.
    return fold(text) or text


def _plain(value: float) -> str:
    # Fifteen digits are what spreadsheets keep and show: 0.1 + 0.2 reads 0.3.
    text = format(Decimal(format(value, ".15g")), "f")
    return "0" if text == "-0" else text


def _number(value: CellValue) -> str | None:
    """Return the decimal form of a number cell or text, `None` when it is no number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        text = _plain(value)
        return text if _NUMBER.fullmatch(text) else None
    if not isinstance(value, str):
        return None
    text = _SPACES.sub("", value).replace("−", "-").replace(",", ".")
    return text.removeprefix("+") if _NUMBER.fullmatch(text) else None
