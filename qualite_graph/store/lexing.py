"""A SPARQL text cut into its words: enough to see which graphs it names, and to add some to an update."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import urljoin

from qualite_graph.store.base import Dataset

_TOKEN: Final = re.compile(
    r"""(?P<gap>[ \t\r\n]+|\#[^\r\n]*)
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>(?:'{3}|"{3})(?:\\.|[^\\])*?(?:'{3}|"{3})|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*')
      | (?P<variable>[?$]\w+)
      | (?P<name>[\w.-]*:(?:\\.|%[0-9A-Fa-f]{2}|[\w:.-])*)
      | (?P<word>\w+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)

_OPERATIONS: Final = frozenset(
    ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD")
)


class Token(NamedTuple):
    """A piece of a text: its kind, what it is, where it starts, and how many braces are open around it."""

    kind: str
    text: str
    start: int
    depth: int

    def is_word(self, word: str) -> bool:
        """Tell whether this is a word of the language, in whatever case."""
        return self.kind == "word" and self.text.upper() == word


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of a text, spaces and comments left out."""
    depth = 0
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "mark"
        if kind == "gap":
            continue
        if found[0] == "}":
            depth -= 1
        yield Token(kind, found[0], found.start(), depth)
        if found[0] == "{":
            depth += 1


def stated_dataset(text: str, base: str | None = None) -> Dataset | None:
    """Return the graphs that a query's FROM clauses name, or None when it has none.

    What is read may only narrow what a query sees: where each word ends is for the engine alone to say.

    >>> stated_dataset("PREFIX a: <urn:a:> SELECT * FROM a:b FROM NAMED <urn:c> { ?from ?p 'FROM <urn:d>' }")
    Dataset(graphs=('urn:a:b',), named=('urn:c',))
    >>> stated_dataset("SELECT * { ?s ?p ?o }") is None
    True
    """
    found = list(tokens(text))
    prefixes: dict[str, str] = {}
    base = base or ""
    graphs: list[str] = []
    named: list[str] = []
    for place, token in enumerate(found):
        following = found[place + 1 : place + 3]
        if token.depth or not following:
            continue
        if token.is_word("PREFIX") and len(following) > 1:
            prefixes[following[0].text] = _iri(following[1], prefixes, base)
        elif token.is_word("BASE"):
            base = urljoin(base, following[0].text[1:-1])
        elif token.is_word("FROM") and following[0].is_word("NAMED") and len(following) > 1:
            named.append(_iri(following[1], prefixes, base))
        elif token.is_word("FROM") and not following[0].is_word("NAMED"):
            graphs.append(_iri(following[0], prefixes, base))
    return Dataset(tuple(graphs), tuple(named)) if graphs or named else None


def states_using(text: str) -> bool:
    """Tell whether an update says itself, by USING or WITH, which graphs it reads."""
    return any(token.is_word(word) for token in tokens(text) if not token.depth for word in ("USING", "WITH"))


def with_using(text: str, graphs: tuple[str, ...], named: tuple[str, ...]) -> str:
    """Return an update each of whose patterns reads these graphs (SPARQL 1.1 Protocol, section 2.2.3).

    >>> with_using("INSERT { ?s a ?o } WHERE { ?s ?p ?o }", ("urn:g",), ())
    'INSERT { ?s a ?o } USING <urn:g> WHERE { ?s ?p ?o }'
    """
    clauses = "".join(
        [f"USING <{graph}> " for graph in graphs] + [f"USING NAMED <{graph}> " for graph in named]
    )
    parts: list[str] = []
    done = 0
    previous: Token | None = None
    found = list(tokens(text))
    for place, token in enumerate(found):
        if token.is_word("WHERE") and not token.depth:
            parts.append(text[done : token.start])
            done = token.start
            if previous is not None and previous.is_word("DELETE"):
                # The short form has no place for graphs: its pattern is written out as the template too.
                parts.append(_group(text, found, place))
            parts.append(f" {clauses}" if parts[-1].endswith("}") else clauses)
        previous = token
    return "".join([*parts, text[done:]])


def closed(text: str) -> str:
    """Return an update to which others can be joined by a semicolon: one that ends with an operation.

    >>> closed("CLEAR ALL"), closed("CLEAR ALL ; # all of it")
    ('CLEAR ALL\\n', 'CLEAR ALL ; # all of it\\nINSERT DATA {}')
    """
    is_open = True
    for token in tokens(text):
        if token.text == ";" and not token.depth:
            is_open = True
        elif token.kind == "word" and not token.depth and token.text.upper() in _OPERATIONS:
            is_open = False
    return f"{text}\nINSERT DATA {{}}" if is_open else f"{text}\n"


def as_insertion(text: str) -> tuple[str, bool] | None:
    """Return an update that states data alone as one that inserts them, and whether it deletes them.

    Another one, or one that does both, gives None.

    >>> as_insertion("DELETE DATA { <urn:a> <urn:b> 'DELETE' }")
    ("INSERT DATA { <urn:a> <urn:b> 'DELETE' }", True)
    >>> as_insertion("DELETE WHERE { ?s ?p ?o }") is None
    True
    """
    found = list(tokens(text))
    kinds = set()
    parts = []
    done = 0
    for token, following in zip(found, [*found[1:], None], strict=False):
        word = token.text.upper()
        if token.depth or token.kind != "word" or word not in _OPERATIONS:
            continue
        if word not in ("INSERT", "DELETE") or following is None or not following.is_word("DATA"):
            return None
        kinds.add(word)
        parts += [text[done : token.start], "INSERT"]
        done = token.start + len(word)
    if len(kinds) != 1:
        return None
    return "".join([*parts, text[done:]]), kinds == {"DELETE"}


def _group(text: str, found: list[Token], place: int) -> str:
    opening = next((token for token in found[place:] if token.text == "{"), None)
    if opening is None:
        return ""
    closing = next(
        (token for token in found if token.text == "}" and token.start > opening.start and not token.depth),
        None,
    )
    return "" if closing is None else text[opening.start : closing.start + 1]


def _iri(token: Token, prefixes: dict[str, str], base: str) -> str:
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1]) if base else token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix + ":", "") + local.replace("\\", "")
