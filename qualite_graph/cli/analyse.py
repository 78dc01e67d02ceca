"""The command `analyse`: one page on what the network of processes tells, each finding with its evidence."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.output import write_text
from qualite_graph.cli.page import terminal_width
from qualite_graph.messages import LANGUAGES, number_text
from qualite_graph.naming import Name
from qualite_graph.telling import Sentence, tell
from qualite_graph.vocabulary import compact, graph_of

if TYPE_CHECKING:
    from qualite_graph.analysis.diagnosis import Diagnosis

FORMATS: Final = ("text", "json")
_EVIDENCE_SHOWN: Final = 8
Names = Mapping[str, Name]


def run(context: Context, organisation: str | None, format_name: str) -> int:
    """Analyse an organisation.

    Raises:
        UsageError: the format is unknown.
        NotFoundError: the organisation does not exist.
    """
    if format_name not in FORMATS:
        raise UsageError("unknown_choice", option="--format", value=format_name, choices=", ".join(FORMATS))
    workspace = open_for_reading(context)
    slug = workspace.organisation(organisation)
    diagnosis = workspace.diagnosis(slug)
    names = workspace.names(diagnosis.iris() | {graph_of(slug)}, slug)
    page = Page(context, slug, diagnosis, names)
    if format_name == "json":
        write_text(json.dumps(page.document(), ensure_ascii=False, indent=2) + "\n")
    else:
        print(page.text())
    return 0


@dataclass(frozen=True, slots=True)
class Page:
    """A diagnosis ready to be written, with the names of what it speaks of."""

    context: Context
    organisation: str
    diagnosis: Diagnosis
    names: Names

    def text(self) -> str:
        """Return the page for reading, as wide as the terminal."""
        text = self.context.text
        title = text(
            "cli.analyse.title", organisation=self.names[graph_of(self.organisation)].label(self._lang)
        )
        sizes = {name: number_text(str(value), self._lang) for name, value in self.diagnosis.figures.items()}
        blocks = [f"{title}\n{text('cli.analyse.size', **sizes)}"]
        for chapter in self.diagnosis.chapters:
            lines = [text(f"insights.chapter.{chapter.key}")]
            for sentence in chapter.sentences:
                lines += told(sentence, self.context, self.names)
            blocks.append("\n".join(lines))
        if not self.diagnosis.chapters:
            blocks.append(text("cli.analyse.nothing"))
        return "\n\n".join(blocks)

    def document(self) -> dict[str, object]:
        """Return the page as JSON values, as `docs/schemas/analysis.schema.json` describes them."""
        return {
            "organisation": self.organisation,
            "figures": dict(self.diagnosis.figures),
            "chapters": [
                {
                    "key": chapter.key,
                    "title": self.context.text(f"insights.chapter.{chapter.key}"),
                    "findings": [described(sentence, self.names) for sentence in chapter.sentences],
                }
                for chapter in self.diagnosis.chapters
            ],
        }

    @property
    def _lang(self) -> str:
        return self.context.lang


def told(sentence: Sentence, context: Context, names: Names) -> Iterator[str]:
    """Yield the lines of a finding for a terminal: the sentence, then what proves it."""
    width = terminal_width()
    said = tell(sentence, context.lang, names)
    yield textwrap.fill(
        said,
        width,
        initial_indent="  • ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    if sentence.evidence:
        shown = [_short(iri, names) for iri in dict.fromkeys(sentence.evidence)]
        more = len(shown) - _EVIDENCE_SHOWN
        if more > 1:  # one more takes no more room than saying so
            listed = ", ".join(shown[:_EVIDENCE_SHOWN])
            line = context.text("cli.analyse.more_evidence", evidence=listed, count=more)
        else:
            line = context.text("cli.analyse.evidence", evidence=", ".join(shown))
        yield textwrap.fill(line, width, initial_indent="    ", subsequent_indent="    ")


def described(sentence: Sentence, names: Names) -> dict[str, object]:
    """Return a finding as JSON values: what it says in each language, its values, what proves it."""
    return {
        "key": sentence.key,
        "text": {lang: tell(sentence, lang, names) for lang in LANGUAGES},
        "values": {
            name: list(value) if isinstance(value, tuple | list) else value
            for name, value in sentence.values.items()
        },
        "evidence": [
            {"iri": iri, "notation": names[iri].notation, "labels": dict(names[iri].labels)}
            for iri in dict.fromkeys(sentence.evidence)
        ],
    }


def _short(iri: str, names: Names) -> str:
    name = names.get(iri)
    return (name.notation if name else None) or compact(iri)
