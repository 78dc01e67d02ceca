"""What the engine is never given: a query that calls another server, or one that would bring it down."""

from __future__ import annotations

import functools
import re
from typing import Final

MOST_NESTED: Final = 60
"""How deep brackets may stand in each other: the engine reads them by recursion, slower and slower with
depth, and dies of a thousand; people write fewer than ten."""

_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_GAP: Final = r"(?:[ \t\r\n]|#[^\r\n]*+)*+"
_CALL: Final = re.compile(
    rf"(?<![?$:_-])SERVICE{_GAP}(?:SILENT{_GAP})?"
    rf"(<[^<>]*+>|[?$][^ \t\r\n#{{]++|[^ \t\r\n<>{{}}#?$:]*+:(?:\\.|[^ \t\r\n#{{}}\\])*+){_GAP}\{{",
    re.IGNORECASE,
)
"""A call to another server, which this store never makes: nothing leaves the machine.

Its whole shape is sought in the text as it stands. Strings and comments are not taken out first: where each
ends is for the engine's grammar alone to say, and a call must not hide in another reading of it.
"""
_FETCH: Final = re.compile(
    rf"(?<![\w?$:-])LOAD{_GAP}(?:SILENT{_GAP})?(<[^<>]*+>|[^ \t\r\n<>{{}}#?$:]*+:)", re.IGNORECASE
)
"""An order to fetch a document, sought in the same way."""

_MOST_KEPT: Final = 1 << 13  # characters of a text that may be asked about again

_BRACKET: Final = re.compile(r"[(\[{]|[)\]}]")


def refusal(text: str, *, federation: tuple[str, ...] = (), update: bool = False) -> str | None:
    """Return the key of the error that refuses a query or an update, or None when the engine may have it.

    The servers of `federation`, named by their full addresses, may be called and fetched from.

    >>> refusal("ASK { SERVICE <http://example.org/> { ?s ?p ?o } }")
    'service_refused'
    >>> refusal("ASK { SERVICE <http://example.org/> { ?s ?p ?o } }", federation=("http://example.org/",))
    >>> refusal("ASK " + "{" * 100 + "}" * 100)
    'query_too_deep'
    >>> refusal("LOAD SILENT <http://example.org/>", update=True)
    'load_refused'
    """
    judge = _judged if len(text) <= _MOST_KEPT else _judged.__wrapped__
    return judge(text, federation, update)


@functools.lru_cache(maxsize=512)
def _judged(text: str, federation: tuple[str, ...], update: bool) -> str | None:
    # Code point escapes are read by the engine before its grammar: a text counts read and unread.
    readings = dict.fromkeys((text, read_escapes(text)))
    if any(_opened(one) > MOST_NESTED and _depth(one) > MOST_NESTED for one in readings):
        return "query_too_deep"
    allowed = {f"<{server}>" for server in federation}
    for one in readings:
        words = one.upper()  # few queries hold the word at all
        if "SERVICE" in words and any(found[1] not in allowed for found in _CALL.finditer(one)):
            return "service_refused"
        if update and any(found[1] not in allowed for found in _FETCH.finditer(one)):
            return "load_refused"
    return None


def read_escapes(text: str) -> str:
    """Return a text with its code point escapes read, wherever they stand.

    >>> read_escapes("\\u0041SK")
    'ASK'
    """
    return _ESCAPED.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)


def _opened(text: str) -> int:
    return text.count("(") + text.count("[") + text.count("{")


def _depth(text: str) -> int:
    deepest = depth = 0
    for found in _BRACKET.finditer(text):
        depth = depth + 1 if found[0] in "([{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
