"""Interface agreements ready to sign: one for each pair of processes between which something passes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from qualite_graph.naming import Name, natural_order
from qualite_graph.papers.blocks import facts
from qualite_graph.papers.content import Block, Cell, Grid, Paper, Section, Signatures, Statement, Text, cell
from qualite_graph.papers.reader import Reader
from qualite_graph.store.base import Row
from qualite_graph.vocabulary import SPARQL_PROLOGUE

INTERFACES: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?flow ?supplier ?customer ?output ?requirement ?agreement ?indicator WHERE {
  ?flow a qg:InternalFlow ; qg:supplier ?supplier ; qg:customer ?customer ; qg:transfers ?output .
  OPTIONAL { ?flow qg:requirement ?requirement }
  OPTIONAL { ?flow qg:underAgreement ?agreement }
  OPTIONAL { ?flow qg:measuredBy ?indicator }
}"""
)
_OWNERS: Final = SPARQL_PROLOGUE + "SELECT ?process ?owner WHERE { ?process qg:hasOwner ?owner }"
_AGREEMENTS: Final = (
    SPARQL_PROLOGUE
    + """
SELECT ?agreement ?signed ?due WHERE {
  ?agreement a qg:InternalAgreement .
  OPTIONAL { ?agreement qg:signedOn ?signed }
  OPTIONAL { ?agreement qg:reviewDue ?due }
}"""
)

Pair = tuple[str, str]


def agreements(reader: Reader, about: str = "") -> Paper:
    """Write the agreements of every pair, or of the pairs of the process given by code or IRI.

    Raises:
        NotFoundError: the organisation has no such process.
    """
    reader.start()
    only = reader.card(about).process.iri if about else None
    found: dict[Pair, list[Row]] = {}
    for row in reader.rows(INTERFACES):
        supplier, customer = row[1], row[2]
        if supplier and customer and only in (None, supplier.value, customer.value):
            found.setdefault((supplier.value, customer.value), []).append(row)
    iris = {
        value.value
        for rows in found.values()
        for row in rows
        for value in row
        if value and value.kind == "iri"
    }
    owners = {row[0].value: row[1].value for row in reader.rows(_OWNERS) if row[0] and row[1]}
    named = reader.names(iris | set(owners.values()) | set(owners))
    pairs = sorted(found, key=lambda pair: (natural_order(named[pair[0]]), natural_order(named[pair[1]])))
    bare, unmeasured, formal = reader.ask("Q46"), reader.ask("Q48"), reader.ask("X33")
    head = (
        Statement(reader.count("agreements.pairs", len(pairs)), reader.ask("X02").source),
        Statement(reader.count("agreements.formal", formal.count), formal.source),
        Statement(reader.count("agreements.bare", bare.count), bare.source),
        Statement(reader.count("agreements.unmeasured", unmeasured.count), unmeasured.source),
    )
    writer = _Writer(reader, named, owners)
    sections = [
        Section(reader.text("agreements.heading"), head if pairs else (reader.missing("internal_flows"),))
    ]
    sections += [writer.section(pair, found[pair]) for pair in pairs]
    return reader.paper(
        "agreements", reader.text("agreements.title"), reader.text("agreements.subtitle"), sections
    )


class _Writer:
    def __init__(self, reader: Reader, named: Mapping[str, Name], owners: Mapping[str, str]) -> None:
        self._reader, self._named, self._owners = reader, named, owners
        self._dates = {row[0].value: row for row in reader.rows(_AGREEMENTS) if row[0]}

    def section(self, pair: Pair, rows: list[Row]) -> Section:
        """Return the page of one pair."""
        reader = self._reader
        supplier, customer = (reader.full(self._named[iri]) for iri in pair)
        title = reader.text("agreements.between", supplier=supplier, customer=customer)
        return Section(title, (*self._blocks(pair, rows, title),), new_page=True)

    def _blocks(self, pair: Pair, rows: list[Row], title: str) -> Iterator[Block]:
        reader = self._reader
        groups = [[value.value for value in row if value] for row in rows]
        source = reader.cite(title, INTERFACES, groups)
        known = sorted({row[5].value for row in rows if row[5]})
        agreement = known[0] if known else ""
        dates = self._dates.get(agreement, (None, None, None))
        signed, due = (reader.short_date(value.value) if value else "" for value in dates[1:])
        yield facts(
            reader,
            (
                (reader.text("agreements.supplier"), reader.full(self._named[pair[0]])),
                (reader.text("agreements.supplier_owner"), self._owner(pair[0])),
                (reader.text("agreements.customer"), reader.full(self._named[pair[1]])),
                (reader.text("agreements.customer_owner"), self._owner(pair[1])),
                (reader.text("agreements.number"), reader.full(self._named.get(agreement))),
                (reader.text("agreements.signed"), signed),
                (reader.text("agreements.due"), due),
            ),
            source,
        )
        headings = tuple(
            reader.text(f"agreements.column.{key}") for key in ("output", "requirement", "indicator")
        )
        yield Grid(headings, tuple(self._lines(rows)), (3, 4, 3), source)
        yield Text(reader.text("agreements.commitment"))
        yield Signatures(tuple(self._signer(iri) for iri in pair))

    def _lines(self, rows: list[Row]) -> Iterator[tuple[Cell, ...]]:
        reader = self._reader
        flows: dict[str, list[Row]] = {}
        for row in rows:
            if row[0]:
                flows.setdefault(row[0].value, []).append(row)
        for flow in sorted(flows, key=lambda iri: natural_order(self._named[iri])):
            same = flows[flow]
            texts = {row[4].lang or "": row[4].value for row in same if row[4]}
            expected = texts.get(reader.lang) or next(iter(texts.values()), "")
            measured = sorted({row[6].value for row in same if row[6]})
            output = same[0][3]
            yield (
                cell(self._named[output.value].label(reader.lang) if output else "–"),
                cell(expected) if expected else cell(reader.text("agreements.to_agree"), "warn"),
                Cell(tuple(reader.full(self._named[iri]) for iri in measured))
                if measured
                else cell(reader.text("agreements.to_agree"), "warn"),
            )

    def _owner(self, process: str) -> str:
        owner = self._owners.get(process)
        return self._reader.full(self._named[owner]) if owner else ""

    def _signer(self, process: str) -> str:
        name = self._reader.full(self._named[process])
        return self._reader.text("agreements.signer", process=name, owner=self._owner(process) or "…")
