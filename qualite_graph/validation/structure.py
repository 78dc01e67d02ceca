"""What a write must respect: the structural rules, checked on what is about to stand, before it stands.

Only the rules whose breach is a violation are run: what is missing or late never stops a write.
"""

from __future__ import annotations

import functools
from urllib.parse import unquote

from qualite_graph.changes import Delta, document, statements_of, subject_of
from qualite_graph.errors import InputError
from qualite_graph.messages import current_language, messages
from qualite_graph.settings import setting
from qualite_graph.store import Dataset, Store, dataset_of
from qualite_graph.store.base import rows_of, values_block
from qualite_graph.validation.checking import findings, plain
from qualite_graph.validation.engines import results
from qualite_graph.validation.findings import Finding, Severity
from qualite_graph.validation.shapes import read_shapes
from qualite_graph.vocabulary import SH, graph_of


class ViolationError(InputError):
    """A write would leave statements that break the model; nothing was written."""

    def __init__(self, found: tuple[Finding, ...]) -> None:
        """Keep every finding; the sentence counts them and tells the first."""
        super().__init__("violations", count=len(found), item=found[0].focus, rule=found[0].shape.iri)
        self.findings = found

    def message(self, lang: str | None = None) -> str:
        """Return the sentence, with what the first broken rule says."""
        chosen = lang or current_language()
        first = self.findings[0]
        return messages(chosen).text(
            "errors.violations",
            count=len(self.findings),
            item=unquote(first.focus.rsplit("/", 1)[1]),
            rule=first.message(chosen),
        )


def refuse_violations(store: Store, lines: str) -> None:
    """Check all the statements that are about to stand for an organisation.

    Raises:
        ViolationError: some break the model.
    """
    _refuse(_broken(store, lines))


def refuse_violating_change(store: Store, slug: str, delta: Delta) -> None:
    """Check what a change touches: its items, those that refer to them, and what these refer to.

    A structural rule looks at one item and at what it refers to, so no other item can begin to break one.

    Raises:
        ViolationError: some item that the change touches would break the model.
    """
    changed = {subject_of(line) for line in (*delta.added, *delta.removed)}
    graph = Dataset((graph_of(slug),))
    referring = _column(store, graph, f"?item ?p ?end . {values_block('end', changed)}")
    focus = changed | referring
    around = _column(store, graph, f"?focus ?p ?item . {values_block('focus', focus)} FILTER(isIRI(?item))")
    around |= {end for line in delta.added if (end := _object(line))}
    lines = statements_of(store, graph_of(slug), focus | around)
    after = (lines - delta.removed) | delta.added
    _refuse(tuple([found for found in _broken(store, document(after)) if found.focus in focus]))


def _refuse(found: tuple[Finding, ...]) -> None:
    if found:
        raise ViolationError(found)


def _broken(store: Store, lines: str) -> tuple[Finding, ...]:
    knowledge = plain(store.quads(dataset_of(None).graphs))
    broken = results(setting("shacl_engine"), _structural_shapes(), f"{knowledge}\n{lines}\n")
    found = findings(read_shapes(), broken)
    return tuple([finding for finding in found if finding.severity is Severity.VIOLATION])


@functools.cache
def _structural_shapes() -> str:
    shapes = read_shapes()
    silenced = [
        f"<{iri}> <{SH.deactivated}> true ."
        for iri, shape in sorted(shapes.by_iri.items())
        if shape.severity is not Severity.VIOLATION
    ]
    return shapes.turtle + "\n".join(silenced)


def _column(store: Store, graph: Dataset, pattern: str) -> set[str]:
    rows = rows_of(store.query(f"SELECT DISTINCT ?item WHERE {{ {pattern} }}", graph))
    return {row[0].value for row in rows if row[0]}


def _object(line: str) -> str | None:
    last = line.removesuffix(" .").rsplit(" ", 1)[1]
    return last[1:-1] if last.startswith("<") else None
