"""Understands headings that people write in their own way: « Nom du pilote », « Date du dernier audit »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from qualite_graph.folding import fold

# fmt: off
_LINKS: Final = frozenset([
    "a", "au", "aux", "avec", "by", "ce", "ces", "d", "dans", "de", "des", "du", "en", "et", "for",
    "from", "in", "into", "is", "l", "la", "le", "les", "leur", "liste", "list", "nos",
    "notre", "of", "on", "or", "ou", "our", "par", "pour", "qui", "sa", "ses", "son", "sur",
    "tableau", "table", "registre", "register", "the", "their", "to", "un", "une",
])
"""Words that only join others, or say that a sheet is a list."""

_GENERIC: Final = frozenset([
    "code", "date", "id", "identifiant", "identifier", "intitule", "designation", "libelle",
    "label", "n", "name", "nom", "numero", "number", "prenom", "ref", "reference", "repere", "title",
    "titre",
])
"""Words that say how something is given, not what: before the name of another column they add nothing."""
# fmt: on

_ALIKE: Final = 88  # of 100: a letter or two of a word
_APART: Final = 6
_ENGLISH: Final = re.compile(r"\((?:en|anglais|english)\)|\b(?:anglais|english)\b", re.IGNORECASE)
_FRENCH: Final = re.compile(r"\((?:fr|français|french)\)|\b(?:français|french)\b", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

Spellings = Mapping[str, Iterable[str]]
"""What may be meant, by key, with the ways of writing it."""


def meant(text: str, choices: Spellings, about: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the keys of what a heading means: one when it is clear, several when it is not, or none.

    The same words count in any order, without those that only join them; `about` are words that say what
    the whole sheet is about. Failing that, words written almost the same count too.

    >>> columns = {"label": ["Nom"], "owner": ["Pilote"], "audit": ["Dernier audit"]}
    >>> [meant(text, columns, ["Processus"]) for text in ("Nom du processus", "Nom du pilote", "Piloté par")]
    [('label',), ('owner',), ('owner',)]
    >>> meant("Date du dernier audit (interne)", columns), meant("Budget", columns)
    (('audit',), ())
    """
    subject = {_stem(word) for name in about for word in _words(name)}
    words = [word for word in _words(text) if _stem(word) not in subject]
    bare = [word for word in words if word not in _GENERIC]
    known = {
        key: {frozenset(map(_stem, _words(spelling))) for spelling in spellings}
        for key, spellings in choices.items()
    }
    for wanted in (words, bare):
        found = tuple([key for key, sets in known.items() if frozenset(map(_stem, wanted)) in sets])
        if wanted and found:
            return found
    return _almost(" ".join(sorted(bare or words)), choices)


def _almost(text: str, choices: Spellings) -> tuple[str, ...]:
    if len(text) < 4:
        return ()
    from rapidfuzz import fuzz  # noqa: PLC0415 -- only where something is written in an unknown way

    scores: dict[str, float] = {}
    for key, spellings in choices.items():
        written = [" ".join(sorted(_words(spelling))) for spelling in spellings]
        scores[key] = max([fuzz.ratio(text, one) for one in written if len(one) > 3], default=0)
    best = max(scores.values(), default=0)
    if best < _ALIKE:
        return ()
    return tuple([key for key, score in scores.items() if score > best - _APART])


def _words(text: str) -> list[str]:
    """Return the words that count; what stands in brackets is a remark, unless it names a language."""
    told = _FRENCH.sub(" francais ", _ENGLISH.sub(" anglais ", text))
    return [word for word in fold(_BRACKETS.sub(" ", told)).split() if word not in _LINKS]


def _stem(word: str) -> str:
    """Return a word without the mark of the plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
