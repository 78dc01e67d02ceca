"""The command `check`: what is wrong, missing or late in an organisation, and how to put it right."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualite_graph.asking import day_of
from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.output import write_text
from qualite_graph.cli.page import terminal_width
from qualite_graph.cli.progress import shown as progressing
from qualite_graph.progress import CHECKING
from qualite_graph.spelling import Speller
from qualite_graph.spreadsheet import csv_text
from qualite_graph.store import Value
from qualite_graph.telling import date_text
from qualite_graph.vocabulary import XSD, graph_of

if TYPE_CHECKING:
    from qualite_graph.analysis.subjects import Subject
    from qualite_graph.naming import Name
    from qualite_graph.validation import Finding, Report

FORMATS: Final = ("table", "json", "csv")
_VIOLATION: Final = 1


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
    about = workspace.subjects({finding.focus for finding in shown}, report.organisation)
    page = Page(context, report, shown, names, about)
    if format_name == "json":
        write_text(page.as_json())
    elif format_name == "csv":
        write_text(page.as_csv())
    else:
        print(page.as_text())
    return 0 if report.conforms else _VIOLATION


@dataclass(frozen=True, slots=True)
class Page:
    """A report ready to be written: the findings to show, and the names of what they are about."""

    context: Context
    report: Report
    shown: tuple[Finding, ...]
    names: Mapping[str, Name]
    about: Mapping[str, Subject]

    def as_text(self) -> str:
        """Return the findings for reading, as wide as the terminal: what is said of several is said once."""
        text = self.context.text
        title = text(
            "cli.check.title",
            organisation=self._speller.label(Value("iri", _organisation(self.report))),
            date=date_text(self.report.reference_date, self.context.lang),
        )
        counts = {severity.value: count for severity, count in self.report.counts.items()}
        caption = text("cli.check.total", **counts) if self.report.findings else text("cli.check.none")
        blocks = [title]
        groups: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.shown:
            groups.setdefault((finding.severity.value, finding.shape.iri), []).append(finding)
        told = ""
        for (severity, _), found in groups.items():
            if severity != told:
                blocks.append(text(f"cli.check.section.{severity}", count=counts[severity]).upper())
                told = severity
            blocks.append("\n".join(self._told(found)))
        return "\n\n".join([*blocks, caption])

    def _told(self, found: Sequence[Finding]) -> Iterator[str]:
        """Yield the lines of one sort of finding: what it says, how to put it right, what it is about."""
        text, lang, first = self.context.text, self.context.lang, found[0]
        clauses = ", ".join([self._number(clause) for clause in first.clauses])
        message = first.message(lang)
        if clauses:
            message = text("cli.check.with_clauses", message=message, clauses=clauses)
        yield _filled(message, "", "  ")
        yield _filled(f"→ {first.how_to_fix(lang)}", "  ", "    ")
        for finding in found:
            line = self.about[finding.focus].text(lang)
            if value := self._value(finding):
                line = text("cli.check.with_value", message=line, value=value)
            yield _filled(f"• {line}", "  ", "    ")

    def as_csv(self) -> str:
        """Return the findings as CSV: codes and labels apart, one column per value."""
        text = self.context.text
        columns = ("severity", "focus", "message", "value", "how_to_fix", "clauses")
        headings = [text(f"cli.check.heading.{column}") for column in columns]
        rows = [[headings[0], f"{headings[1]} (code)", *headings[1:]]]
        for finding in self.shown:
            lang = self.context.lang
            cells = (
                text(f"cli.check.severity_name.{finding.severity.value}"),
                *self._called(finding),
                finding.message(lang),
                self._stated(finding),
                finding.how_to_fix(lang),
                ", ".join([self._number(clause) for clause in finding.clauses]),
            )
            rows.append([*cells])
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
                    **dict(zip(("notation", "label"), self._called(finding), strict=True)),
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

    def _called(self, finding: Finding) -> tuple[str, str]:
        """Return the code and the name of what a finding is about."""
        focus, about = Value("iri", finding.focus), self.about[finding.focus]
        if about.nameless_flow:
            return about.name.notation or "", about.text(self.context.lang)
        return self._speller.notation(focus), self._speller.label(focus)

    def _stated(self, finding: Finding) -> str:
        # Other programs read dates and figures as they are stored.
        if finding.value is not None and finding.value.kind == "literal":
            return finding.value.value
        return self._speller.full(finding.value)

    def _value(self, finding: Finding) -> str:
        # A yes or a no tells the reader nothing that the sentence does not.
        if finding.value is None or finding.value.datatype == XSD.boolean:
            return ""
        return self._speller.full(finding.value)

    def _number(self, clause: str) -> str:
        name = self.names.get(clause)
        return (name.notation if name else None) or clause


def _filled(text: str, first: str, rest: str) -> str:
    return textwrap.fill(
        text,
        terminal_width(),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _organisation(report: Report) -> str:
    return graph_of(report.organisation)
