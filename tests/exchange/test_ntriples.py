from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from qualite_graph.exchange import ntriples
from qualite_graph.vocabulary import entity

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


def read_back(term: str) -> object:
    document = f"<https://example.org/s> <https://example.org/p> {term} .\n"
    (quad,) = parse(document.encode(), format=RdfFormat.N_TRIPLES)
    return quad.object


@given(ANY_TEXT)
def test_any_text_survives_as_a_plain_literal(text: str) -> None:
    assert read_back(ntriples.literal(text)) == Literal(text)


@given(ANY_TEXT)
def test_any_text_survives_as_a_text_in_a_language(text: str) -> None:
    assert read_back(ntriples.literal(text, "fr")) == Literal(text, language="fr")


def test_every_control_character_survives() -> None:
    text = "".join(map(chr, range(0x80))) + "\u0085\u00a0\u2028\ufffe\U0010ffff"
    assert read_back(ntriples.literal(text)) == Literal(text)


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert read_back(ntriples.literal("a\ud800b")) == Literal("a\ufffdb")


@given(ANY_TEXT.filter(bool))
def test_any_identifier_gives_a_well_formed_iri(identifier: str) -> None:
    iri = entity("coffralp", "process", identifier)
    assert read_back(ntriples.iri(iri)) == NamedNode(iri)


@given(st.lists(ANY_TEXT.filter(bool), unique=True, min_size=2, max_size=2))
def test_two_identifiers_never_share_an_iri(pair: list[str]) -> None:
    assert entity("coffralp", "process", pair[0]) != entity("coffralp", "process", pair[1])
