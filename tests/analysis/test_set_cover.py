"""The greedy cover covers, keeps its stated bound, and never claims too much: against brute force."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from qualite_graph.analysis.set_cover import cover

ELEMENTS = st.frozensets(st.integers(0, 7))
SETS = st.dictionaries(st.sampled_from("abcdefg"), ELEMENTS, max_size=7)


def fewest(sets: dict[str, frozenset[int]], wanted: frozenset[int]) -> int:
    reachable = wanted & frozenset().union(*sets.values())
    for size in range(len(sets) + 1):
        if any(reachable <= frozenset().union(*few) for few in combinations(sets.values(), size)):
            return size
    raise AssertionError


@settings(max_examples=300)
@given(SETS, ELEMENTS)
def test_the_cover_keeps_its_bounds(sets: dict[str, frozenset[int]], wanted: frozenset[int]) -> None:
    found = cover(sets, wanted)
    held = frozenset().union(*(sets[name] for name in found.chosen))
    best = fewest(sets, wanted)

    assert found.uncovered == wanted - frozenset().union(*sets.values())
    assert wanted - held == found.uncovered
    assert found.at_least <= best <= len(found.chosen)
    assert len(found.chosen) <= found.factor * best
    assert not found.is_fewest or len(found.chosen) == best
    assert len(set(found.chosen)) == len(found.chosen)


@given(SETS, ELEMENTS)
def test_no_set_is_superfluous(sets: dict[str, frozenset[int]], wanted: frozenset[int]) -> None:
    chosen = cover(sets, wanted).chosen
    for name in chosen:
        others = frozenset().union(*(sets[other] for other in chosen if other != name))
        assert sets[name] & wanted - others


@given(SETS, ELEMENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_sets_does_not_matter(
    sets: dict[str, frozenset[int]], wanted: frozenset[int], random: object
) -> None:
    items = list(sets.items())
    random.shuffle(items)  # type: ignore[attr-defined]

    assert cover(dict(items), wanted) == cover(sets, wanted)


def test_where_greedy_is_not_the_best_it_does_not_say_so() -> None:
    sets = {"a": {1, 2, 3, 4}, "b": {1, 2, 5}, "c": {3, 4, 6}, "d": {5, 6}}
    found = cover({**sets, "e": {1, 3, 5}, "f": {2, 4, 6}}, {1, 2, 3, 4, 5, 6})

    assert len(found.chosen) == 2
    assert found.at_least <= 2


def test_nothing_to_cover_needs_nothing() -> None:
    assert cover({}, set()).chosen == ()
    assert cover({"a": {1}}, set()).is_fewest
    assert cover({}, {1}).uncovered == {1}
