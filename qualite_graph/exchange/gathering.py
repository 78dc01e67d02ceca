"""Says once what one fault causes in many cells, so that people see what to correct and not its echoes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
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
