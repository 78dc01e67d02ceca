"""The command `impact`: what follows when something disappears, and what everything rests on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from qualite_graph.cli.analyse import described, told
from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.output import write_text
from qualite_graph.cli.table import Grid, show
from qualite_graph.messages import number_text
from qualite_graph.naming import Name
from qualite_graph.vocabulary import graph_of

if TYPE_CHECKING:
    from qualite_graph.analysis.impact import Impact
    from qualite_graph.analysis.single_points import SinglePoint

FORMATS: Final = ("text", "json")
_COLUMNS: Final = ("sort", "item", "alone", "cut_off", "share", "stopped", "customers", "clauses")


def run(context: Context, removed: Sequence[str], organisation: str | None, format_name: str) -> int:
    """Work out a what-if, or rank what everything rests on when nothing is to be removed.

    Raises:
        UsageError: the format is unknown.
        NotFoundError: the organisation, or what is removed, does not exist.
    """
    if format_name not in FORMATS:
        raise UsageError("unknown_choice", option="--format", value=format_name, choices=", ".join(FORMATS))
    workspace = open_for_reading(context)
    slug = workspace.organisation(organisation)
    as_json = format_name == "json"
    if removed:
        found = workspace.impact(removed, slug)
        page = Page(context, slug, workspace.names(found.iris() | {graph_of(slug)}, slug))
        _write(page.impact_document(found)) if as_json else page.show_impact(found)
    else:
        points = workspace.single_points(slug)
        iris = {
            iri for point in points for iri in (point.item, *point.cut_off, *point.stopped, *point.clauses)
        }
        iris |= {iri for point in points for iri in (*point.customers, *point.evidence)}
        page = Page(context, slug, workspace.names(iris | {graph_of(slug)}, slug))
        _write(page.ranking_document(points)) if as_json else page.show_ranking(points)
    return 0


@dataclass(frozen=True, slots=True)
class Page:
    """A what-if or a ranking ready to be written, with the names of what it speaks of."""

    context: Context
    organisation: str
    names: Mapping[str, Name]

    def show_impact(self, impact: Impact) -> None:
        """Print the sentences, then the figures side by side."""
        text = self.context.text
        removed = ", ".join([self._full(iri) for iri in impact.removed])
        print(text("cli.impact.title", organisation=self._title, removed=removed))
        print()
        for sentence in impact.sentences():
            print("\n".join(told(sentence, self.context, self.names)))
        print()
        headings = [text(f"cli.impact.heading.{name}") for name in ("figure", "before", "after")]
        rows = [
            [
                text(f"insights.figure.{name}"),
                self._figure(name, before),
                self._figure(name, impact.after[name]),
            ]
            for name, before in impact.before.items()
        ]
        show(Grid("", headings, rows, right=frozenset({1, 2})))

    def show_ranking(self, points: Sequence[SinglePoint]) -> None:
        """Print what everything rests on as a table."""
        text = self.context.text
        rows = [
            [
                text(f"cli.impact.sort.{point.sort}"),
                self._full(point.item),
                text("cli.yes" if point.alone else "cli.no") if point.sort != "provider" else "",
                self._codes(point.cut_off),
                number_text(f"{100 * point.share:.1f}", self.context.lang) if point.share else "",
                self._codes(point.stopped),
                self._codes(point.customers),
                self._codes(point.clauses),
            ]
            for point in points
        ]
        headings = [text(f"cli.impact.heading.{column}") for column in _COLUMNS]
        show(
            Grid(
                text("cli.impact.title_ranking", organisation=self._title),
                headings,
                rows,
                right=frozenset({4}),
            )
        )

    def impact_document(self, impact: Impact) -> dict[str, object]:
        """Return a what-if as JSON values, as `docs/schemas/impact.schema.json` describes them."""
        spread = {
            name: list(value)
            for name, value in asdict(impact.spread).items()
            if name not in ("takeovers", "rows")
        }
        return {
            "organisation": self.organisation,
            "removed": list(impact.removed),
            "findings": [described(sentence, self.names) for sentence in impact.sentences()],
            "lost": {
                **spread,
                "flows": list(impact.spread.flows),
                "clauses": list(impact.clauses),
                "unproved": list(impact.unproved),
                "cut_off": list(impact.cut_off),
            },
            "takeovers": [
                {**asdict(one), "processes": list(one.processes), "overloaded": one.overloaded}
                for one in impact.spread.takeovers
            ],
            "before": dict(impact.before),
            "after": dict(impact.after),
        }

    def ranking_document(self, points: Sequence[SinglePoint]) -> dict[str, object]:
        """Return a ranking as JSON values, as `docs/schemas/impact.schema.json` describes them."""
        ranked = [
            {
                name: list(value) if isinstance(value, tuple) else value
                for name, value in asdict(point).items()
            }
            for point in points
        ]
        return {"organisation": self.organisation, "single_points": ranked}

    @property
    def _title(self) -> str:
        return self.names[graph_of(self.organisation)].label(self.context.lang)

    def _full(self, iri: str) -> str:
        return self.names[iri].full(self.context.lang)

    def _codes(self, iris: Sequence[str]) -> str:
        return ", ".join(
            [self.names[iri].notation or self.names[iri].label(self.context.lang) for iri in iris]
        )

    def _figure(self, name: str, value: int) -> str:
        if name == "steps" and value < 0:
            return self.context.text("cli.impact.no_steps")
        return number_text(str(value), self.context.lang)


def _write(document: dict[str, object]) -> None:
    write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
