"""Says once what one fault causes in many cells, so that people see what to correct and not its echoes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from qualite_graph.exchange.problems import Problem
from qualite_graph.folding import fold

_ECHOES: Final = {"unknown_reference": True, "nothing_to_name": False, "unknown_choice": True}
"""The reasons that one fault repeats in many cells, and whether only for the same value."""


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems with those that say the same of other cells told in the first of them.

    A code that no row has is one fault, however many cells name it; so is a sheet that is missing, however
    many cells of a column name its rows.
    """
    first: dict[tuple[object, ...], Problem] = {}
    also: dict[tuple[object, ...], list[str]] = {}
    for place, problem in enumerate(problems):
        key = _key(problem, place)
        if key in first:
            also[key].append(_address(problem, first[key].sheet))
        else:
            first[key], also[key] = problem, []
    return tuple([replace(problem, also=tuple(also[key])) for key, problem in first.items()])


@dataclass(frozen=True, slots=True)
class Alike:
    """Problems of one sort in one column, for a reader who wants to see sorts: the first, then its cells.

    `cells` are the address and the value of each.
    """

    first: Problem
    cells: tuple[tuple[str, str], ...]

    def place(self, lang: str) -> str:
        """Return where they are: the cell when there is one, else the column or the sheet."""
        return (self.first if len(self.cells) < 2 else replace(self.first, row=None)).place(lang)


def alike(problems: Iterable[Problem]) -> tuple[Alike, ...]:
    """Return problems by what is wrong and in which column, in the order of the first of each."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for place, problem in enumerate(problems):
        where = (problem.file, problem.sheet, problem.column, problem.heading)
        what = (problem.severity, problem.reason, problem.remedy)
        key = (*where, *what) if problem.row is not None else (place,)
        groups.setdefault(key, []).append(problem)
    return tuple(
        [
            Alike(found[0], tuple([(_address(one, one.sheet), one.value) for one in found]))
            for found in groups.values()
        ]
    )


def _key(problem: Problem, place: int) -> tuple[object, ...]:
    same_value = _ECHOES.get(problem.reason)
    if same_value is None or problem.row is None:
        return (place,)
    named = problem.details.get("sheets") or problem.details.get("words")
    if same_value:
        return problem.file, problem.reason, fold(problem.value) or problem.value, named
    return problem.file, problem.reason, problem.sheet, problem.column


def _address(problem: Problem, sheet: str) -> str:
    cell = f"{problem.column}{problem.row}"
    return cell if problem.sheet == sheet else f"{problem.sheet}!{cell}"
