"""The command `cut`: the least that parts two processes, in sentences with the flows that prove them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from qualite_graph.cli.analyse import described, told
from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.output import write_text

if TYPE_CHECKING:
    from qualite_graph.analysis.weakest import MinimumCut
    from qualite_graph.cli.analyse import Names

FORMATS: Final = ("text", "json")


def run(context: Context, start: str, end: str, organisation: str | None, format_name: str) -> int:
    """Say what has to fail for nothing to lead from one process to another any more.

    Raises:
        UsageError: the format is unknown.
        NotFoundError: the organisation or one of the processes does not exist.
        InputError: both processes are the same.
    """
    if format_name not in FORMATS:
        raise UsageError("unknown_choice", option="--format", value=format_name, choices=", ".join(FORMATS))
    workspace = open_for_reading(context)
    slug = workspace.organisation(organisation)
    found = workspace.minimum_cut(start, end, slug)
    names = workspace.names({iri for sentence in found.sentences() for iri in sentence.iris()}, slug)
    if format_name == "json":
        document = {"organisation": slug, **_document(found, names)}
        write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return 0
    ends = {"start": names[found.start].full(context.lang), "end": names[found.end].full(context.lang)}
    print(context.text("cli.cut.title", **ends))
    print()
    for sentence in found.sentences():
        print("\n".join(told(sentence, context, names)))
    return 0


def _document(found: MinimumCut, names: Names) -> dict[str, object]:
    """Return a cut as JSON values, as `docs/schemas/cut.schema.json` describes them."""
    return {
        "start": found.start,
        "end": found.end,
        "processes": None if found.processes is None else list(found.processes),
        "flows": list(found.flows),
        "findings": [described(sentence, names) for sentence in found.sentences()],
    }
