"""What a picture of the organisation shows: processes by family, parties outside, flows between them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal
from xml.etree import ElementTree as ET

from qualite_graph.exchange.columns import Names
from qualite_graph.exchange.words import FAMILIES, OUTPUT_KINDS
from qualite_graph.exchange.writing.content import Content
from qualite_graph.naming import Name, natural_order
from qualite_graph.vocabulary import QG, RDFS, SKOS, graph_of

PartyKind = Literal["customer", "provider"]

CHAIN_FAMILY: Final = "realisation"
"""The family that makes what customers receive: the chain of the map."""

COLOURS: Final[Mapping[str, str]] = {
    "management": "#5a45b5",
    "realisation": "#0f6b64",
    "support": "#9a4b06",
    "provider": "#475569",
    "other": "#475569",
    "customer": "#173a5e",
}
"""The colours of the map, by family and by kind of party."""

DRAWN: Final[dict[str, frozenset[str]]] = {
    "organisation": frozenset({"label_fr", "label_en"}),
    "process": frozenset({"id", "label_fr", "label_en", "family"}),
    "customer": frozenset({"id", "label_fr", "label_en"}),
    "provider": frozenset({"id", "label_fr", "label_en"}),
    "output": frozenset({"id", "label_fr", "label_en", "producer"}),
    "internal_flow": frozenset({"id", "supplier", "output", "customer"}),
    "inbound_flow": frozenset({"id", "supplier", "label_fr", "label_en", "customer"}),
    "outbound_flow": frozenset({"id", "supplier", "output", "customer"}),
}
"""What every picture shows, as sheets and columns of the layout."""

FLOW_SHEETS: Final = ("internal_flow", "inbound_flow", "outbound_flow")

_UNSAFE = re.compile(r"[^A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Node:
    """A process or a party: `key` is its place (`process/R3`), `group` its family or its kind of party."""

    key: str
    name: Name
    group: str

    @property
    def is_process(self) -> bool:
        """Return whether this is a process, not a party outside."""
        return self.group not in ("customer", "provider")


@dataclass(frozen=True, slots=True)
class Link:
    """A flow between two nodes, by their IRIs; `kind` is the notation of its output's kind."""

    key: str
    name: Name
    supplier: str
    customer: str
    output: Name | None
    kind: str | None
    requirement: Mapping[str, str]

    def label(self, lang: str) -> str:
        """Return what flows, in `lang`."""
        return self.output.label(lang) if self.output else ""


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn, in the natural order of notations; `groups` are the titles of the families used."""

    name: Name
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    groups: Mapping[str, Names]

    def members(self, group: str) -> tuple[Node, ...]:
        """Return the nodes of a family or of a kind of party."""
        return tuple(node for node in self.nodes if node.group == group)


def read_chart(content: Content) -> Chart:
    """Read what a picture shows; flows of which an end is unknown have no place in it."""
    groups: dict[str, Names] = {word.notation: _title(word.names) for word in FAMILIES}
    nodes: list[Node] = []
    for iri in content.subjects:
        if content.has_type(iri, QG.Process):
            nodes.append(Node(_key(content, iri), _name(content, iri), _family(content, iri, groups)))
        elif content.has_type(iri, QG.ExternalParty):
            kind: PartyKind = "customer" if content.has_type(iri, QG.Customer) else "provider"
            nodes.append(Node(_key(content, iri), _name(content, iri), kind))
    known = {node.name.iri for node in nodes}
    links = [
        _link(content, iri, supplier, customer)
        for iri in content.subjects
        for supplier in content.links(iri, QG.supplier)[:1]
        for customer in content.links(iri, QG.customer)[:1]
        if supplier in known and customer in known
    ]
    return Chart(
        _name(content, graph_of(content.slug)),
        tuple(sorted(nodes, key=lambda node: natural_order(node.name))),
        tuple(sorted(links, key=lambda link: natural_order(link.name))),
        groups,
    )


def safe_id(key: str) -> str:
    """Return a key as letters, digits and underscores; different keys give different results.

    >>> safe_id("process/R3"), safe_id("action/AC 1")
    ('process_2f_R3', 'action_2f_AC_20_1')
    """
    return _UNSAFE.sub(lambda match: f"_{ord(match.group()):x}_", key)


def xml_bytes(root: ET.Element) -> bytes:
    """Return a document, indented so that versions of it compare line by line."""
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".encode()


def clean(text: str) -> str:
    """Return a text without the characters that XML and drawing tools forbid.

    >>> clean("a\\x00b")
    'a�b'
    """
    return _FORBIDDEN.sub("�", text)


_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def _title(names: Names) -> Names:
    return Names(names.fr[:1].upper() + names.fr[1:], names.en[:1].upper() + names.en[1:])


def _name(content: Content, iri: str) -> Name:
    notation = content.texts(iri, SKOS.notation)
    place = content.place(iri)
    code = next(iter(notation.values()), place[1] if place else None)
    return Name(iri, code, content.texts(iri))


def _key(content: Content, iri: str) -> str:
    place = content.place(iri)
    return "/".join(place) if place else iri


def _family(content: Content, iri: str, groups: dict[str, Names]) -> str:
    """Return the notation of a process's family; an organisation's own family adds its title to `groups`."""
    for family in content.links(iri, QG.processFamily)[:1]:
        for word in FAMILIES:
            if word.iri == family:
                return word.notation
        labels = content.texts(family, RDFS.label) or content.texts(family, SKOS.prefLabel)
        name = Name(family, None, labels)
        groups.setdefault(family, Names(name.label("fr"), name.label("en")))
        return family
    groups.setdefault("other", Names("Autres processus", "Other processes"))
    return "other"


def _link(content: Content, iri: str, supplier: str, customer: str) -> Link:
    output = next(iter(content.links(iri, QG.transfers)), None)
    kinds = content.links(output, QG.outputKind) if output else ()
    kind = next((word.notation for word in OUTPUT_KINDS if word.iri in kinds), None)
    return Link(
        _key(content, iri),
        _name(content, iri),
        supplier,
        customer,
        _name(content, output) if output else None,
        kind,
        content.texts(iri, QG.requirement),
    )
