"""What a server is sent for a query and what goes with it: values inside, the dataset outside alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from qualite_graph.errors import InputError
from qualite_graph.store.base import Value
from qualite_graph.store.lexing import Token, tokens
from qualite_graph.store.refusals import read_escapes

_GAP: Final = r"(?:\s|\#[^\r\n]*)*+"
_FROM: Final = re.compile(rf"(?<![\w?$:-])FROM{_GAP}(?:NAMED{_GAP})?(?:<|[\w.-]*:)", re.IGNORECASE)


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


def without_dataset(text: str) -> str:
    """Return a query without its FROM clauses: some servers add what these name to the dataset given.

    >>> without_dataset("SELECT ?from FROM <urn:a> FROM NAMED a:b WHERE { ?from ?p 'FROM' }")
    "SELECT ?from   WHERE { ?from ?p 'FROM' }"

    Raises:
        InputError: a clause may be left, in another reading of the text.
    """
    read = read_escapes(text)
    if "from" not in read.lower():
        return text
    # What is written by escapes is left as it is, and refused below if it comes to a clause.
    found = list(tokens(text))
    for place in reversed(range(len(found) - 1)):
        if found[place].is_word("FROM") and not found[place].depth:
            last = found[place + 1]
            if last.is_word("NAMED") and place + 2 < len(found):
                last = found[place + 2]
            text = text[: found[place].start] + text[last.start + len(last.text) :]
    if _FROM.search(read_escapes(text)):
        raise InputError("from_refused")
    return text


def _groups(text: str) -> list[_Group]:
    found: list[_Group] = []
    standing: list[_Group] = []
    before: list[Token] = []
    for token in tokens(text):
        if token.text == "{":
            data = _opens_data(before)
            standing.append(_Group(token.start + 1, not data, outermost=not standing and not data))
        elif token.text == "}":
            if standing:
                found.append(standing.pop())
        elif standing:
            standing[-1].first = standing[-1].first or token.text.upper()
            if token.kind == "variable":
                standing[-1].read.add(token.text[1:])
        before.append(token)
    return found


def _opens_data(before: list[Token]) -> bool:
    """Tell whether the brace after some words opens a template or the rows of a VALUES block."""
    if not before:
        return False
    if before[-1].is_word("CONSTRUCT"):
        return True
    place = len(before) - 1
    if before[place].text == ")":
        while place and before[place].text != "(":
            place -= 1
    return place > 0 and before[place - 1].is_word("VALUES")
