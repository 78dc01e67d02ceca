"""The page of papers makes each of them, shows it, and gives it to take away."""

from typing import Any

import pytest

from qualite_graph import papers
from qualite_graph.papers import KINDS
from qualite_graph.workspace import Workspace
from tests.ui.pages import html, session


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", [*KINDS, "audit-pack"])
def test_every_paper_can_be_chosen(name: str, lang: str) -> None:
    app = session("documents", paper=name, lang=lang)
    assert not app.exception
    assert not app.error
    if name != "audit-pack":
        assert len(app.get("download_button")) == 1


def test_the_pack_is_made_and_offered() -> None:
    app = session("documents", paper="audit-pack")
    app.button_group[-1].set_value(["html"]).run() if app.button_group else None
    button = next(one for one in app.button if "dossier" in one.label)
    button.click().run(timeout=60)
    assert not app.exception
    assert len(app.get("download_button")) == 1


def test_papers_are_a_list_with_an_address_each() -> None:
    written = html(session("documents", paper="nothing", lang="en"))
    assert 'href="documents?paper=audit-pack&amp;lang=en"' in written
    assert f'qualiteGraph.choose("{next(iter(KINDS))}")' in written  # one that is none of them is the first


def test_a_paper_is_made_once_for_all_who_read_the_same_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    session("documents", paper="turtle")
    made: list[str] = []
    make = papers.make

    def counted(workspace: Workspace, name: str, **rest: Any) -> papers.PaperFile:
        made.append(name)
        return make(workspace, name, **rest)

    monkeypatch.setattr(papers, "make", counted)
    assert not session("documents", paper="turtle").exception
    assert made == []
