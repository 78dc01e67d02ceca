"""What edits would lead to, tried on a copy in memory: what a check would find that it does not find now."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualite_graph import knowledge, naming, writing
from qualite_graph.analysis.facts import facts
from qualite_graph.analysis.network import read_network
from qualite_graph.analysis.workshop import Workshop, is_new
from qualite_graph.changes import document, state
from qualite_graph.editing import Proposal, RowEdit, propose, refuse_faults
from qualite_graph.folding import fold
from qualite_graph.history import Origin
from qualite_graph.naming import Name
from qualite_graph.store import EmbeddedStore, Store, dataset_of
from qualite_graph.validation import Finding, check
from qualite_graph.vocabulary import entity, graph_of


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The findings that edits bring, and the names of what they are about."""

    findings: tuple[Finding, ...]
    names: Mapping[str, Name]


def rehearse(store: Store, slug: str, edits: Sequence[RowEdit], day: datetime.date) -> Rehearsal:
    """Apply edits to a copy and return what a check finds there and does not find in `store`.

    Raises:
        EditRefusedError: some cells cannot be used.
    """
    copy = EmbeddedStore.in_memory()
    knowledge.install(copy)
    dataset = dataset_of(slug)
    origin = Origin.now("")
    standing = document(state(store, graph_of(slug)))
    writing.replace_organisation(copy, slug, standing.encode(), origin)
    before = check(copy, slug, day, facts(read_network(copy, dataset))).findings
    proposal = propose(copy, slug, edits)
    refuse_faults(proposal)
    writing.change_organisation(
        copy, slug, writing.delta_of(copy, slug, proposal.added, proposal.removed), origin
    )
    after = check(copy, slug, day, facts(read_network(copy, dataset)))
    known = frozenset(before)
    found = tuple([finding for finding in after.findings if finding not in known])
    return Rehearsal(found, naming.names(copy, dataset, after.iris()) | _flows(slug, edits, proposal))


def _flows(slug: str, edits: Sequence[RowEdit], proposal: Proposal) -> dict[str, Name]:
    """Name each new flow by its two ends: its code says nothing to who has just said it."""
    found = {}
    for edit, code in zip(edits, proposal.identifiers, strict=True):
        if edit.sheet.endswith("_flow"):
            iri = entity(slug, "flow", code)
            found[iri] = Name(iri, None, {"": f"{edit.cells['supplier']} → {edit.cells['customer']}"})
    return found


def edits_of(workshop: Workshop, known: Mapping[str, Name], lang: str) -> tuple[RowEdit, ...]:
    """Return the rows that a workshop adds: its new processes, then its new outputs, then its flows.

    `known` gives the outputs that stand, as `known_names` does.
    """
    label = f"label_{lang}"
    names = {name.iri: name for name in workshop.drawn.names()}
    edits = [
        RowEdit("process", "", {label: names[iri].stated(lang)}, "add")
        for iri in names
        if iri in workshop.new
    ]
    cells: list[RowEdit] = []
    made: set[str] = set()
    for flow in workshop.drawn.flows:
        if flow.output is None or not is_new(flow):
            continue
        supplier, customer = (
            names[end].notation or names[end].stated(lang) for end in (flow.supplier, flow.customer)
        )
        output = flow.output.stated(lang)
        if flow.direction == "inbound":
            cells.append(
                RowEdit(
                    "inbound_flow", "", {"supplier": supplier, "customer": customer, label: output}, "add"
                )
            )
            continue
        if fold(output) not in known and fold(output) not in made:
            made.add(fold(output))
            edits.append(RowEdit("output", "", {label: output, "producer": supplier}, "add"))
        sheet = "outbound_flow" if flow.direction == "outbound" else "internal_flow"
        given = flow.output.notation or output
        cells.append(RowEdit(sheet, "", {"supplier": supplier, "customer": customer, "output": given}, "add"))
    return (*edits, *cells)
