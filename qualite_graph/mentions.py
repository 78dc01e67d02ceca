"""The names that a sentence holds, whole or in part: « la production » for « Produire les pièces »."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qualite_graph.folding import fold
from qualite_graph.naming import Name
from qualite_graph.questions import Question

Known = Callable[[str], Sequence[Name]]
"""Returns what a parameter of a type may name."""

NAMED_TYPES: Final = ("process", "customer", "clause", "principle", "complaint")
NEAR_TYPES: Final = ("process", "customer")
"""What people call by a word of its name."""

_STEM: Final = 6
_WHOLE: Final = 90.0
_SHORTEST_NAME: Final = 8
_SAME_START: Final = 4
_ALIKE: Final = 0.82
"""How alike a word of a sentence and one of a name are, of 1 (Jaro and Winkler, 1990)."""

_FAMILY: Final = 0.97
_LEADING: Final = 0.05
"""What it counts that a word is like the first one of a name, which says what the process does."""

_RARE: Final = 4.0
"""From which weight on a word of the catalogue may be part of a name as well."""

_CLAUSE: Final = re.compile(
    r"(?<![\w.])(?:(?:article|clause|chapitre|chapter|§)\s*(\d{1,2})|(\d{1,2}(?:\.\d{1,2})+))(?![\w.])"
)
WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Near:
    """A word that is like a part of some names: as it was written, and their codes, the nearest first."""

    word: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the catalogue's questions are made of: the stems of each wording, and how much a stem weighs."""

    documents: tuple[tuple[Question, Mapping[str, float], float], ...]
    weights: Mapping[str, float]
    groups: Mapping[str, str]
    phrases: tuple[tuple[str, str], ...]
    stop: frozenset[str]
    families: Mapping[str, int]
    """The stems of words of one family, verb and noun, by the number of the family."""

    def stems(self, text: str) -> list[str]:
        """Return the stems of a text, synonyms brought together, common words left out."""
        stems = f" {' '.join([stem_of(word) for word in WORD.findall(fold(text))])} "
        for phrase, group in self.phrases:
            stems = stems.replace(f" {phrase} ", f" {group} ")
        return [self.groups.get(stem, stem) for stem in stems.split() if stem not in self.stop]


def mentions(sentence: str, known: Known, lexicon: Lexicon) -> tuple[dict[str, list[str]], str]:
    """Return the codes of what a sentence names, by type and in its order, and the sentence without them."""
    found: dict[str, list[tuple[int, str]]] = {kind: [] for kind in NAMED_TYPES}
    rest = fold_marks(sentence)
    numbers = {name.notation: name for name in known("clause") if name.notation}
    for match in list(_CLAUSE.finditer(rest)):
        number = match[1] or match[2]
        if number in numbers:
            found["clause"].append((match.start(), number))
            rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    for kind in ("process", "customer", "principle", "complaint"):
        for name in known(kind):
            place, length = _named(rest, name, lexicon)
            if length:
                found[kind].append((place, name.notation or name.iri))
                rest = rest[:place] + " " * length + rest[place + length :]
    return {kind: [code for _, code in sorted(ones)] for kind, ones in found.items()}, rest


def fold_marks(sentence: str) -> str:
    """Return a sentence in lower case without accents, each character at its place."""
    return "".join(
        [(fold(character) or character)[:1] if character.isalpha() else character for character in sentence]
    )


def _named(sentence: str, name: Name, lexicon: Lexicon) -> tuple[int, int]:
    """Return where a sentence names something and over how many characters; 0 characters when it does not."""
    from rapidfuzz import fuzz  # noqa: PLC0415 -- only where somebody asks in their own words

    code = re.escape(fold(name.notation or ""))
    if code and (match := re.search(rf"(?<![\w.]){code}(?![\w.])", sentence)):
        return match.start(), len(match[0])
    for label in name.labels.values():
        text = fold(re.sub(r"\(.*?\)", "", label)).strip()
        if len(text) >= _SHORTEST_NAME:
            alignment = fuzz.partial_ratio_alignment(text, sentence, score_cutoff=_WHOLE)
            if alignment and alignment.dest_end - alignment.dest_start >= len(text) - 2:
                return alignment.dest_start, alignment.dest_end - alignment.dest_start
    return 0, 0


def near_mentions(sentence: str, rest: str, known: Known, lexicon: Lexicon) -> dict[str, list[Near]]:
    """Return by type what a sentence may name in part, in its order; `rest` is what no whole name took."""
    found: dict[str, list[Near]] = {}
    for kind in NEAR_TYPES:
        names = [(name, tokens) for name in known(kind) for tokens in _tokens(name, lexicon)]
        seen: dict[str, Near] = {}
        for match in WORD.finditer(rest):
            codes = _called(match[0], names, lexicon) if _may_name(match[0], lexicon) else ()
            # Two words of one name are one mention.
            if codes and not set(codes) & set(seen):
                seen[codes[0]] = Near(sentence[match.start() : match.end()], codes)
        found[kind] = list(seen.values())
    return found


def _may_name(word: str, lexicon: Lexicon) -> bool:
    stem = stem_of(word)
    if len(word) < _SAME_START or stem in lexicon.stop:
        return False
    return lexicon.weights.get(lexicon.groups.get(stem, stem), _RARE) >= _RARE


def _tokens(name: Name, lexicon: Lexicon) -> list[list[str]]:
    """Return the words of a name that say something, label by label."""
    return [
        [word for word in WORD.findall(fold(label)) if len(word) > 2 and stem_of(word) not in lexicon.stop]
        for label in name.labels.values()
    ]


def _called(word: str, names: Sequence[tuple[Name, list[str]]], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the codes of what a word may name, the nearest first."""
    scores: dict[str, float] = {}
    for name, tokens in names:
        code = name.notation or name.iri
        for place, token in enumerate(tokens):
            if (alike := _likeness(word, token, lexicon)) >= _ALIKE:
                scores[code] = max(alike + _LEADING * (not place), scores.get(code, 0.0))
    return tuple(sorted(scores, key=lambda code: -scores[code]))


def _likeness(word: str, token: str, lexicon: Lexicon) -> float:
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 -- only where somebody asks in their own words

    stems = stem_of(word), stem_of(token)
    if stems[0] == stems[1]:
        return 1.0
    families = [lexicon.families.get(stem) for stem in stems]
    if families[0] is not None and families[0] == families[1]:
        return _FAMILY
    if word[:_SAME_START] != token[:_SAME_START]:
        return 0.0
    return float(JaroWinkler.normalized_similarity(word, token))


def stem_of(word: str) -> str:
    """Return the stem of a folded word: what its forms have in common, in French and in English.

    >>> stem_of("reclamations"), stem_of("clients"), stem_of("processus"), stem_of("process")
    ('reclam', 'client', 'proces', 'proces')
    """
    if len(word) <= 3:
        return word
    return (word[:-1] if word.endswith(("s", "x")) else word)[:_STEM]


def without(sentence: str, words: Sequence[str]) -> str:
    """Return a folded sentence without some words."""
    gone = {fold(word) for word in words}
    return WORD.sub(lambda match: " " if match[0] in gone else match[0], sentence)
