"""Two maps side by side: versions, organisations, sites; what differs, and the flows that account for it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualite_graph.analysis.comparison import Comparison, Side, compare
from qualite_graph.analysis.network import FlowRow, projection
from qualite_graph.analysis.surroundings import NOTHING_AROUND
from qualite_graph.errors import NotFoundError
from qualite_graph.history import Origin
from qualite_graph.resources import example_workbook
from qualite_graph.telling import tell
from qualite_graph.vocabulary import ORG, QG, RDF, RDFS, entity
from qualite_graph.workspace import EXAMPLE, Workspace
from qualite_graph.writing import replace_organisation

PARTIES = st.sampled_from(["a", "b", "c", "d", "k"])


@st.composite
def sides(draw: st.DrawFn) -> Side:
    processes = draw(st.sets(st.sampled_from("abcd"), min_size=1))
    ends = draw(st.dictionaries(st.sampled_from(["f1", "f2", "f3", "f4", "f5"]), st.tuples(PARTIES, PARTIES)))
    rows = [FlowRow(flow, a, b, f"o{a}") for flow, (a, b) in ends.items()]
    return Side(projection(processes, "k", (), rows), NOTHING_AROUND)


def short(iris: tuple[str, ...]) -> list[str]:
    return [iri.rsplit("/", 1)[1] for iri in iris]


@settings(deadline=None)
@given(sides(), sides())
def test_both_ways_say_the_same_backwards(one: Side, other: Side) -> None:
    forth, back = compare(one, other), compare(other, one)

    assert forth.appeared == back.vanished
    assert forth.vanished == back.appeared
    assert [(m.item, m.field, m.before) for m in forth.moved] == [
        (m.item, m.field, m.after) for m in back.moved
    ]
    assert {(c.name, c.before, c.after) for c in forth.figures if c.process is None} == {
        (c.name, c.after, c.before) for c in back.figures if c.process is None
    }


@settings(deadline=None)
@given(sides())
def test_a_map_does_not_differ_from_itself(side: Side) -> None:
    assert compare(side, side) == Comparison({}, {}, (), ())


def test_the_flow_that_joins_two_parts_is_named() -> None:
    kept = [FlowRow("f", "a", "b", "o")]
    before = Side(projection("abc", (), (), kept), NOTHING_AROUND)
    after = Side(projection("abc", (), (), [*kept, FlowRow("g", "b", "c", "p")]), NOTHING_AROUND)

    changes = {change.name: change for change in compare(before, after).figures}

    assert (changes["parts"].before, changes["parts"].after, changes["parts"].because) == (2, 1, ("g",))
    assert changes["isolated"].because == ("g",)


@pytest.fixture(scope="module")
def edited() -> Workspace:
    """Return the example after two edits: F33 comes from S4 instead of S3, F27 is gone."""
    workspace = Workspace.in_memory()
    flow = f"<{entity(EXAMPLE, 'flow', 'F33')}> <{QG.supplier}>"
    maintenance, systems = (f"<{entity(EXAMPLE, 'process', code)}> ." for code in ("S3", "S4"))
    workspace.edit(f"{flow} {systems}", f"{flow} {maintenance}", organisation=EXAMPLE)
    start = f"<{entity(EXAMPLE, 'flow', 'F27')}> "
    lines = workspace.quads(EXAMPLE, derived=False).decode().split("\n")
    gone = [line.rsplit(" <", 1)[0] + " ." for line in lines if line.startswith(start)]
    workspace.edit("", "\n".join(gone), organisation=EXAMPLE)
    return workspace


def test_two_versions(edited: Workspace) -> None:
    versions = [str(entry.version) for entry in edited.journal(EXAMPLE)]
    found = edited.comparison(versions[0], versions[-1], EXAMPLE)
    comparison = found.comparison
    said = [tell(sentence, "fr", found.names) for sentence in comparison.sentences()]

    assert short(comparison.vanished["flow"]) == ["F27"]
    assert comparison.appeared == {}
    assert [(short((m.item,)), m.field, short(m.before), short(m.after)) for m in comparison.moved] == [
        (["F33"], "supplier", ["S3"], ["S4"])
    ]
    because = {change.name: short(change.because) for change in comparison.figures if change.process is None}
    assert because["internal_flows"] == ["F27"]
    assert because["mutual_pairs"] == ["F33"]
    assert "S3 Maintenir les équipements ne mène plus à aucun client." in said
    assert "Un flux disparaît\u00a0: F27." in said


def test_a_day_means_the_last_version_of_that_day(edited: Workspace) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    latest = str(edited.journal(EXAMPLE)[-1].version)

    assert edited.comparison(today.isoformat(), latest, EXAMPLE).comparison == Comparison({}, {}, (), ())
    with pytest.raises(NotFoundError):
        edited.comparison("2001-01-01", latest, EXAMPLE)


@pytest.mark.parametrize("side", ["99", "nowhere"])
def test_what_does_not_exist_is_refused(edited: Workspace, side: str) -> None:
    with pytest.raises(NotFoundError):
        edited.comparison(side, side, EXAMPLE)


def test_two_organisations_pair_up_by_code() -> None:
    workspace = Workspace.in_memory()
    workspace.load(example_workbook(), "twin")
    process = f"<{entity('twin', 'process', 'Z1')}>"
    workspace.edit(
        f'{process} <{RDF.type}> <{QG.Process}> .\n{process} <{RDFS.label}> "Recycler"@fr .',
        organisation="twin",
    )

    found = workspace.comparison(EXAMPLE, "twin")

    assert {sort: short(items) for sort, items in found.comparison.appeared.items()} == {"process": ["Z1"]}
    assert found.comparison.vanished == {}
    assert "Un processus apparaît\u00a0: Recycler." in [
        tell(sentence, "fr", found.names) for sentence in found.comparison.sentences()
    ]


def test_two_sites_pair_up_by_label() -> None:
    workspace = Workspace.in_memory(example=False)
    lines = []
    for site, processes in (("N", ("Acheter", "Livrer")), ("S", ("Acheter", "Réparer"))):
        unit, below = f"<urn:unit:{site}>", f"<urn:unit:{site}1>"
        lines += [f"{one} <{RDF.type}> <{QG.OrganizationalUnit}> ." for one in (unit, below)]
        lines.append(f"{below} <{ORG.subOrganizationOf}> {unit} .")
        for number, label in enumerate(processes):
            process = f"<urn:process:{site}{number}>"
            lines.append(f"{process} <{RDF.type}> <{QG.Process}> .")
            lines.append(f'{process} <{RDFS.label}> "{label}"@fr .')
            lines.append(f"{process} <{QG.inUnit}> {below} .")
    replace_organisation(workspace.store, "both", "\n".join(lines).encode(), Origin.now("test"))

    found = workspace.comparison("urn:unit:N", "urn:unit:S", "both").comparison

    assert found.appeared == {"process": ("urn:process:S1",)}
    assert found.vanished == {"process": ("urn:process:N1",)}
