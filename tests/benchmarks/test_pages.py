"""The session that measures: it is served as a browser is, and counts what comes."""

from pathlib import Path

from benchmarks.pages.served import processor_seconds, script
from benchmarks.pages.session import Session

APP = {
    "streamlit_app.py": 'import streamlit as st\n\napp = st.App("main.py")\n',
    "main.py": 'import streamlit as st\n\nst.html("<p>" + "word " * 400 + "</p>")\n',
}


def test_what_was_sent_once_comes_by_its_name(tmp_path: Path) -> None:
    with script(tmp_path, APP) as served, Session(served.port) as session:
        first, second = session.run(), session.run()
        assert processor_seconds(served.pid) > 0
    assert first.size > 2000 > second.size
    assert first.kinds["ref_hash"] == 0
    assert second.kinds["ref_hash"] > 0
    assert 0 < second.wire < second.size  # the socket compresses
