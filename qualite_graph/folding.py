"""One idea of « the same name » whatever the case, accents, apostrophes and spaces."""

from __future__ import annotations

import functools
import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


@functools.lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a text reduced to what people mean by it.

    >>> fold("  Contrats d’interface "), fold("Œuvre_n°1")
    ('contrats d interface', 'oeuvre n 1')
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_WORD.sub(" ", bare).strip()
