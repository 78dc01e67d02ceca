"""What a group says in a meeting, one flow a line, and the map that these lines draw beside the known one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

from qualite_graph.analysis.process_map import Direction, MapFlow, MapProcess, ProcessMap
from qualite_graph.folding import fold
from qualite_graph.naming import Name, natural_order

Fault = Literal["parts", "empty", "itself"]

_MARK: Final = re.compile(r"\s*(?:>|→|➔|\|)\s*")
_DRAFT: Final = "urn:draft:"


@dataclass(frozen=True, slots=True)
class Said:
    """One line: who gives what to whom, or what keeps it from being read."""

    text: str
    supplier: str = ""
    output: str = ""
    customer: str = ""
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Workshop:
    """The map that the lines draw; `new` holds the IRIs of the processes that nobody knew before."""

    said: tuple[Said, ...]
    drawn: ProcessMap
    new: frozenset[str]


def read_line(text: str) -> Said:
    """Read « supplier > output > customer »; arrows and bars separate as well.

    >>> read_line("Vendre > commande > Planifier").customer
    'Planifier'
    >>> read_line("Vendre > commande").fault, read_line("Vendre > > Planifier").fault
    ('parts', 'empty')
    """
    parts = [part.strip() for part in _MARK.split(text.strip())]
    if len(parts) != 3:
        return Said(text, fault="parts")
    supplier, output, customer = parts
    if not all(parts):
        return Said(text, fault="empty")
    if fold(supplier) == fold(customer):
        return Said(text, fault="itself")
    return Said(text, supplier, output, customer)


def known_names(names: Iterable[Name], lang: str) -> Mapping[str, Name]:
    """Return the names by each way of writing them, folded: code, label, code and label."""
    found: dict[str, Name] = {}
    for name in names:
        for text in (name.notation, name.full(lang), *name.labels.values()):
            if text:
                found.setdefault(fold(text), name)
    return found


def draw(lines: Sequence[str], whole: ProcessMap, lang: str) -> Workshop:
    """Return the map of the lines: known processes and parties keep their names, others are new processes."""
    said = tuple([read_line(line) for line in lines if line.strip()])
    known = known_names(whole.names(), lang)
    outputs = known_names([flow.output for flow in whole.flows if flow.output], lang)
    processes = {one.name.iri: one for one in whole.processes}
    parties = {one.name.iri: one for one in whole.parties}
    standing = {(one.supplier, one.output.iri, one.customer): one for one in whole.flows if one.output}
    drawn: dict[str, MapProcess] = {}
    flows: list[MapFlow] = []
    for number, one in enumerate(said):
        if one.fault:
            continue
        ends = [known.get(fold(text)) or _new(text, lang) for text in (one.supplier, one.customer)]
        for end in ends:
            if end.iri not in parties:
                drawn.setdefault(end.iri, processes.get(end.iri) or MapProcess(end, None))
        supplier, customer = ends[0].iri, ends[1].iri
        output = outputs.get(fold(one.output)) or _new(one.output, lang)
        stands = standing.get((supplier, output.iri, customer))
        iri = f"{_DRAFT}flow/{number}"
        flows.append(stands or MapFlow(iri, supplier, customer, _direction(ends, parties), output, None))
    met = {end for flow in flows for end in (flow.supplier, flow.customer)}
    return Workshop(
        said,
        ProcessMap(
            tuple(sorted(drawn.values(), key=lambda process: natural_order(process.name))),
            tuple([party for party in whole.parties if party.name.iri in met]),
            tuple({flow.iri: flow for flow in flows}.values()),
        ),
        frozenset([iri for iri in drawn if iri not in processes]),
    )


def is_new(flow: MapFlow) -> bool:
    """Tell whether a flow is the group's, and not one that stands already."""
    return flow.iri.startswith(_DRAFT)


def _direction(ends: Sequence[Name], parties: Mapping[str, object]) -> Direction:
    if ends[0].iri in parties:
        return "inbound"
    return "outbound" if ends[1].iri in parties else "internal"


def beside(workshop: Workshop, whole: ProcessMap) -> ProcessMap:
    """Return the whole map with what the lines add to it."""
    added = [one for one in workshop.drawn.processes if one.name.iri in workshop.new]
    return ProcessMap(
        (*whole.processes, *added), whole.parties, (*whole.flows, *filter(is_new, workshop.drawn.flows))
    )


def _new(text: str, lang: str) -> Name:
    return Name(f"{_DRAFT}{quote(fold(text))}", None, {lang: text})
