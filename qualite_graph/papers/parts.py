"""Long papers as several: a part is set, sent and read faster than the whole, and has an annex of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from qualite_graph.papers.content import Paper, Section
from qualite_graph.papers.reader import Reader

MOST_TOGETHER: Final = 30
"""The most things, each on some pages of its own, that one file of an audit pack is about."""
MOST_PAGES: Final = 60
"""The most things of a page each."""
T = TypeVar("T")


def split(things: Sequence[T], most: int) -> tuple[Sequence[T], ...]:
    """Return some things in as few parts as may be, of nearly the same size.

    >>> split("abcdefg", 3)
    ('abc', 'de', 'fg')
    """
    count = max(1, -(-len(things) // most))
    small, more = divmod(len(things), count)
    ends = [0]
    for place in range(count):
        ends.append(ends[-1] + small + (place < more))
    return tuple(things[start:end] for start, end in itertools.pairwise(ends))


def in_parts(  # noqa: PLR0913 -- one choice each
    reader: Reader,
    name: str,
    texts: str,
    things: Sequence[tuple[T, str]],
    inside: Callable[[Sequence[T], bool], Iterable[Section]],
    *,
    short: bool = False,
) -> Iterator[Paper]:
    """Yield a paper, in parts where it is long; `texts` is the table of its title and subtitle.

    Each thing comes with what the title of a part calls it. `inside` writes the sections of some of them, and
    is told whether they are the first. A `short` thing takes a page.
    """
    title, subtitle = reader.text(f"{texts}.title"), reader.text(f"{texts}.subtitle")
    parts = split(things, MOST_PAGES if short else MOST_TOGETHER)
    for number, some in enumerate(parts, start=1):
        reader.start()
        sections = tuple(inside([thing for thing, _ in some], number == 1))
        if len(parts) == 1:
            yield reader.paper(name, title, subtitle, sections)
        else:
            yield reader.paper(
                name,
                reader.text("part.title", title=title, number=number, total=len(parts)),
                reader.text("part.subtitle", subtitle=subtitle, first=some[0][1], last=some[-1][1]),
                sections,
                part=number,
            )
