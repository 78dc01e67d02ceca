"""Texts for people, in French and English, kept in catalogues so that no code holds a sentence."""

from __future__ import annotations

import functools
import locale
import os
import re
import tomllib
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("fr", "en")
_CATALOGUES = Path(__file__).parent / "locales"
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'(?=\w)")
_language: ContextVar[str | None] = ContextVar("language", default=None)


@dataclass(frozen=True, slots=True)
class Messages:
    """One language's catalogue: dotted keys to texts with `{named}` places."""

    lang: str
    texts: Mapping[str, str]
    _sections: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def text(self, key: str, **values: object) -> str:
        """Return the text of `key` with its places filled.

        Raises:
            KeyError: the catalogue has no such key, or the text names a value that is not given.
        """
        text = self.texts[key]
        return text.format_map(values) if values else text

    def section(self, prefix: str) -> dict[str, str]:
        """Return the texts whose key starts with `prefix.`, keyed by the rest: the same object each time."""
        found = self._sections.get(prefix)
        if found is None:
            start = prefix + "."
            found = {
                key.removeprefix(start): text for key, text in self.texts.items() if key.startswith(start)
            }
            self._sections[prefix] = found
        return found


@functools.cache
def messages(lang: str) -> Messages:
    """Return the catalogue of `lang` (`fr` or `en`), all its files together, read once per process."""
    texts: dict[str, str] = {}
    for path in sorted((_CATALOGUES / lang).glob("*.toml")):
        texts.update(_flatten(tomllib.loads(path.read_text("utf-8")), ""))
    return Messages(lang, texts)


def _flatten(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            rows.extend(_flatten(value, f"{prefix}{key}."))
        else:
            rows.append((prefix + key, str(value)))
    return rows


def number_text(number: str, lang: str) -> str:
    """Write a plain number as the language does; what is none (`1.5E3`, `NaN`) stays as it is.

    >>> number_text("-1234.50", "fr"), number_text("-0.5", "en")
    ('−1\\u202f234,5', '−0.5')
    """
    sign, digits = ("−", number[1:]) if number.startswith("-") else ("", number)
    whole, point, fraction = digits.partition(".")
    if not whole.isdecimal() or (point and not fraction.isdecimal()):
        return number
    grouped, mark = f"{int(whole):,}", "."
    if lang == "fr":
        grouped, mark = grouped.replace(",", "\u202f"), ","
    fraction = fraction.rstrip("0")
    return f"{sign}{grouped}{mark}{fraction}" if fraction else f"{sign}{grouped}"


def typeset(text: str, lang: str) -> str:
    """Write a name that people typed as the language sets it: French has ’ where keyboards have '.

    >>> typeset("Établir l'offre", "fr"), typeset("5' d'arrêt", "fr"), typeset("don't", "en")
    ('Établir l’offre', "5' d’arrêt", "don't")
    """
    return _APOSTROPHE.sub("’", text) if lang == "fr" and "'" in text else text


def day_text(iso: str, lang: str) -> str:
    """Write the day of an ISO date or moment in figures, as the language does.

    >>> day_text("2026-06-30", "fr"), day_text("2026-06-30T08:00:00", "en")
    ('30/06/2026', '2026-06-30')
    """
    day = iso[:10]
    return "/".join(reversed(day.split("-"))) if lang == "fr" else day


def current_language() -> str:
    """Return the language in force: the one chosen, else that of the machine's locale, else English."""
    return _language.get() or _locale_language()


def use_language(lang: str) -> None:
    """Choose the language of what follows in this context (thread or session)."""
    _language.set(lang)


def _locale_language() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "fr" if value.lower().startswith("fr") else "en"
    # Windows keeps its language outside the environment.
    name = locale.getlocale()[0] or ""
    return "fr" if name.lower().startswith(("fr", "french")) else "en"
