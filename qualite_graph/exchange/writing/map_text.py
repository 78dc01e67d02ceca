"""Measures and breaks the texts of the drawn map, since a file cannot ask the machine that will show it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

Width = Callable[[str], float]

_BY_WIDTH: Final = {
    0.24: "'`",
    0.28: " ijlI!.,:;/\\|ǀ·’‘\u00a0\u202f",
    0.34: 'ft()[]-{}°“”"',
    0.39: "r*",
    0.56: "acegknsvxyzJ0123456789$£€«»_?#",
    0.61: "bdhopquFTLZ+=<>~…–",
    0.68: "EPSVXYßæ",
    0.73: "ABCDHKNRU&",
    0.79: "wGOQ",
    0.84: "M@%",
    0.89: "mœ",
    1.0: "WŒÆ—",
}
"""Widths of bold Arial's letters as shares of the size; other faces of the texts are no wider."""

_WIDTHS: Final = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}


def text_width(text: str, size: float) -> float:
    """Return how wide a text is, in pixels, or a little more."""
    return size * sum(_letter(letter) for letter in unicodedata.normalize("NFD", text))


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.1
    return 0.7


def wrap(text: str, most: float, most_lines: int, width: Width) -> tuple[str, ...]:
    """Break a text at ordinary spaces in lines of even length; what does not fit ends with an ellipsis."""
    words = text.replace("\n", " ").replace("\t", " ").replace("\r", " ").split(" ")
    words = [word for word in words if word]
    lines = _greedy(words, most, width)
    if len(lines) > 1:
        # Narrow the column while the number of lines stays: no orphan word on the last line.
        low, high, widest = most / 2, most, max(map(width, words))
        for _ in range(7):
            middle = (low + high) / 2
            fits = middle >= min(widest, most) and len(_greedy(words, middle, width)) == len(lines)
            low, high = (low, middle) if fits else (middle, high)
        lines = _greedy(words, high, width)
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], " ".join(lines[most_lines - 1 :])]
    return tuple(clip(line, most, width) for line in lines)


def clip(text: str, most: float, width: Width) -> str:
    """Shorten a text with an ellipsis until it is no wider than `most`."""
    if width(text) <= most:
        return text
    end = len(text)
    while end > 1 and width(f"{text[:end].rstrip()}…") > most:
        end -= 1
    return f"{text[:end].rstrip()}…"


def _greedy(words: list[str], most: float, width: Width) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and width(longer) > most:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines
