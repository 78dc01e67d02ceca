import datetime

import pytest

from qualite_graph.exchange.cells import (
    boolean_of,
    choice_of,
    date_of,
    decimal_of,
    identifier_of,
    integer_of,
    text_of,
)
from qualite_graph.exchange.columns import CellType
from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.problems import Flaw

XSD = "http://www.w3.org/2001/XMLSchema#"


def value_of(term: object) -> str:
    """The lexical form of a typed term, or the reason of a flaw."""
    return term.reason if isinstance(term, Flaw) else str(term).split('"')[1]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1.0, "1"),
        (8.2, "8.2"),
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (True, "true"),
        ("  R3\u00a0", "R3"),
        ("01", "01"),
        (datetime.date(2026, 6, 30), "2026-06-30"),
        (datetime.datetime(2026, 6, 30), "2026-06-30"),
        (datetime.datetime(2026, 6, 30, 8, 5), "2026-06-30T08:05:00"),
    ],
)
def test_text_is_what_the_author_sees(cell: object, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        (datetime.date(2026, 6, 30), "2026-06-30"),
        (datetime.datetime(2026, 6, 30, 23, 59), "2026-06-30"),
        ("2026-06-30", "2026-06-30"),
        (" 30/06/2026 ", "2026-06-30"),
        ("3.6.2026", "2026-06-03"),
        ("2024-02-29", "2024-02-29"),
        ("2026-02-29", "unreadable_date"),
        ("31/04/2026", "unreadable_date"),
        ("06/30/2026", "unreadable_date"),
        ("30/06/26", "unreadable_date"),
        ("30/06/2026 à midi", "unreadable_date"),
        ("2026-06-30 ou après", "unreadable_date"),
        ("juin 2026", "unreadable_date"),
        (46203.0, "unreadable_date"),
        (True, "unreadable_date"),
        (datetime.time(8, 0), "unreadable_date"),
    ],
)
def test_dates(cell: object, date: str) -> None:
    term = date_of(cell)
    assert value_of(term) == date
    assert isinstance(term, Flaw) or term.endswith(f"^^<{XSD}date>")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (85.0, "85"),
        (0.7, "0.7"),
        (-3, "-3"),
        ("4,2", "4.2"),
        ("4.2", "4.2"),
        ("+4.2", "4.2"),
        ("−4,2", "-4.2"),
        ("4 200 000", "4200000"),
        ("4\u202f200\u00a0000,5", "4200000.5"),
        ("1,234.5", "unreadable_number"),
        ("1,234,567", "unreadable_number"),
        ("95 %", "unreadable_number"),
        ("1e5", "unreadable_number"),
        ("", "unreadable_number"),
        (True, "unreadable_number"),
        (float("inf"), "unreadable_number"),
        (float("nan"), "unreadable_number"),
        (datetime.date(2026, 1, 1), "unreadable_number"),
    ],
)
def test_decimal_numbers(cell: object, number: str) -> None:
    term = decimal_of(cell)
    assert value_of(term) == number
    assert isinstance(term, Flaw) or term.endswith(f"^^<{XSD}decimal>")


@pytest.mark.parametrize(
    ("cell", "number"),
    [(10.0, "10"), ("10", "10"), (2.5, "unreadable_integer"), ("dix", "unreadable_integer")],
)
def test_whole_numbers(cell: object, number: str) -> None:
    term = integer_of(cell)
    assert value_of(term) == number
    assert isinstance(term, Flaw) or term.endswith(f"^^<{XSD}integer>")


@pytest.mark.parametrize(
    ("cell", "truth"),
    [
        ("oui", "true"),
        ("VRAI", "true"),
        ("Yes", "true"),
        (True, "true"),
        (1.0, "true"),
        ("x", "true"),
        ("Non", "false"),
        ("faux", "false"),
        (False, "false"),
        (0.0, "false"),
        ("peut-être", "unreadable_boolean"),
        (2.0, "unreadable_boolean"),
    ],
)
def test_yes_and_no(cell: object, truth: str) -> None:
    assert value_of(boolean_of(cell)) == truth


def test_a_date_is_no_identifier() -> None:
    flaw = identifier_of(datetime.date(2026, 4, 1))
    assert isinstance(flaw, Flaw)
    assert flaw.reason == "date_as_identifier"
    assert identifier_of(4.1) == "4.1"


@pytest.mark.parametrize(
    "column",
    [column for sheet in LAYOUT for column in sheet.columns if column.type is CellType.CHOICE],
    ids=lambda column: column.key,
)
def test_every_spelling_of_a_choice_gives_its_term_and_no_other(column: object) -> None:
    convert = choice_of(column)
    for word in column.words:
        for spelling in (*word.names.spellings(), word.notation):
            assert convert(spelling) == f"<{word.iri}>"
            assert convert(f" {spelling.upper()} ") == f"<{word.iri}>"


def test_an_unknown_word_lists_the_words_in_both_languages() -> None:
    family = next(column for sheet in LAYOUT for column in sheet.columns if column.key == "family")
    flaw = choice_of(family)("logistique")
    assert isinstance(flaw, Flaw)
    assert flaw.reason == "unknown_choice"
    assert flaw.details["words"].of("fr") == "management, réalisation, support"
    assert flaw.details["words"].of("en") == "management, realisation, support"
