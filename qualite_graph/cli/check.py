"""The command `check`: what is wrong, missing or late in an organisation, and how to put it right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualite_graph.asking import day_of
from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.output import write_text
from qualite_graph.cli.progress import shown as progressing
from qualite_graph.cli.spreadsheet import csv_text
from qualite_graph.cli.table import Grid, show
from qualite_graph.formulas import guard
from qualite_graph.progress import CHECKING
from qualite_graph.spelling import Speller
from qualite_graph.store import Value
from qualite_graph.telling import date_text
from qualite_graph.vocabulary import XSD, graph_of

if TYPE_CHECKING:
    from qualite_graph.naming import Name
    from qualite_graph.validation import Finding, Report

FORMATS: Final = ("table", "json", "csv")
_VIOLATION: Final = 1
_COLUMNS: Final = ("severity", "focus", "message", "how_to_fix", "clauses")


@dataclass(frozen=True, slots=True)
class Asked:
    """What to check, as it was typed: the organisation, the date, the least grave severity to show."""

    organisation: str | None
    date: str | None
    severity: str


def run(context: Context, asked: Asked, format_name: str) -> int:
    """Check an organisation; return 1 when something is a violation, whatever is shown.

    Raises:
        UsageError: the format or the severity is unknown.
        InputError: the organisation is unknown, or the date cannot be read.
    """
    from qualite_graph.validation import Severity  # noqa: PLC0415 -- the help does without

    severities = {severity.value: severity for severity in Severity}
    for option, value, choices in (
        ("--format", format_name, FORMATS),
        ("--severity", asked.severity, tuple(severities)),
    ):
        if value not in choices:
            raise UsageError("unknown_choice", option=option, value=value, choices=", ".join(choices))
    workspace = open_for_reading(context)
    day = day_of(asked.date, "--date") if asked.date is not None else None
    with progressing(context, CHECKING) as progress:
        report = workspace.check(asked.organisation, reference_date=day, progress=progress)
    shown = report.at_least(severities[asked.severity])
    names = workspace.names(report.iris() | {_organisation(report)}, report.organisation)
    page = Page(context, report, shown, names)
    if format_name == "json":
        write_text(page.as_json())
    elif format_name == "csv":
        write_text(page.as_csv())
    else:
        show(page.as_grid())
    return 0 if report.conforms else _VIOLATION


@dataclass(frozen=True, slots=True)
class Page:
    """A report ready to be written: the findings to show, and the names of what they are about."""

    context: Context
    report: Report
    shown: tuple[Finding, ...]
    names: Mapping[str, Name]

    def as_grid(self) -> Grid:
        """Return the findings as a table for reading."""
        text = self.context.text
        title = text(
            "cli.check.title",
            organisation=self._speller.label(Value("iri", _organisation(self.report))),
            date=date_text(self.report.reference_date, self.context.lang),
        )
        counts = {severity.value: count for severity, count in self.report.counts.items()}
        caption = text("cli.check.total", **counts) if self.report.findings else text("cli.check.none")
        headings = [text(f"cli.check.heading.{column}") for column in _COLUMNS]
        return Grid(title, headings, [self._cells(finding) for finding in self.shown], caption)

    def as_csv(self) -> str:
        """Return the findings as CSV: codes and labels apart, one column per value."""
        text = self.context.text
        columns = ("severity", "focus", "message", "value", "how_to_fix", "clauses")
        headings = [text(f"cli.check.heading.{column}") for column in columns]
        rows = [[headings[0], f"{headings[1]} (code)", *headings[1:]]]
        for finding in self.shown:
            severity, _, _, fix, clauses = self._cells(finding)
            focus = Value("iri", finding.focus)
            code, label = self._speller.notation(focus), self._speller.label(focus)
            message, value = finding.message(self.context.lang), self._speller.full(finding.value)
            rows.append([guard(cell) for cell in (severity, code, label, message, value, fix, clauses)])
        return csv_text(rows, self.context.lang)

    def as_json(self) -> str:
        """Return the findings as JSON, with the texts of both languages and every IRI."""
        document = {
            "organisation": self.report.organisation,
            "reference_date": self.report.reference_date.isoformat(),
            "conforms": self.report.conforms,
            "counts": {severity.value: count for severity, count in self.report.counts.items()},
            "findings": [
                {
                    "focus": finding.focus,
                    "notation": self._speller.notation(Value("iri", finding.focus)),
                    "label": self._speller.label(Value("iri", finding.focus)),
                    "shape": finding.shape.iri,
                    "severity": finding.severity.value,
                    "message": dict(finding.shape.messages),
                    "how_to_fix": dict(finding.shape.how_to_fix),
                    "clauses": list(finding.clauses),
                    "path": finding.path,
                    "value": finding.value._asdict() if finding.value else None,
                }
                for finding in self.shown
            ],
        }
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    @property
    def _speller(self) -> Speller:
        return Speller(self.context.lang, self.names)

    def _cells(self, finding: Finding) -> list[str]:
        lang = self.context.lang
        message = finding.message(lang)
        # A yes or a no tells the reader nothing that the sentence does not.
        if finding.value and finding.value.datatype != XSD.boolean:
            value = self._speller.full(finding.value)
            message = self.context.text("cli.check.with_value", message=message, value=value)
        return [
            self.context.text(f"cli.check.severity_name.{finding.severity.value}"),
            self._speller.full(Value("iri", finding.focus)),
            message,
            finding.how_to_fix(lang),
            ", ".join([self._number(clause) for clause in finding.clauses]),
        ]

    def _number(self, clause: str) -> str:
        name = self.names.get(clause)
        return (name.notation if name else None) or clause


def _organisation(report: Report) -> str:
    return graph_of(report.organisation)
