import re
from pathlib import Path

import pytest

from qualite_graph import editing, exchange
from qualite_graph.exchange.columns import CellType
from qualite_graph.messages import LANGUAGES, messages

SOURCE = "".join(
    path.read_text("utf-8")
    for package in (exchange, editing)
    for path in Path(package.__file__).parent.glob("*.py")
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_and_remedy_has_its_sentence_and_none_is_left_over(lang: str) -> None:
    calls = re.findall(r'Flaw\(\s*"(\w+)",\s*("\w+"[^,)]*)', SOURCE)
    reasons = {reason for reason, _ in calls}
    remedies = {name for _, remedy in calls for name in re.findall(r'"(\w+)"', remedy)}
    remedies |= set(re.findall(r'\bremedy="(\w+)"', SOURCE))  # put in place of another's
    assert len(reasons) > 15
    assert set(messages(lang).section("problems.reason")) == reasons
    assert set(messages(lang).section("problems.remedy")) == remedies


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_type_of_cell_has_its_sentence(lang: str) -> None:
    assert set(messages(lang).section("workbook.type")) == {kind.value for kind in CellType}
