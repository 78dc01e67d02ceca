"""A session runs once at a time, and long work holds nobody up who goes elsewhere."""

import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.pages.served import script
from benchmarks.pages.session import Session

_APP = 'import streamlit as st\n\napp = st.App("main.py")\n'
_BUSY = """
import time
from pathlib import Path
import streamlit as st

def note(text):
    with Path("runs.txt").open("a") as file:
        file.write(text)

if st.query_params.get("busy"):
    note("(")
    time.sleep(1)  # nothing is sent: the run cannot be left
    note(")")
st.write("shown")
"""
_LONG = """
import time
import streamlit as st
from qualite_graph.ui.waiting import waited_for

if st.query_params.get("busy"):
    waited_for("working", lambda: time.sleep(60))
st.write("shown")
"""


def test_a_session_is_never_in_two_runs_at_once(tmp_path: Path) -> None:
    files = {"streamlit_app.py": _APP, "main.py": _BUSY}
    with script(tmp_path, files) as served, Session(served.port, "busy=1") as session:
        session.ask()
        time.sleep(0.3)
        session.run()
        session.run()
    assert "()(" in (noted := (tmp_path / "runs.txt").read_text("utf-8"))
    assert "((" not in noted


def test_long_work_is_left_by_who_goes_elsewhere(tmp_path: Path) -> None:
    files = {"streamlit_app.py": _APP, "main.py": _LONG}
    with script(tmp_path, files) as served, Session(served.port, "busy=1") as session:
        session.ask()
        time.sleep(0.5)
        start = time.monotonic()
        session.ask(query="")
        while "delta" not in session.take():
            pass
        assert time.monotonic() - start < 30  # a minute is what the work takes


def _page() -> None:
    import streamlit as st

    from qualite_graph.errors import InputError
    from qualite_graph.ui.waiting import waited_for

    def fail() -> str:
        raise InputError("unknown_organisation", organisation="x", known="y")

    st.write(waited_for("working", lambda: "made"))
    try:
        waited_for("working", fail)
    except InputError as error:
        st.write(error.key)


def test_its_result_and_its_error_come_back() -> None:
    page = AppTest.from_function(_page).run()
    assert [one.value for one in page.markdown] == ["made", "unknown_organisation"]
