"""A question's query as a text that runs anywhere: its prefixes declared, its parameters as values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from qualite_graph.store import Value
from qualite_graph.vocabulary import PREFIXES

_GROUP: Final = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_DECLARED: Final = re.compile(r"\bPREFIX\s+([\w-]*):", re.IGNORECASE)
_HIDDEN: Final = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>\s]*>|#[^\n]*')
_USED: Final = re.compile(r"(?<![\w?$:@-])([A-Za-z][\w-]*):(?=[\w%\\]|\s|$)")


def standalone(text: str, bindings: Mapping[str, Value]) -> str:
    """Return a query whose bound variables are given by a VALUES block in each group that may read them.

    >>> print(standalone("SELECT ?c WHERE { $p qg:hasOwner ?c }", {"p": Value("iri", "urn:R3")}))
    SELECT ?c WHERE {
      VALUES ?p { <urn:R3> } $p qg:hasOwner ?c }
    """
    if not bindings:
        return text
    values = " ".join([f"VALUES ?{name} {{ {value.n3()} }}" for name, value in bindings.items()])
    return _GROUP.sub(lambda found: f"{found[0]}\n  {values}", text)


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
