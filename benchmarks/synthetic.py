"""Synthetic organisations of any size, the same for the same seed, because no real one may be published."""

from __future__ import annotations

import datetime
import functools
import random
from collections.abc import Iterator, Mapping, Sequence

from qualite_graph.exchange import LAYOUT, ntriples
from qualite_graph.exchange.columns import CellType, Column, Sheet
from qualite_graph.vocabulary import RDF, SKOS, entity, graph_of

Row = Mapping[str, str | int | datetime.date]
Tables = Mapping[str, Sequence[Row]]

SLUG = "synthetic"
FLOWS_PER_PROCESS = 5
PROCESSES_PER_DEPARTMENT = 20
DEPARTMENTS_PER_SITE = 25
_BOUNDARY_SHARE = 0.05  # of the flows, each way
_NEAR, _SAME_SITE = 0.7, 0.9  # shares of internal flows that stay in the department, then in the site
_ORPHANS = 0.05  # processes without owner, left on purpose as real organisations do
_VERBS = (("Planifier", "Plan"), ("Acheter", "Buy"), ("Contrôler", "Check"), ("Livrer", "Deliver"))
_THINGS = (("la production", "production"), ("les matières", "materials"), ("les offres", "offers"))
_FAMILIES = ("realisation",) * 6 + ("support",) * 3 + ("management",)
_KINDS = ("product", "service", "information", "information", "resource", "control", "feedback", "demand")
_FIRST_AUDIT = datetime.date(2025, 1, 1)


