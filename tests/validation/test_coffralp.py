"""The example's planted defects, D1 to D18: every one is found at its date, and nothing else is claimed."""

import contextvars
import datetime
from pathlib import Path

import pytest

from qualite_graph.cli import main
from qualite_graph.messages import LANGUAGES
from qualite_graph.validation import ENGINES, Finding
from qualite_graph.vocabulary import QGS
from qualite_graph.workspace import Workspace
from tests.validation.conftest import DAY, HERE

GOLDEN = HERE / "golden" / "coffralp.txt"

DEFECTS = {
    "D1": {("OutputForNobody", "O33"), ("OutputForNobody", "O36")},
    "D2": {("ProcessWithoutOwner", "S3")},
    "D3": {("ProcessWithoutCustomer", "S6")},
    "D4": {("ComplaintsGoNowhere", "R7")},
    "D5": {("SinglePointOfFailure", "R3")},
    "D6": {("PersonOnWhomTooMuchRests", "P02")},
    "D7": {
        ("FlowWithoutRequirement", "F17"),
        ("FlowWithoutRequirement", "F28"),
        ("FlowWithoutRequirement", "F44"),
    },
    "D8": {("ProcessWithoutIndicator", "S5"), ("ProcessWithoutIndicator", "S6")},
    "D9": {("IndicatorWithoutTarget", "I18"), ("IndicatorWithoutValue", "I17")},
    "D10": {
        ("ExpectationWithoutOutput", "N06"),
        ("ExpectationWithoutOutput", "N08"),
        ("ExpectationWithoutOutput", "N10"),
    },
    "D11": {("ComplainingCustomerNeverSurveyed", "C3"), ("ComplainingCustomerNeverSurveyed", "C5")},
    "D12": {
        ("RepeatedComplaintWithoutAction", "K01"),
        ("RepeatedComplaintWithoutAction", "K04"),
        ("RepeatedComplaintWithoutAction", "K07"),
    },
    "D13": {
        ("ProcessNeverAudited", "S4"),
        ("ProcessNeverAudited", "S6"),
        ("ProcessAuditedLongAgo", "S3"),
    },
    "D14": {
        ("ClauseWithoutProcess", "6.3"),
        ("ClauseWithoutProcess", "7.1.6"),
        ("ClauseWithoutProcess", "7.4"),
        ("ClauseWithoutProcess", "8.5.3"),
        ("ClauseWithoutProcess", "8.5.6"),
    },
    "D15": {("AgreementPastReview", "A1")},
    "D16": {("CustomerWithoutNeed", "C3")},
    "D17": {("RiskWithoutTreatment", "RK1"), ("RiskWithoutTreatment", "RK2")},
    "D18": {("SingleExternalSource", "F2")},
}


def short(finding: Finding) -> tuple[str, str]:
    return finding.shape.iri.removeprefix(str(QGS)), finding.focus.rsplit("/", 1)[1]


def found(workspace: Workspace, day: datetime.date) -> set[tuple[str, str]]:
    return {short(finding) for finding in workspace.check("coffralp", reference_date=day).findings}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_planted_defect_is_found_and_nothing_else(
    engine: str, coffralp: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_SHACL_ENGINE", engine)
    workspace = Workspace(coffralp.store)  # nothing kept from the other engine
    findings = workspace.check("coffralp", reference_date=DAY).findings
    planted = [pair for pairs in DEFECTS.values() for pair in pairs]
    assert sorted(map(short, findings)) == sorted(planted)


def test_a_check_is_the_same_twice(coffralp: Workspace) -> None:
    first, second = (Workspace(coffralp.store).check("coffralp", reference_date=DAY) for _ in range(2))
    assert first == second
    assert list(first.findings) == sorted(first.findings, key=lambda finding: finding.order)


@pytest.mark.parametrize(
    ("day", "pair", "late"),
    [
        (datetime.date(2026, 2, 10), ("AgreementPastReview", "A1"), False),
        (datetime.date(2026, 2, 11), ("AgreementPastReview", "A1"), True),
        (datetime.date(2026, 12, 31), ("AgreementPastReview", "A2"), False),
        (datetime.date(2027, 1, 1), ("AgreementPastReview", "A2"), True),
        (datetime.date(2025, 2, 7), ("ProcessAuditedLongAgo", "S3"), False),
        (datetime.date(2025, 2, 8), ("ProcessAuditedLongAgo", "S3"), True),
        (datetime.date(2027, 5, 14), ("ProcessAuditedLongAgo", "R7"), False),
        (datetime.date(2027, 5, 15), ("ProcessAuditedLongAgo", "R7"), True),
    ],
)
def test_what_is_late_depends_on_the_date_given(
    coffralp: Workspace, day: datetime.date, pair: tuple[str, str], late: bool
) -> None:
    assert (pair in found(coffralp, day)) is late


def test_the_report_reads_as_expected(
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_DATA", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    pages = []
    for lang in LANGUAGES:
        command = ["check", "--organisation", "coffralp", "--date", DAY.isoformat(), "--lang", lang]
        assert contextvars.Context().run(main, command) == 0
        pages.append(capsys.readouterr().out)
    text = "\n".join(pages)
    if request.config.getoption("--refresh-golden"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def test_the_first_advice_is_what_helps_most(coffralp: Workspace) -> None:
    report = coffralp.check("coffralp", reference_date=DAY)
    kinds = [found[0].shape.iri.removeprefix(str(QGS)) for found in report.advice()]
    assert kinds[:3] == ["ProcessWithoutCustomer", "RepeatedComplaintWithoutAction", "ProcessWithoutOwner"]
    assert sum(map(len, report.advice())) == len(report.findings)
