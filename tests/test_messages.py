"""Texts for people: the same in both languages, well set in French, all there and all used."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import qualite_graph
from qualite_graph import errors
from qualite_graph.errors import QualiteGraphError
from qualite_graph.messages import LANGUAGES, current_language, messages, use_language

PACKAGE = Path(qualite_graph.__file__).parent
TABLES = {key.partition(".")[0] for key in messages("fr").texts}
KEY = re.compile(rf"(?:{'|'.join(sorted(TABLES))})(?:\.\w+)+")
# An ordinary space where French sets a no-break space; `{place} :` counts, and so does a space after «.
BAD_SPACE = re.compile(r" [:;?!»]|« |«[^\u00a0\u202f]|[^\s\u00a0\u202f]»|\w[?!;](?=\s|$)|\w:(?=\s|$)")
ERRORS = {
    name
    for name, item in vars(errors).items()
    if isinstance(item, type) and issubclass(item, QualiteGraphError)
}


@cache
def trees() -> tuple[ast.Module, ...]:
    return tuple([ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))])


def nodes() -> Iterator[ast.AST]:
    for tree in trees():
        yield from ast.walk(tree)


def literals() -> set[str]:
    return {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def patterns() -> set[str]:
    """Return the f-strings of the code as regular expressions: a place stands for anything."""
    return {
        "".join(
            re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w.-]*" for part in node.values
        )
        for node in nodes()
        if isinstance(node, ast.JoinedStr)
    }


def raised() -> set[str]:
    """Return the keys with which errors are made."""
    return {
        node.args[0].value
        for node in nodes()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ERRORS
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(messages("fr").texts) ^ set(messages("en").texts) == set()


def test_both_languages_name_the_same_places() -> None:
    fr, en = messages("fr").texts, messages("en").texts
    assert {key for key in set(fr) & set(en) if places(fr[key]) != places(en[key])} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_empty(lang: str) -> None:
    assert [key for key, text in messages(lang).texts.items() if not text.strip()] == []


def test_french_sets_no_break_spaces() -> None:
    wrong = {
        key: found[0]
        for key, text in messages("fr").texts.items()
        if not key.endswith(".examples") and (found := BAD_SPACE.search(text))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Attention\u00a0!", True),
        ("Attention !", False),
        ("Attention!", False),
        ("«\u00a0oui\u00a0»", True),
        ("« oui\u00a0»", False),
        ("«\u00a0oui »", False),
        ("«oui»", False),
        ("à 10:30, ISO 9001:2015", True),
        ("lignes\u00a0: 3", True),
        ("lignes: 3", False),
    ],
)
def test_the_test_of_typography_itself(text: str, good: bool) -> None:
    assert (BAD_SPACE.search(text) is None) is good


def test_every_key_in_the_code_exists() -> None:
    texts = messages("fr").texts
    sections = {".".join(key.split(".")[:depth]) for key in texts for depth in range(1, key.count(".") + 1)}
    named = {text for text in literals() if KEY.fullmatch(text)}
    # `ui.py`, `cli.entry`: a table's name also starts names of modules and files.
    modules = {text for text in named if (PACKAGE / text.replace(".", "/")).with_suffix(".py").exists()}
    assert named - modules - set(texts) - sections == set()


def test_every_error_raised_has_its_sentence() -> None:
    assert {key for key in raised() if f"errors.{key}" not in messages("fr").texts} == set()


def test_every_sentence_of_an_error_is_used() -> None:
    words = literals()
    assert {key for key in messages("fr").section("errors") if key not in words} == set()


def test_every_text_of_the_command_line_is_used() -> None:
    words = literals()
    shapes = [re.compile(pattern) for pattern in patterns() if pattern.startswith("cli\\.")]
    keys = {f"cli.{key}": key for key in messages("fr").section("cli")}
    unused = {
        key
        for key in keys
        if key not in words
        and key.removeprefix("cli.fault.") not in words
        and not any(shape.fullmatch(key) for shape in shapes)
    }
    assert unused == set()


def test_a_missing_key_or_value_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        messages("fr").text("errors.nothing_of_the_kind")
    with pytest.raises(KeyError):
        messages("fr").text("errors.unknown_question", other="x")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, "fr"),
    ],
)
def test_the_language_is_that_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    import contextvars

    assert contextvars.Context().run(current_language) == expected


def test_a_chosen_language_comes_before_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    import contextvars

    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")

    def chosen() -> str:
        use_language("en")
        return current_language()

    assert contextvars.Context().run(chosen) == "en"
