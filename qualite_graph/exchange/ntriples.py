"""Terms of N-Triples written by cheap string work, because a workbook becomes tens of thousands of lines."""

from __future__ import annotations

import re
from typing import Final

from qualite_graph.vocabulary import XSD

_SPECIAL = re.compile(r'["\\\n\r\x00-\x1f\x7f\ud800-\udfff]')
_NAMED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_REPLACEMENT_CHARACTER = "�"


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    # A lone surrogate is no character: UTF-8 cannot carry it and no parser would take it back.
    return f"\\u{code:04X}" if code < 0x80 else _REPLACEMENT_CHARACTER


def escape(text: str) -> str:
    """Return `text` with what N-Triples forbids between quotes escaped.

    >>> escape('a "b"')
    'a \\\\"b\\\\"'
    """
    return _SPECIAL.sub(_escaped, text) if _SPECIAL.search(text) else text


def iri(value: str) -> str:
    """Return the term of an IRI that is known to be well formed.

    >>> iri("https://example.org/a")
    '<https://example.org/a>'
    """
    return f"<{value}>"


def literal(text: str, lang: str = "") -> str:
    """Return the term of a plain string, or of a text in `lang`.

    >>> literal("Coffret", "fr")
    '"Coffret"@fr'
    """
    return f'"{escape(text)}"@{lang}' if lang else f'"{escape(text)}"'


def typed(lexical: str, datatype: str) -> str:
    """Return the term of a lexical form that needs no escaping, typed by an XML Schema local name.

    >>> typed("4.2", "decimal")
    '"4.2"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return f'"{lexical}"^^<{XSD[datatype]}>'
