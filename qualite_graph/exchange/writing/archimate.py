"""The map as an ArchiMate model exchange file (3.1), for the tools of enterprise architects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET

from qualite_graph.exchange.columns import Names
from qualite_graph.exchange.layout import sheet
from qualite_graph.exchange.words import OUTPUT_KINDS
from qualite_graph.exchange.writing.chart import DRAWN, FLOW_SHEETS, Chart, clean, safe_id, xml_bytes
from qualite_graph.exchange.writing.content import Content
from qualite_graph.messages import LANGUAGES
from qualite_graph.naming import Name, natural_order
from qualite_graph.vocabulary import ORG, QG, RDFS, SKOS

MODELLED: Final[dict[str, frozenset[str]]] = {
    **DRAWN,
    "process": DRAWN["process"] | {"owner", "unit"},
    "position": frozenset({"id", "label_fr", "label_en", "person"}),
    "unit": frozenset({"id", "label_fr", "label_en", "parent"}),
    "output": DRAWN["output"] | {"kind"},
    **{key: DRAWN[key] | {"requirement_fr", "requirement_en"} for key in FLOW_SHEETS},
}
"""What the model holds, as sheets and columns of the layout."""

_NS: Final = "http://www.opengroup.org/xsd/archimate/3.0/"  # 3.1 kept the namespace of 3.0
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_SCHEMA: Final = f"{_NS} http://www.opengroup.org/xsd/archimate/3.1/archimate3_Model.xsd"

_CODE: Final = sheet("process").column("id").names
_REQUIREMENT: Final = Names("Exigence", "Requirement")
_KIND: Final = sheet("output").column("kind").names
_PERSON: Final = sheet("position").column("person").names
_DEFINITIONS: Final = {"code": _CODE, "kind": _KIND, "person": _PERSON, "requirement": _REQUIREMENT}


@dataclass(slots=True)
class _Model:
    """The elements, relations and folders of a model, in the order in which they were added."""

    elements: list[ET.Element] = field(default_factory=list)
    relations: list[ET.Element] = field(default_factory=list)
    folders: dict[str, tuple[Names, list[str]]] = field(default_factory=dict)

    def element(self, type_: str, key: str, name: Name, folder: Names, **properties: str) -> None:
        """Add an element, in a folder."""
        element = _item("element", type_, key)
        _named(element, name.labels or {"": name.notation or key})
        _properties(
            element, {"code": {"": name.notation or ""}} | {k: {"": v} for k, v in properties.items()}
        )
        self.elements.append(element)
        self.folders.setdefault(folder.en, (folder, []))[1].append(_identifier(key))

    def relation(self, type_: str, key: str, ends: tuple[str, str], **attributes: str) -> ET.Element:
        """Add a relation and return it."""
        relation = _item("relationship", type_, key)
        relation.set("source", _identifier(ends[0]))
        relation.set("target", _identifier(ends[1]))
        for name, value in attributes.items():
            relation.set(name, value)
        self.relations.append(relation)
        return relation


def archimate(content: Content, chart: Chart) -> bytes:
    """Return the model of an organisation, named in both languages.

    Processes are business processes, in a folder for each family; customers, providers and units are
    business actors, positions business roles assigned to the processes they own; outputs are business
    objects that their producer writes; flows are flow relationships named after what flows.
    """
    ET.register_namespace("", _NS)
    ET.register_namespace("xsi", _XSI)
    model = _Model()
    _add_map(model, chart)
    _add_people(model, content)
    _add_outputs(model, content)
    root = ET.Element(_tag("model"), {f"{{{_XSI}}}schemaLocation": _SCHEMA, "identifier": "id-model"})
    _named(root, chart.name.labels or {"": content.slug})
    for tag, items in (("elements", model.elements), ("relationships", model.relations)):
        if items:
            ET.SubElement(root, _tag(tag)).extend(items)
    if model.folders:
        _folders(ET.SubElement(root, _tag("organizations")), model)
    definitions = ET.SubElement(root, _tag("propertyDefinitions"))
    for key, names in _DEFINITIONS.items():
        attributes = {"identifier": f"property-{key}", "type": "string"}
        definition = ET.SubElement(definitions, _tag("propertyDefinition"), attributes)
        _named(definition, {"fr": names.fr, "en": names.en})
    return xml_bytes(root)


def _add_map(model: _Model, chart: Chart) -> None:
    keys = {node.name.iri: node.key for node in chart.nodes}
    for node in chart.nodes:
        if node.is_process:
            titles = chart.groups[node.group]
            folder = Names(
                f"{sheet('process').names.fr} – {titles.fr}", f"{sheet('process').names.en} – {titles.en}"
            )
            model.element("BusinessProcess", node.key, node.name, folder)
        else:
            model.element("BusinessActor", node.key, node.name, sheet(node.group).names)
    for link in chart.links:
        relation = model.relation("Flow", link.key, (keys[link.supplier], keys[link.customer]))
        _named(relation, link.output.labels if link.output else {})
        _properties(relation, {"code": {"": link.name.notation or ""}, "requirement": link.requirement})


def _add_people(model: _Model, content: Content) -> None:
    processes = [iri for iri in content.subjects if content.has_type(iri, QG.Process)]
    for iri, key, name in _entities(content, QG.Position):
        person = next(iter(content.texts(iri, QG.personName).values()), "")
        model.element("BusinessRole", key, name, sheet("position").names, person=person)
    for iri, key, name in _entities(content, QG.OrganizationalUnit):
        model.element("BusinessActor", key, name, sheet("unit").names)
        for parent in content.links(iri, ORG.subOrganizationOf):
            if content.has_type(parent, QG.OrganizationalUnit):
                whole = _key(content, parent)
                model.relation("Composition", f"{whole} {key}", (whole, key))
    for predicate, class_ in ((QG.hasOwner, QG.Position), (QG.inUnit, QG.OrganizationalUnit)):
        for process in processes:
            for who in content.links(process, predicate):
                if content.has_type(who, class_):
                    ends = (_key(content, who), _key(content, process))
                    model.relation("Assignment", " ".join(ends), ends)


def _add_outputs(model: _Model, content: Content) -> None:
    """Add the outputs of processes; what comes in from outside is told by the name of its flow."""
    words = {word.iri: word.names for word in OUTPUT_KINDS}
    for iri, key, name in _entities(content, QG.Output):
        if any(
            content.has_type(producer, QG.ExternalParty) for producer in content.links(iri, QG.producedBy)
        ):
            continue
        kind = next((words[found].fr for found in content.links(iri, QG.outputKind) if found in words), "")
        model.element("BusinessObject", key, name, sheet("output").names, kind=kind)
        for producer in content.links(iri, QG.producedBy):
            if content.has_type(producer, QG.Process):
                ends = (_key(content, producer), key)
                model.relation("Access", " ".join(ends), ends, accessType="Write")


def _entities(content: Content, class_: str) -> list[tuple[str, str, Name]]:
    """Return the entities of a class with their keys and names, in the natural order of notations."""
    found = []
    for iri in content.subjects:
        if content.has_type(iri, class_):
            notation = next(iter(content.texts(iri, SKOS.notation).values()), None)
            found.append((iri, _key(content, iri), Name(iri, notation, content.texts(iri, RDFS.label))))
    return sorted(found, key=lambda entity: natural_order(entity[2]))


def _folders(root: ET.Element, model: _Model) -> None:
    relations = Names("Relations", "Relations")
    identifiers = [relation.get("identifier", "") for relation in model.relations]
    folders = [*model.folders.values(), (relations, identifiers)]
    for names, members in folders:
        if members:
            folder = ET.SubElement(root, _tag("item"))
            for lang in LANGUAGES:
                ET.SubElement(folder, _tag("label"), {_XML_LANG: lang}).text = names.of(lang)
            for member in members:
                ET.SubElement(folder, _tag("item"), {"identifierRef": member})


def _tag(name: str) -> str:
    return f"{{{_NS}}}{name}"


def _identifier(key: str) -> str:
    return f"id-{safe_id(key)}"


def _key(content: Content, iri: str) -> str:
    place = content.place(iri)
    return "/".join(place) if place else iri


def _item(tag: str, type_: str, key: str) -> ET.Element:
    return ET.Element(_tag(tag), {"identifier": _identifier(key), f"{{{_XSI}}}type": type_})


def _named(element: ET.Element, labels: Mapping[str, str]) -> None:
    for lang, text in _in_order(labels):
        attributes = {_XML_LANG: lang} if lang else {}
        ET.SubElement(element, _tag("name"), attributes).text = clean(text)


def _properties(element: ET.Element, values: Mapping[str, Mapping[str, str]]) -> None:
    filled = [(key, texts) for key, texts in values.items() if any(texts.values())]
    if not filled:
        return
    properties = ET.SubElement(element, _tag("properties"))
    for key, texts in filled:
        item = ET.SubElement(properties, _tag("property"), {"propertyDefinitionRef": f"property-{key}"})
        for lang, text in _in_order(texts):
            attributes = {_XML_LANG: lang} if lang else {}
            ET.SubElement(item, _tag("value"), attributes).text = clean(text)


def _in_order(texts: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Return texts by language, French first, then English."""
    order = {lang: place for place, lang in enumerate(LANGUAGES)}
    return sorted(texts.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))
