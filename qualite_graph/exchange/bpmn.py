"""Reads BPMN 2.0 models: participants are processes, message flows are flows, lanes are positions.

In a file without participants each of its processes is one. A message flow goes from the participant that
holds its source to the one that holds its target; it carries its own name, else that of its message. A lane
is a position, and the owner of its participant's process when it is the only one. A data object that an
activity writes is an output of its process. The steps inside a process stand below the map: they are kept
and listed, as is everything else. How a model is drawn and tools' extensions are not read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import IO, Final

from qualite_graph.exchange.map_writer import MapWriter
from qualite_graph.exchange.models import Identifiers, Item, attribute
from qualite_graph.exchange.outcome import LeftOver, Reading
from qualite_graph.exchange.problems import Flaw
from qualite_graph.exchange.xml_events import End, Start, xml_events
from qualite_graph.vocabulary import QG

_HOLDERS: Final = frozenset(
    {"definitions", "collaboration", "choreography", "globalConversation", "process", "subProcess"}
    | {"adHocSubProcess", "transaction", "laneSet", "childLaneSet", "subChoreography", "subConversation"}
)
"""Elements whose children are elements of the model; what stands elsewhere details its parent."""

_DETAILS: Final = frozenset(
    {
        "documentation",
        "extensionElements",
        "extension",
        "import",
        "laneSet",
        "ioSpecification",
        "relationship",
    }
    | {"incoming", "outgoing", "ioBinding", "processRef", "supportedInterfaceRef", "participantRef"}
    | {"messageFlowRef", "BPMNDiagram", "monitoring", "auditing", "completionCondition", "supports"}
)
"""Children of those that are no elements of the model by themselves."""

_COLLABORATIONS: Final = frozenset({"collaboration", "choreography", "globalConversation"})
_SEQUENCES: Final = frozenset({"sequenceFlow", "association", "conversationLink", "messageFlowAssociation"})


def is_bpmn(root: Start) -> bool:
    """Return whether a document's root is that of a BPMN 2 model, of any producer."""
    return root.name == "definitions" and "bpmn" in root.namespace.lower()


@dataclass(slots=True)
class _Model:
    """A BPMN model, in the order of the file; `home` tells in which process each element stands."""

    participants: list[Item] = field(default_factory=list)
    processes: list[Item] = field(default_factory=list)
    flows: list[Item] = field(default_factory=list)
    lanes: list[Item] = field(default_factory=list)
    objects: list[Item] = field(default_factory=list)
    others: list[Item] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    clashes: list[tuple[str, int | None]] = field(default_factory=list)


def read_bpmn(stream: IO[bytes], slug: str, file: str) -> Reading:
    """Return the map that a BPMN file draws, with what has no place on it.

    Raises:
        InputError: the file is no well-formed XML, or is refused as dangerous.
    """
    return _map(_Parsing().run(xml_events(stream, file)), slug, file)


class _Parsing:
    """The state of one reading: the elements that are open, from the root down."""

    def __init__(self) -> None:
        self.model = _Model()
        self.identifiers = Identifiers()
        self.namespace = ""
        self.open: list[tuple[str, Item | None]] = []
        self.process = ""

    def run(self, events: Iterable[Start | End]) -> _Model:
        for event in events:
            if isinstance(event, Start):
                self.open.append((event.name, self.start(event)))
            else:
                self.end(event)
        self.model.clashes = self.identifiers.clashes
        return self.model

    def start(self, event: Start) -> Item | None:
        if not self.open:
            self.namespace = event.namespace
            return None
        parent = self.open[-1][0]
        if event.namespace != self.namespace or parent not in _HOLDERS or event.name in _DETAILS:
            return None
        if event.name in _COLLABORATIONS and not attribute(event.attributes, "name"):
            return None  # only a frame around its participants
        return self.item(event)

    def item(self, event: Start) -> Item:
        given = event.attributes
        identifier = self.identifiers.give(attribute(given, "id"), event.line)
        item = Item(event.name, identifier, event.line)
        item.call(given.get("name", ""))
        item.source, item.target = attribute(given, "sourceRef"), attribute(given, "targetRef")
        self.model.names[identifier] = item.name
        if event.name == "process":
            self.process = identifier
        elif self.process:
            self.model.home[identifier] = self.process
        reference = attribute(given, "processRef", "messageRef", "dataObjectRef", "dataStoreRef")
        if reference:
            self.model.references[identifier] = reference
        self.place(item)
        return item

    def place(self, item: Item) -> None:
        model = self.model
        lists = {
            "participant": model.participants,
            "process": model.processes,
            "messageFlow": model.flows,
            "lane": model.lanes,
            "dataObject": model.objects,
        }
        lists.get(item.type, model.others).append(item)

    def end(self, event: End) -> None:
        name, _ = self.open.pop()
        if name == "process":
            self.process = ""
        parent = self.open[-1] if self.open else ("", None)
        if name == "documentation" and event.text and parent[1]:
            parent[1].notes.append(event.text)
        elif name == "processRef" and parent[1] and event.text:
            self.model.references.setdefault(parent[1].identifier, event.text)
        elif name == "targetRef" and parent[0] == "dataOutputAssociation":
            self.model.written.add(event.text)
        elif name == "text" and parent[1] and not parent[1].labels:
            parent[1].call(event.text)


