"""Nothing leaves the machine: a query that calls another server is known before the engine runs it."""

from __future__ import annotations

import re
from typing import Final

_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_GAP: Final = r"(?:[ \t\r\n]|#[^\r\n]*+)*+"
_CALL: Final = re.compile(
    rf"(?<![?$:_-])SERVICE{_GAP}(?:SILENT{_GAP})?"
    rf"(?:<[^<>]*+>|[?$][^ \t\r\n#{{]++|[^ \t\r\n<>{{}}#?$:]*+:(?:\\.|[^ \t\r\n#{{}}\\])*+){_GAP}\{{",
    re.IGNORECASE,
)
"""A call to another server, which this store never makes: nothing leaves the machine.

Its whole shape is sought in the text as it stands. Strings and comments are not taken out first: where each
ends is for the engine's grammar alone to say, and a call must not hide in another reading of it.
"""


def calls_another_server(text: str) -> bool:
    """Tell whether a query may call another server, its code point escapes read or not."""
    read = _ESCAPED.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)
    return any(_CALL.search(one) is not None for one in (text, read))
