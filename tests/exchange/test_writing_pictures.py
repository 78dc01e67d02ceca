"""Graphs, models and the picture of the map, read by those who are to read them, or by their own rules."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from qualite_graph.errors import InputError
from qualite_graph.exchange import read
from qualite_graph.exchange.writing import export, find_export_format
from qualite_graph.exchange.writing.map_shapes import number
from qualite_graph.exchange.writing.map_text import text_width, wrap
from qualite_graph.exchange.writing.mermaid import escape
from qualite_graph.vocabulary import QG, RDF, RDFS, entity, graph_of
from qualite_graph.workspace import EXAMPLE, Workspace

SLUG = "essai"
ARCHIMATE = "{http://www.opengroup.org/xsd/archimate/3.0/}"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NASTY = 'a "b" <c> & d; #1 `x` $$y$$ %%{init}%% [z](u) style q:#e; \\n\nfin | end'
QUOTED = r'"(?:[^"\\]|\\.)*"'
PICTURES = ("graphml", "mermaid", "dot", "archimate", "svg")


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.in_memory()


def content(workspace: Workspace, name: str, lang: str = "fr") -> str:
    return workspace.export(EXAMPLE, name, lang=lang).content.decode()


def organisation(*processes: tuple[str, str, str | None], flow: str = "") -> bytes:
    """Return a small organisation: identifiers, labels, families; the first gives `flow` to the last."""
    graph = NamedNode(graph_of(SLUG))
    quads = []

    def state(subject: str, predicate: str, value: NamedNode | Literal) -> None:
        quads.append(Quad(NamedNode(subject), NamedNode(predicate), value, graph))

    for code, label, family in processes:
        iri = entity(SLUG, "process", code)
        state(iri, RDF.type, NamedNode(QG.Process))
        state(iri, RDFS.label, Literal(label, language="fr"))
        if family:
            state(iri, QG.processFamily, NamedNode(family))
    if flow:
        iri, output = entity(SLUG, "flow", "F1"), entity(SLUG, "output", "O1")
        ends = [NamedNode(entity(SLUG, "process", processes[place][0])) for place in (0, -1)]
        state(iri, RDF.type, NamedNode(QG.Flow))
        state(iri, QG.supplier, ends[0])
        state(iri, QG.customer, ends[1])
        state(iri, QG.transfers, NamedNode(output))
        state(output, RDF.type, NamedNode(QG.Output))
        state(output, RDFS.label, Literal(flow, language="fr"))
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def test_graphml_is_the_network(workspace: Workspace) -> None:
    graph = nx.read_graphml(io.StringIO(content(workspace, "graphml", "en")))
    drawn = workspace.process_map(EXAMPLE)
    assert isinstance(graph, nx.MultiDiGraph)
    assert len(graph) == len(drawn.names())
    keys = {name.iri: f"{name.iri.split('/')[-2]}/{name.notation}" for name in drawn.names()}
    expected = sorted((keys[flow.supplier], keys[flow.customer]) for flow in drawn.flows)
    assert sorted((start, end) for start, end, _ in graph.edges(keys=True)) == expected
    node = graph.nodes["process/R3"]
    assert node["label"] == "R3 Plan production"
    assert (node["label_fr"], node["label_en"]) == ("Planifier la production", "Plan production")
    assert (node["type"], node["family"], node["code"]) == ("process", "Realisation", "R3")
    assert {data["kind"] for _, _, data in graph.edges(data=True)} >= {"product", "information", "feedback"}


def test_mermaid_follows_the_grammar(workspace: Workspace) -> None:
    label = r'"[^"\n]*"'
    line = re.compile(
        rf"flowchart TB|  subgraph \w+\[{label}\]|    direction LR|  end"
        rf"|\s+\w+(?:\({label}\)|\[{label}\])|  \w+ (?:-->|-\.->)(?:\|{label}\|)? \w+"
        r"|  classDef \w+ [\w:#,-]+|  class [\w,]+ \w+"
    )
    lines = content(workspace, "mermaid").splitlines()
    assert [text for text in lines if not line.fullmatch(text)] == []
    assert sum("-->" in text or "-.->" in text for text in lines) == 89
    assert sum(text.startswith("  subgraph") for text in lines) == sum(text == "  end" for text in lines) == 3


@given(st.text())
def test_a_mermaid_label_reads_back_and_holds_nothing_active(text: str) -> None:
    written = escape(text)
    assert not re.search(r'["\n\r`<>|{}$%](?!r/>)', written.replace("<br/>", ""))
    plain = re.sub(r"#(\d+);", lambda match: chr(int(match.group(1))), written.replace("<br/>", "\n"))
    breaks = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
    kept = re.sub(
        r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]", "�", text
    )
    assert plain == breaks.sub("\n", kept)


def test_dot_follows_the_grammar(workspace: Workspace) -> None:
    attributes = rf"\[(?:\w+=(?:{QUOTED}|\w+)(?:, )?)+\]"
    line = re.compile(
        rf"digraph {QUOTED} {{|\s*\w+=(?:{QUOTED}|\w+);|\s+(?:node|edge) {attributes};"
        rf"|  subgraph cluster_\d {{|  }}|}}"
        rf"|\s+{QUOTED} {attributes};|  {QUOTED} -> {QUOTED} {attributes};"
    )
    lines = content(workspace, "dot").splitlines()
    assert [text for text in lines if not line.fullmatch(text)] == []
    assert sum(" -> " in text for text in lines) == 89


def test_archimate_keeps_to_the_schema(workspace: Workspace) -> None:
    root = ET.fromstring(content(workspace, "archimate"))
    assert root.tag == f"{ARCHIMATE}model"
    order = [child.tag.removeprefix(ARCHIMATE) for child in root]
    assert order == ["name", "name", "elements", "relationships", "organizations", "propertyDefinitions"]
    identifiers = [item.get("identifier", "") for item in root.iter() if item.get("identifier")]
    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", one) for one in identifiers)
    elements = {item.get("identifier"): item for item in root.iter(f"{ARCHIMATE}element")}
    types = {item.get(XSI_TYPE) for item in elements.values()}
    assert types == {"BusinessProcess", "BusinessActor", "BusinessRole", "BusinessObject"}
    assert all(
        [name.get(XML_LANG) for name in item.findall(f"{ARCHIMATE}name")] == ["fr", "en"]
        for item in elements.values()
    )
    relations = root.findall(f"{ARCHIMATE}relationships/{ARCHIMATE}relationship")
    assert all(item.get(end) in elements for item in relations for end in ("source", "target"))
    assert sum(item.get(XSI_TYPE) == "Flow" for item in relations) == 89
    filed = [item.get("identifierRef") for item in root.iter(f"{ARCHIMATE}item") if item.get("identifierRef")]
    assert sorted(filed) == sorted([*elements, *(item.get("identifier") for item in relations)])
    defined = {item.get("identifier") for item in root.iter(f"{ARCHIMATE}propertyDefinition")}
    assert {item.get("propertyDefinitionRef") for item in root.iter(f"{ARCHIMATE}property")} <= defined


def test_an_archimate_model_reads_back_as_the_same_map(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "model.xml"
    path.write_bytes(workspace.export(EXAMPLE, "archimate").content)
    reading = read(path, SLUG)
    assert reading.left_over == ()
    assert reading.errors == ()
    counts = dict(reading.counts)
    assert (counts["process"], counts["position"], counts["output"]) == (18, 15, 66)
    flows = (counts["internal_flow"], counts["inbound_flow"], counts["outbound_flow"])
    assert flows == (48, 17, 24)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_picture_stands_alone_and_names_everything(workspace: Workspace, lang: str) -> None:
    text = content(workspace, "svg", lang)
    root = ET.fromstring(text)
    tags = {item.tag.rpartition("}")[2] for item in root.iter()}
    assert tags == {"svg", "title", "rect", "g", "path", "text"}
    assert not re.search(r"href|url\(|script|style=|@import", text)
    titles = {item.text for item in root.iter() if item.tag.endswith("}title")}
    written = " ".join(item.text or "" for item in root.iter() if item.tag.endswith("}text"))
    for name in workspace.process_map(EXAMPLE).names():
        assert name.full(lang) in titles
        assert name.label(lang) in written
    assert ("Exigences des clients" if lang == "fr" else "Customer requirements") in written


def test_nodes_of_the_picture_do_not_overlap_and_texts_stay_inside(workspace: Workspace) -> None:
    root = ET.fromstring(content(workspace, "svg"))
    left, top, width, height = (float(part) for part in (root.get("viewBox") or "").split())
    for text in (item for item in root.iter() if item.tag.endswith("}text")):
        x, y, size = (float(text.get(key) or 0) for key in ("x", "y", "font-size"))
        half = text_width(text.text or "", size) / (2 if text.get("text-anchor") else 1)
        assert left <= x - (half if text.get("text-anchor") else 0)
        assert x + half <= left + width
        assert top <= y <= top + height


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("count", [0, 1, 40])
def test_any_size_can_be_drawn(name: str, count: int) -> None:
    families = [QG.RealisationFamily, QG.SupportFamily, None, "https://example.org/own-family"]
    processes = [(f"P{place}", f"Processus numéro {place}", families[place % 4]) for place in range(count)]
    exported = export(organisation(*processes), SLUG, name)
    if name in ("graphml", "archimate", "svg"):
        ET.fromstring(exported.content.decode())
    assert all(label in exported.content.decode() for _, label, _ in processes) or name == "svg"


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_breaks_out_of_its_place(name: str) -> None:
    label = f"{NASTY} \x00\x0b\ufffe🏭 عربي"
    quads = organisation(("A é/1", label, QG.RealisationFamily), ("B", "b", None), flow=label)
    text = export(quads, SLUG, name).content.decode()
    if name in ("graphml", "archimate", "svg"):
        found = " ".join("".join(item.itertext()) for item in ET.fromstring(text).iter())
        assert 'a "b" <c> & d; #1 `x`' in found
    elif name == "mermaid":
        assert "%%{" not in text
        assert "$$" not in text
        assert text.count('"') % 2 == 0
    else:
        assert re.sub(QUOTED, "", text).count('"') == 0
    assert "\x00" not in text


def test_flows_that_a_picture_cannot_hold_are_told() -> None:
    quads = organisation(("A", "a", QG.RealisationFamily), ("B", "b", QG.SupportFamily), flow="pièce")
    told = {left.key: left.count for left in export(quads, SLUG, "svg").left_out}
    assert told["flows"] == 1
    assert "flows" not in {left.key for left in export(quads, SLUG, "dot").left_out}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_a_picture_leaves_out_is_said_in_words(workspace: Workspace, name: str, lang: str) -> None:
    left_out = workspace.export(EXAMPLE, name).left_out
    sentences = [left.message(lang) for left in left_out]
    word = "Indicateurs\u00a0: 19." if lang == "fr" else "Indicators: 19."
    assert word in sentences


def test_long_words_and_texts_are_wrapped_and_clipped() -> None:
    def width(text: str) -> float:
        return text_width(text, 10)

    lines = wrap("un deux trois quatre cinq six sept huit neuf dix", 60, 3, width)
    assert len(lines) == 3
    assert all(width(line) <= 60 for line in lines)
    assert wrap("anticonstitutionnellement", 40, 2, width)[0].endswith("…")
    assert wrap("", 40, 2, width) == ()
    assert number(-0.04) == "0"


@pytest.mark.parametrize(
    ("asked", "name"), [("workbook", "workbook"), (".xlsx", "workbook"), ("csv", "csv"), (".mmd", "mermaid")]
)
def test_a_format_is_found_by_name_and_extension(asked: str, name: str) -> None:
    assert find_export_format(asked).name == name


@pytest.mark.parametrize("asked", ["docx", ".csv", ""])
def test_an_unknown_format_lists_the_known_ones(asked: str) -> None:
    with pytest.raises(InputError) as caught:
        find_export_format(asked)
    assert "csv (.zip)" in caught.value.message("fr")
