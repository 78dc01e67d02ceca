"""The ontology's texts are typeset as French is, and none is copied from the document it restates."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from rdflib import Graph, Literal

ROOT = Path(__file__).parents[2]
FOUNDING_DOCUMENT = ROOT.parent / "shared" / "domain" / "orientation-client.txt"
RUN = 8  # words in a row: shorter runs are set phrases and official headings
# A plain space before a double punctuation mark or inside guillemets lets a line break there; the colon of
# ISO 9001:2015 is no colon.
BAD_SPACE = re.compile(r"(?<!\u00a0)[;?!»%]|(?<!\u00a0):(?!\d)|«(?!\u00a0)")
STRAIGHT = re.compile(r"['\"]")  # a straight apostrophe, or a straight quotation mark
BARE_LETTERS = re.compile(r"(?i)\b\w*(?<!m)oe(?:u|il|t)\w*")  # œuvre, œil, fœtus typed with two letters
WRITTEN = {".ttl", ".rq", ".md"}
ONTOLOGY_TEXTS = sorted(
    path
    for path in (ROOT / "ontology").rglob("*")
    if path.suffix in WRITTEN and "examples" not in path.relative_to(ROOT).parts
)
RULES = sorted((ROOT / "ontology" / "rules").glob("*.rq"))


def words(text: str) -> list[str]:
    """Return the words of a text, without case or accents, so that a retyped copy is still seen as one."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe")).casefold()
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def runs(text: str) -> set[tuple[str, ...]]:
    sequence = words(text)
    return {tuple(sequence[i : i + RUN]) for i in range(len(sequence) - RUN + 1)}


def faulty(graphs: dict[str, Graph], fault: re.Pattern[str], languages: set[str]) -> list[tuple[str, str]]:
    """Return the texts in which a fault of typography is found, each with its file."""
    return [
        (name, str(text))
        for name, graph in graphs.items()
        for text in graph.objects()
        if isinstance(text, Literal) and text.language in languages and fault.search(str(text))
    ]


def test_french_literals_use_no_break_spaces(graphs: dict[str, Graph]) -> None:
    assert faulty(graphs, BAD_SPACE, {"fr"}) == []


def test_apostrophes_and_quotation_marks_are_typographic(graphs: dict[str, Graph]) -> None:
    assert faulty(graphs, STRAIGHT, {"fr", "en"}) == []


def test_french_literals_write_oe_as_one_letter(graphs: dict[str, Graph]) -> None:
    assert faulty(graphs, BARE_LETTERS, {"fr"}) == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_the_sentences_of_the_rules_are_typeset_too(path: Path) -> None:
    header = dict(re.findall(r"^# (fr|en): (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert header.keys() == {"fr", "en"}
    assert not BAD_SPACE.search(header["fr"])
    assert not [text for text in header.values() if STRAIGHT.search(text)]


def test_every_language_tag_is_french_or_english_and_no_text_is_blank(graphs: dict[str, Graph]) -> None:
    for name, graph in graphs.items():
        for text in graph.objects():
            if isinstance(text, Literal) and text.language:
                assert text.language in {"fr", "en"} and str(text).strip() == str(text) != "", (name, text)


def test_a_retyped_copy_would_be_seen() -> None:
    original = "Il s'agit d'une phrase assez longue pour être reconnue partout"
    assert runs(original) & runs('rdfs:comment "D\'UNE PHRASE ASSEZ LONGUE, pour etre reconnue partout"@fr')
    assert not runs(original) & runs("Une phrase reconnue partout parce qu'elle est assez longue")


@pytest.mark.skipif(not FOUNDING_DOCUMENT.exists(), reason="the founding document is not beside the project")
@pytest.mark.parametrize("path", ONTOLOGY_TEXTS, ids=lambda path: path.name)
def test_no_sentence_of_the_founding_document_is_copied(path: Path) -> None:
    source = runs(FOUNDING_DOCUMENT.read_text(encoding="utf-8"))
    copied = source & runs(path.read_text(encoding="utf-8"))
    assert sorted(" ".join(run) for run in copied) == []
