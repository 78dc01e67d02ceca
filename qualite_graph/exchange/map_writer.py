"""Writes what a model says of an organisation's map, so that every format of models gives the same graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from qualite_graph.exchange import ntriples
from qualite_graph.exchange.outcome import LeftOver, Reading
from qualite_graph.exchange.problems import Flaw, Problem, Severity
from qualite_graph.messages import LANGUAGES, messages
from qualite_graph.vocabulary import DCTERMS, ORG, QG, RDF, RDFS, SKOS, entity, graph_of

_MADE: Final = "output of "
"""How the identifiers of the outputs start that no model names: they are made from their flows'."""

_MOST_LINES: Final = 20_000
_END: Final = " .\n"
_LABEL: Final = RDFS.label
_IDENTIFIER: Final = DCTERMS.identifier

Labels = Mapping[str, str]
"""A name by language; the empty language is that of a file that does not say."""

_KINDS: Final[dict[str, tuple[str, tuple[str, ...], str]]] = {
    "process": ("P", (QG.Process,), "process"),
    "position": ("R", (QG.Position,), "position"),
    "unit": ("U", (QG.OrganizationalUnit,), "unit"),
    "customer": ("C", (QG.Customer, QG.ExternalParty), "customer"),
    "provider": ("S", (QG.ExternalProvider, QG.ExternalParty), "provider"),
    "output": ("O", (QG.Output,), "output"),
    "flow": ("F", (QG.Flow,), ""),
}
"""For each kind of entity: the letter of its notations, its classes, the sheet it is counted under."""

_STATED: Final = {
    kind: "".join(f"{{0}} <{RDF.type}> <{name}>{_END}" for name in classes)
    + f'{{0}} <{SKOS.notation}> "{{1}}"{_END}'
    for kind, (_, classes, _) in _KINDS.items()
}
"""What is stated of any entity of a kind, with places for its term and its notation."""

_PARTIES: Final = ("customer", "provider")


