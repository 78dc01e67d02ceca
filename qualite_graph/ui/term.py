"""The card of a principle, a clause or a claim, with what each statement rests on in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from qualite_graph.analysis.term_card import TermCard, Texts
from qualite_graph.naming import Name
from qualite_graph.ui.session import Here
from qualite_graph.ui.showing import html_of, icon_html, names_html
from qualite_graph.vocabulary import PROV, QG, SKOS, compact

_SHOWN_LINKS: Final = 12
_FIRST_REQUIREMENTS: Final = 4
"""Chapters 1 to 3 ask for nothing."""


def show_term(here: Here, card: TermCard) -> None:
    """Show the card, then its triples, folded."""
    parts = [_title(here, card), _explanation(here, card)]
    note = card.text(SKOS.note, here.lang)
    if note:
        parts.append(f'<p class="qg-note">{escape(note)}</p>')
    parts += [
        _links(here, "type", card.links.get(QG.hasPrincipleType, ()), _reason(here, card)),
        _links(here, "documented", card.links.get(QG.requiresDocumentedInformation, ())),
        _links(here, "activities", card.links.get(QG.comprisesActivity, ())),
        _links(here, "supports", card.links.get(QG.supportsPrinciple, ()), _judgement(here)),
        _links(here, "broader", card.links.get(SKOS.broader, ())),
        _links(here, "narrower", card.backlinks.get(SKOS.broader, ())),
        _folded(here, "supported_by", card.backlinks.get(QG.supportsPrinciple, ()), _judgement(here)),
        _claims(here, card),
        _correspondences(here, card),
        _status(here, card),
        _folded(here, "derived", card.backlinks.get(PROV.wasDerivedFrom, ())),
        _triples(here, card),
    ]
    st.html("".join(parts))


def _title(here: Here, card: TermCard) -> str:
    other = "en" if here.lang == "fr" else "fr"
    translated = card.term.labels.get(other)
    second = f'<p lang="{other}">{escape(translated)}</p>' if translated else ""
    return (
        f'<div class="qg-title"><span class="qg-code">{escape(card.term.notation or "")}</span>'
        f"<div><h2>{escape(card.term.label(here.lang))}</h2>{second}</div></div>"
    )


def _explanation(here: Here, card: TermCard) -> str:
    """Write what the term means; of a principle, why it counts and then what one does, item by item."""
    text = card.explanation(here.lang)
    if text is None:
        return ""
    why, actions = here.text("term.why_mark"), here.text("term.actions_mark")
    if why not in text or actions not in text:
        return f'<p class="qg-lead">{escape(text)}</p>'
    reason, _, rest = text.removeprefix(why).strip().partition(actions)
    items = "".join([f"<li>{escape(item.strip(' .'))}</li>" for item in rest.split(";") if item.strip(" .")])
    lead = f'<p class="qg-lead">{escape(_capital(reason))}</p>'
    return _section(here, "why", lead) + _section(here, "actions", f'<ul class="qg-actions">{items}</ul>')


def _either(texts: Texts, here: Here) -> str:
    """Return the text in the reader's language, else in the other, else nothing."""
    return texts.get(here.lang) or next(iter(texts.values()), "")


def _capital(text: str) -> str:
    return text.strip()[:1].upper() + text.strip()[1:]


def _section(here: Here, key: str, body: str, remark: str = "") -> str:
    more = f'<p class="qg-muted">{remark}</p>' if remark else ""
    return f'<h3 class="qg-section">{escape(here.text(f"term.{key}"))}</h3>{body}{more}'


def _links(here: Here, key: str, names: Sequence[Name], remark: str = "") -> str:
    if not names:
        return ""
    return _section(here, key, f'<ul class="qg-names">{names_html(names, here)}</ul>', remark)


def _folded(here: Here, key: str, names: Sequence[Name], remark: str = "") -> str:
    """Write a list that may be long: the first few, the rest on demand."""
    if len(names) <= _SHOWN_LINKS:
        return _links(here, key, names, remark)
    shown, rest = names[:_SHOWN_LINKS], names[_SHOWN_LINKS:]
    more = escape(here.count("term.more", len(rest)))
    body = (
        f'<ul class="qg-names">{names_html(shown, here)}</ul>'
        f'<details><summary>{more}</summary><ul class="qg-names">{names_html(rest, here)}</ul></details>'
    )
    return _section(here, key, body, remark)


