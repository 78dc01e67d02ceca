"""Which names in a list of flows stand outside the organisation: those that say so themselves, whole."""

from __future__ import annotations

import functools
import re
from typing import Final

from qualite_graph.folding import fold

_ARTICLE: Final = re.compile(r"^(?:tou(?:s|tes) |all )?(?:(?:les?|la|l|nos|notre|the|our) )?")
_PLURAL: Final = re.compile(r"(?: s|s)(?= |$)")
"""« Client(s) » is folded to `client s`."""

_OUTSIDE: Final = r"(?: (?:finale?|finaux|externe|exterieur))?"
_CUSTOMER: Final = re.compile(
    rf"(?:client|clientele|consommateur|usager){_OUTSIDE}|utilisateur (?:final|finaux)|donneur d ordre"
    r"|(?:external |end |final )?(?:customer|consumer)|end user"
)
_PROVIDER: Final = re.compile(
    rf"(?:fournisseur|prestataire|prestataire de service|sous? traitant){_OUTSIDE}"
    r"|(?:external )?(?:supplier|vendor|(?:sub ?)?contractor|(?:service )?provider)"
)


@functools.lru_cache(maxsize=4096)
def outsider(name: str) -> str:
    """Return the kind of party that a name says is outside, an empty text for any other name.

    A name with anything more in it is a process: « Service client » serves customers and is none.

    >>> [outsider(name) for name in ("Client final", "Les clients", "Sous-traitant(s)", "Service client")]
    ['customer', 'customer', 'provider', '']
    """
    bare = singular(name)
    if _CUSTOMER.fullmatch(bare):
        return "customer"
    return "provider" if _PROVIDER.fullmatch(bare) else ""


def singular(name: str) -> str:
    """Return a name folded, without article and plural: those alike in this are one party outside.

    >>> singular("Les Clients externes"), singular("client externe")
    ('client externe', 'client externe')
    """
    return _PLURAL.sub("", _ARTICLE.sub("", fold(name)))
