"""A sound organisation has no finding, and each rule is broken by the least change that should break it."""

import pytest

from qualite_graph.validation import ENGINES, Severity, read_shapes
from qualite_graph.vocabulary import QGS
from qualite_graph.workspace import Workspace
from tests.validation.breakages import BREAKAGES
from tests.validation.conftest import DAY, Load, iri


def found(workspace: Workspace) -> set[tuple[str, str]]:
    report = workspace.check("essai", reference_date=DAY)
    return {(finding.shape.iri.removeprefix(str(QGS)), finding.focus) for finding in report.findings}


def test_a_sound_organisation_has_no_finding(load: Load) -> None:
    assert found(load()) == set()


@pytest.mark.parametrize("name", BREAKAGES)
def test_the_least_change_breaks_the_rule(load: Load, name: str) -> None:
    change = BREAKAGES[name]
    assert (name, iri(change.focus)) in found(load(change))


def test_every_rule_about_an_organisation_has_its_breakage() -> None:
    """The others are about the reference knowledge, which has no clause at stake and its own tests."""
    about_data = {rule.iri.removeprefix(str(QGS)) for rule in read_shapes().by_iri.values() if rule.clauses}
    assert about_data == set(BREAKAGES)


def test_engines_agree_on_every_breakage_at_once(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = []
    for engine in ENGINES:
        monkeypatch.setenv("QUALITE_GRAPH_SHACL_ENGINE", engine)
        workspace = load(*[change for change in BREAKAGES.values() if change.add and not change.remove])
        reports.append(workspace.check("essai", reference_date=DAY))
    assert reports[0] == reports[1]
    assert len(reports[0].findings) > 50
    assert not reports[0].conforms
    assert reports[0].counts[Severity.VIOLATION] > 40
