"""A paper's plain values as a file of each format: each renderer is imported where it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qualite_graph.papers.look import Look

if TYPE_CHECKING:
    from qualite_graph.papers.plain import Plain


def rendered(
    plain: Plain, formats: Iterable[str], look: Look, *, apart: bool = True
) -> Iterator[tuple[str, bytes]]:
    """Yield a paper in each format asked for; for `apart` see `pdf.pdf`.

    Raises:
        InputError: a template cannot be used.
    """
    for format_name in formats:
        if format_name == "pdf":
            from qualite_graph.papers.pdf import pdf  # noqa: PLC0415 -- the compiler comes with it

            yield format_name, pdf(plain, look, apart=apart)
        elif format_name == "docx":
            from qualite_graph.papers.docx_file import docx_file  # noqa: PLC0415 -- python-docx comes with it

            yield format_name, docx_file(plain, look)
        else:
            from qualite_graph.papers.html import html  # noqa: PLC0415

            yield format_name, html(plain, look)
