"""Each internal interface from both its sides: what is supplied, what is needed, and the question to ask."""

from __future__ import annotations

from html import escape

import streamlit as st

from qualite_graph.telling import tell
from qualite_graph.ui import session
from qualite_graph.ui.relations.matrix import pair_html
from qualite_graph.ui.session import Here

_MOST = 60


def interfaces(here: Here) -> None:
    """Show the gaps of the interfaces, the gravest kind first, each as a question to both owners."""
    review = here.workspace.interfaces(here.organisation)
    gaps = review.gaps()
    kinds = list(dict.fromkeys(gap.kind.value for gap in gaps))
    if not gaps:
        st.success(here.text("relations.no_gap"), icon=":material/task_alt:")
        return
    st.caption(
        here.text(
            "relations.heard" if review.heard else "relations.heard_none",
            heard=here.number(len(review.heard)),
            interfaces=here.number(len(review.interfaces)),
        )
    )
    kept = session.recall("gap")
    st.session_state["gap kind"] = kept if kept in kinds else kinds[0]
    kind = st.pills(
        here.text("relations.gap_kind"),
        kinds,
        format_func=lambda one: here.text(
            "diagnosis.counted",
            name=here.text(f"relations.gap.{one}"),
            count=sum(gap.kind.value == one for gap in gaps),
        ),
        key="gap kind",
        required=True,
        on_change=lambda: session.remember("gap", st.session_state["gap kind"]),
        label_visibility="collapsed",
    )
    shown = [gap for gap in gaps if gap.kind.value == kind]
    named = here.workspace.names(
        {iri for gap in shown for iri in (gap.supplier, gap.customer, gap.output) if iri}
        | {iri for gap in shown for iri in gap.question().iris()},
        here.organisation,
    )
    lines = []
    for gap in shown[:_MOST]:
        pair = pair_html(here, named.get(gap.supplier or ""), named[gap.customer])
        sides = "".join(
            [
                f"<dt>{escape(here.text(f'relations.{key}'))}</dt><dd>{escape(dict(texts)[lang])}</dd>"
                for key, texts in (("promised", gap.promised), ("asked", gap.asked))
                for lang in (here.lang,)
                if here.lang in dict(texts)
            ]
        )
        facts = f'<dl class="qg-facts">{sides}</dl>' if sides else ""
        asked = escape(tell(gap.question(), here.lang, named))
        lines.append(
            f'<li class="qg-finding"><p>{pair} '
            f"<small>{escape(here.label(named[gap.output]))}</small></p>{facts}"
            f'<p class="qg-ask">{asked}</p></li>'
        )
    st.html(f'<ul class="qg-findings-grid qg-plain">{"".join(lines)}</ul>')
    if len(shown) > _MOST:
        st.caption(here.text("ask.cut", shown=_MOST))
