"""Findings are shown once a kind, narrowed by severity, clause and owner, and taken away as a file."""

from pathlib import Path

import pytest

from qualite_graph.ui.session import opened
from qualite_graph.vocabulary import DATA, RDFS
from qualite_graph.workspace import Workspace
from tests.ui.pages import html, session


def sections(written: str) -> int:
    return written.count('class="qg-finding"')


def test_each_kind_of_finding_stands_once_with_its_remedy() -> None:
    report = Workspace.in_memory().check()
    kinds = {finding.shape.iri for finding in report.findings}
    app = session("diagnosis")
    assert not app.exception
    assert sections(html(app)) == len(kinds)
    assert html(app).count("Comment corriger") == len(kinds)
    assert f"{len(report.findings)} constats" in html(app)


def test_a_flow_is_named_by_its_ends_and_an_owner_is_told() -> None:
    written = html(session("diagnosis"))
    assert "Concevoir et développer" in written.split("→")[0]
    assert "pilote\u00a0: Responsable bureau d’études" in written


def test_filters_narrow_and_stand_in_the_address() -> None:
    app = session("diagnosis")
    everything = html(app)
    assert 'href="?clause=9.1.1"' in everything
    app.query_params["clause"] = "9.1.1"
    narrowed = html(app.run())
    assert 0 < sections(narrowed) < sections(everything)
    assert "Article\u00a0: 9.1.1" in narrowed
    assert sections(html(session("diagnosis", clause="9.1.1"))) == sections(narrowed)


def test_a_filter_stays_until_a_link_lifts_it() -> None:
    app = session("diagnosis", clause="9.1.1")
    del app.query_params["clause"]
    assert "Article\u00a0: 9.1.1" in html(app.run())  # come back from another page
    app.query_params["clause"] = ""
    assert "Article\u00a0: tous" in html(app.run())
    assert "clause" not in app.query_params
    assert "Article\u00a0: tous" in html(app.run())


def test_a_value_that_is_no_option_narrows_nothing() -> None:
    assert sections(html(session("diagnosis", owner="nobody"))) == sections(html(session("diagnosis")))


def test_what_nobody_answers_for_can_be_asked() -> None:
    written = html(session("diagnosis", owner="-"))
    assert "n’a pas de pilote" in written
    assert "pilote\u00a0:" not in written


def test_three_choices_that_nothing_answers_are_said() -> None:
    app = session("diagnosis", owner="-", clause="6.2.1", severity="info")
    assert "Élargissez" in html(app)


def test_findings_follow_what_is_written_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(tmp_path / "written"))
    app = session("diagnosis")
    written = html(app)
    assert html(app.run()) == written
    said = f"<{DATA}coffralp/process/S3> <{RDFS.label}>"
    opened().workspace.edit(f'{said} "Maintenir tout"@fr .', f'{said} "Maintenir les équipements"@fr .')
    assert "Maintenir tout" not in written
    assert "Maintenir tout" in html(app.run())
