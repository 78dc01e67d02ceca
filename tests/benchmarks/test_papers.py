"""The measures of papers make what they say, and count the processes that work beside them."""

from benchmarks import papers, papers_tasks
from benchmarks.report import Settings


def test_the_sheets_of_a_small_organisation_are_measured() -> None:
    found = papers_tasks.sheets(3)
    assert found["files"] == 3  # one part, three formats
    assert found["processor"] > 0
    assert found["megabytes"] > 50


def test_the_section_names_every_target() -> None:
    section = papers.measure(Settings(quick=True, large=False))
    assert len(section.rows) == 3
    assert len(section.targets) == 3
