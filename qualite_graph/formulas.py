"""Keeps spreadsheets from taking a text of a csv file for a formula, and gives the text back on reading."""

from __future__ import annotations

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a text starts that some spreadsheet would take for a formula; in Asia, full-width signs count too."""


def guard(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula: an apostrophe is put before it.

    A text that starts with an apostrophe gets another one, so that `unguard` always gives the text back.

    >>> guard("=1+1"), guard("'tis"), guard("Coffret")
    ("'=1+1", "''tis", 'Coffret')
    """
    return f"'{text}" if text.startswith(("'", *_FORMULA)) else text


def unguard(text: str) -> str:
    """Return the text that `guard` was given; other texts come back unchanged.

    >>> unguard("'=1+1"), unguard("''tis"), unguard("'tis")
    ('=1+1', "'tis", "'tis")
    """
    return text[1:] if text.startswith(tuple(f"'{start}" for start in ("'", *_FORMULA))) else text
