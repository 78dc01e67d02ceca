"""The command `interfaces`: what suppliers declare against what customers need, and what to ask both."""

from __future__ import annotations

from qualite_graph.cli.assured import Asked, desk
from qualite_graph.cli.context import Context, UsageError
from qualite_graph.cli.table import Grid, show


def run(context: Context, asked: Asked, kind_name: str | None) -> int:
    """Say where the two sides of an interface do not meet; only one kind of gap, if one is named.

    Raises:
        UsageError: the format or the kind is unknown.
        InputError: the date cannot be read, or the organisation does not exist.
    """
    from qualite_graph.analysis.interfaces import GapKind  # noqa: PLC0415 -- the help does without

    kinds = [kind.value for kind in GapKind]
    if kind_name is not None and kind_name not in kinds:
        raise UsageError("unknown_choice", option="--kind", value=kind_name, choices=", ".join(kinds))
    at = desk(context, asked)
    found = at.workspace.interfaces(at.organisation, reference_date=at.day)
    chosen = GapKind(kind_name) if kind_name else None
    gaps = found.gaps(chosen)
    said = [gap.question() for gap in gaps]
    if at.as_json:
        at.write({"interfaces": found}, said)
        return 0
    text = context.text
    print(at.title("cli.interfaces.title") + "\n")
    if not found.heard:
        print(text("cli.interfaces.unheard") + "\n")
    rows = [
        [text(f"cli.interfaces.gap.{kind}"), str(len(found.gaps(kind)))]
        for kind in GapKind
        if chosen in (None, kind)
    ]
    headings = [text("cli.interfaces.heading.gap"), text("cli.interfaces.heading.count")]
    show(Grid(text("cli.interfaces.counts"), headings, rows, right=frozenset({1})))
    if said:
        names = at.names({iri for sentence in said for iri in sentence.iris()})
        print(f"\n{text('cli.interfaces.questions')}")
        at.say(said, names)
    return 0
