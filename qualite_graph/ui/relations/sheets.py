"""A process on one sheet: the SIPOC (suppliers, inputs, process, outputs, customers) and the turtle."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from qualite_graph.analysis.process_card import CardFlow, ProcessCard
from qualite_graph.analysis.process_map import ProcessMap
from qualite_graph.naming import Name
from qualite_graph.ui import session
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import html_of, names_html


def choose(here: Here, drawn: ProcessMap) -> ProcessCard:
    """Ask for the process, which the address holds; return its card."""
    named = {one.name.notation or one.name.iri: one.name for one in drawn.processes}
    kept = session.recall("process")
    st.session_state["sheet process"] = kept if kept in named else next(iter(named))
    code = st.selectbox(
        here.text("ask.parameter.process"),
        list(named),
        format_func=lambda one: here.full(named[one]),
        key="sheet process",
        on_change=lambda: session.remember("process", st.session_state["sheet process"]),
    )
    return here.workspace.process_card(code, here.organisation)


def sipoc(here: Here, card: ProcessCard) -> None:
    """Show the SIPOC: each input beside its supplier, each output beside its customer."""
    inputs = [*card.from_external, *card.from_internal]
    outputs = [*card.to_internal, *card.to_external]
    left = _pairs(here, inputs, ends_first=True)
    right = _pairs(here, outputs, ends_first=False)
    heads = "".join(
        [f"<h2>{escape(here.text(f'relations.sipoc.{key}'))}</h2>" for key in ("s", "i", "p", "o", "c")]
    )
    owner = escape(here.label(card.owner)) if card.owner else _missing(here, "card.no_owner")
    centre = (
        f'<div class="qg-sipoc-process">{html_of(card.process, here)}'
        f"<small>{escape(here.text('card.owner'))}<br>{owner}</small></div>"
    )
    st.html(
        f'<div class="qg-sipoc"><div class="qg-sipoc-heads">{heads}</div>'
        f'<div class="qg-sipoc-body"><div>{left}</div>{centre}<div>{right}</div></div></div>'
    )


def _pairs(here: Here, flows: Sequence[CardFlow], *, ends_first: bool) -> str:
    if not flows:
        return f"<p>{_missing(here, 'relations.none_in' if ends_first else 'relations.none_out')}</p>"
    rows = []
    for flow in flows:
        end = f"<span>{html_of(flow.other, here)}</span>"
        wanted = flow.requirement.get(here.lang) or next(iter(flow.requirement.values()), "")
        requirement = f"<small>{escape(wanted)}</small>" if wanted else ""
        carried = (
            f"<span><b>{escape(here.label(flow.output)) if flow.output else '–'}</b>{requirement}</span>"
        )
        rows.append(f"<li>{end}{carried}</li>" if ends_first else f"<li>{carried}{end}</li>")
    return f"<ul>{''.join(rows)}</ul>"


def turtle(here: Here, card: ProcessCard, drawn: ProcessMap) -> None:
    """Show the turtle: inputs and outputs at the ends; with whom, with what, how, measured by what around."""
    families = {one.name.iri: one.family for one in drawn.processes}
    inputs = [*card.from_external, *card.from_internal]
    helped = [flow for flow in inputs if flow.other and families.get(flow.other.iri) == "support"]
    fed = [flow for flow in inputs if flow not in helped]
    who = [escape(here.label(card.owner))] if card.owner else [_missing(here, "card.no_owner")]
    if card.deputy:
        who.append(escape(here.text("card.deputy", deputy=here.label(card.deputy))))
    elif card.owner:
        who.append(_missing(here, "card.no_deputy"))
    who += [html_of(unit, here) for unit in card.units]
    boxes = {
        "with_what": [_carried(here, flow) for flow in helped],
        "with_whom": who,
        "inputs": [_carried(here, flow) for flow in fed],
        "outputs": [_carried(here, flow) for flow in (*card.to_internal, *card.to_external)],
        "how": [html_of(name, here) for name in card.clauses],
        "measured": [html_of(name, here) for name in card.indicators],
        "risks": [html_of(name, here) for name in card.risks],
    }
    parts = "".join([_box(here, key, items) for key, items in boxes.items()])
    st.html(
        f'<div class="qg-turtle">{parts}'
        f'<div class="qg-turtle-shell">{html_of(card.process, here)}</div></div>'
    )


def _box(here: Here, key: str, items: Sequence[str]) -> str:
    body = (
        "".join([f"<li>{item}</li>" for item in items])
        or f"<li>{_missing(here, 'relations.turtle.nothing')}</li>"
    )
    title = escape(here.text(f"relations.turtle.{key}"))
    return f'<section class="qg-turtle-{key}"><h2>{title}</h2><ul class="qg-lines">{body}</ul></section>'


def _carried(here: Here, flow: CardFlow) -> str:
    what = escape(here.label(flow.output)) if flow.output else "–"
    other = f" <small>{html_of(flow.other, here)}</small>" if flow.other else ""
    return f"{what}{other}"


def _missing(here: Here, key: str) -> str:
    return f'<span class="qg-missing">{escape(here.text(key))}</span>'


def names_list(here: Here, names: Sequence[Name]) -> str:
    """Write names as a list in a card."""
    return f'<ul class="qg-lines">{names_html(names, here)}</ul>'
