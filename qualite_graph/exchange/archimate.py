"""Reads ArchiMate models in the three forms tools write: the Open Group's exchange file, Archi's own file
and Archi's set of csv files.

How their elements become processes, flows and parties stands in `archimate_mapping`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO, Final

from qualite_graph.exchange.models import Identifiers, Item, attribute
from qualite_graph.exchange.xml_events import End, Start, xml_events

_ITEMS: Final = frozenset({"element", "relationship", "view"})
_NAMES: Final = frozenset({"name", "label"})
_OLD_TYPES: Final = {"UsedBy": "Serving", "Realisation": "Realization", "Specialisation": "Specialization"}
_ARCHI_ACCESS: Final = {"": "Write", "0": "Write", "1": "Read", "2": "Access", "3": "ReadWrite"}
"""What Archi's numbers mean; it writes none for its default, writing."""


@dataclass(slots=True)
class Model:
    """An ArchiMate model: its name, elements, relations and drawings, in the order of the file."""

    labels: dict[str, str] = field(default_factory=dict)
    elements: list[Item] = field(default_factory=list)
    relations: list[Item] = field(default_factory=list)
    views: list[Item] = field(default_factory=list)
    clashes: list[tuple[str, int | None]] = field(default_factory=list)


def is_archimate(root: Start) -> bool:
    """Return whether a document's root is that of an ArchiMate model, of any version and producer."""
    return root.name == "model" and "archimate" in root.namespace.lower()


def parse_archimate(stream: IO[bytes], file: str) -> Model:
    """Return the model of an exchange file or of one of Archi's own files.

    Raises:
        InputError: the file is no well-formed XML, or is refused as dangerous.
    """
    return _Parsing().run(xml_events(stream, file))


def tables_are_archimate(names: Iterable[str]) -> bool:
    """Return whether csv files are those that Archi exports together."""
    stems = [name.lower() for name in names]
    return all(any(stem.endswith(part) for stem in stems) for part in ("elements", "relations"))


def model_of_tables(tables: Mapping[str, list[dict[str, str]]]) -> Model:
    """Return the model of Archi's csv files, given as rows by heading under `elements`, `relations`
    and, when there are any, `properties`.
    """
    model, identifiers = Model(), Identifiers()
    items: dict[str, Item] = {}
    for part, found in (("elements", model.elements), ("relations", model.relations)):
        for number, row in enumerate(tables[part], 2):
            if row.get("Type") == "ArchimateModel":
                model.labels[""] = row.get("Name", "")
                continue
            identifier = identifiers.give(row.get("ID", ""), number)
            item = Item(plain_type(row.get("Type", "")), identifier, number)
            item.source, item.target = row.get("Source", ""), row.get("Target", "")
            item.access = _ARCHI_ACCESS[""] if item.type == "Access" else ""
            item.call(row.get("Name", ""))
            if row.get("Documentation"):
                item.notes.append(row["Documentation"])
            items[identifier] = item
            found.append(item)
    for row in tables.get("properties", []):
        owner, key, value = items.get(row.get("ID", "")), row.get("Key", ""), row.get("Value", "")
        if owner and key == "Access_Type":
            owner.access = value
        elif owner:
            owner.notes.append(f"{key} = {value}")
    model.clashes = identifiers.clashes
    return model


def plain_type(written: str) -> str:
    """Return the type of an element or relation as the current standard names it.

    >>> plain_type("archimate:FlowRelationship"), plain_type("UsedByRelationship")
    ('Flow', 'Serving')
    """
    local = written.rpartition(":")[2].strip()
    short = local.removesuffix("Relationship") or local
    return _OLD_TYPES.get(short, short)


class _Parsing:
    """The state of one reading: which items are open, and at which depth."""

    def __init__(self) -> None:
        self.model = Model()
        self.identifiers = Identifiers()
        self.depth = 0
        self.open: list[tuple[int, Item]] = []
        self.lang = ""
        self.key = ""
        self.definition = ""
        self.definitions: dict[str, str] = {}

    def run(self, events: Iterable[Start | End]) -> Model:
        for event in events:
            if isinstance(event, Start):
                self.depth += 1
                self.start(event)
            else:
                self.end(event)
                self.depth -= 1
        self.model.clashes = self.identifiers.clashes
        return self.model

    def start(self, event: Start) -> None:
        if event.name in _ITEMS:
            item = self.item(event)
            self.open.append((self.depth, item))
            self.place(event.name, item)
        elif event.name == "property" and self.open:
            given = attribute(event.attributes, "propertyDefinitionRef")
            self.key = attribute(event.attributes, "key") or self.definitions.get(given, given)
            if "value" in event.attributes:
                self.open[-1][1].notes.append(f"{self.key} = {event.attributes['value']}")
        elif event.name == "propertyDefinition":
            self.definition = attribute(event.attributes, "identifier")
            self.definitions[self.definition] = attribute(event.attributes, "name") or self.definition
        elif self.depth == 1:
            self.model.labels = {"": name} if (name := attribute(event.attributes, "name")) else {}
        if event.name in _NAMES or event.name == "value":
            self.lang = event.attributes.get("xml:lang", "")

    def end(self, event: End) -> None:
        inside = self.open[-1] if self.open else None
        if inside and inside[0] == self.depth:
            self.open.pop()
        elif inside and self.depth == inside[0] + 1:
            if event.name in _NAMES:
                inside[1].call(event.text, self.lang)
            elif event.name == "documentation" and event.text:
                inside[1].notes.append(event.text)
        elif inside and event.name == "value" and event.text:
            inside[1].notes.append(f"{self.key} = {event.text}")
        elif not inside and event.name == "name" and event.text:
            if self.depth == 2:
                self.model.labels.setdefault("", event.text)
            elif self.definition:
                self.definitions[self.definition] = event.text

    def item(self, event: Start) -> Item:
        attributes = event.attributes
        identifier = self.identifiers.give(attribute(attributes, "identifier", "id"), event.line)
        item = Item(plain_type(attribute(attributes, "xsi:type", "type")), identifier, event.line)
        item.source, item.target = attribute(attributes, "source"), attribute(attributes, "target")
        if item.type == "Access":
            given = attribute(attributes, "accessType")
            # The exchange file names the kinds of access and its default says nothing; Archi numbers them.
            item.access = (
                given if "identifier" in attributes and not given else _ARCHI_ACCESS.get(given, given)
            )
        item.call(attributes.get("name", ""))
        return item

    def place(self, name: str, item: Item) -> None:
        if name == "view" or item.type.endswith(("DiagramModel", "CanvasModel", "Sketch")):
            self.model.views.append(item)
        elif item.source or item.target or name == "relationship":
            self.model.relations.append(item)
        else:
            self.model.elements.append(item)
