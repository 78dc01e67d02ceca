"""What is read of a request's head, held against the standard library's own reading."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualite_graph.errors import InputError
from qualite_graph.http.call import pairs

PIECES = st.sampled_from(
    [
        "%",
        "2",
        "F",
        "a",
        "\\",
        "x",
        "+",
        "&",
        "=",
        "é",
        "\n",
        "%20",
        "%C3%A9",
        "%c3",
        "%ff",
        "u00e9",
        "N{DASH}",
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join))
@example("query=ASK+%7B%7D&query=100%&=&&x")
def test_parameters_are_read_as_the_standard_library_reads_them(text: str) -> None:
    try:
        expected = parse_qsl(text, keep_blank_values=True, errors="strict")
    except ValueError:
        with pytest.raises(InputError, match="UTF-8"):
            pairs(text.encode())
    else:
        assert pairs(text.encode()) == expected


def test_a_thousand_parameters_are_read_and_no_more() -> None:
    assert len(pairs(b"&".join([b"a=1"] * 1000))) == 1000
    with pytest.raises(InputError):
        pairs(b"&".join([b"a=1"] * 1001))
