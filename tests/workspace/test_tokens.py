"""Tokens: kept as digests, shown once, gone when revoked; each opens what it says and nothing else."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from qualite_graph import tokens
from qualite_graph.errors import InputError, NotFoundError, QualiteGraphError, RightError, StoreError
from qualite_graph.tokens import Right
from qualite_graph.vocabulary import GRAPH_HISTORY, graph_of

ELSEWHERE = "192.0.2.7"


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config" / "tokens.json"
    monkeypatch.setenv("QUALITE_GRAPH_TOKENS", str(path))
    return path


def test_a_secret_is_kept_nowhere_and_its_file_is_its_owners(file: Path) -> None:
    token, secret = tokens.create("read", ["b", "a", "b"])
    assert (token.organisations, tokens.tokens()) == (("a", "b"), (token,))
    text = file.read_text("utf-8")
    assert secret not in text
    assert secret.rsplit("_", 1)[1] not in text
    assert file.stat().st_mode & 0o077 == 0
    assert list(file.parent.iterdir()) == [file]


MAKING_AND_REVOKING = """
from qualite_graph import tokens
for _ in range(15):
    kept, _ = tokens.create("read")
    gone, _ = tokens.create("read")
    tokens.revoke(gone.id)
    print(kept.id, gone.id)
"""


def test_no_token_is_lost_and_none_comes_back_however_many_change_them_at_once(file: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", MAKING_AND_REVOKING], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    made: list[tuple[str, str]] = []

    def here() -> None:
        for _ in range(15):
            kept, gone = tokens.create("read")[0].id, tokens.create("read")[0].id
            tokens.revoke(gone)
            made.append((kept, gone))

    threads = [threading.Thread(target=here) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for process in processes:
        said, _ = process.communicate(timeout=60)
        made += [(kept, gone) for kept, gone in map(str.split, said.splitlines())]
    assert len(made) == 6 * 15
    assert {token.id for token in tokens.tokens()} == {kept for kept, _ in made}
    assert list(file.parent.iterdir()) == [file]


def test_the_bearer_has_the_right_of_the_token() -> None:
    token, reader = tokens.create("read", ["a"])
    assert tokens.right_of_secret(reader) == Right(frozenset({"a"}), frozenset(), bearer=token.id)
    token, writer = tokens.create("write", ["a"])
    assert tokens.right_of_secret(writer) == Right(frozenset({"a"}), frozenset({"a"}), bearer=token.id)
    token, writer = tokens.create("write")
    assert tokens.right_of_secret(writer) == Right(None, None, bearer=token.id)


@pytest.mark.parametrize("secret", ["", "qg_", "qg_00000000_x", "é?"])
def test_another_secret_opens_nothing(secret: str) -> None:
    tokens.create("write")
    with pytest.raises(RightError) as caught:
        tokens.right_of_secret(secret)
    assert caught.value.key == "token_unknown"


def test_a_revoked_token_opens_nothing() -> None:
    token, secret = tokens.create("read")
    kept, _ = tokens.create("read")
    tokens.revoke(token.id)
    assert tokens.tokens() == (kept,)
    with pytest.raises(RightError):
        tokens.right_of_secret(secret)
    with pytest.raises(NotFoundError, match=kept.id):
        tokens.revoke(token.id)


def test_a_scope_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="write"):
        tokens.create("admin")


@pytest.mark.parametrize("content", ["", "{}", '{"tokens": [{"id": 1}]}', "[]"])
def test_a_damaged_file_closes_the_service_and_says_so(file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_text(content, "utf-8")
    with pytest.raises(StoreError, match="tokens"):
        tokens.right_without_token(local=True)


def test_without_a_token_this_machine_reads_until_there_is_one() -> None:
    assert tokens.right_without_token(local=True) == Right()
    tokens.create("read", ["a"])
    assert tokens.right_without_token(local=True).visible(["a", "b"]) == ()
    with pytest.raises(RightError):
        tokens.right_without_token(local=False)


def test_a_dataset_holds_no_other_organisation() -> None:
    right = Right(frozenset({"a"}))
    assert graph_of("a") in right.dataset("a").graphs
    with pytest.raises(NotFoundError):
        right.dataset("b")
    assert not {graph_of("a"), GRAPH_HISTORY} & set(right.dataset(None).graphs)


@pytest.mark.parametrize(
    ("right", "slug", "error"),
    [
        (Right(), "a", RightError),
        (Right(frozenset({"a"})), "a", RightError),
        (Right(frozenset({"a"}), frozenset({"a"})), "b", NotFoundError),
    ],
)
def test_writing_needs_the_right_over_that_organisation(
    right: Right, slug: str, error: type[QualiteGraphError]
) -> None:
    with pytest.raises(error):
        right.check_write(slug)


def test_a_right_to_write_is_enough() -> None:
    assert Right(frozenset({"a"}), frozenset({"a"})).check_write("a") == "a"
    assert Right(writes=None).check_write("a") == "a"


def test_listening_beyond_this_machine_needs_a_token_and_says_how_to_make_one() -> None:
    tokens.check_address("127.0.0.1")
    with pytest.raises(InputError, match="qualite-graph token create"):
        tokens.check_address(ELSEWHERE)
    tokens.create("read")
    tokens.check_address(ELSEWHERE)


def test_the_file_is_json_that_people_can_read(file: Path) -> None:
    tokens.create("write", ["a"])
    assert json.loads(file.read_text("utf-8"))["tokens"][0]["organisations"] == ["a"]
