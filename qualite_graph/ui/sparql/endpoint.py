"""The endpoint for other programs: its address, and how each kind of tool asks it."""

from __future__ import annotations

import functools
from html import escape
from typing import Final
from urllib.parse import quote, urlsplit

import streamlit as st

from qualite_graph.messages import messages
from qualite_graph.ui.session import Here

# Code in other languages, not sentences: `{url}` and `{query}` are filled in.
SNIPPETS: Final = {
    "curl": (
        "curl",
        'curl --get {url} \\\n  --header "Accept: text/csv" \\\n  --data-urlencode query@requete.rq',
    ),
    "python": (
        "Python",
        'import pandas as pd\nfrom urllib.parse import urlencode\n\nquery = """{query}"""\n'
        'address = "{url}?" + urlencode({{"query": query}})\n'
        'table = pd.read_csv(address, storage_options={{"Accept": "text/csv"}})',
    ),
    "r": (
        "R",
        'library(httr2)\n\nquery <- r"({query})"\ntable <- request("{url}") |>\n'
        '  req_url_query(query = query) |>\n  req_headers(Accept = "text/csv") |>\n'
        "  req_perform() |>\n  resp_body_string() |>\n  read.csv(text = _)",
    ),
    "excel": (
        "Excel",
        'let\n  Requete = "{excel}",\n  Reponse = Web.Contents("{url}",\n'
        '    [Query = [query = Requete], Headers = [Accept = "text/csv"]]),\n'
        "  Tableau = Table.PromoteHeaders(Csv.Document(Reponse, [Encoding = 65001]))\nin\n  Tableau",
    ),
}


def address_of(here: Here) -> str:
    """Return the endpoint's address as the reader's machine reaches it, for the organisation shown."""
    page = urlsplit(st.context.url or "")
    root = f"{page.scheme or 'http'}://{page.netloc or '127.0.0.1:8501'}/sparql"
    return f"{root}/{quote(here.organisation)}" if here.organisation else root


def endpoint(here: Here, text: str, *, snippets: bool) -> None:
    """Show the endpoint's address and, where asked, a snippet a tool, each with the query as it stands."""
    address = address_of(here)
    if snippets:
        with st.container(key="sparql_panel", border=True):
            _snippets(here, address, text)
    st.html(_endpoint_html(here.lang, address))


@functools.lru_cache(maxsize=32)
def _endpoint_html(lang: str, address: str) -> str:
    texts = messages(lang).section("ui.sparql")
    return (
        f'<div class="qg-endpoint"><b>{escape(texts["endpoint"])}</b><code>{escape(address)}</code>'
        f'<small class="qg-muted">{escape(texts["endpoint_help"])}</small></div>'
    )


def _snippets(here: Here, address: str, text: str) -> None:
    tool = st.segmented_control(
        here.text("sparql.tool"),
        list(SNIPPETS),
        format_func=lambda key: SNIPPETS[key][0],
        default="curl",
        required=True,
        label_visibility="collapsed",
        key="sparql tool",
    )
    st.caption(here.text(f"sparql.snippet.{tool or 'curl'}"))
    st.code(snippet(tool or "curl", address, text), language=None, wrap_lines=True)


def snippet(tool: str, url: str, text: str) -> str:
    """Return the text with which a tool asks the endpoint."""
    # Power Query writes a quotation mark twice and a line break as #(lf).
    excel = text.strip().replace('"', '""').replace("\n", "#(lf)")
    return SNIPPETS[tool][1].format(url=url, query=text.strip(), excel=excel)