def _reason(here: Here, card: TermCard) -> str:
    reason = _either(card.typing_reason, here)
    said = here.text("term.type_said_by")
    return f"{escape(reason)} {escape(said)}" if reason else escape(said)


def _judgement(here: Here) -> str:
    return escape(here.text("term.judgement"))


def _claims(here: Here, card: TermCard) -> str:
    """Write the processes that answer the term, each with the clauses through which it does."""
    if here.organisation is None:
        return ""
    clauses: dict[str, list[str]] = {}
    processes = {claim.process.iri: claim.process for claim in card.claims}
    for claim in card.claims:
        if claim.clause.iri != card.term.iri:
            clauses.setdefault(claim.process.iri, []).append(
                claim.clause.notation or claim.clause.label(here.lang)
            )
    if not processes:
        return _section(here, "claimed", _missing(here)) if _is_answerable(card) else ""
    lines = []
    for iri, process in processes.items():
        through = clauses.get(iri)
        via = (
            f" <small>{escape(here.text('term.through', clauses=', '.join(through)))}</small>"
            if through
            else ""
        )
        lines.append(f"<li>{html_of(process, here)}{via}</li>")
    return _section(here, "claimed", f'<ul class="qg-lines">{"".join(lines)}</ul>')


def _is_answerable(card: TermCard) -> bool:
    """Tell whether a process is expected to bear the term: a requirement, or a principle in force."""
    if QG.hasPrincipleType in card.links:
        return True
    chapter = (card.term.notation or "").partition(".")[0]
    return QG.ofEdition in card.links and chapter.isdigit() and int(chapter) >= _FIRST_REQUIREMENTS


def _missing(here: Here) -> str:
    return f'<p class="qg-missing">{escape(here.text("term.not_claimed"))}</p>'


def _correspondences(here: Here, card: TermCard) -> str:
    lines = []
    for one in card.correspondences:
        remark = _either(one.remark, here)
        lines.append(
            f"<li>{html_of(one.former, here)} → {html_of(one.successor, here)} "
            f"<small>{escape(one.kind.label(here.lang))}. {escape(remark)}</small></li>"
        )
    return _section(here, "became", f'<ul class="qg-lines">{"".join(lines)}</ul>') if lines else ""


def _status(here: Here, card: TermCard) -> str:
    """Say what the term rests on: who says it, how far it is checked, in which sentence of the source."""
    lines = []
    for predicate, key in (
        (QG.claimStatus, "status"),
        (QG.verification, "verification"),
        (QG.titleKind, "title"),
    ):
        value = card.link(predicate)
        if value is not None:
            meaning = card.meanings.get(value.iri, {})
            plain = escape(_either(meaning, here))
            lines.append(
                f"<dt>{escape(here.text(f'term.{key}'))}</dt>"
                f"<dd>{escape(_capital(value.label(here.lang)))} <small>{plain}</small></dd>"
            )
    edition = card.link(QG.ofEdition)
    if edition is not None:
        lines.append(f"<dt>{escape(here.text('term.edition'))}</dt><dd>{html_of(edition, here)}</dd>")
    body = f'<dl class="qg-facts">{"".join(lines)}</dl>'
    told = "".join(
        [
            f"<li>{html_of(name, here)}<small>{escape(_either(texts, here))}</small></li>"
            for name, texts in card.sources
        ]
    )
    if told:
        body += f'<ul class="qg-lines qg-sources">{told}</ul>'
    return _section(here, "origin", body)


def _triples(here: Here, card: TermCard) -> str:
    rows = []
    for triple in card.triples:
        if triple.name is not None:
            obj = f"{html_of(triple.name, here)} <code>{escape(compact(triple.value.value))}</code>"
        else:
            tag = f" <code>@{escape(triple.value.lang)}</code>" if triple.value.lang else ""
            obj = f"{escape(triple.value.value)}{tag}"
        predicate = compact(triple.predicate.iri)
        rows.append(f"<tr><td><code>{escape(predicate)}</code></td><td>{obj}</td></tr>")
    title = f"<summary>{icon_html('share')} {escape(here.text('term.triples'))}</summary>"
    return (
        f'<details class="qg-fold">{title}<p class="qg-muted"><code>{escape(card.term.iri)}</code></p>'
        f'<div class="qg-scroll" tabindex="0"><table class="qg-table"><tbody>{"".join(rows)}</tbody></table>'
        "</div></details>"
    )
