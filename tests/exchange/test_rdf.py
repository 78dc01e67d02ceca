import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad, parse

from qualite_graph.errors import InputError
from qualite_graph.exchange import FORMATS, Format, serialise
from qualite_graph.exchange.rdf import find_format
from qualite_graph.vocabulary import QG, RDFS, derived_graph_of, entity, graph_of

ASSERTED, DERIVED = NamedNode(graph_of("essai")), NamedNode(derived_graph_of("essai"))
A, B = NamedNode(entity("essai", "process", "A")), NamedNode(entity("essai", "process", "B"))
LABEL, SERVES = NamedNode(RDFS.label), NamedNode(QG.hasInternalCustomer)
QUADS = [
    Quad(B, LABEL, Literal('« "b" »\n', language="fr"), ASSERTED),
    Quad(A, SERVES, B, DERIVED),
    Quad(A, LABEL, Literal("a", language="fr"), ASSERTED),
    Quad(A, LABEL, Literal("a", language="fr"), DERIVED),
]

every_format = pytest.mark.parametrize("wanted", FORMATS, ids=lambda wanted: wanted.name)


@every_format
def test_what_is_written_reads_back(wanted: Format) -> None:
    found = set(parse(serialise(QUADS, wanted.name), format=wanted.syntax))
    if wanted.keeps_graphs:
        assert found == set(QUADS)
    else:
        assert found == {Quad(*quad.triple) for quad in QUADS}


@every_format
def test_the_order_given_does_not_matter(wanted: Format) -> None:
    assert serialise(QUADS, wanted.name) == serialise(reversed(QUADS), wanted.name)


def test_a_document_of_quads_is_taken_too() -> None:
    document = serialise(QUADS, "nquads")
    assert serialise(document, "trig") == serialise(QUADS, "trig")


def test_prefixes_shorten_what_people_read() -> None:
    for name in ("turtle", "trig"):
        assert "qg:hasInternalCustomer" in serialise(QUADS, name).decode()


def test_each_graph_is_opened_once_in_trig() -> None:
    text = serialise(QUADS, "trig").decode()
    assert text.count("{") == 2


def test_json_is_json() -> None:
    assert json.loads(serialise(QUADS, "jsonld"))


def test_nothing_gives_an_empty_document() -> None:
    for wanted in FORMATS:
        assert list(parse(serialise([], wanted.name), format=wanted.syntax)) == []


@pytest.mark.parametrize("name", ["turtle", "TTL", ".ttl", "text/turtle"])
def test_a_format_is_found_by_name_extension_and_media_type(name: str) -> None:
    assert find_format(name).name == "turtle"


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        serialise(QUADS, "docx")
    assert caught.value.key == "unknown_export_format"
    assert "turtle" in caught.value.message("fr")
