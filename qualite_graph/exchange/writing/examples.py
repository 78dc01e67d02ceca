"""One example for each column of the layout, from the example organisation or, failing that, made up."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from typing import Final

from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.template import WrittenValue
from qualite_graph.exchange.workbook import read_workbook
from qualite_graph.exchange.writing.content import index_ntriples
from qualite_graph.exchange.writing.standing_rows import rows_of
from qualite_graph.resources import example_workbook

_MADE_UP: Final[Mapping[str, Mapping[str, WrittenValue]]] = {
    "document": {
        "id": "D01",
        "label_fr": "Fiche de libération",
        "label_en": "Release record",
        "process": "R5",
        "clauses": "8.6; 8.7",
        "duty": "retain",
        "dated": datetime.date(2026, 6, 12),
        "valid_through": datetime.date(2027, 6, 30),
    },
    "not_applicable": {
        "id": "NA1",
        "clauses": "8.5.3",
        "reason_fr": "Aucun bien de client ne nous est confié.",
        "reason_en": "No customer property is entrusted to us.",
    },
    "internal_need": {
        "id": "B01",
        "customer": "R3",
        "output": "O26",
        "supplier": "R7",
        "requirement_fr": "Référence, quantité et urgence précisées",
        "requirement_en": "Reference, quantity and urgency stated",
    },
    "audit": {
        "id": "AU1",
        "label_fr": "Audit du contrôle et de la livraison",
        "label_en": "Audit of inspection and delivery",
        "processes": "R5; R6",
        "auditors": "P11",
        "audited": datetime.date(2026, 4, 14),
    },
    "finding": {
        "id": "AU1-2",
        "label_fr": "Deux procès-verbaux sans signature",
        "label_en": "Two test reports without signature",
        "audit": "AU1",
        "process": "R5",
        "clauses": "8.6",
        "grade": "minor",
        "action": "AC-2026-01",
        "settled": datetime.date(2026, 5, 20),
    },
    "holiday": {
        "id": "JF1",
        "label_fr": "Fête du Travail",
        "label_en": "Labour Day",
        "day": datetime.date(2026, 5, 1),
    },
    "process": {
        "purpose_fr": "Promettre une date que l’atelier peut tenir, et la tenir.",
        "purpose_en": "Promise a date that the shop floor can meet, and meet it.",
    },
    "position": {"auditor": True},
    "action": {"checked": datetime.date(2026, 9, 30), "effective": True},
}
"""What the example organisation leaves empty, in its manner."""


@functools.cache
def column_examples() -> Mapping[tuple[str, str], WrittenValue]:
    """Return a value for each sheet and column that the example fills: that of the fullest row that has one.

    What the example leaves empty has a value made up in its manner.

    Raises:
        InputError: the example cannot be read.
    """
    slug = "example"
    rows = rows_of(index_ntriples(read_workbook(example_workbook(), slug).ntriples, slug))
    found: dict[tuple[str, str], WrittenValue] = {}
    for sheet in LAYOUT:
        for row in sorted(rows[sheet.key], key=len, reverse=True):
            for key, value in row.items():
                found.setdefault((sheet.key, key), value)
    for sheet_key, row in _MADE_UP.items():
        for key, value in row.items():
            found.setdefault((sheet_key, key), value)
    return found
