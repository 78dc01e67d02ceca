"""An organisation's own look: logo, colour and templates, and what is said when one of them is wrong."""

import io
from pathlib import Path

import docx
import pypdf
import pytest
from PIL import Image

from qualite_graph.errors import InputError
from qualite_graph.papers import make
from qualite_graph.papers.look import chosen_look
from qualite_graph.workspace import Workspace

from .conftest import DAY
from .reading import Page, pdf_text


@pytest.fixture
def logo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "logo.png"
    Image.new("RGB", (60, 30), "#c01818").save(path)
    monkeypatch.setenv("QUALITE_GRAPH_PAPERS_LOGO", str(path))
    return path


def sheet(workspace: Workspace, format_name: str) -> bytes:
    return make(
        workspace, "process-sheet", organisation="coffralp", about="R3", format_name=format_name, day=DAY
    ).content


def test_the_logo_stands_in_every_format(workspace: Workspace, logo: Path) -> None:
    assert any(link.startswith("data:image/png") for link in Page(sheet(workspace, "html")).links)
    document = docx.Document(io.BytesIO(sheet(workspace, "docx")))
    header = document.sections[0].header.part
    assert logo.read_bytes() in {part.blob for part in header.related_parts.values()}
    assert pypdf.PdfReader(io.BytesIO(sheet(workspace, "pdf"))).pages[0].images


def test_the_colour_is_the_one_set(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_PAPERS_COLOUR", "#0A7D55")
    assert b"--accent: #0a7d55" in sheet(workspace, "html")
    document = docx.Document(io.BytesIO(sheet(workspace, "docx")))
    assert str(document.styles["Heading 1"].font.color.rgb) == "0A7D55"


def test_an_organisations_own_templates_win(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_PAPERS_TEMPLATES", str(tmp_path))
    (tmp_path / "paper.typ").write_text(
        "#let paper = json(bytes(sys.inputs.paper))\nOURS: #paper.title", encoding="utf-8"
    )
    (tmp_path / "paper.css").write_text("body { color: teal }", encoding="utf-8")
    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "OUR HEADER"
    own.save(str(tmp_path / "paper.docx"))
    assert "OURS:R3Planifierlaproduction" in pdf_text(sheet(workspace, "pdf"))
    assert b"body { color: teal }" in sheet(workspace, "html")
    document = docx.Document(io.BytesIO(sheet(workspace, "docx")))
    assert document.sections[0].header.paragraphs[0].text == "OUR HEADER"
    assert len(document.tables) == 5


def test_a_broken_template_says_where(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_PAPERS_TEMPLATES", str(tmp_path))
    (tmp_path / "paper.typ").write_text("#let x = (", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        sheet(workspace, "pdf")
    assert caught.value.key == "template_broken"
    (tmp_path / "paper.docx").write_bytes(b"no archive")
    with pytest.raises(InputError) as caught:
        sheet(workspace, "docx")
    assert caught.value.key == "template_unreadable"


@pytest.mark.parametrize(
    ("variable", "value", "key"),
    [
        ("QUALITE_GRAPH_PAPERS_COLOUR", "red; } body {", "bad_colour"),
        ("QUALITE_GRAPH_PAPERS_LOGO", "/nowhere/logo.png", "logo_unreadable"),
        ("QUALITE_GRAPH_PAPERS_LOGO", __file__, "logo_format"),
        ("QUALITE_GRAPH_PAPERS_TEMPLATES", "/nowhere", "templates_missing"),
    ],
)
def test_a_look_that_cannot_be_used_is_refused(
    variable: str, value: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(InputError) as caught:
        chosen_look()
    assert caught.value.key == key
    assert str(caught.value)
