"""One example for each column of the layout, taken from the example that comes with the product."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from qualite_graph.exchange.layout import LAYOUT
from qualite_graph.exchange.template import WrittenValue
from qualite_graph.exchange.workbook import read_workbook
from qualite_graph.exchange.writing.content import index_ntriples
from qualite_graph.exchange.writing.rows import rows_of
from qualite_graph.resources import example_workbook


@functools.cache
def column_examples() -> Mapping[tuple[str, str], WrittenValue]:
    """Return a value for each sheet and column that the example fills: that of the fullest row that has one.

    Raises:
        InputError: the example cannot be read.
    """
    slug = "example"
    rows = rows_of(index_ntriples(read_workbook(example_workbook(), slug).ntriples, slug))
    found: dict[tuple[str, str], WrittenValue] = {}
    for sheet in LAYOUT:
        for row in sorted(rows[sheet.key], key=len, reverse=True):
            for key, value in row.items():
                found.setdefault((sheet.key, key), value)
    return found
