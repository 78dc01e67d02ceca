"""The command `token`: the secret alone on the output, the rest beside it."""

from pathlib import Path

import pytest

from qualite_graph import tokens
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALITE_GRAPH_TOKENS", str(tmp_path / "tokens.json"))


def test_a_token_is_made_listed_and_revoked(run: Run) -> None:
    made = run("token", "create", "--scope", "write", "--organisation", "a", "--organisation", "b")
    assert (made.code, made.out.count("\n")) == (0, 1)
    right = tokens.right_of_secret(made.out.strip())
    assert (right.reads, right.writes) == (frozenset({"a", "b"}), frozenset({"a", "b"}))
    listed = run("token", "list").out
    assert str(right.bearer) in listed
    assert "lire et écrire" in listed
    assert made.out.strip() not in listed
    assert run("token", "revoke", str(right.bearer)).code == 0
    assert tokens.tokens() == ()
    assert "Il n’y a pas de jeton" in run("token", "list").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["destroy"], "create, list, revoke"),
        (["revoke"], "token list"),
        (["revoke", "x"], "«\u00a0x\u00a0»"),
        (["create", "--scope", "all"], "read, write"),
        (["create", "--organisation", "Une Société"], "minuscules"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, arguments: list[str], said: str) -> None:
    refused = run("token", *arguments)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


def test_the_pages_are_not_served_elsewhere_without_a_token(run: Run) -> None:
    refused = run("app", "--address", "192.0.2.7")
    assert refused.code == 2
    assert "qualite-graph token create" in refused.err
