"""Workspaces that papers are made from: the example, and an organisation with almost nothing filled in."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from qualite_graph.papers.reader import Reader
from qualite_graph.vocabulary import QG, RDF, RDFS, SKOS, entity, graph_of
from qualite_graph.workspace import Workspace

DAY = datetime.date(2026, 6, 30)
BARE = "presque-rien"
HOSTILE = (
    "Dire \"oui\" & <b>non</b> 'si'",
    "😀 emoji ☂",
    "שלום عربي",
    "=1+1",
    '#eval("1+1") $x^2$ *gras* `code` @ref',
    "{{ 7*7 }} ${7*7} {% x %}",
    "</script><script>alert(1)</script>",
    "n" * 300,
)


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    opened = Workspace.in_memory()
    graph, process = graph_of(BARE), entity(BARE, "process", "A")
    opened.store.update(
        f"INSERT DATA {{ GRAPH <{graph}> {{ <{graph}> a <{QG.Organization}> . "
        f'<{process}> a <{QG.Process}> ; <{SKOS.notation}> "A" }} }}'
    )
    return opened


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace whose organisation bears every hostile name."""
    opened = Workspace.in_memory(example=False)
    graph = graph_of("rude")
    lines = [
        f"<{graph}> <{RDF.type}> <{QG.Organization}> .",
        f"<{graph}> <{RDFS.label}> {quoted(HOSTILE[0])} .",
    ]
    for place, name in enumerate(HOSTILE):
        process, output = entity("rude", "process", f"P{place}"), entity("rude", "output", f"D{place}")
        flow = entity("rude", "flow", f"F{place}")
        other = entity("rude", "process", f"P{(place + 1) % len(HOSTILE)}")
        lines += [
            f"<{process}> <{RDF.type}> <{QG.Process}> .",
            f'<{process}> <{SKOS.notation}> "P{place}" .',
            f"<{process}> <{RDFS.label}> {quoted(name)} .",
            f"<{output}> <{RDF.type}> <{QG.Output}> .",
            f"<{output}> <{RDFS.label}> {quoted(name)} .",
            f"<{flow}> <{RDF.type}> <{QG.Flow}> .",
            f"<{flow}> <{QG.supplier}> <{process}> .",
            f"<{flow}> <{QG.customer}> <{other}> .",
            f"<{flow}> <{QG.transfers}> <{output}> .",
            f"<{flow}> <{QG.requirement}> {quoted(name)} .",
        ]
    path = tmp_path_factory.mktemp("rude") / "rude.nt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    reading = opened.load(Path(path), "rude")
    assert not reading.blocking, reading
    return opened


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@fr'


@pytest.fixture(scope="session")
def reader(workspace: Workspace) -> Callable[..., Reader]:
    def open_reader(lang: str = "fr", organisation: str = "coffralp") -> Reader:
        return Reader(workspace, organisation, lang, DAY)

    return open_reader
