"""The engines that check data against shapes, all giving the same results: one fast, one to trust it by."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from qualite_graph.errors import InputError
from qualite_graph.store.base import Value
from qualite_graph.validation.terms import statements
from qualite_graph.vocabulary import SH

if TYPE_CHECKING:
    import shacl


class Result(NamedTuple):
    """What an engine reports: the node, the shape it breaks, the value at fault where there is one."""

    focus: Value
    shape: str
    value: Value | None


Engine = Callable[[str, str], bytes]
"""Takes the shapes as Turtle and the data as N-Triples, returns the validation report as N-Triples."""


def results(engine: str, shapes: str, data: str) -> Iterator[Result]:
    """Check data against shapes with the engine of this name; the order is the engine's own.

    Raises:
        InputError: there is no such engine.
    """
    if engine not in ENGINES:
        raise InputError("unknown_shacl_engine", engine=engine, known=", ".join(ENGINES))
    return _read(ENGINES[engine](shapes, data))


def _shacl(shapes: str, data: str) -> bytes:
    report = _compiled(shapes).validate_text(data, format="ntriples")
    return report.serialize("ntriples").encode()


@functools.lru_cache(maxsize=4)
def _compiled(shapes: str) -> shacl.Shapes:
    import shacl  # noqa: PLC0415 -- loaded where something is checked

    return shacl.Shapes.from_text(shapes, format="turtle")


def _pyshacl(shapes: str, data: str) -> bytes:
    import pyshacl  # noqa: PLC0415 -- a fifth of a second, for those who choose it
    import rdflib  # noqa: PLC0415

    # An rdflib graph in memory, never one over a store: there pySHACL is slow and reports what is not so.
    data_graph = rdflib.Graph().parse(data=data, format="nt")
    shapes_graph = rdflib.Graph().parse(data=shapes, format="turtle")
    _, report, _ = pyshacl.validate(data_graph, shacl_graph=shapes_graph, inference="none", advanced=False)
    return bytes(report.serialize(format="nt", encoding="utf-8"))


ENGINES: Final[dict[str, Engine]] = {"shacl": _shacl, "pyshacl": _pyshacl}


def _read(report: bytes) -> Iterator[Result]:
    for about in statements(report, ox.RdfFormat.N_TRIPLES).values():
        if SH.focusNode in about:
            (focus,), (shape,) = about[SH.focusNode], about[SH.sourceShape]
            yield Result(focus, shape.value, about.get(SH.value, [None])[0])
