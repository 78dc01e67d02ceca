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
# A plain space before a double punctuation mark or inside guillemets lets a line break there.
BAD_SPACE = re.compile(r" [;:?!»]|« ")
WRITTEN = {".ttl", ".rq", ".md"}
ONTOLOGY_TEXTS = sorted(
    path
    for path in (ROOT / "ontology").rglob("*")
    if path.suffix in WRITTEN and "examples" not in path.relative_to(ROOT).parts
)


def words(text: str) -> list[str]:
    """Return the words of a text, without case or accents, so that a retyped copy is still seen as one."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe")).casefold()
    return re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))


def runs(text: str) -> set[tuple[str, ...]]:
    sequence = words(text)
    return {tuple(sequence[i : i + RUN]) for i in range(len(sequence) - RUN + 1)}


def test_french_literals_use_no_break_spaces(graphs: dict[str, Graph]) -> None:
    faults = [
        (name, str(text))
        for name, graph in graphs.items()
        for text in graph.objects()
        if isinstance(text, Literal) and text.language == "fr" and BAD_SPACE.search(str(text))
    ]
    assert faults == []


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
