"""Interface agreements ready to sign: one for each pair of processes between which something passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from qualite_graph.naming import natural_order
from qualite_graph.papers.audit_programme import code
from qualite_graph.papers.blocks import facts
from qualite_graph.papers.content import Block, Cell, Grid, Paper, Section, Signatures, Statement, Text, cell
from qualite_graph.papers.parts import in_parts
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
    writer = _Writer(reader, reader.card(about).process.iri if about else None)
    sections = (writer.overview(), *(writer.section(pair) for pair in writer.pairs))
    return reader.paper(
        "agreements", reader.text("agreements.title"), reader.text("agreements.subtitle"), sections
    )


def all_agreements(reader: Reader) -> Iterator[Paper]:
    """Write the agreements of every pair, in parts by supplier where there are many."""
    writer = _Writer(reader, None)

    def sections(some: Sequence[Pair], first: bool) -> Iterator[Section]:
        if first:
            yield writer.overview()
        for pair in some:
            yield writer.section(pair)

    named = [(pair, writer.spelled(pair)) for pair in writer.pairs]
    return in_parts(reader, "agreements", "agreements", named, sections, short=True)


class _Writer:
    """The interfaces of an organisation, or of one process, with what is known of each pair."""

    def __init__(self, reader: Reader, only: str | None) -> None:
        self._reader = reader
        self._rows = _interfaces(reader, only)
        self._owners = {row[0].value: row[1].value for row in reader.rows(_OWNERS) if row[0] and row[1]}
        iris = {
            value.value
            for rows in self._rows.values()
            for row in rows
            for value in row
            if value and value.kind == "iri"
        }
        self._named = reader.names(iris | set(self._owners.values()) | set(self._owners))
        self._dates = {row[0].value: row for row in reader.rows(_AGREEMENTS) if row[0]}
        named = self._named
        self.pairs: list[Pair] = sorted(
            self._rows, key=lambda pair: (natural_order(named[pair[0]]), natural_order(named[pair[1]]))
        )

    def spelled(self, pair: Pair) -> str:
        """Return a pair by the codes of its ends."""
        supplier, customer = (code(self._named[iri], self._reader.lang) for iri in pair)
        return self._reader.text("agreements.between", supplier=supplier, customer=customer)

    def overview(self) -> Section:
        """Return what is to say of all pairs."""
        reader = self._reader
        bare, unmeasured, formal = reader.ask("Q46"), reader.ask("Q48"), reader.ask("X33")
        head = (
            Statement(reader.count("agreements.pairs", len(self.pairs)), reader.ask("X02").source),
            Statement(reader.count("agreements.formal", formal.count), formal.source),
            Statement(reader.count("agreements.bare", bare.count), bare.source),
            Statement(reader.count("agreements.unmeasured", unmeasured.count), unmeasured.source),
        )
        return Section(
            reader.text("agreements.heading"), head if self.pairs else (reader.missing("internal_flows"),)
        )

    def section(self, pair: Pair) -> Section:
        """Return the page of one pair."""
        reader = self._reader
        supplier, customer = (reader.full(self._named[iri]) for iri in pair)
        title = reader.text("agreements.between", supplier=supplier, customer=customer)
        return Section(title, (*self._blocks(pair, self._rows[pair], title),), new_page=True)

    def _blocks(self, pair: Pair, rows: list[Row], title: str) -> Iterator[Block]:
        reader = self._reader
        groups = [[value.value for value in row if value] for row in rows]
        source = reader.cite(title, INTERFACES, groups, reader.text("annex.interfaces"))
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


def _interfaces(reader: Reader, only: str | None) -> dict[Pair, list[Row]]:
    """Return the lines of each pair of processes, or of the pairs of one."""
    found: dict[Pair, list[Row]] = {}
    for row in reader.rows(INTERFACES):
        supplier, customer = row[1], row[2]
        if supplier and customer and only in (None, supplier.value, customer.value):
            found.setdefault((supplier.value, customer.value), []).append(row)
    return found
