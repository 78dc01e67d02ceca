"""From a question in somebody's own words to the nearest ones of the catalogue, their parameters filled in.

Words are cut to stems, synonyms of both languages are brought together, each stem weighs the more the fewer
questions have it (inverse document frequency, Spärck Jones 1972), and a misspelt word takes the place of the
nearest known one. Names and codes found in the sentence fill the parameters. Nothing leaves the machine.
"""

from __future__ import annotations

import functools
import math
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qualite_graph.folding import fold
from qualite_graph.naming import Name
from qualite_graph.questions import Catalogue, Question, catalogue
from qualite_graph.resources import ontology_directory

Known = Callable[[str], Sequence[Name]]
"""Returns what a parameter of a type may name."""

_NAMED_TYPES: Final = ("process", "customer", "clause", "principle")
_STEM: Final = 6
_NEAR: Final = 0.9
"""How alike a misspelt word and a known one are, of 1 (Jaro and Winkler, 1990)."""

_WHOLE: Final = 90.0
_SHORTEST_NAME: Final = 8
_MOST: Final = 5
_LEAST: Final = 0.16
"""The score below which a question has little to do with the sentence."""

_GIVEN, _LACKING, _UNUSED = 0.22, 0.10, 0.16
"""What it counts that a parameter is named in the sentence, is not, or that a name finds no parameter."""

_APART: Final = ("S",)
_ASIDE: Final = 0.06
"""Questions that ask what the founding document says come after those of the same words about the subject."""

_CLAUSE: Final = re.compile(
    r"(?<![\w.])(?:(?:article|clause|chapitre|chapter|§)\s*(\d{1,2})|(\d{1,2}(?:\.\d{1,2})+))(?![\w.])"
)
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Understood:
    """One question that a sentence may mean, with the parameters found in it, and how near it is (0 to 1)."""

    question: Question
    parameters: Mapping[str, str]
    score: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the catalogue's questions are made of: the stems of each wording, and how much a stem weighs."""

    documents: tuple[tuple[Question, Mapping[str, float], float], ...]
    weights: Mapping[str, float]
    groups: Mapping[str, str]
    phrases: tuple[tuple[str, str], ...]
    stop: frozenset[str]

    def stems(self, text: str) -> list[str]:
        """Return the stems of a text, synonyms brought together, common words left out."""
        stems = f" {' '.join([stem_of(word) for word in _WORD.findall(fold(text))])} "
        for phrase, group in self.phrases:
            stems = stems.replace(f" {phrase} ", f" {group} ")
        return [self.groups.get(stem, stem) for stem in stems.split() if stem not in self.stop]


def understand(sentence: str, known: Known) -> tuple[Understood, ...]:
    """Return the questions nearest to a sentence, the nearest first; none when nothing is near."""
    lexicon = _lexicon()
    found, rest = mentions(sentence, known, lexicon)
    stems = [_nearest(stem, lexicon) for stem in lexicon.stems(rest)]
    asked = Counter(stem for stem in stems if stem)
    norm = math.sqrt(sum((lexicon.weights.get(stem, 0.0) * count) ** 2 for stem, count in asked.items()))
    best: dict[str, Understood] = {}
    for question, document, length in lexicon.documents:
        shared = sum(
            lexicon.weights[stem] * weight * asked[stem] for stem, weight in document.items() if stem in asked
        )
        near = shared / (norm * length) if norm and length else 0.0
        parameters, fit = _filled(question, found)
        score = near + fit - _ASIDE * (question.group in _APART) if near else 0.0
        if score >= _LEAST and (question.id not in best or score > best[question.id].score):
            best[question.id] = Understood(question, parameters, round(score, 3))
    return tuple(sorted(best.values(), key=lambda one: -one.score)[:_MOST])