def organisation(processes: int, seed: int = 1) -> Tables:
    """Return the rows of a workbook, by sheet and column key, for an organisation of `processes` processes.

    It has five flows per process, nine in ten of them internal; sites hold departments, departments hold
    processes; most internal flows stay near. No process is its own customer.
    """
    random_ = random.Random(seed)
    departments = max(1, processes // PROCESSES_PER_DEPARTMENT)
    sites = max(1, departments // DEPARTMENTS_PER_SITE)
    outside = max(2, processes // 50)
    owners = max(2, processes // 5)
    boundary = max(1, round(processes * FLOWS_PER_PROCESS * _BOUNDARY_SHARE))
    internal = processes * FLOWS_PER_PROCESS - 2 * boundary

    def some_process() -> str:
        return f"P{random_.randrange(processes)}"

    def some_output() -> tuple[str, str]:
        number = random_.randrange(processes)
        return f"P{number}", f"O{number}"

    internal_flows = []
    for number in range(internal):
        supplier = random_.randrange(processes)
        customer = _customer_of(supplier, processes, departments, random_)
        ends = {"supplier": f"P{supplier}", "output": f"O{supplier}", "customer": f"P{customer}"}
        internal_flows.append({"id": f"F{number}", **ends})
    outbound = []
    for number in range(boundary):
        producer, output = some_output()
        ends = {"supplier": producer, "output": output, "customer": f"C{random_.randrange(outside)}"}
        outbound.append({"id": f"Y{number}", **ends})
    return {
        "organisation": [{**_label("Organisme", "Organisation", 0), "acknowledge_within": 2}],
        "process": [_process(number, departments, owners, random_) for number in range(processes)],
        "position": [
            {"id": f"R{number}", **_label("Pilote", "Owner", number), "deputy": f"R{(number + 1) % owners}"}
            for number in range(owners)
        ],
        "unit": [
            *({"id": f"S{site}", **_label("Site", "Site", site)} for site in range(sites)),
            *(
                {
                    "id": f"D{number}",
                    **_label("Service", "Department", number),
                    "parent": f"S{number % sites}",
                }
                for number in range(departments)
            ),
        ],
        "output": [
            {
                "id": f"O{number}",
                **_label("Sortie", "Output", number),
                "producer": f"P{number}",
                "kind": random_.choice(_KINDS),
            }
            for number in range(processes)
        ],
        "internal_flow": internal_flows,
        "inbound_flow": [
            {
                "id": f"X{number}",
                "supplier": f"{random_.choice('CE')}{random_.randrange(outside)}",
                **_label("Entrée", "Input", number),
                "customer": some_process(),
                "kind": "demand",
            }
            for number in range(boundary)
        ],
        "outbound_flow": outbound,
        "customer": [
            {"id": f"C{number}", **_label("Client", "Customer", number)} for number in range(outside)
        ],
        "provider": [
            {"id": f"E{number}", **_label("Fournisseur", "Provider", number)} for number in range(outside)
        ],
    }


def _customer_of(supplier: int, processes: int, departments: int, random_: random.Random) -> int:
    """Choose another process: in the same department, of the same site, or anywhere."""
    sites = max(1, departments // DEPARTMENTS_PER_SITE)
    department, chance = supplier % departments, random_.random()
    if chance >= _NEAR:
        step = sites if chance < _SAME_SITE else 1
        department = random_.randrange(department % step, departments, step)
    customer = random_.randrange(department, processes, departments)
    return customer if customer != supplier else (supplier + 1) % processes


def _process(number: int, departments: int, owners: int, random_: random.Random) -> Row:
    verb, thing = _VERBS[number % len(_VERBS)], _THINGS[number % len(_THINGS)]
    row: dict[str, str | int | datetime.date] = {
        "id": f"P{number}",
        **_label(f"{verb[0]} {thing[0]}", f"{verb[1]} {thing[1]}", number),
        "family": random_.choice(_FAMILIES),
        "last_audit": _FIRST_AUDIT + datetime.timedelta(days=random_.randrange(540)),
        "unit": f"D{number % departments}",
    }
    if random_.random() >= _ORPHANS:
        row["owner"] = f"R{random_.randrange(owners)}"
    return row


def _label(fr: str, en: str, number: int) -> dict[str, str]:
    return {"label_fr": f"{fr} {number}", "label_en": f"{en} {number}"}


def statements(tables: Tables, slug: str = SLUG) -> str:
    """Return the N-Triples that reading the same rows from a workbook gives.

    The layout is followed column by column, without a workbook: writing and reading one
    of 100 000 processes would take far longer than what is measured. A test compares this with the reader.
    """
    kinds = {
        str(row["id"]): sheet.kind for sheet in LAYOUT for row in tables.get(sheet.key, ()) if "id" in row
    }
    lines: list[str] = []
    for sheet in LAYOUT:
        for row in tables.get(sheet.key, ()):
            lines.extend(_row_statements(sheet, row, kinds, slug))
    return "".join(lines)


@functools.cache
def text(processes: int, seed: int = 1) -> str:
    """Return the N-Triples of the organisation of that size."""
    return statements(organisation(processes, seed))


def _row_statements(sheet: Sheet, row: Row, kinds: Mapping[str, str], slug: str) -> Iterator[str]:
    identifier = str(row.get("id", ""))
    subject = f"<{entity(slug, sheet.kind, identifier)}>" if identifier else f"<{graph_of(slug)}>"
    companion = ""
    yield from _declaration(subject, sheet.classes, identifier)
    if sheet.companion:
        companion = f"<{entity(slug, sheet.companion.kind, identifier)}>"
        yield from _declaration(companion, sheet.companion.classes, identifier)
        yield f"{subject} <{sheet.companion.property}> {companion} .\n"
    for column in sheet.columns:
        if column.key in row and column.type is not CellType.IDENTIFIER:
            term = _term(column, row[column.key], kinds, slug)
            if column.property:
                yield f"{subject} <{column.property}> {term} .\n"
            if column.companion_property:
                yield f"{companion} <{column.companion_property}> {term} .\n"
        elif column.default:
            yield f"{subject} <{column.property}> <{column.default}> .\n"


def _declaration(subject: str, classes: Sequence[str], identifier: str) -> Iterator[str]:
    for name in classes:
        yield f"{subject} <{RDF.type}> <{name}> .\n"
    if identifier:
        yield f"{subject} <{SKOS.notation}> {ntriples.literal(identifier)} .\n"


def _term(column: Column, value: str | int | datetime.date, kinds: Mapping[str, str], slug: str) -> str:
    written = str(value)
    match column.type:
        case CellType.REFERENCE:
            return f"<{entity(slug, kinds[written], written)}>"
        case CellType.CHOICE:
            return ntriples.iri(next(word.iri for word in column.words if word.notation == written))
        case CellType.DATE:
            return ntriples.typed(written, "date")
        case CellType.INTEGER:
            return ntriples.typed(written, "integer")
        case _:
            return ntriples.literal(written, column.lang)
