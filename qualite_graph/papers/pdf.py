"""A paper as PDF: Typst sets the template with the paper as data, and never reads a text of it as markup."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING, Any, Final

from qualite_graph.errors import InputError
from qualite_graph.papers.look import Look
from qualite_graph.papers.typesetting import Job, SettingError, compose

if TYPE_CHECKING:
    from qualite_graph.papers.plain import Plain

TEMPLATE: Final = "paper.typ"
MOST_TAGGED: Final = 500
"""The most parts of a paper whose PDF is tagged for readers that speak: beyond, tags take gigabytes to make,
and the HTML of the same paper serves them."""
_OWN_LETTERS: Final = re.compile(
    r"[\t\n\r\x20-\u024f\u0259\u02b0-\u036f\u0370-\u03ff\u0400-\u052f\u0590-\u05ff\u1e00-\u1eff"
    r"\u2000-\u206f\u2070-\u209f\u20a0-\u20bf\u2100-\u214f\u2190-\u21ff\u2200-\u22ff\ufb00-\ufb4f]*"
)
"""What the typeface that comes with Typst covers: Latin, Greek, Cyrillic, Hebrew, punctuation, arrows."""
_FALLBACK: Final = ("DejaVu Sans", "Noto Sans Arabic", "Noto Emoji", "Noto Color Emoji", "Noto Sans CJK JP")


def pdf(plain: Plain, look: Look, *, apart: bool = True) -> bytes:
    """Return the paper as a PDF, tagged unless it is very long; the same paper gives the same bytes.

    A very long one is set in a process of its own unless `apart` says that this one ends soon anyway. The
    typeface comes with Typst. Fonts of the machine are looked at only for letters that it lacks.

    Raises:
        InputError: an organisation's own template does not compile; the message says where.
    """
    data = json.dumps(plain, ensure_ascii=False)
    own = _OWN_LETTERS.fullmatch(data) is not None
    settings: dict[str, Any] = {
        "colour": look.colour,
        "logo": list(look.logo) if look.logo else None,
        "fonts": [] if own else list(_FALLBACK),
    }
    date = plain["date"]
    long = len(plain["sections"]) > MOST_TAGGED
    job = Job(
        template=look.text(TEMPLATE),
        paper=data,
        look=json.dumps(settings),
        day=datetime.date(date["year"], date["month"], date["day"]).isoformat(),
        own=own,
        tagged=not long,
    )
    try:
        return compose(job, apart=apart and long)
    except SettingError as error:
        raise InputError("template_broken", file=TEMPLATE, reason=error) from error