def mentions(sentence: str, known: Known, lexicon: Lexicon) -> tuple[dict[str, list[str]], str]:
    """Return the codes of what a sentence names, by type and in its order, and the sentence without them."""
    found: dict[str, list[tuple[int, str]]] = {kind: [] for kind in _NAMED_TYPES}
    rest = fold_marks(sentence)
    numbers = {name.notation: name for name in known("clause") if name.notation}
    for match in list(_CLAUSE.finditer(rest)):
        number = match[1] or match[2]
        if number in numbers:
            found["clause"].append((match.start(), number))
            rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    for kind in ("process", "customer", "principle"):
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
        own = [stem for stem in lexicon.stems(text) if stem not in lexicon.weights and len(stem) >= _STEM - 1]
        for match in _WORD.finditer(sentence):
            if own and stem_of(match[0]) == own[0]:
                return match.start(), len(match[0])
    return 0, 0


def _filled(question: Question, found: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], float]:
    """Return the parameters that a sentence fills, and how well what it names fits the question."""
    left = {kind: list(codes) for kind, codes in found.items()}
    parameters: dict[str, str] = {}
    fit = 0.0
    for parameter in question.parameters:
        if parameter.type not in left:
            continue
        if left[parameter.type]:
            parameters[parameter.name] = left[parameter.type].pop(0)
            fit += _GIVEN
        else:
            fit -= _LACKING
    return parameters, fit - _UNUSED * sum(map(len, left.values()))


def _nearest(stem: str, lexicon: Lexicon) -> str:
    """Return a stem that questions use: the same, or the one it is a misspelling of; else nothing."""
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415

    if stem in lexicon.weights:
        return stem
    if len(stem) < _STEM - 1:
        return ""
    found = process.extractOne(
        stem,
        [*lexicon.weights, *lexicon.groups],
        scorer=JaroWinkler.normalized_similarity,
        score_cutoff=_NEAR,
    )
    return lexicon.groups.get(found[0], found[0]) if found else ""


def stem_of(word: str) -> str:
    """Return the stem of a folded word: what its forms have in common, in French and in English.

    >>> stem_of("reclamations"), stem_of("clients"), stem_of("processus"), stem_of("process")
    ('reclam', 'client', 'proces', 'proces')
    """
    if len(word) <= 3:
        return word
    return (word[:-1] if word.endswith(("s", "x")) else word)[:_STEM]


@functools.cache
def _lexicon() -> Lexicon:
    """Return what the catalogue is made of, read once per process."""
    table = tomllib.loads((ontology_directory() / "questions" / "synonyms.toml").read_text("utf-8"))
    return lexicon_of(catalogue(), table["groups"], table["stop"])


def lexicon_of(questions: Catalogue, groups: Iterable[Sequence[str]], stop: Iterable[str]) -> Lexicon:
    """Return the lexicon of a catalogue with groups of synonyms and common words."""
    by_stem: dict[str, str] = {}
    phrases: list[tuple[str, str]] = []
    for number, words in enumerate(groups):
        for word in words:
            parts = _WORD.findall(fold(word))
            if len(parts) > 1:
                phrases.append((" ".join(map(stem_of, parts)), f"g{number}"))
            else:
                by_stem.setdefault(stem_of(parts[0]), f"g{number}")
    bare = Lexicon(
        (),
        {},
        by_stem,
        tuple(sorted(phrases, key=lambda one: -len(one[0]))),
        frozenset([stem_of(fold(word)) for word in stop]),
    )
    wordings = [
        (question, Counter(bare.stems(_wording(question, lang))))
        for question in questions
        for lang in ("fr", "en")
    ]
    spread = Counter(stem for _, stems in wordings for stem in stems)
    weights = {stem: math.log(1 + len(wordings) / count) for stem, count in spread.items()}
    documents = []
    for question, stems in wordings:
        document = {stem: weights[stem] * count for stem, count in stems.items()}
        documents.append((question, document, math.sqrt(sum(weight**2 for weight in document.values()))))
    return Lexicon(tuple(documents), weights, bare.groups, bare.phrases, bare.stop)


def _wording(question: Question, lang: str) -> str:
    """Return a question without the places of its parameters."""
    return (question.fr if lang == "fr" else question.en).format_map(
        {parameter.name: " " for parameter in question.parameters}
    )
