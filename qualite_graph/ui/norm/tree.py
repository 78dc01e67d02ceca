"""The standard's principles, clauses and sources as a list to choose from, whole or narrowed by words.

It stands apart from the page, whose script is executed anew at every run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from qualite_graph.analysis.knowledge_tree import Branch, KnowledgeTree
from qualite_graph.messages import messages
from qualite_graph.ui.browsing import Line, list_html
from qualite_graph.ui.same import of_the_same

VIEWS: Final = ("principles", "clauses", "sources")
"""The parts of the tree."""


def branches(tree: KnowledgeTree, view: str) -> Sequence[Branch]:
    """Return the branches of a part of the tree."""
    return {"principles": tree.principles, "clauses": tree.clauses, "sources": tree.statements}[view]


@of_the_same(32)
def view_html(tree: KnowledgeTree, view: str, lang: str, where: str) -> str:
    """Write a part of the tree as a list."""
    lists = _lists(view, branches(tree, view), lang)
    return list_html("knowledge", where, messages(lang).text(f"ui.term.{view}"), lists)


def found_html(tree: KnowledgeTree, query: str, lang: str, where: str) -> tuple[int, str]:
    """Return how many terms some words find, and those of all parts as a list."""
    narrowed = {view: [branch.narrowed(query) for branch in branches(tree, view)] for view in VIEWS}
    number = sum(len(branch.leaves) for found in narrowed.values() for branch in found)
    lists = [one for view, found in narrowed.items() for one in _lists(view, found, lang)]
    return number, list_html("knowledge", where, messages(lang).text("ui.term.search"), lists)


def view_of(tree: KnowledgeTree, term: str | None) -> str:
    """Return the part of the tree that holds a term, the first one where none does."""
    for view in VIEWS[1:]:
        if any(leaf.name.notation == term for branch in branches(tree, view) for leaf in branch.leaves):
            return view
    return VIEWS[0]


def _lists(view: str, shown: Iterable[Branch], lang: str) -> list[tuple[str, list[Line]]]:
    return [
        (
            _heading(view, branch, lang),
            [
                Line(
                    [leaf.name.notation],
                    f"<b>{escape(leaf.name.notation)}</b> {escape(leaf.name.label(lang))}",
                    {"term": leaf.name.notation},
                    depth=leaf.depth,
                )
                for leaf in branch.leaves
                if leaf.name.notation
            ],
        )
        for branch in shown
    ]


def _heading(view: str, branch: Branch, lang: str) -> str:
    if view != "principles":
        return ""
    if branch.heading is None:
        return messages(lang).text("ui.term.former")
    return messages(lang).text("ui.term.of_type", type=branch.heading.label(lang))
