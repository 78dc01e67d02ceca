"""Parameters given to a query as text: a VALUES block of serialised terms in each group that reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from qualite_graph.store.base import Value

_TOKEN: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<[^<>\"{}|^`\\\s]*>|\#[^\n\r]*"
    r"|[?$](?P<variable>\w+)|(?P<word>[A-Za-z]+)|(?P<open>\{)|(?P<close>\})|(?P<other>[^\s])",
    re.DOTALL,
)
_VALUES_HEAD: Final = re.compile(r"\bVALUES\s*(?:[?$]\w+|\([^()]*\))\s*\Z", re.IGNORECASE)
_LONGEST_HEAD: Final = 500  # characters between VALUES and its brace


@dataclass(slots=True)
class _Group:
    """One pair of braces: where it opens, whether it is a group of patterns, and what it reads itself."""

    start: int
    patterns: bool
    outermost: bool
    first: str = ""
    read: set[str] = field(default_factory=set)


def bound(text: str, bindings: Mapping[str, Value]) -> str:
    """Return a query with some of its variables given in every group that reads them.

    Groups are evaluated from the inside out: a filter in a nested group would not see what only the outer one
    was given. The outermost group is given all, so that the query can return them.

    >>> print(bound("SELECT * WHERE { ?s ?q $p OPTIONAL { ?s ?r ?t } }", {"p": Value("iri", "urn:x")}))
    SELECT * WHERE { VALUES ?p { <urn:x> } ?s ?q $p OPTIONAL { ?s ?r ?t } }
    """
    if not bindings:
        return text
    insertions: list[tuple[int, str]] = []
    for group in _groups(text):
        names = [name for name in bindings if group.outermost or name in group.read]
        if names and group.patterns and group.first != "SELECT":
            blocks = "".join([f" VALUES ?{name} {{ {bindings[name].n3()} }}" for name in names])
            insertions.append((group.start, blocks))
    parts, end = [], len(text)
    for place, blocks in sorted(insertions, reverse=True):
        parts += [text[place:end], blocks]
        end = place
    return "".join([text[:end], *reversed(parts)])


def _groups(text: str) -> list[_Group]:
    found: list[_Group] = []
    standing: list[_Group] = []
    previous = ""
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind is None:  # a string, an IRI or a comment
            if not token[0].startswith("#"):
                previous = ""
            continue
        if kind == "open":
            before = text[max(0, token.start() - _LONGEST_HEAD) : token.start()]
            data = previous == "CONSTRUCT" or _VALUES_HEAD.search(before) is not None
            standing.append(_Group(token.end(), not data, outermost=not standing and not data))
        elif kind == "close":
            if standing:
                found.append(standing.pop())
        elif standing:
            standing[-1].first = standing[-1].first or token[0].upper()
            if kind == "variable":
                standing[-1].read.add(token["variable"])
        previous = token[0].upper() if kind == "word" else ""
    return found
