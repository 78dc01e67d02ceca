"""A drawing as a picture, for readers of documents that show no drawing."""

from __future__ import annotations

from typing import Final, cast

_PAGE: Final = b"""
#set page(width: 30cm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
_DOTS_PER_INCH: Final = 110.0


def png_of(svg: bytes) -> bytes:
    """Return an SVG as PNG, about 1 300 dots wide."""
    import typst  # noqa: PLC0415 -- only papers with drawings need it

    compiler = typst.Compiler(_PAGE, sys_inputs={"svg": svg.decode()})
    return cast("bytes", compiler.compile(format="png", ppi=_DOTS_PER_INCH))
