"""What was made of values that are still the same objects: a page that runs again makes nothing again."""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

_T = TypeVar("_T")
_A = TypeVarTuple("_A")


def of_the_same(most: int) -> Callable[[Callable[[*_A], _T]], Callable[[*_A], _T]]:
    """Keep the last `most` results of a pure function, by the identity of its arguments; texts as texts.

    The façade gives the same object as long as the store is the same: to compare thousands of nodes with
    those of the former run, or to hash them, takes longer than the page has.

    >>> seen = []
    >>> @of_the_same(2)
    ... def length(value, unit):
    ...     seen.append(value)
    ...     return f"{len(value)} {unit}"
    >>> one, other = [1, 2], [1, 2]
    >>> length(one, "m"), length(one, "".join("m")), length(other, "m"), len(seen)
    ('2 m', '2 m', '2 m', 2)
    """

    def decorate(make: Callable[[*_A], _T]) -> Callable[[*_A], _T]:
        # The arguments are kept with the result: an identity means nothing once its object is gone.
        kept: OrderedDict[tuple[object, ...], tuple[object, _T]] = OrderedDict()
        lock = threading.Lock()

        @functools.wraps(make)
        def made(*values: *_A) -> _T:
            key = tuple([value if isinstance(value, str) else id(value) for value in values])
            with lock:
                if found := kept.get(key):
                    kept.move_to_end(key)
                    return found[1]
            result = make(*values)
            with lock:
                kept[key] = (values, result)
                while len(kept) > most:
                    kept.popitem(last=False)
            return result

        return made

    return decorate
