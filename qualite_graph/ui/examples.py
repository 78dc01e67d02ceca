"""Queries to start from on the SPARQL page: each shows one thing that the graph and the language can do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXAMPLES: Final[Mapping[str, str]] = {
    "customers": """\
# {title}
SELECT ?supplier ?output ?customer ?requirement WHERE {
  ?flow a qg:InternalFlow ;
    qg:supplier ?supplier ;
    qg:customer ?customer ;
    qg:transfers ?output .
  OPTIONAL { ?flow qg:requirement ?requirement FILTER(LANG(?requirement) = "{lang}") }
}
ORDER BY ?supplier ?customer
""",
    "agreements": """\
# {title}
SELECT ?flow ?supplier ?customer WHERE {
  ?flow a qg:InternalFlow ; qg:supplier ?supplier ; qg:customer ?customer .
  FILTER NOT EXISTS { ?flow qg:requirement ?requirement }
}
ORDER BY ?flow
""",
    "principles": """\
# {title}
SELECT ?principle (COUNT(DISTINCT ?clause) AS ?clauses) (COUNT(DISTINCT ?process) AS ?processes) WHERE {
  ?clause qg:supportsPrinciple ?principle .
  OPTIONAL { ?process qg:addressesClause ?clause }
}
GROUP BY ?principle
ORDER BY ?principle
""",
    "reach": """\
# {title}
SELECT DISTINCT ?reached WHERE {
  ?start skos:notation "R3" ; a qg:Process ; qg:hasInternalCustomer+ ?reached .
}
ORDER BY ?reached
""",
    "ask": """\
# {title}
ASK {
  ?process a qg:Process .
  FILTER NOT EXISTS { ?process qg:hasOwner ?owner }
}
""",
    "around": """\
# {title}
CONSTRUCT {
  ?supplier qg:hasInternalCustomer ?process .
  ?process qg:hasInternalCustomer ?customer ; rdfs:label ?label .
}
WHERE {
  ?process a qg:Process ; skos:notation "R3" ; rdfs:label ?label .
  OPTIONAL { ?supplier qg:hasInternalCustomer ?process }
  OPTIONAL { ?process qg:hasInternalCustomer ?customer }
}
""",
}
"""By the key of its title in the catalogues; `{title}` and `{lang}` stand for the reader's."""


def example(key: str, title: str, lang: str) -> str:
    """Return an example with its title as a comment."""
    return EXAMPLES[key].replace("{title}", title).replace("{lang}", lang)
