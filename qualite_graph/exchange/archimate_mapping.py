"""Decides what each ArchiMate element and relation is on the map.

A business process is a process; a business function is one too in a model without processes, else the unit
of the processes it groups. A flow or triggering relation between two of them is a flow. A role is a
position, and the owner of a process when it is the only role assigned to it. An actor is a unit. An actor
or role that exchanges with processes and performs none is outside: a customer when it receives or triggers,
else a provider. An object that a process writes is its output. Everything else is kept and listed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from qualite_graph.exchange import ntriples
from qualite_graph.exchange.archimate import Model
from qualite_graph.exchange.map_writer import MapWriter, unit_in
from qualite_graph.exchange.models import Item
from qualite_graph.exchange.outcome import LeftOver, Reading
from qualite_graph.exchange.problems import Flaw
from qualite_graph.vocabulary import DCTERMS, QG, graph_of

_FLOWS: Final = ("Flow", "Triggering")
_WHOLES: Final = ("Composition", "Aggregation")
_WRITES: Final = ("Write", "ReadWrite")
_READS: Final = ("Read", "ReadWrite")
_OBJECTS: Final = ("BusinessObject", "Product", "Contract", "Representation", "DataObject", "Material")
_PERFORMED: Final = ("BusinessProcess", "BusinessFunction", "BusinessInteraction")


def map_of_archimate(model: Model, slug: str, file: str) -> Reading:
    """Return the map that an ArchiMate model draws, with what has no place on it."""
    return _Mapping(model, slug, file).run()


class _Mapping:
    """One model on its way to one map."""

    def __init__(self, model: Model, slug: str, file: str) -> None:
        self.model = model
        self.writer = MapWriter(slug, file)
        self.types = {item.identifier: item.type for item in model.elements}
        has_processes = "BusinessProcess" in self.types.values()
        self.process_type = "BusinessProcess" if has_processes else "BusinessFunction"
        self.relations = {relation.identifier for relation in model.relations}
        self.written: dict[str, set[str]] = defaultdict(set)
        self.read: dict[str, set[str]] = defaultdict(set)
        self.writers: dict[str, list[str]] = defaultdict(list)
        self.roles: dict[str, set[str]] = defaultdict(set)
        self.performers: set[str] = set()
        self.wholes: set[str] = set()
        self.outside: dict[str, str] = {}
        self.carried: set[tuple[str, str]] = set()

    def run(self) -> Reading:
        for identifier, line in self.model.clashes:
            self.writer.warn(Flaw("identifier_clash", "give_own_identifier"), identifier, line)
        if name := next(iter(self.model.labels.values()), ""):
            organisation = ntriples.iri(graph_of(self.writer.slug))
            self.writer.state(organisation, DCTERMS.title, ntriples.literal(name))
        self.survey()
        outputs: list[Item] = []
        for item in self.model.elements:
            kind = self.kind_of(item)
            if kind == "output":
                outputs.append(item)
            elif kind:
                self.writer.add(kind, item.identifier, item.labels, item.note, item.line)
            else:
                self.keep(item, "other_kind")
        for item in outputs:
            self.state_outputs(item)
        # Flows first: whether a reading of an object is told by a flow is known only after all of them.
        for relation in sorted(self.model.relations, key=lambda relation: relation.type not in _FLOWS):
            if why := self.place(relation):
                self.keep(relation, why)
        for view in self.model.views:
            self.keep(view, "drawing")
        return self.writer.finish()

    def survey(self) -> None:
        """Note who writes, reads, performs and groups what, before deciding what anything is."""
        for relation in self.model.relations:
            source, target = relation.source, relation.target
            start, end = self.types.get(source, ""), self.types.get(target, "")
            if relation.type == "Access" and start == self.process_type:
                if relation.access in _WRITES and target not in self.written[source]:
                    self.written[source].add(target)
                    self.writers[target].append(source)
                if relation.access in _READS:
                    self.read[source].add(target)
            elif relation.type == "Assignment" and end in _PERFORMED:
                self.performers.add(source)
                if start == "BusinessRole" and end == self.process_type:
                    self.roles[target].add(source)
            elif relation.type in _WHOLES and end == self.process_type:
                self.wholes.add(source)
        for relation in self.model.relations:
            if relation.type == "Assignment" and relation.target in self.performers:
                self.performers.add(relation.source)  # an actor performs what its roles perform
        for relation in self.model.relations:
            self.look_outside(relation)

    def look_outside(self, relation: Item) -> None:
        """Note an actor or role that exchanges with processes and performs nothing: it is outside."""
        if relation.type not in _FLOWS:
            return
        for party, process in ((relation.source, relation.target), (relation.target, relation.source)):
            if (
                self.types.get(process) == self.process_type
                and self.types.get(party) in ("BusinessActor", "BusinessRole")
                and party not in self.performers
            ):
                is_customer = party == relation.target or relation.type == "Triggering"
                if is_customer or party not in self.outside:
                    self.outside[party] = "customer" if is_customer else "provider"

    def kind_of(self, item: Item) -> str:
        """Return what an element is on the map, an empty text when it has no place there."""
        if item.type == self.process_type:
            return "process"
        if item.identifier in self.outside:
            return self.outside[item.identifier]
        if item.type == "BusinessFunction" and item.identifier in self.wholes:
            return "unit"
        if item.type in _OBJECTS and item.identifier in self.writers:
            return "output"
        return {"BusinessRole": "position", "BusinessActor": "unit"}.get(item.type, "")

    def place(self, relation: Item) -> str:
        """State what a relation says of the map; return why it has no place there, if so."""
        source, target = relation.source, relation.target
        unknown = [end for end in (source, target) if end not in self.types]
        if unknown and unknown[0] not in self.relations:
            flaw = Flaw("unknown_end", "draw_end", {"relation": relation.type})
            self.writer.warn(flaw, unknown[0], relation.line)
            return "unknown_end"
        match relation.type:
            case "Flow" | "Triggering":
                ends, carried = (source, target), self.exchanged(relation)
                done = self.writer.flow(relation.identifier, ends, relation.labels, carried, relation.line)
                return "" if done else "other_ends"
            case "Access":
                return self.access(relation)
            case "Assignment":
                return self.assignment(source, target)
            case "Composition" | "Aggregation":
                return "" if unit_in(self.writer, target, source) else "other_ends"
        return "other_relation"

    def exchanged(self, flow: Item) -> str:
        """Return the one object that a flow carries: of its own name among those that its supplier writes,
        or, when it has no name, that its customer reads.
        """
        shared = self.written.get(flow.source, set())
        shared = {item for item in shared if self.writer.kind(item) == "output"}
        if flow.labels:
            shared = {item for item in shared if self.writer.shown(item) == flow.name}
        else:
            shared &= self.read.get(flow.target, set())
        if len(shared) != 1:
            return ""
        (item,) = shared
        self.carried.add((flow.target, item))
        return self.output_of(item, flow.source)

    def state_outputs(self, item: Item) -> None:
        """State an object as one output per process that writes it, since an output has one producer."""
        for process in self.writers[item.identifier]:
            output = self.output_of(item.identifier, process)
            self.writer.add("output", output, item.labels, item.note, item.line, item.identifier)
            self.writer.link(output, QG.producedBy, process)

    def output_of(self, item: str, process: str) -> str:
        """Return the identifier of the output that an object is for one of the processes that write it."""
        return item if process == self.writers[item][0] else f"{item} by {process}"

    def access(self, relation: Item) -> str:
        process, item = relation.source, relation.target
        if self.writer.kind(process) != "process" or self.writer.kind(item) != "output":
            return "other_ends"
        if relation.access in _WRITES:
            return ""
        return "" if (process, item) in self.carried else "read_without_flow"

    def assignment(self, source: str, target: str) -> str:
        if self.writer.kind(target) != "process":
            return "other_ends"
        if self.writer.kind(source) == "position":
            if len(self.roles[target]) > 1:
                return "several_roles"
            self.writer.link(target, QG.hasOwner, source)
            return ""
        return "" if unit_in(self.writer, target, source) else "other_ends"

    def keep(self, item: Item, why: str) -> None:
        left = LeftOver(item.type, item.name, item.identifier, why, item.source, item.target, item.line)
        self.writer.keep(left, item.labels, item.note)
