"""What somebody without a file needs: the empty workbook, a list of three columns, the example."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from qualite_graph.resources import example_workbook
from qualite_graph.ui import session
from qualite_graph.ui.session import Here
from qualite_graph.workspace import EXAMPLE

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer_samples(here: Here) -> None:
    """Offer the files to start from, and the example organisation when it is not there."""
    with st.container(border=True, key="samples"):
        st.markdown(f"**{here.text('data.no_file')}**")
        st.write(here.text("data.list_help"))
        st.download_button(
            here.text("data.list"),
            data=partial(list_bytes, here.lang),
            file_name=here.text("data.list_file"),
            mime=_XLSX,
            icon=":material/list_alt:",
            on_click="ignore",
        )
        st.write(here.text("data.template_help"))
        st.download_button(
            here.text("data.template"),
            data=partial(template_bytes, here.lang),
            file_name=here.text("data.template_file"),
            mime=_XLSX,
            icon=":material/table_view:",
            on_click="ignore",
        )
        if not any(one.notation == EXAMPLE for one in here.workspace.organisations()):
            st.write(here.text("data.example_help"))
            if st.button(here.text("data.example"), icon=":material/school:"):
                with st.spinner(here.text("data.reading")):
                    here.workspace.load(example_workbook(), EXAMPLE)
                session.go_to_organisation(EXAMPLE)
                st.rerun()


def template_bytes(lang: str) -> bytes:
    """Return the empty workbook of the layout in a language."""
    from qualite_graph.exchange import write_template  # noqa: PLC0415 -- XlsxWriter, when it is asked for

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, lang)
        return path.read_bytes()


def list_bytes(lang: str) -> bytes:
    """Return the shortest workbook that draws a map: three headings, and nothing under them."""
    import xlsxwriter  # noqa: PLC0415 -- when it is asked for

    from qualite_graph.exchange.plain_list import LIST, SHORTEST  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        with xlsxwriter.Workbook(path) as workbook:
            worksheet = workbook.add_worksheet(LIST.names.of(lang))
            bold = workbook.add_format({"bold": True, "bg_color": "#E6ECEF", "bottom": 1})
            for index, column in enumerate(SHORTEST):
                worksheet.set_column(index, index, 34)
                worksheet.write_string(0, index, column.names.of(lang), bold)
            worksheet.freeze_panes(1, 0)
        return path.read_bytes()
