"""RDF texts read without a graph library: statements by subject, terms as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from qualite_graph.store.base import Value

Statements = dict[str, dict[str, list[Value]]]
"""Subject, predicate, objects; a blank node goes by its label, which holds for one reading."""

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def statements(text: str | bytes, rdf_format: ox.RdfFormat) -> Statements:
    """Return the statements of an RDF text, subject by subject.

    >>> statements("<a:s> <a:p> 'v'@fr .", ox.RdfFormat.TURTLE)
    {'a:s': {'a:p': [Value(kind='literal', value='v', lang='fr', datatype=None)]}}
    """
    found: Statements = {}
    for subject, predicate, value in triples(text, rdf_format):
        found.setdefault(subject.value, {}).setdefault(predicate, []).append(value)
    return found


def triples(text: str | bytes, rdf_format: ox.RdfFormat) -> Iterator[tuple[Value, str, Value]]:
    """Yield the statements of an RDF text, literals as they are written."""
    for triple in ox.parse(text, format=rdf_format):
        yield _value(triple.subject), triple.predicate.value, _value(triple.object)


def texts(values: Sequence[Value]) -> dict[str, str]:
    """Return the texts that have a language, by language."""
    return {value.lang: value.value for value in values if value.lang}


def _value(term: _Term) -> Value:
    if isinstance(term, ox.Literal):
        return Value("literal", term.value, term.language, None if term.language else term.datatype.value)
    if isinstance(term, ox.NamedNode):
        return Value("iri", term.value)
    if isinstance(term, ox.BlankNode):
        return Value("bnode", term.value)
    return Value("triple", str(term))
