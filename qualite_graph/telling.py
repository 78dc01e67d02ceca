"""What an analysis found, as a sentence to say in a meeting: its template, its values, its evidence."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualite_graph.messages import messages, number_text
from qualite_graph.naming import Name

SaidValue = int | float | str | datetime.date | Sequence[str]
"""A number, a date, an IRI or several: a template holds every word that is none of these."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One finding: the key of its template under `said` in the catalogues, its values, its evidence.

    Where the template has a `one` and a `many` form, the value `count` decides. IRIs among the values are
    said by name; `evidence` holds the IRIs of the flows, or of the facts, from which the finding follows.
    """

    key: str
    values: Mapping[str, SaidValue] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()

    def iris(self) -> frozenset[str]:
        """Return every entity that the sentence names or rests on."""
        said = {iri for value in self.values.values() for iri in _texts(value)}
        return frozenset(said | set(self.evidence))


def tell(sentence: Sentence, lang: str, names: Mapping[str, Name]) -> str:
    """Return the sentence in a language.

    Raises:
        KeyError: the catalogue has no such template, or the template names a value that is not given.
    """
    catalogue = messages(lang)
    key = f"said.{sentence.key}"
    if key not in catalogue.texts:
        key += ".one" if is_single(sentence.values.get("count"), lang) else ".many"
    return catalogue.text(key, **{place: say(value, lang, names) for place, value in sentence.values.items()})


def say(value: SaidValue, lang: str, names: Mapping[str, Name]) -> str:
    """Write one value as the language does.

    >>> say(["a", "b", "c"], "en", {}), say(datetime.date(2026, 6, 1), "fr", {}), say(0.5, "fr", {})
    ('a, b and c', '1er juin 2026', '0,5')
    """
    if isinstance(value, datetime.date):
        return date_text(value, lang)
    if isinstance(value, int | float):
        return number_text(str(value), lang)
    if isinstance(value, str):
        return names[value].full(lang) if value in names else value
    return list_text([say(item, lang, names) for item in value], lang)


def list_text(items: Sequence[str], lang: str) -> str:
    """Join items as the language enumerates: commas, then a word before the last."""
    if len(items) < 2:
        return "".join(items)
    return messages(lang).text("said.list", first=", ".join(items[:-1]), last=items[-1])


def date_text(day: datetime.date, lang: str) -> str:
    """Write a date in words.

    >>> date_text(datetime.date(2026, 11, 25), "en")
    '25 November 2026'
    """
    catalogue = messages(lang)
    month = catalogue.text(f"said.month.{day.month}")
    number = catalogue.text("said.first_day") if day.day == 1 else str(day.day)
    return catalogue.text("said.date", day=number, month=month, year=day.year)


def is_single(count: object, lang: str) -> bool:
    """Tell whether a count takes the singular: French counts nothing as singular, English does not."""
    return isinstance(count, int | float) and (count < 2 if lang == "fr" else count == 1)


def _texts(value: SaidValue) -> Sequence[str]:
    if isinstance(value, str):
        return (value,)
    return () if isinstance(value, int | float | datetime.date) else value
