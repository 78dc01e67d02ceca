"""The customer and supplier matrix: who supplies whom inside, counted and named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from qualite_graph.analysis.process_map import FLOWS
from qualite_graph.naming import Name
from qualite_graph.papers.blocks import number
from qualite_graph.papers.content import Block, Cell, Grid, Paper, Section, Statement, cell
from qualite_graph.papers.reader import Reader

MOST_DRAWN: Final = 26
"""The most processes whose square still reads on one page; beyond, the pairs are listed."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The processes in order, and for each pair (supplier, customer) what passes, one name per flow."""

    processes: tuple[Name, ...]
    cells: Mapping[Pair, tuple[Name | None, ...]]
    flows: Mapping[Pair, tuple[str, ...]]

    def count(self, supplier: str, customer: str) -> int:
        """Return how many flows go from one process to another."""
        return len(self.cells.get((supplier, customer), ()))


def read_matrix(reader: Reader) -> Matrix:
    """Read the internal flows by pair of processes."""
    drawn = reader.workspace.process_map(reader.slug)
    cells: dict[Pair, list[Name | None]] = defaultdict(list)
    flows: dict[Pair, list[str]] = defaultdict(list)
    for flow in drawn.flows:
        if flow.direction == "internal":
            cells[flow.supplier, flow.customer].append(flow.output)
            flows[flow.supplier, flow.customer].append(flow.iri)
    return Matrix(
        tuple(one.name for one in drawn.processes),
        {pair: tuple(found) for pair, found in cells.items()},
        {pair: tuple(found) for pair, found in flows.items()},
    )


def matrix(reader: Reader, _about: str = "") -> Paper:
    """Write the matrix: the square where it fits a page, then every pair with what passes."""
    reader.start()
    found = read_matrix(reader)
    counts = reader.ask("X02")
    alone, unserved = reader.ask("X03"), reader.ask("X04")
    groups = [(*pair, *flows) for pair, flows in found.flows.items()]
    source = reader.cite(reader.text("matrix.flows"), FLOWS, groups)
    total = sum(len(flows) for flows in found.cells.values())
    head = (
        Statement(reader.count("matrix.total", total, pairs=number(reader, len(found.cells))), counts.source),
        Statement(reader.count("matrix.no_customer", alone.count), alone.source),
        Statement(reader.count("matrix.no_supplier", unserved.count), unserved.source),
    )
    blocks: tuple[Block, ...] = (*head, *_square(reader, found, source))
    return reader.paper(
        "matrix",
        reader.text("matrix.title"),
        reader.text("matrix.subtitle"),
        (
            Section(reader.text("matrix.heading"), blocks),
            Section(reader.text("matrix.pairs"), (*_pairs(reader, found, source),)),
        ),
        landscape=True,
    )


def _square(reader: Reader, found: Matrix, source: int) -> Iterator[Block]:
    if not found.cells:
        yield reader.missing("internal_flows", source)
        return
    if len(found.processes) > MOST_DRAWN:
        yield Statement(reader.text("matrix.too_wide", most=number(reader, MOST_DRAWN)), source)
        return
    codes = [name.notation or name.label(reader.lang) for name in found.processes]
    rows = tuple(
        (
            cell(reader.full(supplier), "head"),
            *(_count(reader, found, supplier, other) for other in found.processes),
        )
        for supplier in found.processes
    )
    widths = (5.0, *(1.0 for _ in codes))
    yield Grid(
        (reader.text("matrix.corner"), *codes),
        rows,
        widths,
        source,
        reader.text("matrix.caption"),
        small=True,
    )


def _count(reader: Reader, found: Matrix, supplier: Name, customer: Name) -> Cell:
    if supplier.iri == customer.iri:
        return cell("·", "quiet")
    count = found.count(supplier.iri, customer.iri)
    if not count:
        return cell("")
    both = found.count(customer.iri, supplier.iri) > 0
    return cell(number(reader, count), "good" if both else "head")


def _pairs(reader: Reader, found: Matrix, source: int) -> Iterator[Block]:
    named = {name.iri: name for name in found.processes}
    place = {name.iri: position for position, name in enumerate(found.processes)}
    rows = tuple(
        (
            cell(reader.full(named[supplier])),
            Cell(tuple(output.label(reader.lang) if output else "–" for output in outputs)),
            cell(reader.full(named[customer])),
        )
        for (supplier, customer), outputs in sorted(
            found.cells.items(), key=lambda entry: (place[entry[0][0]], place[entry[0][1]])
        )
    )
    if rows:
        headings = tuple(reader.text(f"matrix.column.{key}") for key in ("supplier", "output", "customer"))
        yield Grid(headings, rows, (3, 4, 3), source)
