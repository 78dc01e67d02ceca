"""The ArchiMate export keeps to the structure of the Open Group's exchange format, element by element.

The format's schema is its owner's and is not copied here: these are its facts, in our own form.
"""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET

import pytest

from qualite_graph.workspace import EXAMPLE, Workspace

SPACE = "{http://www.opengroup.org/xsd/archimate/3.0/}"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMED = ("name", "documentation")
CHILDREN = {
    "model": (
        *NAMED,
        *("properties", "metadata", "elements", "relationships", "organizations", "propertyDefinitions"),
    ),
    "elements": ("element",),
    "relationships": ("relationship",),
    "element": (*NAMED, "properties"),
    "relationship": (*NAMED, "properties"),
    "properties": ("property",),
    "property": ("value",),
    "organizations": ("item",),
    "item": ("label", "documentation", "item"),
    "propertyDefinitions": ("propertyDefinition",),
    "propertyDefinition": NAMED,
}
"""What each element may contain, in this order; those not listed contain text alone."""

NEVER_EMPTY = {"elements", "relationships", "properties", "property", "organizations", "propertyDefinitions"}
ONCE = {"properties", "metadata", "elements", "relationships", "propertyDefinitions"}
REQUIRED = {
    "model": {"identifier"},
    "element": {"identifier", XSI_TYPE},
    "relationship": {"identifier", "source", "target", XSI_TYPE},
    "property": {"propertyDefinitionRef"},
    "propertyDefinition": {"identifier", "type"},
}
OPTIONAL = {
    "model": {LOCATION, "version"},
    "relationship": {"accessType"},
    "item": {"identifier", "identifierRef"},
    **{text: {LANG} for text in ("name", "documentation", "label", "value")},
}
ELEMENT_TYPES = {"BusinessActor", "BusinessRole", "BusinessProcess", "BusinessObject"}
RELATION_TYPES = {
    *("Composition", "Aggregation", "Assignment", "Realization", "Specialization", "Serving", "Access"),
    *("Influence", "Triggering", "Flow", "Association"),
}
DATA_TYPES = {"string", "boolean", "currency", "date", "time", "number"}
NAMED_ALWAYS = {"model", "element", "propertyDefinition"}
NAME = re.compile(r"[^\W\d][\w.\-]*")


def faults(root: ET.Element) -> list[str]:
    """Return where a model does not keep to the format."""
    found = []
    for element in root.iter():
        tag = element.tag.removeprefix(SPACE)
        inside = [child.tag.removeprefix(SPACE) for child in element]
        allowed = CHILDREN.get(tag, ())
        if not set(inside) <= set(allowed):
            found.append(f"{tag}: {set(inside) - set(allowed)} inside")
        elif any(allowed.index(a) > allowed.index(b) for a, b in itertools.pairwise(inside)):
            found.append(f"{tag}: {inside} out of order")
        if tag in NEVER_EMPTY and not inside:
            found.append(f"{tag}: empty")
        found += [f"{tag}: {name} twice" for name in ONCE if inside.count(name) > 1]
        if tag in NAMED_ALWAYS and "name" not in inside:
            found.append(f"{tag}: without a name")
        attributes = set(element.keys())
        if not REQUIRED.get(tag, set()) <= attributes <= REQUIRED.get(tag, set()) | OPTIONAL.get(tag, set()):
            found.append(f"{tag}: {attributes}")
        if allowed and (element.text or "").strip():
            found.append(f"{tag}: text")
    return found + _reference_faults(root)


def _reference_faults(root: ET.Element) -> list[str]:
    identifiers = [one for element in root.iter() if (one := element.get("identifier")) is not None]
    found = [f"identifier {one}" for one in identifiers if not NAME.fullmatch(one)]
    found += [f"{one} twice" for one in set(identifiers) if identifiers.count(one) > 1]
    concepts = {
        one.get("identifier") for tag in ("element", "relationship") for one in root.iter(SPACE + tag)
    }
    definitions = {one.get("identifier") for one in root.iter(SPACE + "propertyDefinition")}
    for attribute, known in (
        ("source", concepts),
        ("target", concepts),
        ("propertyDefinitionRef", definitions),
        ("identifierRef", set(identifiers)),
    ):
        found += [
            f"{attribute} {one}"
            for element in root.iter()
            if (one := element.get(attribute)) is not None and one not in known
        ]
    for tag, attribute, known_values in (
        ("element", XSI_TYPE, ELEMENT_TYPES),
        ("relationship", XSI_TYPE, RELATION_TYPES),
        ("propertyDefinition", "type", DATA_TYPES),
    ):
        values = {element.get(attribute) for element in root.iter(SPACE + tag)}
        found += [f"{tag} of type {value}" for value in values if value not in known_values]
    return found


@pytest.fixture(scope="module")
def written() -> bytes:
    return Workspace.in_memory().export(EXAMPLE, "archimate").content


def test_the_export_keeps_to_the_format(written: bytes) -> None:
    assert faults(ET.fromstring(written)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'propertyDefinitionRef="property-code"', b'propertyDefinitionRef="other"'),
        (b'xsi:type="Flow"', b'xsi:type="FlowRelationship"'),
        (b'identifier="id-model"', b'identifier="1 model"'),
        (b"<elements>", b"<elements><name>x</name>"),
        (b' target="', b' aim="'),
    ],
)
def test_a_breach_is_seen(written: bytes, old: bytes, new: bytes) -> None:
    assert old in written
    assert faults(ET.fromstring(written.replace(old, new, 1))) != []
