"""A short help on each page: what it is for, how it goes, with an example from the data at hand."""

from __future__ import annotations

import streamlit as st

from qualite_graph.messages import messages
from qualite_graph.ui.session import Here


def purpose(here: Here, page: str) -> None:
    """Offer the help of a page, from its texts `purpose.<page>`; a page without them has none.

    An example that names things of the organisation is shown when there is an organisation.
    """
    texts = messages(here.lang).section(f"ui.purpose.{page}")
    if not texts:
        return
    panel = st.popover(
        here.text("purpose.title"),
        icon=":material/help:",
        type="tertiary",
        key=f"purpose {page}",
        on_change="rerun",
    )
    if not panel.open:
        return
    with panel:
        st.markdown(f"**{texts['for']}**")
        st.write(texts["how"])
        values = _values(here)
        if values and "example" in texts:
            st.info(texts["example"].format_map(values), icon=":material/lightbulb:")


def _values(here: Here) -> dict[str, str]:
    """Return what examples may name: the organisation, its first process, customer and complaint."""
    if here.organisation is None:
        return {}
    own = next((one for one in here.workspace.organisations() if one.notation == here.organisation), None)
    values = {"organisation": here.label(own) if own else here.organisation}
    for kind in ("process", "customer", "clause"):
        found = here.workspace.choices(kind, here.organisation)
        values[kind] = here.full(found[0]) if found else "…"
        values[f"last_{kind}"] = here.full(found[-1]) if found else "…"
    return values