def _map(model: _Model, slug: str, file: str) -> Reading:
    writer = MapWriter(slug, file)
    for identifier, line in model.clashes:
        writer.warn(Flaw("identifier_clash", "give_own_identifier"), identifier, line)
    holders = _state_processes(model, writer)
    _state_lanes(model, writer, holders)
    outputs = _state_objects(model, writer, holders)
    referred = set(model.references.values())
    for item in (*(item for item in model.objects if item.identifier not in outputs), *model.others):
        if item.type in _SEQUENCES:
            continue
        if item.type == "message" and item.identifier in referred:
            continue  # its name is told by its flow
        _keep(writer, item, "inside_process" if item.identifier in model.home else "other_kind")
    for item in model.others:
        if item.type in _SEQUENCES:
            _keep(writer, item, "inside_process" if item.identifier in model.home else "other_relation")
    for flow in model.flows:
        _state_flow(flow, model, writer, holders)
    return writer.finish()


def _state_processes(model: _Model, writer: MapWriter) -> dict[str, str]:
    """State the participants, or the processes of a file that has none; return who holds each process."""
    holders: dict[str, str] = {}
    by_identifier = {process.identifier: process for process in model.processes}
    for participant in model.participants:
        reference = _local(model.references.get(participant.identifier, ""), by_identifier)
        shown = by_identifier.get(reference)
        labels = participant.labels or (shown.labels if shown else {})
        notes = "\n".join([*participant.notes, *(shown.notes if shown else [])])
        writer.add("process", participant.identifier, labels, notes, participant.line)
        if shown is None:
            writer.warn(
                Flaw("closed_pool", "say_outside"), writer.shown(participant.identifier), participant.line
            )
        else:
            holders.setdefault(reference, participant.identifier)
    for process in model.processes:
        if not model.participants:
            writer.add("process", process.identifier, process.labels, process.note, process.line)
            holders[process.identifier] = process.identifier
        elif process.identifier not in holders:
            _keep(writer, process, "called_process")
    return holders


def _state_lanes(model: _Model, writer: MapWriter, holders: dict[str, str]) -> None:
    lanes: dict[str, list[Item]] = defaultdict(list)
    for lane in model.lanes:
        lanes[model.home.get(lane.identifier, "")].append(lane)
    for home, members in lanes.items():
        # Tools draw one nameless lane in a pool that has none.
        named = [lane for lane in members if lane.labels]
        for lane in members:
            if lane not in named:
                _keep(writer, lane, "nameless_lane")
                continue
            writer.add("position", lane.identifier, lane.labels, lane.note, lane.line)
            if len(named) == 1 and home in holders:
                writer.link(holders[home], QG.hasOwner, lane.identifier)


def _state_objects(model: _Model, writer: MapWriter, holders: dict[str, str]) -> set[str]:
    """State the data objects that an activity writes as outputs of their process, and return which."""
    written = {model.references.get(reference, reference) for reference in model.written}
    called = {
        target: name for source, target in model.references.items() if (name := model.names.get(source))
    }
    stated = set()
    for item in model.objects:
        holder = holders.get(model.home.get(item.identifier, ""))
        if item.identifier in written and holder:
            item.call(item.name or called.get(item.identifier, ""))
            writer.add("output", item.identifier, item.labels, item.note, item.line)
            writer.link(item.identifier, QG.producedBy, holder)
            stated.add(item.identifier)
    return stated


def _state_flow(flow: Item, model: _Model, writer: MapWriter, holders: dict[str, str]) -> None:
    ends = []
    for end in (flow.source, flow.target):
        local = _local(end, model.names)
        home = model.home.get(local, local)
        ends.append(holders.get(home, local))
    message = _local(model.references.get(flow.identifier, ""), model.names)
    if not flow.labels and model.names.get(message):
        flow.call(model.names[message])
    if all(writer.kind(end) == "process" for end in ends):
        writer.flow(flow.identifier, (ends[0], ends[1]), flow.labels, line=flow.line)
        return
    unknown = [end for end in (flow.source, flow.target) if _local(end, model.names) not in model.names]
    if unknown:
        writer.warn(Flaw("unknown_end", "draw_end", {"relation": flow.type}), unknown[0], flow.line)
    _keep(writer, flow, "unknown_end" if unknown else "other_ends")


def _local(reference: str, known: Container[str]) -> str:
    """Return the identifier that a reference names; its prefix, when it has one, is that of a namespace."""
    return reference if reference in known else reference.rpartition(":")[2]


def _keep(writer: MapWriter, item: Item, why: str) -> None:
    left = LeftOver(item.type, item.name, item.identifier, why, item.source, item.target, item.line)
    writer.keep(left, item.labels, item.note)
