"""The one table of sheets and columns, which drives reading, the template and the export alike."""

from __future__ import annotations

from typing import Final

from qualite_graph.exchange.assurance_sheets import ASSURANCE_SHEETS
from qualite_graph.exchange.columns import Sheet, names
from qualite_graph.exchange.customer_sheets import CUSTOMER_SHEETS
from qualite_graph.exchange.process_sheets import PROCESS_SHEETS

_ORDER: Final = (
    "organisation",
    "process",
    "position",
    "customer",
    "provider",
    "output",
    "internal_flow",
    "inbound_flow",
    "outbound_flow",
    "agreement",
    "indicator",
    "need",
    "channel",
    "complaint",
    "action",
    "risk",
    "clause",
    "unit",
    "document",
    "not_applicable",
    "internal_need",
    "audit",
    "finding",
    "holiday",
)
"""The order of the sheets in a workbook: what others refer to comes first."""

_BY_KEY: Final = {sheet.key: sheet for sheet in (*PROCESS_SHEETS, *CUSTOMER_SHEETS, *ASSURANCE_SHEETS)}

LAYOUT: Final[tuple[Sheet, ...]] = tuple(_BY_KEY[key] for key in _ORDER)

NOTICE: Final = names("Mode d’emploi", "How to fill in", "Lisez-moi", "Read me", "Notice")
CORRECTIONS: Final = names("À corriger", "To correct")
"""The title of the sheet that lists what is wrong, in the copy that is handed back to be corrected."""


def sheet(key: str) -> Sheet:
    """Return the sheet of that key.

    Raises:
        KeyError: the layout has no such sheet.
    """
    return _BY_KEY[key]
