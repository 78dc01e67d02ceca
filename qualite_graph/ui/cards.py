"""The cards beside the map: what is known of a process or of a party, and what nobody stated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from qualite_graph.analysis.process_card import CardFlow, Measure, ProcessCard
from qualite_graph.analysis.process_map import MapFlow, ProcessMap
from qualite_graph.messages import day_text
from qualite_graph.naming import Name
from qualite_graph.ui import session
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import html_of, names_html, text_of

if TYPE_CHECKING:
    from qualite_graph.validation import Finding


def process_card(here: Here, card: ProcessCard, findings: Sequence[Finding] = ()) -> None:
    """Show a process's card; what is missing is said, since that is what one looks for.

    `findings` are those about the process.
    """
    family = card.family.notation if card.family and card.family.notation else "other"
    title = _title(here, card.process, family, card.family.label(here.lang) if card.family else "")
    purpose = card.purpose.get(here.lang) or next(iter(card.purpose.values()), "")
    said = f'<p class="qg-purpose">{escape(purpose)}</p>' if purpose else ""
    st.html(f'{title}{said}<dl class="qg-facts">{_facts(here, card)}</dl>')
    _chips(here, "internal_customers", card.internal_customers)
    _chips(here, "internal_suppliers", card.internal_suppliers)
    sides = (
        ("gives", card.to_internal),
        ("receives", card.from_internal),
        ("gives_outside", card.to_external),
        ("receives_outside", card.from_external),
    )
    flows = "".join([_flows(here, key, found) for key, found in sides if found])
    lists = (
        ("clauses", card.clauses, True),
        ("complaints", card.complaints, False),
        ("risks", card.risks, False),
        ("actions", card.actions, False),
    )
    rest = "".join([_list(here, key, found) for key, found, always in lists if found or always])
    st.html(_findings(here, findings) + flows + _indicators(here, card) + rest)


def party_card(here: Here, drawn: ProcessMap, party: Name) -> None:
    """Show a customer's or provider's card: what it gives and receives."""
    names = {one.name.iri: one.name for one in drawn.processes}
    is_customer = any(one.is_customer for one in drawn.parties if one.name.iri == party.iri)
    kind = "customer" if is_customer else "provider"
    title = _title(here, party, kind, here.text(f"card.{kind}"))
    gives = [flow for flow in drawn.flows if flow.supplier == party.iri]
    receives = [flow for flow in drawn.flows if flow.customer == party.iri]
    sections = (
        ("party_receives", receives, lambda flow: flow.supplier),
        ("party_gives", gives, lambda flow: flow.customer),
    )
    listed = [_party_flows(here, key, flows, other, names) for key, flows, other in sections if flows]
    st.html(title + "".join(listed))


def _findings(here: Here, findings: Sequence[Finding]) -> str:
    """Write what a check found, with what to do about each."""
    if not findings:
        return ""
    title = f"{escape(here.text('card.findings'))} ({len(findings)})"
    lines = [
        f'<li><span class="qg-missing">{escape(finding.message(here.lang))}</span>'
        f"<small>{escape(finding.how_to_fix(here.lang))}</small></li>"
        for finding in findings
    ]
    return f'<h3 class="qg-section">{title}</h3><ul class="qg-lines">{"".join(lines)}</ul>'


def _title(here: Here, name: Name, tone: str, kind: str) -> str:
    code, label = escape(name.notation or ""), escape(name.label(here.lang))
    return (
        f'<div class="qg-title qg-tone-{escape(tone)}"><span class="qg-code">{code}</span>'
        f"<div><h2>{label}</h2><p>{escape(kind[:1].upper() + kind[1:])}</p></div></div>"
    )


def _facts(here: Here, card: ProcessCard) -> str:
    audited = (
        escape(day_text(card.last_audited_on, here.lang))
        if card.last_audited_on
        else _missing(here, "no_audit")
    )
    facts = [("owner", _owner(here, card)), ("audited", audited)]
    if card.units:
        facts.append(("units", ", ".join([escape(here.full(unit)) for unit in card.units])))
    return "".join([f"<dt>{escape(here.text(f'card.{key}'))}</dt><dd>{value}</dd>" for key, value in facts])


def _owner(here: Here, card: ProcessCard) -> str:
    """Write who answers for the process, and who stands in."""
    if card.owner is None:
        return _missing(here, "no_owner")
    function = escape(card.owner.label(here.lang))
    who = f"{escape(card.owner_person)}, {function}" if card.owner_person else function
    if card.deputy is None:
        return f"{who}<br>{_missing(here, 'no_deputy')}"
    deputy = here.text("card.deputy", deputy=card.deputy.label(here.lang))
    return f"{who}<br><small>{escape(deputy)}</small>"


def _indicators(here: Here, card: ProcessCard) -> str:
    """Write each indicator with its value and its target, and say which is missed or not stated."""
    title = f'<h3 class="qg-section">{escape(here.text("card.indicators"))}'
    if not card.indicators:
        return f"{title}</h3>{_missing(here, 'no_indicators')}"
    lines = [
        f"<li>{html_of(name, here)}{_measure(here, card.measures.get(name.iri))}</li>"
        for name in card.indicators
    ]
    return f'{title} ({len(lines)})</h3><ul class="qg-lines">{"".join(lines)}</ul>'


def _measure(here: Here, measure: Measure | None) -> str:
    if measure is None:
        return ""
    unit = f"\u00a0{measure.unit}" if measure.unit else ""
    actual, target = (text_of(value, {}, here) for value in (measure.actual, measure.target))
    shown = here.text("card.actual", value=actual, unit=unit) if actual else ""
    aimed = here.text("card.target", value=target, unit=unit) if target else ""
    state = "missed" if measure.missed else "no_actual" if not actual else "no_target" if not target else None
    told = escape(" ".join([text for text in (shown, aimed) if text]))
    return f"<small>{told} {_missing(here, state) if state else ''}</small>"


def _missing(here: Here, key: str) -> str:
    return f'<span class="qg-missing">{escape(here.text(f"card.{key}"))}</span>'


def _chips(here: Here, key: str, names: Sequence[Name]) -> None:
    """Offer the processes at the other end as buttons: a click follows the flow on the map."""
    if not names:
        st.html(
            f'<h3 class="qg-section">{escape(here.text(f"card.{key}"))}</h3>{_missing(here, f"no_{key}")}'
        )
        return
    by_id = {name.notation or name.iri: name for name in names}
    widget = f"chips {key}"
    st.session_state[widget] = None
    st.pills(
        f"{here.text(f'card.{key}')} ({len(names)})",
        list(by_id),
        format_func=lambda identifier: here.full(by_id[identifier]),
        key=widget,
        on_change=lambda: session.remember("process", st.session_state[widget]),
    )


def _flows(here: Here, key: str, flows: Sequence[CardFlow]) -> str:
    lines = []
    for flow in flows:
        wanted = flow.requirement.get(here.lang) or next(iter(flow.requirement.values()), None)
        requirement = (
            f"<em>{escape(wanted)}</em>" if wanted else f"<em>{_missing(here, 'no_requirement')}</em>"
        )
        lines.append(_line(here, flow.output, flow.other, requirement))
    return _section(here, key, lines)


def _party_flows(
    here: Here, key: str, flows: Sequence[MapFlow], other: Callable[[MapFlow], str], names: dict[str, Name]
) -> str:
    lines = [_line(here, flow.output, names.get(other(flow)), "") for flow in flows]
    return _section(here, key, lines)


def _line(here: Here, output: Name | None, other: Name | None, more: str) -> str:
    what = escape(output.label(here.lang)) if output else "–"
    end = html_of(other, here) if other else "–"
    return f"<li><b>{what}</b><span>{end}</span>{more}</li>"


def _section(here: Here, key: str, lines: Sequence[str]) -> str:
    title = f"{escape(here.text(f'card.{key}'))} ({len(lines)})"
    return f'<h3 class="qg-section">{title}</h3><ul class="qg-flows qg-{key}">{"".join(lines)}</ul>'


def _list(here: Here, key: str, names: Sequence[Name]) -> str:
    title = f'<h3 class="qg-section">{escape(here.text(f"card.{key}"))}'
    if not names:
        return f"{title}</h3>{_missing(here, f'no_{key}')}"
    return f'{title} ({len(names)})</h3><ul class="qg-names">{names_html(names, here)}</ul>'
