"""What a finding is about, as people say it: who answers for it, and the ends of a nameless flow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from qualite_graph.messages import LANGUAGES, messages
from qualite_graph.naming import Name, names, natural_order
from qualite_graph.store import Dataset, Store
from qualite_graph.store.base import rows_of, values_block
from qualite_graph.vocabulary import SPARQL_PROLOGUE

_OWNERS: Final = """SELECT DISTINCT ?subject ?owner WHERE {{ {subjects}
  ?subject (qg:hasOwner|qg:supplier/qg:hasOwner|qg:producedBy/qg:hasOwner|qg:concernsProcess/qg:hasOwner
    |qg:causedBy/qg:hasOwner|^qg:hasIndicator/qg:hasOwner|qg:agreementSupplier/qg:hasOwner
    |qg:coveredBy/qg:producedBy/qg:hasOwner|qg:actionOn/qg:causedBy/qg:hasOwner) ?owner }}"""
_FLOWS: Final = """SELECT ?subject ?supplier ?customer ?output WHERE {{ {subjects}
  ?subject qg:supplier ?supplier ; qg:customer ?customer .
  OPTIONAL {{ ?subject qg:transfers ?output }} }}"""


@dataclass(frozen=True, slots=True)
class Subject:
    """One entity: its name, the functions that answer for it, and what it carries when it is a flow.

    `ends` are the supplier and the customer. A flow is answered for by the owner of its supplier, a
    complaint by the owner of the process to which it is put down.
    """

    name: Name
    owners: tuple[Name, ...] = ()
    ends: tuple[Name, Name] | None = None
    output: Name | None = None

    @property
    def nameless_flow(self) -> bool:
        """Tell whether it is a flow that its ends tell better than its code."""
        return self.ends is not None and not self.name.labels

    def text(self, lang: str) -> str:
        """Return what people call it: its code and name, a flow by its ends and what it carries."""
        if self.ends is None or self.name.labels:
            return self.name.full(lang)
        return _flow(lang, self.ends[0].full(lang), self.ends[1].full(lang), self.output)

    def as_name(self) -> Name:
        """Return its name, that of a nameless flow made of its ends and of what it carries."""
        if self.ends is None or self.name.labels:
            return self.name
        supplier, customer = self.ends
        labels = {
            lang: _flow(lang, supplier.label(lang), customer.label(lang), self.output) for lang in LANGUAGES
        }
        return replace(self.name, labels=labels)


def _flow(lang: str, supplier: str, customer: str, output: Name | None) -> str:
    texts, ends = messages(lang), {"supplier": supplier, "customer": customer}
    if output is None or _is_made_up(output):
        return texts.text("said.flow_bare", **ends)
    return texts.text("said.flow", **ends, output=output.label(lang))


def _is_made_up(output: Name) -> bool:
    """Tell whether the file named no output: its name says the ends once more."""
    form = messages("fr").text("workbook.unnamed_output", supplier="\0", customer="\0")
    start, _, end = form.split("\0")
    said = output.labels.get("fr", "")
    return said.startswith(start) and said.endswith(end)


def subjects(store: Store, dataset: Dataset, iris: Iterable[str]) -> dict[str, Subject]:
    """Return what is known of some entities, in two queries whatever their number."""
    wanted = set(iris)
    if not wanted:
        return {}
    block = values_block("subject", wanted)
    owners: dict[str, list[str]] = {}
    for subject, owner in _pairs(store, dataset, _OWNERS.format(subjects=block)):
        owners.setdefault(subject, []).append(owner)
    flows: dict[str, tuple[str, str, str | None]] = {}
    for row in rows_of(store.query(SPARQL_PROLOGUE + _FLOWS.format(subjects=block), dataset)):
        flow, supplier, customer, output = row
        if flow and supplier and customer:
            flows[flow.value] = (supplier.value, customer.value, output.value if output else None)
    named = names(
        store,
        dataset,
        wanted
        | {owner for found in owners.values() for owner in found}
        | {iri for ends in flows.values() for iri in ends if iri},
    )
    found = {}
    for iri in wanted:
        carried = flows.get(iri)
        answering = sorted((named[owner] for owner in owners.get(iri, ())), key=natural_order)
        found[iri] = Subject(
            named[iri],
            tuple(answering),
            (named[carried[0]], named[carried[1]]) if carried else None,
            named[carried[2]] if carried and carried[2] else None,
        )
    return found


def _pairs(store: Store, dataset: Dataset, text: str) -> list[tuple[str, str]]:
    rows = rows_of(store.query(SPARQL_PROLOGUE + text, dataset))
    return [(one.value, other.value) for one, other in rows if one and other]
