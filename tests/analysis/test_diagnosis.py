"""The diagnosis of the example says what its authors hid in it, and nothing of an empty map."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from qualite_graph.analysis import diagnosis
from qualite_graph.analysis.centrality import betweenness
from qualite_graph.analysis.customer_focus import delivery, on_no_path
from qualite_graph.analysis.diagnosis import Diagnosis, diagnose, figures
from qualite_graph.analysis.feedback import feedback
from qualite_graph.analysis.impact import impact
from qualite_graph.analysis.network import FlowRow, Network, projection
from qualite_graph.analysis.surroundings import NOTHING_AROUND, Surroundings
from qualite_graph.messages import messages
from qualite_graph.telling import Sentence, tell
from qualite_graph.vocabulary import QG
from qualite_graph.workspace import EXAMPLE, Workspace


@cache
def example() -> tuple[Network, Surroundings, Diagnosis]:
    workspace = Workspace.in_memory()
    return workspace.network(EXAMPLE), workspace.surroundings(EXAMPLE), workspace.diagnosis(EXAMPLE)


def short(*iris: str) -> tuple[str, ...]:
    return tuple(iri.rsplit("/", 1)[1] for iri in iris)


def said(key: str) -> list[Sentence]:
    return [
        sentence for chapter in example()[2].chapters for sentence in chapter.sentences if sentence.key == key
    ]


def test_figures_of_the_example() -> None:
    assert figures(example()[0]) == {
        "processes": 18,
        "internal_flows": 48,
        "pairs": 47,
        "customers": 5,
        "providers": 5,
        "parts": 2,
        "mutual_pairs": 14,
        "largest_loop": 16,
        "isolated": 1,
    }


def test_processes_that_cut_are_named_with_the_flows_they_hold() -> None:
    found = {short(str(one.values["process"])): set(short(*one.evidence)) for one in said("network.cut")}

    assert found == {("R3",): {"F33", "F34"}, ("R5",): {"F46", "F47"}}


def test_the_most_central_process_and_its_owner_alone() -> None:
    (central,) = said("network.central")
    (alone,) = said("network.central_alone")

    assert short(str(central.values["process"])) == ("R3",)
    assert central.values["share"] == 29.7
    assert len(central.evidence) == 14  # every flow between R3 and another process
    assert short(str(alone.values["person"])) == ("P05",)


def test_the_person_the_provider_and_the_process_nobody_uses() -> None:
    (person,), (provider,), (useless,) = (
        said("network.person_alone"),
        said("network.single_source"),
        said("network.no_customer"),
    )

    assert short(*person.evidence) == ("P02", "M2", "S5", "S8")
    assert short(str(provider.values["provider"])) == ("F2",)
    assert short(*provider.evidence) == ("X14", "F20", "F22", "F24", *(f"Y{n:02}" for n in range(6, 11)))
    assert short(str(useless.values["process"])) == ("S6",)


def test_feedback_that_goes_nowhere_and_feedback_that_stops() -> None:
    (open_,), (stops,) = said("network.loop_open"), said("network.loop_stops")

    assert short(str(open_.values["process"])) == ("R7",)
    assert short(*open_.evidence) == ("X06", "X07", "X08", "X09")
    assert short(str(stops.values["process"])) == ("M3",)
    assert short(*stops.values["reached"]) == ("M1",)  # type: ignore[arg-type, misc]  # IRIs
    missing = {short(*pair) for pair in feedback(example()[0]).missing}
    assert missing == {("M3", "M2"), ("R7", "M2")}


def test_the_five_clauses_without_an_answer() -> None:
    (unanswered,) = said("network.unanswered")

    assert short(*unanswered.evidence) == ("6.3", "7.1.6", "7.4", "8.5.3", "8.5.6")


def test_ways_from_order_to_delivery() -> None:
    ways = delivery(example()[0])

    assert short(*ways.shortest) == ("R1", "R3", "R6")
    assert short(*ways.unavoidable) == ("R1", "R6")
    assert short(*ways.chain) == ("S1", "R4", "R5", "R6")
    assert short(*ways.critical) == ("R1", "R2", "S1", "R4", "R5", "R6")
    assert short(*on_no_path(example()[0])) == ("S6",)


def test_the_five_most_central() -> None:
    ranking = betweenness(example()[0].graph).ranking[:5]

    assert [(*short(row.process), round(row.betweenness, 3)) for row in ranking] == [
        ("R3", 80.883),
        ("R5", 54.267),
        ("M2", 44.524),
        ("M1", 42.483),
        ("R4", 41.288),
    ]


def test_every_sentence_can_be_said_in_both_languages() -> None:
    for chapter in example()[2].chapters:
        for sentence in chapter.sentences:
            for lang in ("fr", "en"):
                assert "{" not in tell(sentence, lang, {})


def test_a_unit_that_works_for_itself_is_said_with_the_flows_that_leave_it() -> None:
    arcs = ["ab", "bc", "ca", "ba", "cb", "cd", "de"]
    rows = [FlowRow(f"f{number}", one, other, "o") for number, (one, other) in enumerate(arcs)]
    units = {"a": ("u",), "b": ("u",), "c": ("u",), "d": ("v",), "e": ("v",)}
    around = replace(NOTHING_AROUND, units=units)

    found = diagnose(projection("abcde", (), (), rows), around)

    (silo,) = next(chapter.sentences for chapter in found.chapters if chapter.key == "units")
    assert (silo.values["unit"], silo.values["share"], silo.evidence) == ("u", 83, ("f5",))


def test_a_unit_drawn_across_the_groups_that_work_together_is_said() -> None:
    arcs = ["ab", "ba", "bc", "cb", "ca", "ac", "de", "ed", "ef", "fe", "fd", "df", "ad"]
    rows = [FlowRow(f"f{number}", one, other, "o") for number, (one, other) in enumerate(arcs)]
    units = dict.fromkeys("abde", ("u",)) | {"c": ("v",), "f": ("w",)}
    around = replace(NOTHING_AROUND, units=units)

    found = diagnose(projection("abcdef", (), (), rows), around)

    (across,) = next(chapter.sentences for chapter in found.chapters if chapter.key == "units")
    assert across.key == "network.scattered"
    assert across.values == {"unit": "u", "share": 50, "processes": ("a", "b", "d", "e")}


def test_every_chapter_has_its_heading_in_the_pages_and_the_terminal() -> None:
    source = inspect.getsource(diagnosis)
    keys = set(re.findall(r'Chapter\("(\w+)"', source))
    assert "units" in keys
    for lang in ("fr", "en"):
        for heading in ("ui.diagnosis.chapter", "insights.chapter"):
            assert keys <= set(messages(lang).section(heading)), (lang, heading)


def test_long_lists_are_told_by_their_first_items() -> None:
    """A provider whose product passes thirty processes, and feedback that passes them without arriving."""
    parts = [f"p{number:02}" for number in range(30)]
    product, back = frozenset({QG.ProductOutput}), frozenset({QG.FeedbackOutput})
    rows = [FlowRow("s", "x", parts[0], "o", product), FlowRow("e", parts[-1], "c", "z", product)]
    rows += [FlowRow(f"f{a}", a, b, f"o{a}", product) for a, b in pairwise(parts)]
    rows += [FlowRow(f"g{a}", a, b, f"i{a}", back) for a, b in pairwise(parts)]
    rows.append(FlowRow("v", "c", parts[0], "w", frozenset({QG.CustomerFeedbackOutput})))
    around = replace(NOTHING_AROUND, single_sources=frozenset({"x"}))
    network = projection(parts, "c", "x", rows)

    told = {one.key: one for chapter in diagnose(network, around).chapters for one in chapter.sentences}
    lost = {one.key: one for one in impact(network, around, {"x"}).sentences()}

    for sentence, items in (
        (told["network.single_source_many"], "processes"),
        (told["network.loop_stops_among"], "reached"),
        (lost["impact.blocked_among"], "items"),
    ):
        assert len(tuple(str(item) for item in sentence.values[items])) == 20  # type: ignore[union-attr]
        assert all("{" not in tell(sentence, lang, {}) for lang in ("fr", "en"))
    assert lost["impact.blocked_among"].values["count"] == 30


def test_an_empty_map_has_nothing_to_say() -> None:
    assert diagnose(projection((), (), (), ()), NOTHING_AROUND).chapters == ()


def test_a_closed_loop_is_said_with_its_path() -> None:
    voice, back, plan = (
        frozenset({kind}) for kind in (QG.CustomerFeedbackOutput, QG.FeedbackOutput, QG.ImprovementOutput)
    )
    rows = [
        FlowRow("f1", "c", "a", "o1", voice),
        FlowRow("f2", "a", "b", "o2", back),
        FlowRow("f3", "b", "a", "o3", plan),
    ]
    heard = feedback(projection("ab", "c", (), rows))

    assert [loop.path for loop in heard.loops] == [("a", "b")]
    assert (heard.loops[0].closed, heard.loops[0].flows, heard.missing) == (True, ("f2",), ())
