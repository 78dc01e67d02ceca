"""How values are shown: names with their codes, dates and numbers as the language writes them, tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final
from urllib.parse import urlencode

from qualite_graph.analysis.subjects import Subject
from qualite_graph.messages import LANGUAGES, day_text, messages, number_text
from qualite_graph.naming import Name
from qualite_graph.spreadsheet import cell_of, csv_text
from qualite_graph.store import Value
from qualite_graph.store.base import Row, is_number
from qualite_graph.ui.menu import PAGES
from qualite_graph.ui.session import Here
from qualite_graph.vocabulary import CLAUSE, DATA, PRINCIPLE, STATEMENT, XSD, compact

_DAYS: Final = frozenset({XSD.date, XSD.dateTime})
_MAP_KINDS: Final = ("/process/", "/customer/", "/provider/")
_NUMBER: Final = ' class="qg-number"'


def text_of(value: Value | None, named: Mapping[str, Name], here: Here) -> str:
    """Write a value as plain text in the reader's language."""
    if value is None:
        return ""
    if value.kind == "iri":
        return here.full(named[value.value]) if value.value in named else value.value
    return _literal(value, here)


def _literal(value: Value, here: Here) -> str:
    if value.datatype in _DAYS:
        return day_text(value.value, here.lang)
    if is_number(value):
        return number_text(value.value, here.lang)
    if value.datatype == XSD.boolean:
        return here.text("value.yes" if value.value in ("true", "1") else "value.no")
    if value.datatype == XSD.gYearMonth and here.lang == "fr":
        return "/".join(reversed(value.value.split("-")))
    return value.value


def place_of(name: Name) -> tuple[str, Mapping[str, str]] | None:
    """Return the view and the selection that show an entity, `None` for what has no page."""
    if name.notation is None:
        return None
    if name.iri.startswith(DATA) and any(kind in name.iri for kind in _MAP_KINDS):
        return "cartography", {"process": name.notation}
    if name.iri.startswith((str(CLAUSE), str(PRINCIPLE), str(STATEMENT))):
        return "knowledge", {"part": "tree", "term": name.notation}
    return None


def term_of(name: Name, lang: str) -> str:
    """Name a class or a relation; those of other vocabularies have their words in the catalogues."""
    if name.labels:
        return name.label(lang)
    texts = messages(lang).section("ui.explorer.terms")
    return texts.get(compact(name.iri).rpartition(":")[2]) or name.label(lang)


def html_of(name: Name, here: Here) -> str:
    """Write a name as HTML: its code as a badge, its label, and a link where it has a page."""
    body = name_html(name, here.lang)
    address = address_of(name, here)
    return f'<a class="qg-name" href="{escape(address)}" target="_self">{body}</a>' if address else body


def name_html(name: Name, lang: str) -> str:
    """Write a name as HTML: its code as a badge, its label."""
    label = name.label(lang)
    code = f'<span class="qg-code">{escape(name.notation or "")}</span> ' if _has_code(name, label) else ""
    return f"{code}{escape(label)}"


def address_of(name: Name, here: Here) -> str | None:
    """Return the address of the page that shows an entity, `None` for what has no page."""
    place = place_of(name)
    return None if place is None else _address(here, *place)


def _address(here: Here, view: str, selection: Mapping[str, str]) -> str:
    return address_in(view, selection, where(here))


def where(here: Here) -> str:
    """Return the part of an address that keeps the reader's language and organisation."""
    kept = {"lang": here.lang} if here.lang != LANGUAGES[0] else {}
    if len(here.workspace.organisations()) > 1 and here.organisation:
        kept["organisation"] = here.organisation
    return urlencode(kept)


def address_in(view: str, selection: Mapping[str, str], kept: str) -> str:
    """Return the address of a page with a selection; `kept` is the reader's part of it (`where`)."""
    path, _ = PAGES[view]
    asked = "&".join([part for part in (urlencode(selection), kept) if part])
    return f"{path}?{asked}" if asked else path


def icon_html(name: str) -> str:
    """Write one of Streamlit's icons, which says nothing that the words beside it do not."""
    return f'<span class="qg-icon" aria-hidden="true" translate="no">{name}</span>'


def link_html(here: Here, view: str, body: str, selection: Mapping[str, str]) -> str:
    """Write a link to another page, which `static/page.js` follows without leaving the session."""
    return f'<a class="qg-go" href="{escape(_address(here, view, selection))}" target="_self">{body}</a>'


def subject_html(subject: Subject, here: Here) -> str:
    """Write what a finding is about; a flow, which has no name, by its ends and what it carries."""
    if subject.ends is None or subject.name.labels:
        return html_of(subject.name, here)
    supplier, customer = (html_of(end, here) for end in subject.ends)
    carried = f" <small>{escape(here.label(subject.output))}</small>" if subject.output else ""
    return f"{supplier} → {customer}{carried}"


def subject_text(subject: Subject, here: Here) -> str:
    """Write the same as plain text, for files."""
    return subject.text(here.lang)


def _has_code(name: Name, label: str) -> bool:
    """Codes that people gave help; the machine's own words for a concept (`iso-fact`) do not."""
    if not name.notation or name.notation == label:
        return False
    return name.iri.startswith(DATA) or place_of(name) is not None


def names_html(names: Iterable[Name], here: Here) -> str:
    """Write names as a list."""
    return "".join([f"<li>{html_of(name, here)}</li>" for name in names])


def table_html(headings: Sequence[str], rows: Iterable[Row], named: Mapping[str, Name], here: Here) -> str:
    """Write rows as an HTML table whose names are links; screen readers and printers read it as it is."""
    rows = tuple(rows)
    numbers = [any(is_number(row[place]) for row in rows) for place in range(len(headings))]
    head = "".join(
        [
            f'<th scope="col"{_NUMBER if number else ""}>{escape(heading)}</th>'
            for heading, number in zip(headings, numbers, strict=True)
        ]
    )
    body = "".join([f"<tr>{''.join([_cell(value, named, here) for value in row])}</tr>" for row in rows])
    return (
        '<div class="qg-scroll" tabindex="0"><table class="qg-table">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: Value | None, named: Mapping[str, Name], here: Here) -> str:
    if value is None:
        return '<td class="qg-none">–</td>'
    if value.kind == "iri" and value.value in named:
        return f"<td>{html_of(named[value.value], here)}</td>"
    return f"<td{_NUMBER if is_number(value) else ''}>{escape(text_of(value, named, here))}</td>"


def csv_of(headings: Sequence[str], rows: Iterable[Row], named: Mapping[str, Name], here: Here) -> bytes:
    """Write rows as a file that a spreadsheet of the reader's country opens by a double click."""
    cells = ([cell_of(value, text_of(value, named, here)) for value in row] for row in rows)
    return csv_text([headings, *cells], here.lang).encode()
