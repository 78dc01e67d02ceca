"""Papers set by other processes are those set here, and no process keeps what it has set for long."""

from collections.abc import Callable

import pytest

from qualite_graph.papers.look import chosen_look
from qualite_graph.papers.plain import as_plain
from qualite_graph.papers.printing import Printers
from qualite_graph.papers.process_map import process_map
from qualite_graph.papers.reader import Reader
from qualite_graph.papers.renderers import rendered

FORMATS = ("pdf", "docx", "html")


@pytest.mark.parametrize("most", [0, 1 << 30])
def test_a_process_ends_once_it_has_set_enough(
    reader: Callable[..., Reader], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("qualite_graph.papers.printing._MOST_WRITTEN", most)
    plain = as_plain(process_map(reader()))
    with Printers(FORMATS) as printers:
        assert printers.set(plain).result() == tuple(rendered(plain, FORMATS, chosen_look()))
        assert printers._idle.empty() is (most == 0)
