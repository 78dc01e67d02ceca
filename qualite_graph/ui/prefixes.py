"""A query as a text that runs anywhere: its prefixes declared."""

from __future__ import annotations

import re
from typing import Final

from qualite_graph.vocabulary import PREFIXES

_DECLARED: Final = re.compile(r"\bPREFIX\s+([\w-]*):", re.IGNORECASE)
_HIDDEN: Final = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>\s]*>|#[^\n]*')
_USED: Final = re.compile(r"(?<![\w?$:@-])([A-Za-z][\w-]*):(?=[\w%\\]|\s|$)")


def with_prefixes(text: str) -> str:
    """Return the query with a declaration, above it, of each known prefix that it uses and lacks.

    >>> print(with_prefixes('ASK { ?p a qg:Process ; skos:notation "qg:no" }'))
    PREFIX qg: <https://w3id.org/qualite-graph/ontology#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    ASK { ?p a qg:Process ; skos:notation "qg:no" }
    """
    bare = _HIDDEN.sub(" ", text)
    declared = set(_DECLARED.findall(bare))
    used = dict.fromkeys(_USED.findall(bare))
    missing = [prefix for prefix in used if prefix in PREFIXES and prefix not in declared]
    return "".join([f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in sorted(missing)]) + text
