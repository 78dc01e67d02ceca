"""The command `compare`: two maps side by side, in sentences with the flows that account for them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from qualite_graph.cli.analyse import described, told
from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.opening import open_for_reading
from qualite_graph.cli.output import write_text
from qualite_graph.cli.progress import under_way

if TYPE_CHECKING:
    from qualite_graph.analysis.comparing import Compared

FORMATS: Final = ("text", "json")


def run(context: Context, older: str, newer: str, organisation: str | None, format_name: str) -> int:
    """Compare two versions, days, organisations or units.

    Raises:
        UsageError: the format is unknown.
        NotFoundError: one of the two does not exist.
    """
    if format_name not in FORMATS:
        raise UsageError("unknown_choice", option="--format", value=format_name, choices=", ".join(FORMATS))
    workspace = open_for_reading(context)
    with under_way(context, "comparing"):
        found = workspace.comparison(older, newer, organisation)
    if format_name == "json":
        document = {"older": older, "newer": newer, **_document(found)}
        write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return 0
    print(context.text("cli.compare.title", older=older, newer=newer))
    print()
    for sentence in found.comparison.sentences():
        print("\n".join(told(sentence, context, found.names)))
    return 0


def _document(found: Compared) -> dict[str, object]:
    """Return a comparison as JSON values, as `docs/schemas/comparison.schema.json` describes them."""
    comparison = found.comparison
    return {
        "findings": [described(sentence, found.names) for sentence in comparison.sentences()],
        "appeared": {sort: list(items) for sort, items in comparison.appeared.items()},
        "vanished": {sort: list(items) for sort, items in comparison.vanished.items()},
        "moved": [
            {**asdict(move), "before": list(move.before), "after": list(move.after)}
            for move in comparison.moved
        ],
        "figures": [{**asdict(change), "because": list(change.because)} for change in comparison.figures],
    }
