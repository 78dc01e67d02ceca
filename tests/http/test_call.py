"""What is read of a request's head, held against the standard library's own reading."""

from __future__ import annotations

import tracemalloc
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


@given(st.lists(st.sampled_from([b"\xc3", b"\xa9", b"%C3", b"%A9", b"a", b"="])).map(b"".join))
def test_half_a_letter_is_none_whatever_the_other_half_is(text: bytes) -> None:
    try:
        parse_qsl(text.decode(), keep_blank_values=True, errors="strict")
    except ValueError:
        with pytest.raises(InputError, match="UTF-8"):
            pairs(text)
    else:
        pairs(text)


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


def test_too_many_parameters_are_counted_before_they_are_taken_apart() -> None:
    many = b"ab&" * 700_000
    tracemalloc.start()
    try:
        with pytest.raises(InputError):
            pairs(many)
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()
