"""Which names in a list of flows stand outside the organisation: those that say so themselves, whole."""

from __future__ import annotations

import re
from typing import Final

from qualite_graph.folding import fold

_ARTICLE: Final = r"(?:(?:les?|la|l|nos|notre|the|our) )?"
_OUTSIDE: Final = r"(?: (?:final|finale|finals|finaux|finales|externes?|exterieurs?))?"
_CUSTOMER: Final = re.compile(
    rf"{_ARTICLE}(?:(?:clients?|clientele|consommateurs?|utilisateurs?){_OUTSIDE}|donneurs? d ordres?"
    r"|(?:(?:external|end|final) )?(?:customers?|consumers?)|end users?)"
)
_PROVIDER: Final = re.compile(
    rf"{_ARTICLE}(?:(?:fournisseurs?|prestataires?|sous traitants?){_OUTSIDE}"
    r"|(?:external )?(?:suppliers?|vendors?|subcontractors?|(?:service )?providers?))"
)


def outsider(name: str) -> str:
    """Return the kind of party that a name says is outside, an empty text for any other name.

    A name with anything more in it is a process: « Service client » serves customers and is none.

    >>> [outsider(name) for name in ("Client final", "Les clients", "Sous-traitants", "Service client")]
    ['customer', 'customer', 'provider', '']
    """
    folded = fold(name)
    if _CUSTOMER.fullmatch(folded):
        return "customer"
    return "provider" if _PROVIDER.fullmatch(folded) else ""