@dataclass(slots=True)
class MapWriter:
    """Collects the entities, flows, left-overs and problems of one model.

    An entity's IRI comes from its identifier in the model, so that it stays the same from one version
    of the file to the next; its notation is short, because people read and type it.
    """

    slug: str
    file: str
    sheet: str = ""
    has_identifiers: bool = True
    lines: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)
    _terms: dict[str, str] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)
    _labels: dict[str, Labels] = field(default_factory=dict)
    _numbers: Counter[str] = field(default_factory=Counter)
    _outputs: dict[tuple[str, str], str] = field(default_factory=dict)
    _unnamed_flows: int = 0
    _written: bytearray = field(default_factory=bytearray)

    def add(  # noqa: PLR0913, PLR0917 -- what a model says of one thing
        self,
        kind: str,
        identifier: str,
        labels: Labels,
        note: str = "",
        line: int | None = None,
        original: str = "",
        known_as: str = "",
    ) -> str:
        """State an entity of a kind and return its term; a process or party without name is a warning.

        `original` is the identifier in the model, when several entities come from one element; `known_as` is
        what it goes by here, where things of another kind may have the same identifier.
        """
        letter, _, counted = _KINDS[kind]
        self._numbers[letter] += 1
        notation = f"{letter}{self._numbers[letter]}"
        term = ntriples.iri(entity(self.slug, kind, identifier))
        self.lines.append(_STATED[kind].format(term, notation))
        if self.has_identifiers and not identifier.startswith(_MADE):
            self.state(term, _IDENTIFIER, ntriples.literal(original or identifier))
        if counted and not labels:  # everything on the map is called something, flows apart
            self.warn(Flaw("missing_name", "give_name", {"notation": notation}), identifier, line)
            labels = {lang: messages(lang).text("workbook.unnamed", notation=notation) for lang in LANGUAGES}
        self._describe(term, labels, note)
        key = known_as or identifier
        self._terms[key], self._kinds[key], self._labels[key] = term, kind, labels
        if counted:
            self.counts[counted] += 1
        return term

    def kind(self, identifier: str) -> str:
        """Return what an element of the model has become, an empty text when it is left over or unknown."""
        return self._kinds.get(identifier, "")

    def state(self, subject: str, predicate: str, term: str) -> None:
        """Add one statement."""
        self.lines.append(f"{subject} <{predicate}> {term}{_END}")

    def link(self, source: str, predicate: str, target: str) -> None:
        """Add one statement between two entities given by their identifiers in the model."""
        self.state(self._terms[source], predicate, self._terms[target])

    def flow(
        self,
        identifier: str,
        ends: tuple[str, str],
        labels: Labels,
        carried: str = "",
        line: int | None = None,
    ) -> bool:
        """State a flow between a process and a process or party, and say whether the map can hold it.

        `carried` is the identifier of an output already stated; without it, one is made per supplier and
        name, and a flow without name carries an output named after its two ends.
        """
        source, target = ends
        kinds = (self.kind(source), self.kind(target))
        if "process" not in kinds or not all(kind in ("process", *_PARTIES) for kind in kinds):
            return False
        term = self.add("flow", identifier, {})
        output = self._terms[carried] if carried else self._output(identifier, source, target, labels)
        self.state(term, QG.supplier, self._terms[source])
        self.state(term, QG.customer, self._terms[target])
        self.state(term, QG.transfers, output)
        inbound, outbound = (kind in _PARTIES for kind in kinds)
        self.counts["inbound_flow" if inbound else "outbound_flow" if outbound else "internal_flow"] += 1
        if source == target:
            self.warn(Flaw("own_customer", "check_ends"), self.shown(source), line)
        return True

    def shown(self, identifier: str, lang: str = "") -> str:
        """Return what an entity is called, in a language when it has one there, else its identifier."""
        labels = self._labels.get(identifier, {})
        return labels.get(lang) or next(iter(labels.values()), identifier)

    def keep(self, left: LeftOver, labels: Labels, note: str = "") -> None:
        """Keep an element or relation that the map has no place for: listed, and described in the graph."""
        self.left_over.append(left)
        term = ntriples.iri(entity(self.slug, "unmapped", left.identifier))
        self._terms.setdefault(left.identifier, term)
        self.state(term, RDF.type, ntriples.iri(QG.UnmappedElement))
        self.state(term, DCTERMS.identifier, ntriples.literal(left.identifier))
        self.state(term, DCTERMS.type, ntriples.literal(left.type))
        self._describe(term, labels, note)
        if not labels:  # what has no name is known by its identifier
            self.state(term, SKOS.notation, ntriples.literal(left.identifier))
        for lang in LANGUAGES:
            self.state(term, SKOS.note, ntriples.literal(left.reason(lang), lang))
        for predicate, end in ((QG.fromElement, left.source), (QG.toElement, left.target)):
            if end in self._terms:
                self.state(term, predicate, self._terms[end])

    def warn(self, flaw: Flaw, value: str, line: int | None, *, error: bool = False) -> None:
        """Note a problem at a line of the file."""
        severity = Severity.ERROR if error else Severity.WARNING
        self.problems.append(
            Problem(
                self.file, self.sheet, line, "", "", value, flaw.reason, flaw.remedy, severity, flaw.details
            )
        )

    def finish(self) -> Reading:
        """Return what was read, with a summary of what was left over."""
        self._flush()
        if not self.counts["process"]:
            self.warn(Flaw("no_process", "draw_processes"), "", None, error=True)
        if self._unnamed_flows:
            count = {"count": str(self._unnamed_flows)}
            self.warn(Flaw("unnamed_flows", "name_flows", count), "", None)
        if self.left_over:
            kinds = Counter(left.type for left in self.left_over).most_common()
            details = {
                "count": str(len(self.left_over)),
                "types": ", ".join(f"{name} ({number})" for name, number in kinds),
            }
            self.warn(Flaw("left_over", "see_left_over", details), "", None)
        return Reading(
            graph_of(self.slug),
            bytes(self._written),
            tuple(self.problems),
            dict(self.counts),
            tuple(self.left_over),
        )

    def _flush(self) -> None:
        """Turn the lines written so far into bytes, which take a third of the memory."""
        self._written += "".join(self.lines).encode()
        self.lines.clear()

    def _describe(self, term: str, labels: Labels, note: str) -> None:
        for lang, text in labels.items():
            self.state(term, _LABEL, ntriples.literal(text, lang))
        if len(self.lines) > _MOST_LINES:
            self._flush()
        if note:
            self.state(term, DCTERMS.description, ntriples.literal(note))

    def _named_after(self, source: str, target: str, lang: str) -> str:
        ends = {"supplier": self.shown(source, lang), "customer": self.shown(target, lang)}
        return messages(lang).text("workbook.unnamed_output", **ends)

    def _output(self, flow: str, source: str, target: str, labels: Labels) -> str:
        """Return the output of that name from that supplier, made when it is the first of them."""
        key = (source, next(iter(labels.values()), f"\n{target}"))
        if not labels:
            self._unnamed_flows += 1
        if key not in self._outputs:
            given = labels or {lang: self._named_after(source, target, lang) for lang in LANGUAGES}
            identifier = f"{_MADE}{flow}"
            self._outputs[key] = self.add("output", identifier, given)
            self.state(self._outputs[key], QG.producedBy, self._terms[source])
        return self._outputs[key]


def unit_in(writer: MapWriter, part: str, whole: str) -> bool:
    """State that a process or unit belongs to a unit, and say whether the map can hold it."""
    kinds = (writer.kind(part), writer.kind(whole))
    if kinds == ("process", "unit"):
        writer.link(part, QG.inUnit, whole)
    elif kinds == ("unit", "unit"):
        writer.link(part, ORG.subOrganizationOf, whole)
    else:
        return False
    return True
