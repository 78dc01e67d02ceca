"""From a question in somebody's own words to the nearest ones of the catalogue, their parameters filled in.

Words are cut to stems, synonyms of both languages are brought together, each stem weighs the more the fewer
questions have it (inverse document frequency, Spärck Jones 1972), and a misspelt word takes the place of the
nearest known one. Names and codes found in the sentence fill the parameters. Nothing leaves the machine.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from qualite_graph.folding import fold
from qualite_graph.mentions import WORD, Known, Lexicon, Near, mentions, near_mentions, stem_of, without
from qualite_graph.questions import Catalogue, Parameter, Question, catalogue
from qualite_graph.resources import ontology_directory

_SHORTEST: Final = 5
_NEAR: Final = 0.9
"""How alike a misspelt word and a known one are, of 1 (Jaro and Winkler, 1990)."""

_MOST: Final = 5
_LEAST: Final = 0.16
"""The score below which a question has little to do with the sentence."""

_GIVEN, _GUESSED, _LACKING, _UNUSED = 0.22, 0.16, 0.10, 0.16
"""What it counts that a parameter is named, named in part, or not, and that a name finds none."""

_APART: Final = ("S",)
_ASIDE: Final = 0.06
"""Questions that ask what the founding document says come after those of the same words about the subject."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One question that a sentence may mean, with the parameters found in it, and how near it is (0 to 1)."""

    question: Question
    parameters: Mapping[str, str]
    score: float
    near: Mapping[str, Near] = field(default_factory=dict)
    """The parameters of which the sentence says a part alone, with what else it may mean."""

    @property
    def unsaid(self) -> tuple[Parameter, ...]:
        """Return the parameters of which the sentence says nothing."""
        return tuple([one for one in self.question.parameters if one.name not in self.parameters])


def understand(sentence: str, known: Known) -> tuple[Understood, ...]:
    """Return the questions nearest to a sentence, the nearest first; none when nothing is near."""
    lexicon = _lexicon()
    found, rest = mentions(sentence, known, lexicon)
    near = near_mentions(sentence, rest, known, lexicon)
    said = _Asked.of(rest, lexicon)
    # What may be a part of a name is none of the words of a question that takes such a name.
    words = [one.word for ones in near.values() for one in ones]
    bare = _Asked.of(without(rest, words), lexicon) if words else said
    best: dict[str, Understood] = {}
    for question, document, length in lexicon.documents:
        given = _filled(question, found, near)
        asked = bare if given.near else said
        likeness = asked.likeness(document, length, lexicon)
        score = likeness + given.fit - _ASIDE * (question.group in _APART) if likeness else 0.0
        if score >= _LEAST and (question.id not in best or score > best[question.id].score):
            best[question.id] = Understood(question, given.parameters, round(score, 3), given.near)
    return tuple(sorted(best.values(), key=lambda one: -one.score)[:_MOST])


@dataclass(frozen=True, slots=True)
class _Asked:
    """The stems of a sentence that questions use, and their length as a vector."""

    stems: Mapping[str, int]
    norm: float

    @classmethod
    def of(cls, text: str, lexicon: Lexicon) -> _Asked:
        stems = [_nearest(stem, lexicon) for stem in lexicon.stems(text)]
        asked = Counter(stem for stem in stems if stem)
        norm = math.sqrt(sum((lexicon.weights.get(stem, 0.0) * count) ** 2 for stem, count in asked.items()))
        return cls(asked, norm)

    def likeness(self, document: Mapping[str, float], length: float, lexicon: Lexicon) -> float:
        """Return how near the wording of a question is, of 1."""
        shared = sum(
            lexicon.weights[stem] * weight * self.stems[stem]
            for stem, weight in document.items()
            if stem in self.stems
        )
        return shared / (self.norm * length) if self.norm and length else 0.0


@dataclass(frozen=True, slots=True)
class _Given:
    """The parameters that a sentence fills, those of them it says in part, and how well it all fits."""

    parameters: Mapping[str, str]
    near: Mapping[str, Near]
    fit: float


def _filled(
    question: Question, found: Mapping[str, Sequence[str]], guessed: Mapping[str, Sequence[Near]]
) -> _Given:
    """Fill the parameters of a question, with what is named in part once what is named is used up."""
    left = {kind: list(codes) for kind, codes in found.items()}
    nearly = {kind: list(ones) for kind, ones in guessed.items()}
    parameters: dict[str, str] = {}
    near: dict[str, Near] = {}
    fit = 0.0
    for parameter in question.parameters:
        if parameter.type not in left:
            continue
        if left[parameter.type]:
            parameters[parameter.name] = left[parameter.type].pop(0)
            fit += _GIVEN
        elif nearly.get(parameter.type):
            near[parameter.name] = nearly[parameter.type].pop(0)
            parameters[parameter.name] = near[parameter.name].codes[0]
            fit += _GUESSED
        else:
            fit -= _LACKING
    return _Given(parameters, near, fit - _UNUSED * sum(map(len, left.values())))


def _nearest(stem: str, lexicon: Lexicon) -> str:
    """Return a stem that questions use: the same, or the one it is a misspelling of; else nothing."""
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415

    if stem in lexicon.weights:
        return stem
    if len(stem) < _SHORTEST:
        return ""
    found = process.extractOne(
        stem,
        [*lexicon.weights, *lexicon.groups],
        scorer=JaroWinkler.normalized_similarity,
        score_cutoff=_NEAR,
    )
    return lexicon.groups.get(found[0], found[0]) if found else ""


@functools.cache
def _lexicon() -> Lexicon:
    """Return what the catalogue is made of, read once per process."""
    table = tomllib.loads((ontology_directory() / "questions" / "synonyms.toml").read_text("utf-8"))
    return lexicon_of(catalogue(), table["groups"], table["stop"], table["families"])


def lexicon_of(
    questions: Catalogue,
    groups: Iterable[Sequence[str]],
    stop: Iterable[str],
    families: Iterable[Sequence[str]] = (),
) -> Lexicon:
    """Return the lexicon of a catalogue with groups of synonyms, common words and families of words."""
    by_stem: dict[str, str] = {}
    phrases: list[tuple[str, str]] = []
    for number, words in enumerate(groups):
        for word in words:
            parts = WORD.findall(fold(word))
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
        {stem_of(fold(word)): number for number, words in enumerate(families) for word in words},
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
    return replace(bare, documents=tuple(documents), weights=weights)


def _wording(question: Question, lang: str) -> str:
    """Return a question without the places of its parameters."""
    return (question.fr if lang == "fr" else question.en).format_map(
        {parameter.name: " " for parameter in question.parameters}
    )
