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
    waited_for("working", lambda: time.sleep(60), "sleep")
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


_AGAIN = """
import time
from pathlib import Path
import streamlit as st
from qualite_graph.ui.waiting import waited_for

def work():
    with Path("runs.txt").open("a") as file:
        file.write("begun ")
    time.sleep(2)
    return "made"

if st.query_params.get("busy"):
    Path("taken.txt").write_text(waited_for("working", work, "the same"))
st.write("shown")
"""


def test_who_comes_back_takes_what_was_begun(tmp_path: Path) -> None:
    files = {"streamlit_app.py": _APP, "main.py": _AGAIN}
    with script(tmp_path, files) as served, Session(served.port, "busy=1") as session:
        for query in ("busy=1", "", "busy=1"):
            session.ask(query=query)
            time.sleep(0.5)
        end = time.monotonic() + 30
        while not (tmp_path / "taken.txt").exists():
            assert time.monotonic() < end
            time.sleep(0.1)
    assert (tmp_path / "taken.txt").read_text("utf-8") == "made"
    assert (tmp_path / "runs.txt").read_text("utf-8") == "begun "


def _page() -> None:
    import streamlit as st

    from qualite_graph.errors import InputError
    from qualite_graph.ui.waiting import waited_for

    def fail() -> str:
        raise InputError("unknown_organisation", organisation="x", known="y")

    st.write(waited_for("working", lambda: "made", 1))
    try:
        waited_for("working", fail, 2)
    except InputError as error:
        st.write(error.key)


def test_its_result_and_its_error_come_back() -> None:
    page = AppTest.from_function(_page).run()
    assert [one.value for one in page.markdown] == ["made", "unknown_organisation"]
