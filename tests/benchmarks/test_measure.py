"""The harness compares answers before it times anything, and keeps figures apart; no time is asserted."""

from pathlib import Path

import pytest

from benchmarks.measure import DisagreementError, Side, growth, race
from benchmarks.report import Section, Settings, at_least, at_most, keep, kept, write

TASKS = "benchmarks.growth_tasks:"


def side(name: str, processes: int, runs: int) -> Side:
    return Side(name, TASKS + name, {"processes": processes}, runs)


def test_sides_agree_with_the_definition_and_run_as_often_as_asked() -> None:
    figures = race([side("by_definition", 12, 1), side("load_and_derive", 12, 3), side("project", 12, 2)])
    assert [len(figure.seconds) for figure in figures] == [1, 3, 2]
    assert len({figure.size for figure in figures}) == 1
    assert all(figure.peak_megabytes >= figure.idle_megabytes > 0 for figure in figures)


def test_sides_that_differ_are_not_timed() -> None:
    with pytest.raises(DisagreementError, match="by_definition and project differ"):
        race([side("by_definition", 12, 1), side("project", 13, 1)])


def test_a_worker_that_fails_is_named() -> None:
    with pytest.raises(ChildProcessError, match="project"):
        race([Side("project", TASKS + "project", {"unknown": 1}, 1)])


def test_growth_is_the_exponent() -> None:
    assert growth([10, 100, 1_000], [3.0, 300.0, 30_000.0]) == pytest.approx(2)


def test_the_page_says_what_is_missed() -> None:
    targets = [at_least("fast", 999, 1_000), at_most("light", 1.25, 1.3)]
    page = write([Section("Title", "How.", ["side", "median"], [["ours", "1 ms"]], targets)], Settings())
    assert "| fast | 999 × | **missed** |" in page
    assert "| light | 1.25 × | met |" in page
    assert "| ours | 1 ms |" in page


def test_a_section_kept_comes_back(tmp_path: Path) -> None:
    section = Section("Title", "How.", ["side"], [["ours"]], [at_least("fast", 3, 2)], load=0.5)
    keep(section, tmp_path / "deep" / "one.json")
    assert kept(tmp_path / "deep" / "one.json") == section
