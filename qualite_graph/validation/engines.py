"""The engines that check data against shapes, all giving the same results: one fast, one to trust it by."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from qualite_graph.errors import InputError
from qualite_graph.store.base import Value
from qualite_graph.store.terms import statements, triples
from qualite_graph.vocabulary import SH, XSD

if TYPE_CHECKING:
    import rdflib
    import shacl


class Result(NamedTuple):
    """What an engine reports: the node, the shape it breaks, the value at fault where there is one."""

    focus: Value
    shape: str
    value: Value | None


Engine = Callable[[str, str], bytes]
"""Takes the shapes as Turtle and the data as N-Triples, returns the validation report as N-Triples."""


def results(engine: str, shapes: str, data: str) -> Iterator[Result]:
    """Check data against shapes with the engine of this name, the default one when it is empty.

    The order of the results is the engine's own.

    Raises:
        InputError: there is no such engine.
    """
    name = engine or default_engine()
    if name not in ENGINES:
        raise InputError("unknown_shacl_engine", engine=name, known=", ".join(ENGINES))
    return _read(ENGINES[name](shapes, data))


def default_engine() -> str:
    """Return the fast engine where it is installed (it is built for the usual machines), else the other."""
    return "shacl" if importlib.util.find_spec("shacl") else "pyshacl"


def _shacl(shapes: str, data: str) -> bytes:
    report = _compiled(shapes).validate_text(data, format="ntriples")
    return report.serialize("ntriples").encode()


@functools.lru_cache(maxsize=4)
def _compiled(shapes: str) -> shacl.Shapes:
    import shacl  # noqa: PLC0415 -- loaded where something is checked

    return shacl.Shapes.from_text(shapes, format="turtle")


def _pyshacl(shapes: str, data: str) -> bytes:
    import pyshacl  # noqa: PLC0415 -- a fifth of a second, for those who choose it

    # Graphs in memory: on one over a store, pySHACL is slow and reports what is not so.
    _, report, _ = pyshacl.validate(
        _in_memory(data, ox.RdfFormat.N_TRIPLES),
        shacl_graph=_in_memory(shapes, ox.RdfFormat.TURTLE),
        inference="none",
        advanced=False,
    )
    if isinstance(report, Exception):
        raise report  # pySHACL hands back, instead of raising it, what is wrong with the shapes
    return bytes(report.serialize(format="nt", encoding="utf-8"))


def _in_memory(text: str, rdf_format: ox.RdfFormat) -> rdflib.Graph:
    """Return an rdflib graph whose literals are as written.

    rdflib's own parsers would rewrite "none"^^xsd:boolean as a sound "false", and the fault would be gone.
    """
    import rdflib  # noqa: PLC0415

    def term(value: Value) -> rdflib.term.Node:
        if value.kind == "iri":
            return rdflib.URIRef(value.value)
        if value.kind == "bnode":
            return rdflib.BNode(value.value)
        # rdflib takes "a" and "a"^^xsd:string for two values.
        named = None if value.datatype == XSD.string else value.datatype
        datatype = rdflib.URIRef(named) if named else None
        return rdflib.Literal(value.value, lang=value.lang, datatype=datatype, normalize=False)

    graph = rdflib.Graph()
    for subject, predicate, value in triples(text, rdf_format):
        graph.add((term(subject), rdflib.URIRef(predicate), term(value)))
    return graph


ENGINES: Final[dict[str, Engine]] = {"shacl": _shacl, "pyshacl": _pyshacl}


def _read(report: bytes) -> Iterator[Result]:
    for about in statements(report, ox.RdfFormat.N_TRIPLES).values():
        if SH.focusNode in about:
            (focus,), (shape,) = about[SH.focusNode], about[SH.sourceShape]
            yield Result(focus, shape.value, about.get(SH.value, [None])[0])
